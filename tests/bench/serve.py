#!/usr/bin/env python3
"""How long the served review takes to answer, on a database of many papers.

    tests/bench/serve.py [--papers N] [--database FILE] [--pdfs K] [--looks L]

Without a database one of N invented papers (100000) is made first, which takes many minutes (scale.py --keep; a
FILE is copied, not changed). To it come K copies of the fixtures' PDFs (2000), each with bytes of its own, so that
there are originals to draw. Then, fact by fact as a browser asks: the page of the fact and the picture on it, one
after the other. First look: a paper that was not looked at before. Second look: the same fact again, and another
fact of the same paper, which may stand on another page. And the queue, with each filter. Times are of the whole
answer, milliseconds, over a connection that is kept; the other work of the machine is in them. A verdict is a
form sent and the page that follows. Exits 1 where a second look's 99th percentile is 150 ms or more."""
import argparse
import glob
import http.client
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

import papers
import scale

LIMIT = 150
FILTERS = ["", "type=funding", "cert=low", "type=status&cert=medium", "min=5000000", "type=funding&min=1000000&cert=high",
           "project=Ungdoms", "odd=off", "seen=done", "seen=all", "type=fax&cert=low&min=1000"]


def copies(folder, count):
    """PDFs of the fixtures, each with a comment of its own at its end."""
    sources = sorted(glob.glob(os.path.join(papers.ROOT, "fixtures", "pdf", "*.pdf")))
    for i in range(count):
        source = sources[i % len(sources)]
        with open(source, "rb") as file:
            text = file.read()
        with open(os.path.join(folder, "%05d-%s" % (i, os.path.basename(source))), "wb") as file:
            file.write(text + b"%% %d\n" % i)


class Client:
    def __init__(self, address):
        self.home = urllib.parse.urlsplit(address)
        self.connection = http.client.HTTPConnection(self.home.netloc)
        self.headers = {}
        _, headers, _ = self.get(address[address.index("/?"):])
        self.headers = {"Cookie": headers["Set-Cookie"].split(";")[0]}

    def ask(self, method, path, body=None, headers=None):
        self.connection.request(method, path, body, {**self.headers, **(headers or {})})
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, **fields):
        return self.ask("POST", path, urllib.parse.urlencode(fields), {
            "Content-Type": "application/x-www-form-urlencoded", "Origin": "http://" + self.home.netloc})


def look(client, fact, page=None):
    """Milliseconds for a fact's page and its picture."""
    begin = time.perf_counter()
    status, _, body = client.get("/fact/%d?seen=all" % fact)
    picture = re.search(rb'<img src="(/page/[^"]+)"', body)
    assert status == 200 and picture, (fact, status, body[:200])
    status, headers, _ = client.get(picture.group(1).decode())
    assert status == 200 and headers["Content-Type"] == "image/png"
    return (time.perf_counter() - begin) * 1000


def timed(call):
    begin = time.perf_counter()
    status, _, _ = call()
    assert status in (200, 303), status
    return (time.perf_counter() - begin) * 1000


def show(name, times):
    times = sorted(times)
    part = [times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.9, 0.99)]
    print("%-34s %5d   p50 %6.1f   p90 %6.1f   p99 %6.1f   most %6.1f ms" % (name, len(times), *part, times[-1]), flush=True)
    return part[2]


def choose(database, looks):
    """Papers with a picture, and two facts of each."""
    connection = sqlite3.connect(database)
    rows = connection.execute("SELECT document.id FROM document JOIN location ON location.document = document.id "
                              "WHERE media = 'application/pdf' AND document.current AND path LIKE '%/copies/%'").fetchall()
    chance, chosen = random.Random(1), []
    for (document,) in chance.sample(rows, min(looks, len(rows))):
        facts = [fact for (fact,) in connection.execute("SELECT id FROM fact WHERE document = ?", (document,))]
        if len(facts) > 1:
            chosen.append(chance.sample(facts, 2))
    size = [connection.execute("SELECT count(*) FROM " + table).fetchone()[0] for table in ("document", "fact")]
    connection.close()
    return chosen, size


def measure(client, chosen):
    first, again, other, judged = [], [], [], []
    for one, two in chosen:
        first.append(look(client, one))
        again.append(look(client, one))
        other.append(look(client, two))
        judged.append(timed(lambda: client.post("/judge", fact=one, verdict="accepted", seen="all")))
    show("first look at a paper", first)
    worst = max(show("second look, the same fact", again), show("second look, another fact of it", other))
    show("a verdict, on the disk", judged)
    for filters in FILTERS:
        show("queue ?" + filters, [timed(lambda: client.get("/?" + filters)) for _ in range(10)])
    return worst


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--papers", type=int, default=100000)
    parser.add_argument("--database")
    parser.add_argument("--pdfs", type=int, default=2000)
    parser.add_argument("--looks", type=int, default=400)
    options = parser.parse_args()
    folder = tempfile.mkdtemp()
    server = None
    try:
        database, originals = os.path.join(folder, "review.db"), os.path.join(folder, "copies")
        if options.database:
            shutil.copyfile(options.database, database)
        else:
            scale.keep(database, options.papers)
        os.mkdir(originals)
        copies(originals, options.pdfs)
        subprocess.check_call([os.path.join(scale.BIN, "aktspor"), "run", "-q", originals, "-o", database])
        chosen, size = choose(database, options.looks)
        print("%d papers, %d facts; %d papers looked at" % (*size, len(chosen)))
        begin = time.perf_counter()
        server = subprocess.Popen([os.path.join(scale.BIN, "akt-audit"), "serve", database, "--reviewer", "bench"],
                                  stdout=subprocess.PIPE, text=True)
        address = server.stdout.readline().strip()
        print("ready after %.1f s, with its indexes to make" % (time.perf_counter() - begin))
        worst = measure(Client(address), chosen)
        with open("/proc/%d/status" % server.pid, encoding="ascii") as status:
            print("memory: %d MB" % (int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) // 1024))
    finally:
        if server:
            server.send_signal(signal.SIGTERM)
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if worst >= LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
