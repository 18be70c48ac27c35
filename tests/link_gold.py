#!/usr/bin/env python3
"""How well the links of a database agree with a list of entities.

    tests/link_gold.py GOLD DB        GOLD: a folder with entities.tsv, traps.tsv

A unit is a spelling in a paper. Of all pairs of units that the gold calls one entity, those that the database gives one
entity are found; of all pairs of units that the database gives one entity, those that the gold calls one are right. A spelling
that is no mention of its paper (the whole of it) is in no entity: its pairs are not found. Said apart: the same of the units
that were read at all, which is what link has to do with."""
import collections
import csv
import itertools
import os
import sqlite3
import sys

Unit = collections.namedtuple("Unit", "entity type paper spelling")
Score = collections.namedtuple("Score", "units read entities wanted found readable joined right missed wrong")


def rows(path):
    with open(path, encoding="utf-8", newline="") as table:
        return list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def stem(path):
    return os.path.splitext(os.path.basename(path))[0]


def units(folder):
    return sorted({Unit(*row) for row in rows(os.path.join(folder, "entities.tsv"))})


def read(database):
    """(paper, words as written) -> the entities that these words mean in the paper."""
    meant = collections.defaultdict(set)
    for path, text, entity in database.execute(
            "SELECT path, mention.text, name.entity FROM mention JOIN name ON name.id = mention.name "
            "JOIN document_path USING (document) WHERE name.entity IS NOT NULL"):
        meant[stem(path), " ".join(text.split())].add(entity)
    return meant


def score(folder, database):
    gold, meant = units(folder), read(database)
    found = {unit: meant.get((unit.paper, unit.spelling), set()) for unit in gold}
    count = collections.Counter()
    missed, wrong = [], []
    for a, b in itertools.combinations(gold, 2):
        one, joined = a.entity == b.entity, bool(found[a] & found[b])
        if (a.paper, a.spelling) == (b.paper, b.spelling):
            continue
        count["wanted"] += one
        count["readable"] += one and bool(found[a]) and bool(found[b])
        count["joined"] += joined
        count["right"] += one and joined
        if one and not joined:
            missed.append((a, b, bool(found[a]), bool(found[b])))
        if joined and not one:
            wrong.append((a, b))
    spellings = collections.defaultdict(set)
    for unit in gold:
        spellings[unit.entity].add(unit.spelling)
    return Score(len(gold), sum(bool(f) for f in found.values()), sum(len(s) >= 3 for s in spellings.values()),
                 count["wanted"], count["right"], count["readable"], count["joined"], count["right"], missed, wrong)


def share(part, whole):
    return part / whole if whole else 1.0


def show(result, out=sys.stdout):
    print("%d spellings in papers, %d read; %d entities of at least three spellings" %
          (result.units, result.read, result.entities), file=out)
    print("pairs found %.4f (%d of %d), of those read %.4f (%d); pairs right %.4f (%d of %d)" %
          (share(result.found, result.wanted), result.found, result.wanted, share(result.found, result.readable),
           result.readable, share(result.right, result.joined), result.right, result.joined), file=out)


def main():
    folder, path = sys.argv[1:]
    database = sqlite3.connect(path)
    result = score(folder, database)
    show(result)
    unread = sorted({u for a, b, x, y in result.missed for u, ok in ((a, x), (b, y)) if not ok})
    for unit in unread:
        print("not read\t%s\t%s\t%s" % (unit.paper, unit.type, unit.spelling))
    for a, b in sorted({(a.spelling, b.spelling) for a, b, x, y in result.missed if x and y}):
        print("missed\t%s\t%s" % (a, b))
    for a, b in result.wrong:
        print("wrong\t%s\t%s\t%s\t%s" % (a.spelling, a.paper, b.spelling, b.paper))


if __name__ == "__main__":
    main()
