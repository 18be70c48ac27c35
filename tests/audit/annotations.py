"""Highlights of an annotated copy against a second reader: qpdf reads the annotations, pdftotext the words under them.

    annotations.py DB PDF COPY

The note of a highlight names its facts ("[f12, ...]"): the words under it must be those of the fact's subject, object or evidence.
Turning and cropping are worked out here anew. Prints what differs, then the numbers of highlights and of those that agree."""
import json
import os
import re
import sqlite3
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from highlights import agree, letters_under, lies, words_of


class Objects:
    def __init__(self, path):
        done = subprocess.run(["qpdf", "--json=2", path], stdout=subprocess.PIPE, check=True)
        self.whole = json.loads(done.stdout)
        self.objects = self.whole["qpdf"][1]

    def get(self, value):
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            value = self.objects["obj:" + value].get("value")
        return value

    def inherited(self, page, key):
        while page is not None:
            if key in page:
                return self.get(page[key])
            page = self.get(page.get("/Parent"))
        return None

    def pages(self):
        return [self.get(page["object"]) for page in self.whole["pages"]]


def shown(point, box, turn):
    """A point of the page's own space as shares of the page as shown, from top left."""
    x, y = (point[0] - box[0]) / (box[2] - box[0]), (point[1] - box[1]) / (box[3] - box[1])
    return {0: (x, 1 - y), 90: (y, x), 180: (1 - x, y), 270: (1 - y, 1 - x)}[turn]


def main():
    database, original, copy = sqlite3.connect(sys.argv[1]), sys.argv[2], sys.argv[3]
    pages, objects = words_of(original), Objects(copy)
    (document,) = database.execute("SELECT document FROM location WHERE path = ?", (original,)).fetchone()
    number = right = 0
    for n, page in enumerate(objects.pages()):
        media, crop = objects.inherited(page, "/MediaBox"), objects.inherited(page, "/CropBox")
        box, turn = crop or media, (objects.inherited(page, "/Rotate") or 0) % 360
        width, height, words = pages[n]
        for annotation in map(objects.get, objects.get(page.get("/Annots")) or []):
            if annotation["/Subtype"] != "/Highlight" or annotation.get("/T") != "u:Aktspor":
                continue
            quads, found = objects.get(annotation["/QuadPoints"]), []
            for i in range(0, len(quads), 8):
                corners = [shown(quads[k:k + 2], box, turn) for k in range(i, i + 8, 2)]
                xs, ys = [c[0] * width for c in corners], [c[1] * height for c in corners]
                under = (min(xs), min(ys), max(xs), max(ys))
                found += [(w[4], part) for w in words for part in [letters_under(w, under, lies(words))] if part]
            facts = re.findall(r"\[f(\d+),", annotation["/Contents"])
            texts = [row[0] for fact in facts for row in database.execute(
                "SELECT m.text FROM fact AS f JOIN mention AS m ON m.document = f.document AND m.n IN (subject_mention, object_mention) "
                "WHERE f.document = ?1 AND f.n = ?2 UNION SELECT e.text FROM fact AS f JOIN evidence AS e ON e.fact = f.id "
                "WHERE f.document = ?1 AND f.n = ?2", (document, int(fact)))]
            number += 1
            if any(agree(text, found) for text in texts):
                right += 1
            else:
                print("%s page %d: %r lies over %r" % (copy, n + 1, texts[:3], found))
    print("%d highlights, %d agree" % (number, right))
    sys.exit(0 if number and number == right else 1)


main()
