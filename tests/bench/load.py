#!/usr/bin/env python3
"""Rows a second that akt-load writes, indexes in place.

    tests/bench/load.py [--papers N] [--rounds R]

A row is a row of any table of the schema (the index of words and SQLite's own tables are not counted). Each round
loads the stream of N invented papers into a new database, then the stream of N others into one that holds the
first: the indexes are grown then. CPU is user and system time, wall is the clock's. Beside it stand the same papers
with --sync. No verdict: it prints, people judge."""
import argparse
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import papers

BIN = os.path.join(papers.ROOT, os.environ.get("BUILD", "build"), "bin")


def rows_in(path):
    connection = sqlite3.connect(path)
    tables = [row[0] for row in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'page_text%' AND name NOT LIKE 'sqlite_%'")]
    count = sum(connection.execute('SELECT count(*) FROM "%s"' % table).fetchone()[0] for table in tables)
    connection.close()
    return count


def timed(command):
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.check_call(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - begin


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--papers", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    folder = tempfile.mkdtemp()
    try:
        streams = []
        for seed in (1, 2):
            archive, stream = os.path.join(folder, "archive%d" % seed), os.path.join(folder, "stream%d" % seed)
            papers.write(options.papers, archive, seed)
            with open(stream, "wb") as out:
                subprocess.check_call([os.path.join(BIN, "aktspor"), "stream", archive], stdout=out)
            streams.append(stream)
        results = {}
        for number in range(options.rounds):
            for name, extra in (("new database", []), ("grown database", []), ("new database, --sync", ["--sync"])):
                path = os.path.join(folder, "sync.db" if extra else "%d.db" % number)
                if extra and os.path.exists(path):
                    os.remove(path)
                before = rows_in(path) if os.path.exists(path) else 0
                stream = streams[1] if name.startswith("grown") else streams[0]
                cpu, wall = timed([os.path.join(BIN, "akt-load")] + extra + [path, stream])
                rows = rows_in(path) - before
                results.setdefault(name, []).append((rows / wall, rows / cpu, rows))
        print("%-22s %12s %16s %16s" % ("", "rows", "rows/s (wall)", "rows/s (CPU)"))
        for name, values in results.items():
            print("%-22s %12d %16.0f %16.0f" % (name, values[0][2], statistics.median(v[0] for v in values),
                                                statistics.median(v[1] for v in values)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
