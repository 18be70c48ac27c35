#!/usr/bin/env python3
"""What a paper costs at growing size, and whether what belongs together is found.

    tests/bench/scale.py [SIZE...]               1000 10000 if none is given
    tests/bench/scale.py --keep FILE [SIZE]      no figures: a database of SIZE papers (100000), for other benchmarks

For each size that many invented papers (papers.py) go through the whole chain (`aktspor run -j 1`) and, once
more, through akt-load and akt-link alone; then ten more papers are loaded and linked. CPU is user and system time of
all processes, memory the largest process. Links: of all pairs of spellings of one municipality, those that the truth
calls one project against those that the database gives one entity. Sizes run in turn with the smallest before
each, so that a ratio compares neighbours in time. What it is at is said on standard error. The bars: the chain at 100,000
papers costs at most 1.15 of what it does at 1,000, load and link alone at most 2.5, and no process takes 64 MB. No
verdict: it prints, people judge."""
import argparse
import collections
import itertools
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import papers

BIN = os.path.join(papers.ROOT, os.environ.get("BUILD", "build"), "bin")
WATCH = ("import resource,subprocess,sys; s = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL);"
         "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(s)")


def run(*command):
    """CPU seconds and the MB of the largest process of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = subprocess.run([sys.executable, "-S", "-c", WATCH, *command], check=True, stdout=subprocess.PIPE).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, int(peak) / 1024


def say(size, what):
    print("scale: %s: %d papers: %s" % (time.strftime("%H:%M:%S"), size, what), file=sys.stderr, flush=True)


def pairs(groups):
    """Pairs of spellings of one municipality that stand in one group."""
    found = set()
    for members in groups.values():
        found.update(itertools.combinations(sorted(members), 2))
    return found


def links(database, truth):
    wanted, entities = collections.defaultdict(set), collections.defaultdict(set)
    owner = collections.defaultdict(set)
    with open(truth, encoding="utf-8") as rows:
        next(rows)
        for row in rows:
            _, town, spelling, project = row.rstrip("\n").split("\t")
            wanted[project].add((town, spelling))
            owner[town, spelling].add(project)
    connection = sqlite3.connect(database)
    known = set()
    for town, spelling, entity in connection.execute(
            "SELECT scope, value, entity FROM name WHERE kind = 'project' AND entity IS NOT NULL"):
        if (town, spelling) in owner:
            entities[entity].add((town, spelling))
            known.add((town, spelling))
    connection.close()
    wanted, found = pairs(wanted), pairs(entities)
    right = len(wanted & found)
    return len(known), len(owner), len(wanted), right / max(1, len(found)), right / max(1, len(wanted))


def measure(size, folder):
    archive, database, loaded = (os.path.join(folder, n) for n in ("archive", "run.db", "load.db"))
    tei, more = os.path.join(folder, "tei"), os.path.join(folder, "more")
    tool = os.path.join(BIN, "aktspor")
    say(size, "writing papers")
    papers.write(size, archive)
    truth = os.path.join(folder, "truth.tsv")
    os.replace(os.path.join(archive, "truth.tsv"), truth)
    say(size, "the whole chain")
    chain, chain_memory = run(tool, "run", "-q", "-j", "1", archive, "-o", database)
    found = links(database, truth)
    file_size = os.path.getsize(database)
    subprocess.check_call([tool, "export", database, "--tei", tei])
    os.remove(database)
    say(size, "load alone")
    load, load_memory = run(os.path.join(BIN, "akt-load"), loaded, os.path.join(tei, "documents.tei"))
    shutil.rmtree(tei)
    say(size, "link alone")
    link, link_memory = run(os.path.join(BIN, "akt-link"), loaded)
    say(size, "ten papers more")
    papers.write(10, more, seed=2)
    os.remove(os.path.join(more, "truth.tsv"))
    begin = time.monotonic()
    ten, ten_memory = run(tool, "run", "-q", "-j", "1", more, "-o", loaded)
    return {"papers": size, "chain": chain * 1000 / size, "load": load * 1000 / size, "link": link * 1000 / size, "ten": ten,
            "ten wall": time.monotonic() - begin, "chain MB": chain_memory, "load MB": load_memory, "link MB": link_memory,
            "ten MB": ten_memory, "file": file_size / size / 1024, "links": found}


def show(result, first):
    both, base = result["load"] + result["link"], first["load"] + first["link"]
    print("%8d papers: chain %.2f ms a paper (%.2f of %d's), load %.2f, link %.2f, load and link %.2f of %d's; "
          "ten papers more %.2f s (%.2f by the clock)" % (result["papers"], result["chain"], result["chain"] / first["chain"], first["papers"],
                                      result["load"], result["link"], both / base, first["papers"], result["ten"],
                                      result["ten wall"]))
    print("         memory: chain %.0f MB, load %.0f MB, link %.0f MB, ten more %.0f MB; file %.1f KB a paper" %
          (result["chain MB"], result["load MB"], result["link MB"], result["ten MB"], result["file"]))
    known, spellings, wanted, precision, recall = result["links"]
    print("         links: %d of %d spellings read; of %d pairs that are one, found %.3f, right %.3f" %
          (known, spellings, wanted, recall, precision), flush=True)


def keep(path, size):
    """The database of an archive, for whoever wants a large one; the archive is not kept."""
    folder = tempfile.mkdtemp()
    try:
        archive = os.path.join(folder, "archive")
        papers.write(size, archive)
        os.remove(os.path.join(archive, "truth.tsv"))
        begin = time.monotonic()
        subprocess.check_call([os.path.join(BIN, "aktspor"), "run", archive, "-o", path])
        print("%s: %d papers, %.0f MB, made in %.0f s" % (path, size, os.path.getsize(path) / 1e6, time.monotonic() - begin))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", metavar="FILE")
    parser.add_argument("sizes", metavar="SIZE", type=int, nargs="*")
    options = parser.parse_args()
    if options.keep:
        return keep(options.keep, options.sizes[0] if options.sizes else 100000)
    sizes = options.sizes or [1000, 10000]
    first = None
    for size in sizes:
        for part in ([sizes[0], size] if size != sizes[0] else [size]):
            folder = tempfile.mkdtemp()
            try:
                result = measure(part, folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            if part == sizes[0]:
                first = result
            if part == size:
                show(result, first)


if __name__ == "__main__":
    main()
