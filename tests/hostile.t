#!/bin/sh
# 225 odd and dangerous PDFs: the run ends, has a row for each, and stays within its limits.
. "$(dirname "$0")/lib.sh"
if [ ! -d "$shared/hostile" ]; then
    echo "1..0 # SKIP no ../shared/hostile here"
    exit 0
fi
n=$(find "$shared/hostile" -name '*.pdf' | wc -l)
cat >"$work/measure.py" <<'PY'
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(status, used.ru_maxrss // 1024)
PY
set -- $(python3 "$work/measure.py" "$bin/aktspor" run "$shared/hostile" -o "$work/y.db")
ok "the run ends with 1: some are damaged" test "$1" = 1
ok "no process grew above 512 MB: $2 MB" test "$2" -lt 512
ok "there is a row for each file" test "$(sqlite3 "$work/y.db" 'SELECT count(*) FROM location')" = "$n"
sqlite3 -separator ' ' "$work/y.db" 'SELECT state, count(*) FROM document GROUP BY state' | sed 's/^/# /'
ok "every state is one we know" test "$(sqlite3 "$work/y.db" "SELECT count(*) FROM document WHERE state NOT IN
    ('text','mixed','image-only','empty','encrypted','damaged','limit')")" = 0
# What the run above says of the files is what poppler's own tools say of them.
say() {
    sqlite3 "$work/y.db" "SELECT location.path FROM location JOIN document ON document.id = document WHERE state = '$1'"
}
encrypted_are_locked() {
    say encrypted | while read -r file; do
        pdfinfo "$file" 2>&1 | grep -q 'Incorrect password' || { echo "$file opens" && exit 1; }
    done
}
damaged_have_no_text() {
    say damaged | while read -r file; do
        if (ulimit -t 5 && pdftotext -raw "$file" - 2>/dev/null) | grep '[[:alnum:]]'; then
            echo "$file has text"
            exit 1
        fi
    done
}
cat >"$work/blank.py" <<'PY'
import subprocess, sys
drawn = 0
for path in sys.stdin.read().splitlines():
    data = subprocess.run(["pdftoppm", "-r", "20", "-gray", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    while data:
        magic, size, most, rest = data.split(b"\n", 3)
        n = int(size.split()[0]) * int(size.split()[1])
        if min(rest[:n]) < 240:
            print("something is drawn on", path)
            drawn = 1
        data = rest[n:]
sys.exit(drawn)
PY
empty_are_blank() { say empty | python3 "$work/blank.py"; }
limits_are_named() {
    sqlite3 "$work/y.db" "SELECT id FROM document WHERE state = 'limit' AND id NOT IN
        (SELECT document FROM issue WHERE tag = 'limit' AND text LIKE '%limit%')" | grep . && return 1
    return 0
}
ok "what is called encrypted wants a password" encrypted_are_locked
ok "what is called damaged has no text" damaged_have_no_text
ok "what is called empty is blank" empty_are_blank
ok "what is over a limit says which" limits_are_named
none_left() { ! pgrep -f "$work/y.db"; }
ok "nothing is left running" none_left
finish
