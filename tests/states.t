#!/bin/sh
# A paper of 5,000 pages is read, every page of it, within the limits; one of more pages than the limit says so.
. "$(dirname "$0")/lib.sh"
cat >"$work/many.py" <<'PY'
import sys
source = open("tests/cases/make-states.py", encoding="utf-8").read().split("\none = ")[0]
exec(source)
pages = int(sys.argv[1])
with open(sys.argv[2], "wb") as f:
    f.write(pdf([content(["Side %d af mange" % n] + TEXT) for n in range(1, pages + 1)]))
PY
cat >"$work/measure.py" <<'PY'
import resource, subprocess, sys
with open(sys.argv[1], "wb") as out:
    status = subprocess.call(sys.argv[2:], stdout=out)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(status, int(used.ru_utime + used.ru_stime), used.ru_maxrss // 1024)
PY
documents() { "$bin/akt-show" documents "$1" | tail -1 | cut -f 3,4,8; }
python3 "$work/many.py" 5000 "$work/many.pdf"
set -- $(python3 "$work/measure.py" "$work/many" "$bin/akt-extract" "$work/many.pdf")
ok "5,000 pages: all is well" test "$1" = 0
ok "5,000 pages: at most 120 s of CPU ($2 s) and 512 MB ($3 MB)" test "$2" -lt 120 -a "$3" -lt 512
ok "5,000 pages: text, nothing wrong" test "$(documents "$work/many")" = "$(printf 'text\t5000\t')"
last() { "$bin/akt-show" source "$work/many" | grep -q '^5000:.*Side 5000 af mange'; }
ok "5,000 pages: the last one's words" last
python3 "$work/many.py" 10001 "$work/more.pdf"
ok "more than 10,000 pages: a limit" exits 1 "$bin/akt-extract" "$work/more.pdf"
mv "$work/stdout" "$work/more"
ok "more than 10,000 pages: which one" sh -c "'$bin/akt-show' documents '$work/more' | grep -q '10000 of 10001 pages are read'"
finish
