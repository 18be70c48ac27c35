#!/usr/bin/env python3
"""The links between the papers of ../shared/dev against those that a person listed: spellings of one
thing have one entity, and what only looks the same has two. A spelling that is not recognised is
skipped: this is a test of link."""
import csv
import glob
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BIN = os.path.join(ROOT, os.environ.get("BUILD", "build"), "bin")
DEV = os.path.join(ROOT, "..", "shared", "dev")


def make_database(path):
    pipe = subprocess.Popen([os.path.join(BIN, "akt-extract")] + sorted(glob.glob(DEV + "/*.txt")),
                            stdout=subprocess.PIPE)
    for stage in ("normalise", "recognise", "relate"):
        pipe = subprocess.Popen([os.path.join(BIN, "akt-" + stage), "--no-user-dictionaries"],
                                stdin=pipe.stdout, stdout=subprocess.PIPE)
    subprocess.run([os.path.join(BIN, "akt-load"), "--no-user-dictionaries", path],
                   stdin=pipe.stdout, check=True)
    subprocess.run([os.path.join(BIN, "akt-link"), "--no-user-dictionaries", path], check=True)
    return sqlite3.connect(path)


def entities(database, spelling, papers):
    rows = database.execute(
        "SELECT DISTINCT name.entity, document_path.path FROM mention "
        "JOIN name ON name.id = mention.name JOIN document_path USING (document) "
        "WHERE ? IN (mention.text, mention.value)", (spelling,))
    return {e for e, path in rows
            if any(os.path.basename(path).startswith(p) for p in papers)}


def judge(database, row):
    """(good, why it is skipped, what was found)"""
    papers = re.split(r"[ ,]+", row["papers"])
    found = [entities(database, s.strip(), papers) for s in row["spellings"].split("|")]
    found = [f for f in found if f]
    if row["kind"] == "not-same":
        if len(found) < 2:
            return True, "not recognised", ""
        return not (found[0] & found[1]), None, found
    if not found:
        return True, "not recognised", ""
    return len(set.union(*found)) == 1, None, found


def main():
    table = os.path.join(DEV, "LINKS.tsv")
    if not os.path.exists(table):
        print("1..0 # SKIP ../shared/dev/LINKS.tsv is not there")
        return 0
    rows = list(csv.DictReader(open(table, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    failed = 0
    print("1..%d" % len(rows))
    with tempfile.TemporaryDirectory() as folder:
        database = make_database(os.path.join(folder, "links.db"))
        for number, row in enumerate(rows, 1):
            good, skipped, found = judge(database, row)
            failed += not good
            print("%s %d - %s: %s%s" % ("ok" if good else "not ok", number, row["kind"],
                                        row["spellings"], " # SKIP " + skipped if skipped else ""))
            if not good:
                print("# entities: %s" % found)
        database.close()
    return 1 if failed else 0


sys.exit(main())
