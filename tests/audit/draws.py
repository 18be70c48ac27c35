"""Draws a sample again from the database alone, by the method that akt-audit(1) tells, and compares.

    draws.py DB SAMPLE

Written from the manual, not from the source: tickets, strata and systematic draws must come out the same, in the same order."""
import hashlib
import sqlite3
import sys

WHOLE = 2 ** 64 - 1


def splitmix(x):
    x = (x + 0x9e3779b97f4a7c15) & WHOLE
    x = ((x ^ (x >> 30)) * 0xbf58476d1ce4e5b9) & WHOLE
    x = ((x ^ (x >> 27)) * 0x94d049bb133111eb) & WHOLE
    return x ^ (x >> 31)


def ticket(seed, name):
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    return splitmix((key + splitmix(seed)) & WHOLE)


def main():
    db = sqlite3.connect(sys.argv[1])
    sample, method, seed, size, parameters, total, interval = db.execute(
        "SELECT id, method, seed, size, parameters, total_ore, interval_ore FROM sample WHERE name = ?", sys.argv[2:3]).fetchone()
    drawn = db.execute("SELECT 'd' || substr(sha256, 1, 16), key, page, stratum, hits, certain FROM draw JOIN document ON "
                       "document.id = document WHERE sample = ? ORDER BY n", (sample,)).fetchall()
    if method == "pages":
        frame = [("%s#page=%d" % row, None, 0, "") for row in db.execute(
            "SELECT 'd' || substr(sha256, 1, 16), n FROM page JOIN document ON document.id = document WHERE current AND characters > 0")]
        found = [("%s#page=%d" % (row[0], row[2]), 1, 0) for row in drawn]
    else:
        given = dict(pair.split("=", 1) for pair in parameters.split(";") if pair)
        column = {"type": "predicate", "cert": "cert", "rule": "fact.rule"}.get(given.get("stratify"), "''")
        frame = db.execute("SELECT 'd' || substr(sha256, 1, 16) || '/' || key, sha256, coalesce(amount_max_ore, 0), %s FROM fact JOIN "
                           "document ON document.id = document WHERE current AND (?1 IS NULL OR predicate = ?1) AND (?2 IS NULL OR cert = ?2) "
                           "ORDER BY sha256, key" % column, (given.get("type"), given.get("cert"))).fetchall()
        found = [(row[0] + "/" + row[1], row[4], row[5]) for row in drawn]
    again = []
    if method == "amounts":
        amounts = [row for row in frame if row[2] > 0]
        assert total == sum(row[2] for row in amounts) and interval == total // size
        start = ticket(seed, "start") * interval >> 64
        before = 0
        for name, _, amount, _ in amounts:
            if amount >= interval:
                again.append((name, 1, 1))
                continue
            hits = sum(1 for at in range(start + max(0, (before - start) // interval) * interval, before + amount, interval) if at >= before)
            before += amount
            if hits:
                again.append((name, hits, 0))
        again.sort(key=lambda row: (-row[2], ticket(seed, row[0])))
        assert len({name for name, _, _ in again}) == len(again)
    else:
        wanted = {}
        for row in drawn:
            wanted[row[3]] = wanted.get(row[3], 0) + 1
        for stratum in {row[3] for row in frame}:
            names = sorted((row[0] for row in frame if row[3] == stratum), key=lambda name: ticket(seed, name))
            again += [(name, 1, 0) for name in names[:wanted.get(stratum, 0)]]
        again.sort(key=lambda row: ticket(seed, row[0]))
        assert sum(wanted.values()) == min(size, len(frame)), (wanted, size)
    print("%d drawn, %d drawn again" % (len(found), len(again)))
    assert found == again, [pair for pair in zip(found, again) if pair[0] != pair[1]][:3]


main()
