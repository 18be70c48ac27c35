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
none_left() { ! pgrep -f "$work/y.db"; }
ok "nothing is left running" none_left
finish
