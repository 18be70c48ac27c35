"""Words that a line's end divides, against the ideal reading of a paper.

usage: joins.py AKT_BIN PAPER READING [NAMES]

Prints: divided words, words of the reading that were not read as they should be, and numbers and names that are damaged.
NAMES is a gold file of mentions: every project, programme, organisation, person and place in it is looked for whole."""
import csv, re, subprocess, sys, unicodedata
from collections import Counter


def words(text):
    return Counter(re.findall(r"\S+", unicodedata.normalize("NFC", text)))


def run(*arguments, stdin=None):
    return subprocess.run(arguments, input=stdin, capture_output=True, check=False).stdout


def read(bin, paper):
    stream = run(bin + "/akt-normalise", stdin=run(bin + "/akt-extract", paper))
    source = run(bin + "/akt-show", "source", stdin=stream).decode()
    return source, run(bin + "/akt-show", "text", stdin=stream).decode()


def main():
    bin, paper, reading = sys.argv[1:4]
    source, text = read(bin, paper)
    gold = open(reading, encoding="utf-8").read()
    divided = sum(bool(re.search(r"\w[-\u2010\u00ad]$", line)) for line in source.splitlines())
    lost = words(gold) - words(text)
    damaged = [w for w in lost if re.search(r"\d", w)]
    whole = " ".join(text.split())
    ideal = " ".join(gold.split())
    for row in csv.DictReader(open(sys.argv[4], encoding="utf-8"), delimiter="\t") if len(sys.argv) > 4 else ():
        if row["type"] in ("project", "programme", "organisation", "person", "place"):
            name = " ".join(row["text"].split())
            if whole.count(name) < ideal.count(name):
                damaged.append(name)
    print(divided, sum(lost.values()), len(damaged), *lost.elements(), *damaged, sep="\t")


main()
