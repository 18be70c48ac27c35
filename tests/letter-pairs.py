#!/usr/bin/env python3
"""Makes dictionaries/letter-pairs.tsv: how often one letter follows another in Danish.

    tests/letter-pairs.py > dictionaries/letter-pairs.tsv

Counts the pairs of letters within words, small letters for capital ones and "_" for a word's edge: each
occurrence in the text of fixtures/text and each word of hunspell's da_DK list (Debian's hunspell-da) once.
Deterministic: the same inputs give the same bytes."""
import collections
import glob
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WORD = re.compile(r"[^\W\d_]+")
LETTERS = set("abcdefghijklmnopqrstuvwxyzæøåéüöä_")  # those of legible.c
HEAD = """\
# How often one letter follows another in Danish: a page on which most pairs of letters are unheard of has a garbled text layer.
# pair: two letters of a-z, æøå and éüöä, small for capital ones; "_" is the edge of a word. count: how often it was met; what was met once is left out.
# Made by tests/letter-pairs.py: an edit is lost when it is made again.
# Sources: the texts of fixtures/text, each occurrence; hunspell's da_DK word list (Debian package hunspell-da, by Stavekontrolden), each word once.
pair\tcount"""


def words():
    for path in sorted(glob.glob(os.path.join(ROOT, "fixtures", "text", "*.txt"))):
        with open(path, encoding="utf-8") as f:
            yield from WORD.findall(f.read())
    with open("/usr/share/hunspell/da_DK.dic", encoding="utf-8") as f:
        next(f)
        for line in f:
            yield from WORD.findall(re.split(r"[/\t\n]", line)[0])


counts = collections.Counter()
for word in words():
    edged = "_" + word.lower() + "_"
    counts.update(a + b for a, b in zip(edged, edged[1:]))
print(HEAD)
for pair, count in sorted(counts.items()):
    if count >= 2 and set(pair) <= LETTERS:
        print("%s\t%d" % (pair, count))
