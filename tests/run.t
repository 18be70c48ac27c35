#!/bin/sh
# The driver: a folder to a database, a second run that does no work, and papers that cannot be read.
. "$(dirname "$0")/lib.sh"

q() { sqlite3 "$work/x.db" "$1"; }
dump() { sqlite3 "$1" .dump | grep -v -e '^PRAGMA' -e '^BEGIN' -e '^COMMIT'; }

mkdir -p "$work/papers/under"
cp fixtures/text/*.txt fixtures/html/*.html "$work/papers"
cp fixtures/pdf/*.pdf "$work/papers/under"
: >"$work/papers/nothing.txt"
head -c 3000 /dev/urandom >"$work/papers/noise.txt"
printf '%%PDF-1.4\nthis is no PDF\n' >"$work/papers/broken.pdf"
echo 'binary' >"$work/papers/program.exe"

ok "a folder with damaged papers ends with 1" exits 1 \
    "$bin/aktspor" run "$work/papers" -o "$work/x.db" -j 2 --log "$work/log"
n=$(find "$work/papers" -type f ! -name '*.exe' | wc -l)
ok "every paper has a row" test "$(q 'SELECT count(*) FROM location')" = "$n"
ok "the log has a line for each" test "$(wc -l <"$work/log")" = "$n"
ok "the log is JSON Lines" python3 -c "import json,sys; [json.loads(l) for l in open('$work/log')]"
ok "what failed says why" test "$(q 'SELECT count(*) FROM documents_failed')" -ge 2
ok "there are facts" test "$(q 'SELECT count(*) FROM fact')" -gt 100
ok "there are mentions" test "$(q 'SELECT count(*) FROM mention')" -gt 500
ok "the database is whole" test "$(q 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok

dump "$work/x.db" >"$work/first"
ok "a second run ends alike" exits 1 "$bin/aktspor" run "$work/papers" -o "$work/x.db" -j 2 --log "$work/log2"
dump "$work/x.db" >"$work/second"
ok "... changes nothing" cmp "$work/first" "$work/second"
ok "... and works on nothing that is known" test "$(grep -c '"known":true' "$work/log2")" -ge "$((n - 3))"

"$bin/aktspor" run "$work/papers" -o "$work/y.db" -j 4 -q 2>/dev/null
ok "four workers fill the same database as two" sh -c "
    sqlite3 '$work/x.db' 'SELECT * FROM funding' >'$work/fx'
    sqlite3 '$work/y.db' 'SELECT * FROM funding' >'$work/fy'
    cmp '$work/fx' '$work/fy'"

"$bin/aktspor" stream "$work/papers" 2>/dev/null | "$bin/akt-load" "$work/z.db" 2>/dev/null
ok "the pipe fills the same tables as the run" sh -c "
    for t in mention fact evidence; do
        a=\$(sqlite3 '$work/y.db' \"SELECT count(*) FROM \$t\"); b=\$(sqlite3 '$work/z.db' \"SELECT count(*) FROM \$t\")
        [ \"\$a\" = \"\$b\" ] || { echo \"\$t: \$a and \$b\"; exit 1; }
    done"

# Copies are one document, whoever reads them first.
mkdir "$work/copies"
for i in 1 2 3 4 5 6 7 8; do cp "fixtures/text/$(ls fixtures/text | head -1)" "$work/copies/$i.txt"; done
"$bin/aktspor" run "$work/copies" -o "$work/c.db" -j 4 >"$work/summary"
ok "eight copies are one document at eight paths" test \
    "$(sqlite3 "$work/c.db" 'SELECT count(DISTINCT document) || "," || count(*) FROM location')" = 1,8
ok "... and are counted once" grep -q " $(sqlite3 "$work/c.db" 'SELECT count(*) FROM fact') facts" "$work/summary"

# A changed paper at the same path takes the place of the old one.
sed -i '1s/^/Ny linje. /' "$work/papers/$(ls fixtures/text | head -1)"
"$bin/aktspor" run "$work/papers" -o "$work/x.db" -q 2>/dev/null
ok "a changed paper is a new document at the old path" test "$(q 'SELECT count(*) FROM document')" -gt \
    "$(sqlite3 "$work/y.db" 'SELECT count(*) FROM document')"
none_left() { ! pgrep -f "$work/x.db"; }
ok "nothing is left running" none_left
finish
