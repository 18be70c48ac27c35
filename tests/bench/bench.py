#!/usr/bin/env python3
"""What Aktspor costs, as ratios in one run: CPU of `aktspor run` and of the shell pipe against
`pdftotext -bbox-layout` once per file over the same PDFs.

    tests/bench/bench.py [--copies N] [--rounds N]

The PDFs are those of ../shared/seeds where that is there, else of fixtures/pdf, each copied N times
with a comment line appended, so that no two have the same bytes. The three are run in turn, ROUNDS
times; medians are printed, with the least and the most. CPU is user and system time of a process
and all its children, as the kernel accounts it. No verdict: it prints, people judge."""
import argparse
import glob
import os
import resource
import shutil
import statistics
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.path.join(ROOT, os.environ.get("BUILD", "build"), "bin")


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(work):
    before = cpu()
    work()
    return cpu() - before


def peak_memory(command):
    """MB of the largest single process of a command."""
    code = ("import resource,subprocess,sys; subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    return int(subprocess.check_output(["python3", "-c", code] + command)) / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--copies", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    originals = sorted(glob.glob(os.path.join(ROOT, "..", "shared", "seeds", "*.pdf")))
    if not originals:
        originals = sorted(glob.glob(os.path.join(ROOT, "fixtures", "pdf", "*.pdf")))
    folder = tempfile.mkdtemp()
    papers = os.path.join(folder, "papers")
    os.mkdir(papers)
    for original in originals:
        data = open(original, "rb").read()
        for i in range(options.copies):
            name = "%03d-%s" % (i, os.path.basename(original))
            with open(os.path.join(papers, name), "wb") as copy:
                copy.write(data + b"\n%% copy %d\n" % i)
    files = sorted(glob.glob(os.path.join(papers, "*.pdf")))
    database = os.path.join(folder, "x.db")
    tool = {n: os.path.join(BIN, n) for n in
            ("aktspor", "akt-extract", "akt-normalise", "akt-recognise", "akt-relate", "akt-load")}

    def forget():
        for name in glob.glob(database + "*"):
            os.remove(name)

    def yardstick():
        for path in files:
            subprocess.call(["pdftotext", "-bbox-layout", path, os.devnull])

    def run(jobs="1"):
        forget()
        subprocess.check_call([tool["aktspor"], "run", "-q", "-j", jobs, papers, "-o", database])

    def extract():
        subprocess.call([tool["akt-extract"]] + files, stdout=subprocess.DEVNULL)

    def pipe():
        forget()
        subprocess.check_call(
            ["bash", "-c", "%s -r '%s' | %s | %s | %s | %s '%s'" % (
                tool["akt-extract"], papers, tool["akt-normalise"], tool["akt-recognise"],
                tool["akt-relate"], tool["akt-load"], database)])

    works = {"pdftotext -bbox-layout, per file": yardstick, "akt-extract": extract, "aktspor run": run,
             "shell pipe": pipe}
    times = {name: [] for name in works}
    try:
        for _ in range(options.rounds):
            for name, work in works.items():
                times[name].append(measure(work))
        base = statistics.median(times["pdftotext -bbox-layout, per file"])
        print("%d PDFs, %d rounds" % (len(files), options.rounds))
        print("%-34s %8s %8s %8s %10s %8s" % ("", "median s", "least", "most", "ms a paper", "ratio"))
        for name, values in times.items():
            median = statistics.median(values)
            print("%-34s %8.2f %8.2f %8.2f %10.2f %8.2f" % (
                name, median, min(values), max(values), 1000 * median / len(files), median / base))
        run_median = statistics.median(times["aktspor run"])
        print("%.0f papers a second of CPU; largest process %.0f MB" % (
            len(files) / run_median,
            peak_memory([tool["aktspor"], "run", "-q", "-j", "1", papers, "-o", database + ".m"])))
    finally:
        shutil.rmtree(folder)


main()
