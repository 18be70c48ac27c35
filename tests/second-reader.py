"""Lines that two readers agree on: what akt-extract says stands in a box of a page, pdftotext finds there too.

    second-reader.py AKT-EXTRACT COUNT PDF...

Draws COUNT lines of the PDFs, the same ones each time. Prints one row for each line on which they differ (file, page, ours,
theirs), then the number that agree. Blanks do not count: the readers divide words in their own ways."""
import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

SEED = 20261124
SLACK = 1.0  # points: boxes are rounded to tenths, and pdftotext takes a font's height
NS = "{http://www.tei-c.org/ns/1.0}"


def plain(text):
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def lines_of(document):
    """(page, box, text) of each line of a document: printed characters, corrections left out."""
    lines = []

    def take(text):
        if lines and text:
            lines[-1][2] += text

    def walk(element):
        tag = element.tag.replace(NS, "")
        if tag in ("corr", "reg"):
            return
        if tag == "lb":
            place = element.get("facs", "").partition(":")[2].split(",")
            lines.append([int(place[0]), [float(x) for x in place[1:5]], ""])
        take(element.text)
        for child in element:
            walk(child)
            take(child.tail)

    for child in document.iter(NS + "text"):
        walk(child)
    return [line for line in lines if plain(line[2])]


def words_of(pdf):
    """page -> [(x0, y0, x1, y1, text)] as pdftotext sees them."""
    out = subprocess.run(["pdftotext", "-bbox", pdf, "-"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    pages = []
    for row in out.decode("utf-8", "replace").splitlines():
        if "<page " in row:
            pages.append([])
        word = re.search(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*)</word>', row)
        if word:
            text = word.group(5)
            for entity, c in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
                text = text.replace(entity, c)
            pages[-1].append(tuple(float(word.group(i)) for i in range(1, 5)) + (text,))
    return pages


def within(words, box, text):
    """What stands in a box: `text` if that is it in one of the four directions that lines run in, else from left to right."""
    x0, y0, x1, y1 = box
    inside = [w for w in words if x0 - SLACK <= (w[0] + w[2]) / 2 <= x1 + SLACK and y0 - SLACK <= (w[1] + w[3]) / 2 <= y1 + SLACK]
    runs = [sorted(inside, key=key) for key in
            (lambda w: w[0], lambda w: -w[2], lambda w: w[1], lambda w: -w[3])]
    read = [plain("".join(w[4] for w in run)) for run in runs]
    return text if text in read else read[0]


def main():
    extract, count, pdfs = sys.argv[1], int(sys.argv[2]), sorted(sys.argv[3:])
    stream = subprocess.run([extract] + pdfs, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    documents = [ET.fromstring(line) for line in stream.splitlines() if line.strip()]
    lines = [(pdf, line) for pdf, document in zip(pdfs, documents) for line in lines_of(document)]
    drawn = random.Random(SEED).sample(lines, min(count, len(lines)))
    seen, agree = {}, 0
    for pdf, (page, box, text) in drawn:
        if pdf not in seen:
            seen[pdf] = words_of(pdf)
        theirs = within(seen[pdf][page - 1], box, plain(text))
        agree += plain(text) == theirs
        if plain(text) != theirs:
            print("%s, page %d: “%s”, not “%s”" % (os.path.basename(pdf), page, text.strip(), theirs))
    print(agree)


main()
