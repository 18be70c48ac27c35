#!/usr/bin/env python3
"""serve.py PROGRAM WORK: attacks on the served review of WORK/x.db; a line each, "ok - NAME" or "not ok - NAME".

Everything goes over raw sockets to 127.0.0.1, is bounded in count and time, and ends by itself."""
import os
import re
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse

PROGRAM, WORK = sys.argv[1:3]
DATABASE = os.path.join(WORK, "x.db")


def ok(name, good, why=""):
    print("%sok - %s" % ("" if good else "not ", name), flush=True)
    if not good and why != "":
        print("# " + repr(why)[:600], flush=True)


class Server:
    def __init__(self, *options, database=DATABASE):
        self.error = open(os.path.join(WORK, "serve.err"), "a+b")
        self.process = subprocess.Popen([PROGRAM, "serve", database, "--reviewer", "ane", *options],
                                        stdout=subprocess.PIPE, stderr=self.error, text=True)
        self.address = self.process.stdout.readline().strip()
        part = urllib.parse.urlsplit(self.address)
        self.port, self.token = part.port, part.query[len("token="):]
        self.host = "127.0.0.1:%d" % self.port
        self.cookie = "aktspor-%d=%s" % (self.port, self.token)

    def open(self):
        one = socket.create_connection(("127.0.0.1", self.port), timeout=90)
        return one

    def send(self, data):
        """Status, head and body of the answer to raw bytes; status 0 where the connection just ends."""
        with self.open() as one:
            try:
                one.sendall(data)
            except (BrokenPipeError, ConnectionResetError):
                pass
            return read(one)

    def ask(self, path="/", method="GET", body=b"", cookie=True, host=None, **headers):
        lines = ["%s %s HTTP/1.1" % (method, path), "Host: " + (self.host if host is None else host), "Connection: close"]
        if cookie:
            lines.append("Cookie: " + (self.cookie if cookie is True else cookie))
        if method == "POST":
            lines.append("Content-Length: %d" % len(body))
            lines.append("Content-Type: application/x-www-form-urlencoded")
        lines += ["%s: %s" % (name.replace("_", "-"), value) for name, value in headers.items()]
        return self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def post(self, path, fields, **headers):
        return self.ask(path, "POST", urllib.parse.urlencode(fields).encode(), **{"Origin": "http://" + self.host, **headers})

    def lives(self):
        return self.process.poll() is None and self.ask()[0] == 200

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        try:
            return self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return "it had to be killed"


def read(one):
    data = b""
    try:
        while True:
            some = one.recv(65536)
            if not some:
                break
            data += some
            head, _, body = data.partition(b"\r\n\r\n")
            length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
            if length and len(body) >= int(length.group(1)):
                break
    except OSError:
        pass
    head, _, body = data.partition(b"\r\n\r\n")
    status = re.match(rb"HTTP/1\.[01] (\d+)", head)
    return int(status.group(1)) if status else 0, head.decode("latin-1"), body


def query(sql, *values, database=DATABASE):
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def verdicts():
    return query("SELECT count(*) FROM verdict")[0][0]


def who_may_ask(s):
    listens = [line.split()[1:3] + [line.split()[3]] for name in ("/proc/net/tcp", "/proc/net/tcp6") for line in open(name)]
    own = [a for a, _, state in listens if a.endswith(":%04X" % s.port) and state == "0A"]
    ok("it listens on 127.0.0.1 alone", own == ["0100007F:%04X" % s.port], own)
    ok("the token has 128 bits", re.fullmatch("[0-9a-f]{32}", s.token) is not None)
    status, head, _ = s.ask("/?token=" + s.token, cookie=False)
    ok("the address leads in, and the token leaves it", status == 303 and "\r\nLocation: /\r\n" in head + "\r\n", head)
    ok("... as a cookie for this site alone, not for scripts", re.search("Set-Cookie: %s; Path=/; HttpOnly; SameSite=Strict" %
                                                                         s.cookie, head), head)
    ok("no token", s.ask(cookie=False)[0] == 403)
    ok("a token that is a digit wrong", s.ask(cookie=s.cookie[:-1] + ("0" if s.cookie[-1] != "0" else "1"))[0] == 403)
    ok("a token that is too short, or empty", s.ask(cookie=s.cookie[:-1])[0] == 403 and s.ask("/?token=", cookie=False)[0] == 403)
    ok("a token in the address of another path", s.ask("/fact/1?token=" + s.token, cookie=False)[0] == 403)
    for path in ("/serve.js", "/page/1/1.png", "/page/1/1.json", "/fact/1", "/favicon.ico"):
        ok("nothing without a token: " + path, s.ask(path, cookie=False)[0] == 403)
    hosts = ["evil.example", "evil.example:%d" % s.port, "127.0.0.1", "127.0.0.1:1", "localhost", "localhost.evil.example:%d" % s.port,
             "0.0.0.0:%d" % s.port, "[::1]:%d" % s.port, "127.0.0.1:%d.evil.example" % s.port, ""]
    ok("another host's name", all(s.ask(host=host)[0] in (400, 421) for host in hosts), [(h, s.ask(host=h)[0]) for h in hosts])
    ok("localhost is this host", s.ask(host="localhost:%d" % s.port)[0] == 200)
    cookie = "Cookie: %s\r\nConnection: close\r\n\r\n" % s.cookie
    ok("no host", s.send(("GET / HTTP/1.1\r\n" + cookie).encode())[0] in (400, 421))
    ok("two hosts", s.send(("GET / HTTP/1.1\r\nHost: %s\r\nHost: evil.example\r\n%s" % (s.host, cookie)).encode())[0] in (400, 421))
    other = Server()
    ok("another review's token", other.token != s.token and s.ask(cookie="aktspor-%d=%s" % (s.port, other.token))[0] == 403)
    other.stop()


def who_may_say(s):
    form = {"fact": "1", "verdict": "accepted"}
    before = verdicts()
    refused = [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "https://" + s.host},
               {"Origin": "http://127.0.0.1"}, {"Origin": "http://%s.evil.example" % s.host},
               {"Sec_Fetch_Site": "cross-site"}, {"Origin": "null", "Sec_Fetch_Site": "cross-site"},
               {"Sec_Fetch_Site": "same-site"}, {"Origin": "http://evil.example", "Sec_Fetch_Site": "same-origin"}]
    for headers in refused:
        ok("a form from %s" % headers, s.post("/judge", form, **headers)[0] == 403)
    body = urllib.parse.urlencode(form).encode()
    ok("a form from nowhere", s.ask("/judge", "POST", body)[0] == 403)
    ok("a form without a token", s.post("/judge", form, cookie=False)[0] == 403)
    ok("a verdict by an address", s.ask("/judge?fact=1&verdict=accepted")[0] == 404)
    for path in ("/", "/fact/1", "/page/1/1.png"):
        ok("what another site's page embeds: " + path, s.ask(path, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")[0] == 403)
    ok("nothing of this was heard", verdicts() == before)
    ok("a browser's own form, with a null origin", s.post("/judge", form, Origin="null", Sec_Fetch_Site="same-origin")[0] == 303)
    ok("... was", verdicts() == before + 1)


def what_is_asked(s):
    paths = ["/../../etc/passwd", "/page/../../etc/passwd", "/page/1/../../x.db", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
             "/fact/0", "/fact/-1", "/fact/1/", "/fact/01", "/fact/99999999999999999999", "/fact/999999", "/fact/x", "/page/1/0",
             "/page/1/99999", "/page/1/4294967297", "/page/999/1.png", "/page/1/1.jpg", "/page/1", "/x.db", "/serve.c"]
    for path in paths:
        ok("there is no " + path, s.ask(path)[0] == 404, s.ask(path)[:2])
    for method in ("PUT", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PATCH"):
        ok("no " + method, s.ask(method=method)[0] in (400, 405))
    for fields in ({"fact": "1"}, {"fact": "x", "verdict": "accepted"}, {"fact": "1", "verdict": "perhaps"}, {},
                   {"fact": "999999", "verdict": "accepted"}):
        ok("a verdict without sense: %s" % fields, s.post("/judge", fields)[0] == 404)
    page = {"document": "1", "page": "1", "predicate": "funding", "quote": "x"}
    for change in ({"words": "99999"}, {"words": "-1"}, {"words": "1;2"}, {"words": ",".join(["1"] * 500)}, {"predicate": "no"},
                   {"page": "99"}, {"document": "99"}, {"quote": "", "words": ""}):
        ok("a mark without sense: %s" % list(change), s.post("/miss", {**page, **change})[0] == 404)
    before = verdicts()
    raw = b"fact=1&verdict=accepted&note=%FF%FE"
    ok("bytes that are no text", s.ask("/judge", "POST", raw, Origin="http://" + s.host)[0] in (400, 404))
    many = "&".join("f%d=x" % i for i in range(2000)).encode()
    ok("a form of 2000 fields", s.ask("/judge", "POST", many, Origin="http://" + s.host)[0] == 400)
    ok("... and nothing was written", verdicts() == before)
    status, head, body = s.ask("/fact/1")
    wanted = ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "nosniff", "no-referrer", "no-store"]
    ok("headers that keep a page to itself", status == 200 and all(w in head for w in wanted), head)
    ok("... nothing inline", not re.search(rb"<style|<script>|\son\w+=|\sstyle=|javascript:", body))
    ok("a picture is a picture", s.ask("/page/1/1.png")[2].startswith(b"\x89PNG"))
    status, head, _ = s.ask("/?type=%3Cscript%3E&project=%22%3E%3Cimg&after=x&min=abc&seen=%00&sample=%27--")
    ok("filters without sense", status == 200)
    ok("... are text", b"<img" not in s.ask("/?project=%22%3E%3Cimg")[2])


def what_is_too_much(s):
    head = "GET / HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n" % (s.host, s.cookie)
    ok("a header of 10 MB", s.send((head + "X: " + "a" * 10_000_000 + "\r\n\r\n").encode())[0] in (0, 400, 413, 431))
    ok("100,000 headers", s.send((head + "X: y\r\n" * 100_000 + "\r\n").encode())[0] in (0, 400, 413, 431))
    ok("an address of 10 MB", s.ask("/" + "a" * 10_000_000)[0] in (0, 400, 414, 431))
    ok("it lives", s.lives())
    post = "POST /judge HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nOrigin: http://%s\r\n" % (s.host, s.cookie, s.host)
    ok("a form that claims 10 GB", s.send((post + "Content-Length: 10000000000\r\n\r\nx").encode())[0] == 413)
    ok("a form that claims no number", s.send((post + "Content-Length: many\r\n\r\nx").encode())[0] in (0, 400))
    ok("a form of 10 MB", s.ask("/judge", "POST", b"a=" + b"b" * 10_000_000, Origin="http://" + s.host)[0] in (0, 413))
    chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    ok("a form of 10 MB in pieces", s.send((post + "Transfer-Encoding: chunked\r\n\r\n").encode() + chunk * 160 + b"0\r\n\r\n")[0] in
       (0, 400, 413))
    smuggled = post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /fact/1 HTTP/1.1\r\n\r\n"
    ok("a length and pieces", s.send(smuggled.encode())[0] in (0, 400, 404))
    for junk in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 40, b"\x00" * 5000, b"GET\r\n\r\n", b"\r\n" * 20000, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                 b"GET / HTTP/9.9\r\n\r\n", b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"):
        with s.open() as one:
            one.settimeout(3)
            try:
                one.sendall(junk)
                one.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            ok("no request at all: %s" % junk[:12].hex(), read(one)[0] != 200)
    ok("it lives on", s.lives())


def memory(s):
    with open("/proc/%d/status" % s.process.pid, encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def many_at_once(s):
    begin = memory(s)
    half = [s.open() for _ in range(100)]
    for i, one in enumerate(half):
        one.sendall(b"GET / HTTP/1.1\r\nHost: %s\r\nX: " % s.host.encode() if i % 2 else b"")
    hundred = [s.open() for _ in range(100)]
    for i, one in enumerate(hundred):
        path = ("/", "/fact/1", "/page/1/1.png", "/fact/2?type=title")[i % 4]
        one.sendall(("GET %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nConnection: close\r\n\r\n" % (path, s.host, s.cookie)).encode())
    answers = [read(one)[0] for one in hundred]
    ok("a hundred at once, beside a hundred half-open ones, have their answers", answers == [200] * 100, answers)
    # A byte a second for a head and for a form: the whole has its time, not each byte.
    slow = [s.open(), s.open()]
    slow[1].sendall(("POST /judge HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nOrigin: http://%s\r\nContent-Length: 500\r\n\r\n" %
                     (s.host, s.cookie, s.host)).encode())
    start, ended = time.monotonic(), [0, 0]
    while time.monotonic() - start < 40 and not all(ended):
        for i, one in enumerate(slow):
            try:
                if not ended[i]:
                    one.sendall(b"G" if i == 0 else b"a")
                    one.settimeout(0.2)
                    ended[i] = 0 if one.recv(4096) else time.monotonic() - start
            except socket.timeout:
                pass
            except OSError:
                ended[i] = time.monotonic() - start
        time.sleep(0.5)
    ok("who sends a byte at a time is put out", all(0 < t < 35 for t in ended), ended)
    gone = 0
    for one in half:
        one.settimeout(10)
        try:
            gone += not one.recv(4096)
        except ConnectionError:
            gone += 1
        except OSError:
            pass
    ok("half-open connections are closed", gone == 100, gone)
    for one in half + hundred + slow:
        one.close()
    full = []
    try:
        for _ in range(1200):
            full.append(s.open())
    except OSError:
        pass
    for one in full:
        one.close()
    time.sleep(1.5)
    ok("more connections than it takes, and it lives", s.lives())
    ok("... and has not grown much", memory(s) - begin < 250, memory(s) - begin)
    # Who does not take an answer in holds nobody up.
    stuck = [s.open() for _ in range(20)]
    for one in stuck:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.sendall(("GET /page/1/1.png HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n" % (s.host, s.cookie)).encode() * 5)
    start = time.monotonic()
    ok("who does not read holds nobody up", s.lives() and time.monotonic() - start < 10)
    for one in stuck:
        one.close()


def bomb(path, side=4000):
    """A PDF of a page whose words are read at once, and whose picture, small as a file, is drawn two thousand times."""
    import zlib
    row = zlib.compress(b"\0" * side * 3 * side, 9)
    drawing = b"q 500 0 0 700 0 0 cm /I Do Q\n" * 2000 + b"BT /F 12 Tf 50 700 Td (Socialudvalget bevilgede 400.000 kr. til projektet Lyse Dage.) Tj ET\n"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>/Font<</F 6 0 R>>>>>>",
               b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
               b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
               % (side, side, len(row), row), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    out, places = b"%PDF-1.4\n", []
    for i, text in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (i + 1, text)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    with open(path, "wb") as file:
        file.write(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def a_bomb(s):
    (document,), = query("SELECT document FROM location WHERE path LIKE '%bomb.pdf'")
    (fact,), = query("SELECT min(id) FROM fact WHERE document = ?", document)
    start = time.monotonic()
    waiting = s.open()
    waiting.sendall(("GET /page/%d/1.png HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nConnection: close\r\n\r\n" % (document, s.host, s.cookie)).encode())
    status, _, body = s.ask("/fact/%d" % fact)
    took = time.monotonic() - start
    ok("a fact on the page of a bomb is shown at once", status == 200 and took < 12, took)
    others = time.monotonic()
    ok("... and so are others, while it is drawn", s.ask("/fact/1")[0] == 200 and time.monotonic() - others < 12)
    status = read(waiting)[0]
    took = time.monotonic() - start
    ok("its picture is given up within the limits", status in (200, 404) and took < 85, (status, took))
    body = s.ask("/fact/%d" % fact)[2].decode()
    ok("... and then its words are there, or its picture", status == 200 or "Lyse" in body[body.index('class="paper"'):], body[-2000:])
    ok("it lives after the bomb, as small as before", s.lives() and memory(s) < 600, memory(s))


def originals(s):
    (path, document), = query("SELECT path, document FROM location WHERE path LIKE '%f03%' LIMIT 1")
    (fact,), = query("SELECT min(id) FROM fact WHERE document = ?", document)
    os.chmod(path, 0o644)
    with open(path, "ab") as file:
        file.write(b"% changed\n")
    status, _, body = s.ask("/fact/%d" % fact)
    ok("a changed original is not shown", status == 200 and b'class="sheet lines"' in body and
       "Originalen kunne ikke findes uændret".encode() in body)
    ok("... its picture neither", s.ask("/page/%d/1.png" % document)[0] == 404)
    os.remove(path)
    os.symlink("/etc/passwd", path)
    ok("what a link leads to is not shown", b"root:" not in s.ask("/page/%d/1" % document)[2])
    inside = Server("--originals", WORK + "/papers")
    ok("--originals: what is there", inside.ask("/page/1/1.png")[0] == 200)
    inside.stop()
    os.mkdir(WORK + "/empty")
    outside = Server("--originals", WORK + "/empty")
    ok("--originals: nothing but what is there", outside.ask("/page/1/1.png")[0] == 404)
    outside.stop()


def busy(s):
    connection = sqlite3.connect(DATABASE, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    start = time.monotonic()
    status, _, body = s.post("/judge", {"fact": "2", "verdict": "accepted"})
    took = time.monotonic() - start
    ok("another program writes: it says so", status == 503 and took < 20 and "Intet blev gemt" in body.decode(), (status, took))
    before = verdicts()
    ok("... and reads on", s.ask("/fact/2")[0] == 200)
    connection.execute("ROLLBACK")
    connection.close()
    ok("... and writes when it may", s.post("/judge", {"fact": "2", "verdict": "accepted"})[0] == 303 and verdicts() == before + 1)


def the_end(s):
    waiting = [s.open() for _ in range(20)]
    for one in waiting:
        one.sendall(b"GET / HTTP/1.1\r\n")
    (document,), = query("SELECT document FROM location WHERE path LIKE '%bomb.pdf'")
    drawn = s.open()
    drawn.sendall(("GET /page/%d/1.png HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n" % (document, s.host, s.cookie)).encode())
    time.sleep(0.5)
    ok("SIGTERM ends it, whoever waits", s.stop() == 0)
    t = Server()
    ok("SIGINT too", t.stop(signal.SIGINT) == 0)
    ok("nothing is left beside the database", not os.path.exists(DATABASE + "-wal"))
    for number in (signal.SIGTERM, signal.SIGKILL):
        kept = 0
        for round_ in range(6):
            t, before, acknowledged = Server(), verdicts(), 0
            until = time.monotonic() + 0.15 + 0.1 * round_
            while time.monotonic() < until:
                acknowledged += t.post("/judge", {"fact": str(1 + acknowledged % 9), "verdict": "unsure"})[0] == 303
            t.stop(number)
            after = verdicts()
            kept += acknowledged > 0 and acknowledged <= after - before <= acknowledged + 1
        ok("%s loses no verdict that was acknowledged" % number.name, kept == 6, kept)
    ok("the database is sound", query("PRAGMA integrity_check") == [("ok",)])
    children = subprocess.run(["ps", "-eo", "args"], stdout=subprocess.PIPE, text=True, check=True).stdout
    ok("no process is left", WORK not in "".join(line for line in children.splitlines(True) if " serve " in line and PROGRAM in line))


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    bomb(WORK + "/papers/bomb.pdf")
    driver = os.path.join(os.path.dirname(PROGRAM), "aktspor")
    subprocess.run([driver, "run", "-q", WORK + "/papers/bomb.pdf", "-o", DATABASE], check=False)
    s = Server()
    for attack in (who_may_ask, who_may_say, what_is_asked, what_is_too_much, many_at_once, a_bomb, busy, originals, the_end):
        try:
            attack(s)
        except Exception as error:  # the rest is tried all the same
            ok("%s ran to its end" % attack.__name__, False, error)
    if s.process.poll() is None:
        s.process.kill()
    with open(os.path.join(WORK, "serve.err"), "rb") as said:
        text = said.read()
    ok("it said nothing but that the database was busy", all(b"another program is writing" in line for line in text.splitlines()), text[:500])
    print("# all tried")


main()
