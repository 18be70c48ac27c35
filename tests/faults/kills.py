#!/usr/bin/env python3
"""Kills `aktspor run` and `akt-load` at random moments, and resumes them. Prints TAP.

    tests/faults/kills.py [--kills N] [--seed S] [--papers P]

After every kill -9 the database, if there is one, is whole (integrity_check, foreign_key_check), and what
akt-load reported is in it; after the kills the same command is run to its end, and the database then holds,
byte for byte of its export, what an undisturbed run holds. At the end stands what the kills met: how many struck a
program at work, and how many papers were in the database then. The moments are drawn over the time that an undisturbed
run takes; the same seed draws the same ones, as far as clocks allow."""
import argparse
import filecmp
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.path.join(ROOT, os.environ.get("BUILD", "build"), "bin")
sys.path.insert(0, os.path.join(ROOT, "tests", "bench"))
import papers  # noqa: E402

KILLS_IN_A_ROW = 4  # before a run may end


class Work:
    """A command that fills a database, its papers, and what an undisturbed run gives."""

    def __init__(self, name, folder, command):
        self.name, self.folder, self.command = name, folder, command
        self.database = os.path.join(folder, name + ".db")
        self.reference = os.path.join(folder, name + ".reference")
        self.seconds = min(self.time() for _ in range(3))
        self.export(self.reference)
        self.papers = len(self.look())
        self.forget()

    def time(self):
        self.forget()
        begin = time.monotonic()
        self.start().wait()
        return time.monotonic() - begin

    def start(self):
        with open(os.path.join(self.folder, self.name + ".reported"), "wb") as out:
            return subprocess.Popen(self.command(self.database), stdout=out, stderr=subprocess.DEVNULL)

    def reported(self):
        with open(os.path.join(self.folder, self.name + ".reported"), encoding="utf-8") as out:
            return [line.rstrip("\n") for line in out if line.endswith("\n")]

    def export(self, folder):
        subprocess.check_call([os.path.join(BIN, "aktspor"), "export", self.database, "--jsonl", folder])

    def forget(self):
        for end in ("", "-wal", "-shm"):
            if os.path.exists(self.database + end):
                os.remove(self.database + end)

    def kill(self, moment):
        """Kills the command at a moment; whether it was still at work, and how many papers are in."""
        process = self.start()
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        alive = process.wait() == -signal.SIGKILL
        return alive, self.look()

    def look(self):
        """The paths in the database, after its own checks. None where there are no tables yet."""
        if not os.path.exists(self.database):
            return None
        connection = sqlite3.connect(self.database, timeout=30)
        try:
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return None
            whole = connection.execute("PRAGMA integrity_check").fetchall()
            assert whole == [("ok",)], whole
            wrong = connection.execute("PRAGMA foreign_key_check").fetchall()
            assert wrong == [], wrong
            return {row[0] for row in connection.execute("SELECT path FROM location")}
        finally:
            connection.close()


def same(a, b):
    compared = filecmp.dircmp(a, b)
    names = compared.common_files
    return not compared.left_only and not compared.right_only and \
        filecmp.cmpfiles(a, b, names, shallow=False)[0] == names


def round_of(work, chance, kills):
    """Kills a few times in a row, then lets the run end. What went wrong, or None; and for each kill that struck how
    many papers were in the database."""
    struck, sure = [], set()
    work.forget()
    for _ in range(kills):
        alive, inside = work.kill(chance.random() * work.seconds)
        if alive:
            struck.append(len(inside or ()))
        if work.name == "load":
            sure |= set(work.reported())
        if sure - (inside or set()):
            return "reported and not there: %s" % sorted(sure - (inside or set()))[:3], struck
    if work.start().wait():
        return "the run after the kills fails", struck
    end = os.path.join(work.folder, "end")
    shutil.rmtree(end, ignore_errors=True)
    work.export(end)
    check = subprocess.run([os.path.join(BIN, "akt-load"), "--check", work.database], capture_output=True, text=True)
    if check.returncode:
        return check.stderr[:400], struck
    return (None if same(end, work.reference) else "the content differs"), struck


def figures(work, struck, kills, rounds):
    """What the kills of a program met."""
    papers_in = sorted(struck) or [0]
    return "# %s: %d kills in %d rounds, %d struck it at work (%d before the first paper was in, then %d to %d, median %d of %d); an undisturbed run takes %.2f s" % (
        work.name, kills, rounds, len(struck), sum(not n for n in struck), min([n for n in papers_in if n] or [0]),
        papers_in[-1], papers_in[len(papers_in) // 2], work.papers, work.seconds)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--papers", type=int, default=1000)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    folder = tempfile.mkdtemp()
    try:
        archive, stream = os.path.join(folder, "archive"), os.path.join(folder, "stream")
        papers.write(options.papers, archive, options.seed)
        with open(stream, "wb") as out:
            subprocess.check_call([os.path.join(BIN, "aktspor"), "stream", archive], stdout=out)
        works = [
            Work("load", folder, lambda db: [os.path.join(BIN, "akt-load"), "--report", db, stream]),
            Work("run", folder, lambda db: [os.path.join(BIN, "aktspor"), "run", "-q", "-j", "2", archive, "-o", db]),
        ]
        done, tests, struck, failed = 0, 0, 0, 0
        met = {work.name: ([], [0, 0]) for work in works}
        while done < options.kills:
            kills = min(chance.randint(1, KILLS_IN_A_ROW), options.kills - done)
            work = works[tests % len(works)]
            wrong, hits = round_of(work, chance, kills)
            done, tests, struck, failed = done + kills, tests + 1, struck + len(hits), failed + bool(wrong)
            met[work.name][0].extend(hits)
            met[work.name][1][0] += kills
            met[work.name][1][1] += 1
            print("%sok %d - %s, killed %d times, ends with the same content" %
                  ("not " if wrong else "", tests, work.name, kills), flush=True)
            if wrong:
                print("# " + wrong)
        tests += 1
        enough = struck >= done // 4 # the machine may be faster now than it was
        failed += not enough
        print("%sok %d - %d of %d kills struck a program at work" % ("" if enough else "not ", tests, struck, done))
        for work in works:
            print(figures(work, met[work.name][0], *met[work.name][1]))
        print("1..%d" % tests)
        return 1 if failed else 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
