#!/usr/bin/env python3
"""Invented papers that write the same names in many ways, and the list of what is one.

    tests/bench/spellings.py FOLDER [SEED]      writes FOLDER/p0000.txt ... and FOLDER/entities.tsv (as in fixtures/links)

Projects of four municipalities, each in four of nine spellings: with a hyphen, without its small word, behind its place or a comma,
in plain letters or capitals, with a slip of the pen, a subtitle, the word Projekt. Two of five have a neighbour that differs by a word, a
number, a numeral, a year or a point of the compass. The same SEED gives the same papers."""
import os
import random
import sys

import papers

TOWNS = ["Greve", "Køge", "Odder", "Vejen"]
NEIGHBOURS = [(0.15, [" for unge", " for ældre"]), (0.3, [" 1", " 2"]), (0.4, [" I", " II"]), (0.5, [" Nord", " Syd"]),
              (0.6, [" 2012", " 2013"]), (1.0, [""])]
PROJECTS, SPELLINGS, A_PAPER = 60, 4, 3


def plain(name):
    for letter, letters in (("å", "aa"), ("ø", "oe"), ("æ", "ae"), ("Å", "Aa"), ("Ø", "Oe"), ("Æ", "Ae")):
        name = name.replace(letter, letters)
    return name


def slip(word, chance):
    """A letter doubled, not among the first."""
    at = chance.randrange(4, len(word) - 2)
    return word[:at] + word[at] + word[at:]


def other_numeral(tail):
    return {" I": " 1", " II": " 2"}.get(tail, tail)


def spellings(parts, chance):
    first, second, place, tail = parts
    word = first + second
    name = word + " i " + place
    numeral = tail in (" I", " II")
    ways = [name + tail, first + "-" + second + " i " + place + tail, word + " " + place + tail,
            word + ", " + place + tail if tail else place + "s " + word, plain(name) + tail,
            name + other_numeral(tail) if numeral else (name + tail).upper(), name + tail + " – mad og samvær",
            "Projekt " + name + tail]
    if len(word) > 9 and "a" not in word[3:-2]: # aa is å
        ways.append(slip(word, chance) + " i " + place + tail)
    return chance.sample(ways, SPELLINGS)


def names(town, chance):
    taken = set()
    while len(taken) < PROJECTS:
        parts = chance.choice(papers.FIRST), chance.choice(papers.SECOND), chance.choice(papers.SYLLABLES) + chance.choice(papers.TAILS)
        if parts in taken:
            continue
        taken.add(parts)
        kind = chance.random()
        for tail in next(tails for limit, tails in NEIGHBOURS if kind < limit):
            for spelling in spellings(parts + (tail,), chance):
                yield "%s %s%s" % (town, " ".join(parts), tail), spelling


def write(folder, seed=7):
    os.makedirs(folder, exist_ok=True)
    chance = random.Random(seed)
    listed, number = ["entity\ttype\tpaper\tspelling"], 0
    for town in TOWNS:
        rows = list(names(town, chance))
        chance.shuffle(rows)
        for at in range(0, len(rows), A_PAPER):
            paper = "p%04d" % number
            lines = ["%s Kommune" % town, "%d. maj %d" % (1 + number % 28, 2004 + number % 12), "Notat nummer %d" % number]
            lines += ["%s er i gang." % spelling for _, spelling in rows[at:at + A_PAPER]]
            listed += ["%s\tproject\t%s\t%s" % (entity, paper, spelling) for entity, spelling in rows[at:at + A_PAPER]]
            with open(os.path.join(folder, paper + ".txt"), "w", encoding="utf-8") as text:
                text.write("\n\n".join(lines) + "\n")
            number += 1
    with open(os.path.join(folder, "entities.tsv"), "w", encoding="utf-8") as table:
        table.write("\n".join(listed) + "\n")


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 7)
