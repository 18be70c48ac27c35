#!/usr/bin/env python3
"""Compares the letters of PDFs with those that pdftotext -raw finds: a line for each file that falls short.

    tests/letters.py EXTRACTED [NAME=REASON ...]      EXTRACTED: a stream; file names as akt-extract was given them

Letters (and figures) are counted, not their order. What a form holds and what is noted on a page stands among
the document's issues; pdftotext prints both. Says nothing where pdftotext finds no letters, or needs more than
five seconds of CPU. NAME=REASON names a file that may fall short; it is an error if it does not."""
import collections
import os
import re
import resource
import subprocess
import sys

BIN = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), os.environ.get("BUILD", "build"), "bin")
ENOUGH = 0.98


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (5, 5))


def letters(text):
    return collections.Counter(c for c in text if c.isalnum())


def show(view, line):
    return subprocess.run([os.path.join(BIN, "akt-show"), view], input=line, stdout=subprocess.PIPE).stdout.decode()


def main():
    excused = dict(a.split("=", 1) for a in sys.argv[2:])
    compared = short = 0
    for line in open(sys.argv[1], "rb"):
        header, row = show("documents", line).splitlines()
        document = dict(zip(header.split("\t"), row.split("\t")))
        path = document["document"]
        run = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, preexec_fn=limited)
        theirs = letters(run.stdout.decode(errors="replace"))
        if run.returncode or not theirs:
            continue
        compared += 1
        printed = letters("".join(l.split("\t", 1)[1] for l in show("source", line).splitlines()))
        ours = printed + letters(" ".join(re.findall(r"(?:form|annotation): (.*?)(?=; \w+: |$)", document["issues"])))
        share = sum((theirs & ours).values()) / sum(theirs.values())
        more = sum((printed - theirs).values())
        name = os.path.basename(path)
        if name in excused:
            if share >= ENOUGH and not more:
                print("%s is excused (%s) but need not be" % (name, excused[name]))
                short += 1
        elif share < ENOUGH or more:
            print("%s: %.1f %% of the letters of pdftotext, %d that it does not have" % (path, 100 * share, more))
            short += 1
    if not compared:
        print("nothing was compared")
    return 1 if short or not compared else 0


sys.exit(main())
