#!/bin/sh
# A full disk, several loaders at once, a database that others hold: what was reported is there, the rest is
# redone, the database is whole.
. "$(dirname "$0")/../lib.sh"
load=$bin/akt-load
python3 tests/bench/papers.py 240 "$work/archive"
"$bin/aktspor" stream "$work/archive" >"$work/stream"
"$load" "$work/reference.db" "$work/stream"
content() { sqlite3 "$1" "SELECT path, predicate, subject, object, qualifiers, fact.key FROM fact
    JOIN document_path USING (document) ORDER BY 1, fact.n; SELECT count(*) FROM mention; SELECT count(*) FROM name"; }
content "$work/reference.db" >"$work/reference"
same() { content "$1" >"$work/content" && cmp "$work/content" "$work/reference" && "$load" --check "$1"; }
# reported_is_there DB: each path of $work/reported is in it
reported_is_there() {
    sqlite3 "$1" "SELECT path FROM location" | sort >"$work/there"
    sort "$work/reported" | comm -23 - "$work/there" >"$work/missing"
    test ! -s "$work/missing"
}

# ---- a file that may not grow (a full quota looks like this)
db=$work/limited.db
(
    trap '' XFSZ
    ulimit -f 2400
    exec "$load" --report "$db" "$work/stream" >"$work/reported" 2>"$work/stderr"
)
ok "a file that may not grow ends with 3" test $? = 3
ok "... and says so" says "limited.db"
ok "... what was reported is there" reported_is_there "$db"
ok "... the database is whole" exits 0 "$load" --check "$db"
"$load" "$db" "$work/stream"
ok "... and the rest is loaded later" same "$db"

# ---- a full disk
if [ "$(id -u)" = 0 ] && mkdir "$work/disk" && mount -t tmpfs -o size=1500k none "$work/disk" 2>/dev/null; then
    db=$work/disk/x.db
    "$load" --report "$db" "$work/stream" >"$work/reported" 2>"$work/stderr"
    ok "a full disk ends with 3" test $? = 3
    ok "... and says so" grep -qE "the disk is full|disk I/O error" "$work/stderr"
    ok "... what was reported is there" reported_is_there "$db"
    exits 3 "$bin/aktspor" run -q "$work/archive" -o "$db" >/dev/null
    ok "... a run ends with 3 too" test $? = 0
    "$bin/aktspor" export "$work/reference.db" --jsonl "$work/disk/export" 2>/dev/null
    ok "... an export leaves nothing half-written" test -z "$(ls -d "$work"/disk/export* 2>/dev/null)"
    mount -o remount,size=64m "$work/disk"
    ok "... the database is whole" exits 0 "$load" --check "$db"
    "$load" "$db" "$work/stream"
    ok "... and with room again the rest is loaded" same "$db"
    umount "$work/disk"
else
    skip "a full disk wants root and a tmpfs"
fi

# ---- several loaders
db=$work/several.db
split -n l/4 "$work/stream" "$work/part."
for part in "$work"/part.*; do "$load" "$db" "$part" 2>>"$work/several" & done
wait
ok "four loaders that begin at once wait for each other" test ! -s "$work/several"
ok "... and fill the same database" same "$db"
db=$work/twice.db
for i in 1 2 3; do "$load" "$db" "$work/stream" 2>>"$work/several" & done
wait
ok "three loaders of the same papers" test ! -s "$work/several"
ok "... load them once" same "$db"
db=$work/slow.db
(head -n 3 "$work/stream"; sleep 1; sed -n '4,60p' "$work/stream"; sleep 2; tail -n +61 "$work/stream") | "$load" "$db" 2>>"$work/several" &
sleep 0.3
"$load" "$db" "$work/part.ad" 2>>"$work/several"
wait
ok "a loader on a slow pipe does not turn others away" test ! -s "$work/several"
ok "... and all is there" same "$db"

db=$work/stalled.db
(head -n 3 "$work/stream"; sleep 6; tail -n +4 "$work/stream") | "$load" "$db" 2>>"$work/several" &
sleep 0.5
ok "a loader whose pipe stands still lets others write" exits 0 timeout 4 "$load" "$db" "$work/part.ab"
wait
ok "... and all is there at the end" same "$db"

# ---- others hold the database
hold() { # hold SQL SECONDS: runs the SQL on $db and sits on it
    python3 - "$db" "$1" "$2" <<'P' &
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN " + sys.argv[2])
connection.execute("SELECT count(*) FROM document").fetchone()
open(sys.argv[1] + ".held", "w").close()
time.sleep(float(sys.argv[3]))
connection.execute("ROLLBACK")
P
    until [ -e "$db.held" ]; do sleep 0.05; done
    rm "$db.held"
}
db=$work/held.db
"$load" "$db" "$work/part.aa"
hold DEFERRED 3
ok "a reader that holds the database keeps no loader waiting" exits 0 timeout 2 "$load" "$db" "$work/part.ab"
wait
hold IMMEDIATE 2
ok "a writer that holds the database is waited for" exits 0 "$load" "$db" "$work/part.ac"
ok "... without a word" test ! -s "$work/stderr"
wait
hold DEFERRED 3
"$load" "$db" "$work/part.ad"
ok "all is there while a reader still looks at what was before" same "$db"
wait
chmod 444 "$db"
if [ "$(id -u)" = 0 ]; then
    skip "a file without the right to write stops nobody who is root"
else
    ok "a database that can only be read" exits 3 "$load" "$db" "$work/part.aa"
fi

# ---- a stream that is cut off
head -c 200000 "$work/stream" >"$work/cut"
exits 3 "$load" --report "$work/cut.db" "$work/cut" >/dev/null
ok "a stream that is cut off ends with 3" test $? = 0
ok "... what stood before the cut is loaded" test "$(sqlite3 "$work/cut.db" 'SELECT count(*) FROM document')" = \
    "$(grep -c '' "$work/cut" | awk '{print $1 - 1}')"
ok "... and whole" exits 0 "$load" --check "$work/cut.db"
finish
