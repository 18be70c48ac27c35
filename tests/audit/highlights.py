"""Highlights of a report against a second reader: the words that pdftotext finds under the boxes of a mention are its words.

    highlights.py DB REPORT-FOLDER

For every mention of every PDF in DB. A row for each that differs (file, page, the mention's words, the words under its boxes), then
the numbers of mentions and of those that agree. A word's letters are taken to be equally wide, so that a box may begin inside a word
("(SUD" under "SUD"): it may be wrong by SLACK letters, or the SHARE of a long word, there. No letter of a mention may be outside its boxes, no other word inside."""
import html
import os
import re
import sqlite3
import subprocess
import sys

SLACK, SHARE = 1.6, 0.08  # letters, of a word's letters: i and m are not equally wide
MARK = re.compile(r'<(?:a|span) class="m [^"]*"[^>]* data-m="(\d+)"[^>]* style="left:([\d.]+)%;top:([\d.]+)%;'
                  r'width:([\d.]+)%;height:([\d.]+)%"')
WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*)</word>')


def plain(text):
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def words_of(pdf):
    """For each page: width, height as displayed, [(x0, y0, x1, y1, text)]."""
    info = subprocess.run(["pdfinfo", "-f", "1", "-l", "10000", pdf], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8", "replace")
    turns = [int(turn) for turn in re.findall(r"^Page +\d+ rot: +(\d+)", info, re.M)]
    out = subprocess.run(["pdftotext", "-cropbox", "-bbox", pdf, "-"], stdout=subprocess.PIPE, check=True).stdout
    pages = []
    for row in out.decode("utf-8", "replace").splitlines():
        size = re.search(r'<page width="(.*?)" height="(.*?)"', row)
        word = WORD.search(row)
        if size:
            width, height = float(size.group(1)), float(size.group(2))
            pages.append((height, width, []) if turns[len(pages)] in (90, 270) else (width, height, []))
        elif word:
            pages[-1][2].append(tuple(float(word.group(i)) for i in range(1, 5)) + (html.unescape(word.group(5)),))
    return pages


def marks_of(page_file):
    """mention -> [(page, x0, y0, x1, y1)] in shares of the page."""
    with open(page_file, encoding="utf-8") as file:
        figures = re.split(r'<figure class="page" id="p(\d+)"', file.read())
    marks = {}
    for page, figure in zip(figures[1::2], figures[2::2]):
        for mark in MARK.finditer(figure):
            x, y, w, h = (float(mark.group(i)) / 100 for i in range(2, 6))
            marks.setdefault(int(mark.group(1)), []).append((int(page), x, y, x + w, y + h))
    return marks


def lies(words):
    """Whether the lines of a page run from side to side: most of its long words are wider than high."""
    wide = [word[2] - word[0] >= word[3] - word[1] for word in words if len(word[4]) > 3]
    return 2 * sum(wide) >= len(wide)


def letters_under(word, box, level):
    """The letters of a word that lie under a box: (from, to) as fractions of letters, or None. `level`: lies() of its page."""
    x0, y0, x1, y1, text = word
    longer = x1 - x0 >= y1 - y0
    if longer if len(text) > 3 else level:
        across, along = (y0, y1, box[1], box[3]), (x0, x1, box[0], box[2])
    else:
        across, along = (x0, x1, box[0], box[2]), (y0, y1, box[1], box[3])
    middle = (across[0] + across[1]) / 2
    if not across[2] <= middle <= across[3] or along[1] <= along[0]:
        return None
    start = max(0.0, (along[2] - along[0]) / (along[1] - along[0]))
    end = min(1.0, (along[3] - along[0]) / (along[1] - along[0]))
    return (start * len(text), end * len(text)) if end > start else None


def agree(mention, found):
    """What lies under the boxes, in any order of words, is the mention's letters."""
    rest = plain(mention)
    for text, (start, end) in sorted(found, key=lambda f: -len(f[0])):
        text = plain(text)
        slack = max(SLACK, SHARE * len(text))
        best = None
        for a in range(len(text)):
            for b in range(len(text), a, -1):
                near = abs(a - start) <= slack and abs(b - end) <= slack
                turned = abs(a - (len(text) - end)) <= slack and abs(b - (len(text) - start)) <= slack
                if (near or turned) and text[a:b] in rest and (best is None or b - a > best[1] - best[0]):
                    best = (a, b)
        if best is None:
            if end - start > slack:
                return False
            continue
        rest = rest.replace(text[best[0]:best[1]], "\n", 1)
    return not plain(rest)


def check(database, folder, document, sha256, path):
    pages, marks = words_of(path), marks_of(os.path.join(folder, "d%s.html" % sha256[:16]))
    number = right = 0
    for n, text in database.execute("SELECT n, text FROM mention WHERE document = ? AND type <> 'cpr' ORDER BY n", (document,)):
        found = []
        for page, *shares in marks.get(n, []):
            width, height, words = pages[page - 1]
            box = (shares[0] * width, shares[1] * height, shares[2] * width, shares[3] * height)
            found += [(word[4], under) for word in words for under in [letters_under(word, box, lies(words))] if under]
        number += 1
        if agree(text, found):
            right += 1
        else:
            places = sorted({mark[0] for mark in marks.get(n, [])})
            print("%s\t%s\t%s\t%s" % (os.path.basename(path), places, text.replace("\n", "⏎"),
                                      " ".join("%s[%.1f-%.1f]" % (word, *under) for word, under in found)))
    return number, right


def main():
    database = sqlite3.connect(sys.argv[1])
    rows = database.execute("SELECT d.id, d.sha256, p.path FROM document AS d JOIN document_path AS p ON p.document = d.id "
                            "WHERE d.current AND d.media = 'application/pdf' AND d.state = 'text' ORDER BY p.path").fetchall()
    counts = [check(database, sys.argv[2], *row) for row in rows]
    number, right = (sum(column) for column in zip(*counts)) if counts else (0, 0)
    print("%d mentions in %d PDFs, %d agree" % (number, len(rows), right))
    sys.exit(0 if number and number == right else 1)


if __name__ == "__main__":
    main()
