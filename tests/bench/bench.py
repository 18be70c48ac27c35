#!/usr/bin/env python3
"""What Aktspor costs, as ratios in one run: CPU of akt-extract, `aktspor run` and the shell pipe
against `pdftotext -bbox-layout` once per file over the same PDFs; the same on one paper of 300
pages; what the sandbox costs; memory; and what recognise does a second.

    tests/bench/bench.py [--copies N] [--rounds N] [--documents N] [--megabytes N]

The PDFs are those of ../shared/seeds where that is there, else of fixtures/pdf, each copied N times
with a comment line appended, so that no two have the same bytes. Variants are run in turn, ROUNDS
times; medians are printed, with the least and the most. CPU is user and system time of a process
and all its children, as the kernel accounts it. No verdict: it prints, people judge; what DESIGN.md
and the issues ask for stands behind each figure."""
import argparse
import glob
import os
import resource
import shutil
import statistics
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
TOOL = {n: os.path.join(BUILD, "bin", n) for n in
        ("aktspor", "akt-extract", "akt-normalise", "akt-recognise", "akt-relate", "akt-load")}
LONG_PAGES = 300


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(work):
    before = cpu()
    work()
    return cpu() - before


def in_turn(works, rounds):
    """Median, least and most CPU seconds of each work."""
    times = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(measure(work))
    return {name: (statistics.median(v), min(v), max(v)) for name, v in times.items()}


def print_table(times, base, wanted, n):
    print("%-34s %8s %8s %8s %10s %8s   %s" % (
        "", "median s", "least", "most", "ms each", "ratio", "must"))
    for name, (median, least, most) in times.items():
        print("%-34s %8.2f %8.2f %8.2f %10.2f %8.2f   %s" % (
            name, median, least, most, 1000 * median / n, median / times[base][0],
            wanted.get(name, "")))


def peak_memory(command):
    """MB of the largest single process of a command."""
    code = ("import resource,subprocess,sys; subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    return int(subprocess.check_output(["python3", "-c", code] + command)) / 1024


def resident(pid):
    """MB of a process and its children now: what each has itself, not what a fork shares."""
    total = []
    for one in [str(pid)] + open("/proc/%d/task/%d/children" % (pid, pid)).read().split():
        for line in open("/proc/%s/status" % one):
            if line.startswith("VmRSS:"):
                total.append(int(line.split()[1]) / 1024)
    return max(total)


class Papers:
    """Copies of the PDFs in a folder of their own, and one paper of LONG_PAGES pages."""

    def __init__(self, folder, copies):
        originals = sorted(glob.glob(os.path.join(ROOT, "..", "shared", "seeds", "*.pdf")))
        if not originals:
            originals = sorted(glob.glob(os.path.join(ROOT, "fixtures", "pdf", "*.pdf")))
        self.originals = originals
        self.folder = os.path.join(folder, "papers")
        self.database = os.path.join(folder, "x.db")
        os.mkdir(self.folder)
        for original in originals:
            data = open(original, "rb").read()
            for i in range(copies):
                name = "%03d-%s" % (i, os.path.basename(original))
                with open(os.path.join(self.folder, name), "wb") as copy:
                    copy.write(data + b"\n%% copy %d\n" % i)
        self.files = sorted(glob.glob(os.path.join(self.folder, "*.pdf")))
        self.long = self.unite(folder)

    def unite(self, folder):
        """One paper of the text PDFs, over and over, of LONG_PAGES pages or a few more."""
        texts = [path for path in self.originals if ".scan" not in path]
        once = os.path.join(folder, "once.pdf")
        subprocess.check_call(["pdfunite"] + texts + [once])
        info = subprocess.check_output(["pdfinfo", once], text=True)
        pages = int(next(l.split()[1] for l in info.splitlines() if l.startswith("Pages:")))
        long = os.path.join(folder, "long.pdf")
        subprocess.check_call(["pdfunite"] + [once] * -(-LONG_PAGES // pages) + [long])
        self.long_pages = pages * -(-LONG_PAGES // pages)
        return long

    def forget(self):
        for name in glob.glob(self.database + "*"):
            os.remove(name)

    def run(self, what, jobs="1"):
        self.forget()
        subprocess.check_call([TOOL["aktspor"], "run", "-q", "-j", jobs, what, "-o", self.database])

    def pipe(self):
        self.forget()
        subprocess.check_call(
            ["bash", "-c", "%s -r '%s' | %s | %s | %s | %s '%s'" % (
                TOOL["akt-extract"], self.folder, TOOL["akt-normalise"], TOOL["akt-recognise"],
                TOOL["akt-relate"], TOOL["akt-load"], self.database)])


def extract(files):
    subprocess.call([TOOL["akt-extract"]] + files, stdout=subprocess.DEVNULL)


def yardstick(files):
    for path in files:
        subprocess.call(["pdftotext", "-bbox-layout", path, os.devnull])


def bench_papers(papers, rounds):
    base = "pdftotext -bbox-layout, per file"
    times = in_turn({base: lambda: yardstick(papers.files),
                     "akt-extract, one call": lambda: extract(papers.files),
                     "aktspor run": lambda: papers.run(papers.folder),
                     "shell pipe": papers.pipe}, rounds)
    print("%d PDFs, %d rounds" % (len(papers.files), rounds))
    print_table(times, base, {"akt-extract, one call": "0.45", "aktspor run": "0.80, goal 0.65",
                              "shell pipe": "0.95, goal 0.75"}, len(papers.files))
    print("%.0f papers a second of CPU; largest process %.0f MB (must 64)" % (
        len(papers.files) / times["aktspor run"][0],
        peak_memory([TOOL["aktspor"], "run", "-q", "-j", "1", papers.folder, "-o",
                     papers.database + ".m"])))


def bench_long(papers, rounds):
    base = "pdftotext -bbox-layout"
    times = in_turn({base: lambda: yardstick([papers.long]),
                     "akt-extract": lambda: extract([papers.long]),
                     "aktspor run": lambda: papers.run(papers.long)}, rounds)
    print("\none paper of %d pages" % papers.long_pages)
    print_table(times, base, {"akt-extract": "1.2", "aktspor run": "1.5, goal 1.25"},
                papers.long_pages)
    print("akt-extract's largest process %.0f MB, aktspor run's %.0f MB" % (
        peak_memory([TOOL["akt-extract"], papers.long]),
        peak_memory([TOOL["aktspor"], "run", "-q", "-j", "1", papers.long, "-o",
                     papers.database + ".l"])))


def bench_sandbox(papers, rounds):
    program = os.path.join(BUILD, "tests", "bench-extract")
    files = papers.files[:300]
    times = {"none": [], "sandbox": []}
    for _ in range(rounds * 3):
        for name in times:
            times[name].append(float(subprocess.check_output([program, name] + files)))
    none, closed = (statistics.median(times[n]) for n in ("none", "sandbox"))
    print("\na worker's reading of %d PDFs: %.0f ms without the sandbox, %.0f ms in it: %+.1f %% "
          "(must 3 %%)" % (len(files), none, closed, 100 * (closed / none - 1)))


def bench_memory(papers, documents):
    """Resident memory of akt-extract's worker as the documents go by."""
    texts = [path for path in papers.files if ".scan" not in path]
    names = [texts[i % len(texts)] for i in range(documents)]
    process = subprocess.Popen([TOOL["akt-extract"], "-0"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE)
    process.stdin.write("\0".join(names).encode())
    process.stdin.close()
    seen = {}
    n = 0
    for _ in process.stdout:
        n += 1
        if n in (100, 1000, documents - 50):
            seen[n] = resident(process.pid)
    process.wait()
    print("\nakt-extract over %d documents, MB resident after: %s (must 24, growth 1)" % (
        n, ", ".join("%d: %.1f" % pair for pair in seen.items())))


def bench_recognise(papers, rounds, megabytes):
    texts = sorted(path for folder in ("../shared/dev", "../shared/seeds", "fixtures/text")
                   for path in glob.glob(os.path.join(ROOT, folder, "*.txt")))
    print()
    subprocess.check_call(
        ["bash", "-c", "'%s' -0 | '%s' | '%s' %d %d" % (
            TOOL["akt-extract"], TOOL["akt-normalise"],
            os.path.join(BUILD, "tests", "bench-recognise"), rounds, megabytes)],
        stdin=subprocess.Popen(["printf", "%s\\0"] + texts, stdout=subprocess.PIPE).stdout)
    print("  must: everything 20 MB/s, grammars together 150 MB/s")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--copies", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--documents", type=int, default=10000)
    parser.add_argument("--megabytes", type=int, default=50)
    options = parser.parse_args()
    folder = tempfile.mkdtemp()
    try:
        papers = Papers(folder, options.copies)
        bench_papers(papers, options.rounds)
        bench_long(papers, options.rounds)
        bench_sandbox(papers, options.rounds)
        bench_memory(papers, options.documents)
        bench_recognise(papers, options.rounds, options.megabytes)
    finally:
        shutil.rmtree(folder)


main()
