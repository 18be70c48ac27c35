#!/usr/bin/env python3
"""The same papers in any order, and linked in any number of steps, leave the same links: every table that akt-link writes is
written out with names and papers in place of numbers, and compared byte for byte. Papers come and go on the way, too."""
import glob
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
OWN = ["--no-user-dictionaries"]
GOLD = os.path.join(ROOT, "fixtures", "links")
sys.path.insert(0, os.path.join(ROOT, "tests", "bench"))
import papers

ORDERS = 6
NAMED = "n.kind || '/' || n.class || '/' || n.value || '@' || n.scope"
DUMP = {
    "entity": "SELECT entity.kind, entity.name, entity.scope, (SELECT group_concat(x, ' + ') FROM (SELECT " + NAMED +
              " AS x FROM name AS n WHERE n.entity = entity.id ORDER BY 1)) FROM entity",
    "name": "SELECT " + NAMED + ", n.entity IS NULL, n.compared FROM name AS n WHERE EXISTS "
            "(SELECT 1 FROM mention JOIN document ON document.id = mention.document AND document.current "
            "WHERE mention.name = n.id)",
    "same": "SELECT link.kind, " + NAMED + ", " + NAMED.replace("n.", "m.") + ", printf('%.4f', link.score), link.reason "
            "FROM link JOIN name AS n ON n.id = from_name JOIN name AS m ON m.id = to_name",
    "refers": "SELECT link.kind, a.sha256, b.sha256, link.score, link.reason FROM link JOIN document AS a ON a.id = "
              "from_document JOIN document AS b ON b.id = to_document",
    "check": "SELECT c.kind, p.sha256, f.n, q.sha256, g.n, c.verdict, c.difference, c.score, c.reason FROM \"check\" AS c "
             "JOIN fact AS f ON f.id = c.fact JOIN document AS p ON p.id = f.document LEFT JOIN fact AS g ON g.id = c.other "
             "LEFT JOIN document AS q ON q.id = g.document WHERE c.kind <> 'sum'",
}
results = []


def check(what, good, notes=()):
    results.append(good)
    print("%s %d - %s" % ("ok" if good else "not ok", len(results), what))
    for note in notes:
        print("# %s" % (note,))


def binary(name):
    return os.path.join(BUILD, "bin", name)


def stream(texts, marks=None):
    """The lines of the stream of these papers."""
    steps = [[binary("akt-" + stage)] + OWN for stage in ("normalise", "recognise", "relate")]
    if marks:
        steps.insert(2, [os.path.join(BUILD, "tests", "bench-mark-names"), marks])
    pipe = subprocess.Popen([binary("akt-extract")] + sorted(texts), stdout=subprocess.PIPE)
    for step in steps:
        pipe = subprocess.Popen(step, stdin=pipe.stdout, stdout=subprocess.PIPE)
    return pipe.communicate()[0].splitlines(keepends=True)


def load(database, lines):
    subprocess.run([binary("akt-load")] + OWN + [database], input=b"".join(lines), check=True)


def link(database):
    subprocess.run([binary("akt-link")] + OWN + [database], check=True)


def dump(path):
    """Everything that link wrote, as lines in one order."""
    database = sqlite3.connect(path)
    lines = []
    for table, query in DUMP.items():
        lines += ["%s\t%s" % (table, "\t".join(map(str, row))) for row in database.execute(query)]
    database.close()
    return sorted(lines)


def differences(found, expected):
    found, expected = set(found), set(expected)
    return ["only at once: " + x for x in sorted(expected - found)[:5]] + \
           ["only this way: " + x for x in sorted(found - expected)[:5]]


def all_at_once(folder, lines):
    path = os.path.join(folder, "once.db")
    load(path, lines)
    link(path)
    return dump(path)


def in_steps(path, lines, chance):
    """Loads and links in a random order, in random steps."""
    lines = lines[:]
    chance.shuffle(lines)
    steps = 0
    while lines:
        n = chance.choice([1, 5, 10, 20, 40])
        load(path, lines[:n])
        del lines[:n]
        if chance.random() < 0.7 or not lines:
            link(path)
            steps += 1
    return steps


def with_guests(path, lines, guests, chance):
    """The same, and papers that are there for a while and go again."""
    load(path, chance.sample(lines, len(lines) // 2) + guests)
    link(path)
    database = sqlite3.connect(path)
    ids = [row[0] for row in database.execute(
        "SELECT DISTINCT path FROM location JOIN document ON document.id = document WHERE path LIKE '%guest%'")]
    database.close()
    for guest in ids:
        subprocess.run([binary("aktspor"), "forget", path, guest], check=True, stdout=subprocess.DEVNULL)
    load(path, lines)
    link(path)


def main():
    with tempfile.TemporaryDirectory() as folder:
        archive, more = os.path.join(folder, "archive"), os.path.join(folder, "guests")
        papers.write(60, archive, seed=5)
        papers.write(12, more, seed=5)
        for name in os.listdir(more):
            os.rename(os.path.join(more, name), os.path.join(more, "guest-" + name))
        guests = glob.glob(os.path.join(more, "*.txt"))
        for guest in guests: # the same names in other words
            with open(guest, "a", encoding="utf-8") as text:
                text.write("\nTil efterretning.\n")
        lines = stream(glob.glob(os.path.join(GOLD, "*.txt")), os.path.join(GOLD, "entities.tsv"))
        lines += stream(glob.glob(os.path.join(ROOT, "fixtures", "text", "*.txt")) + glob.glob(archive + "/*.txt"))
        expected = all_at_once(folder, lines)
        kinds = {line.split("\t")[0] for line in expected}
        check("%d papers leave %d rows of links, entities and contradictions" % (len(lines), len(expected)),
              kinds >= {"entity", "name", "same", "refers", "check"}, sorted(kinds))
        for order in range(ORDERS):
            chance = random.Random(order)
            path = os.path.join(folder, "order%d.db" % order)
            steps = in_steps(path, lines, chance)
            found = dump(path)
            check("order %d, linked %d times: the same" % (order, steps), found == expected, differences(found, expected))
        path = os.path.join(folder, "guests.db")
        with_guests(path, lines, stream(guests), random.Random(1))
        found = dump(path)
        check("papers that came and went: the same", found == expected, differences(found, expected))
    print("1..%d" % len(results))
    return 0 if all(results) else 1


sys.exit(main())
