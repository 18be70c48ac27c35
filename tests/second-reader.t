#!/bin/sh
# Poppler's own word list agrees with us: the words of a hundred lines stand in the boxes that we give them.
. "$(dirname "$0")/lib.sh"
[ -d "$shared/seeds" ] && set -- "$shared"/seeds/*.pdf || set -- fixtures/pdf/*.pdf
for f; do
    shift
    case $f in *.scan.pdf) ;; *) set -- "$@" "$f" ;; esac
done
python3 tests/second-reader.py "$bin/akt-extract" 100 "$@" >"$work/seeds"
grep -v '^[0-9]*$' "$work/seeds" | sed 's/^/# /'
ok "100 lines of $# papers stand where we say" test "$(tail -n 1 "$work/seeds")" = 100
python3 tests/second-reader.py "$bin/akt-extract" 100 tests/cases/extract/*.pdf >"$work/cases"
grep -v '^[0-9]*$' "$work/cases" | sed 's/^/# /'
ok "100 lines of the cases as well" test "$(tail -n 1 "$work/cases")" = 100
# the test can fail: lines that are looked for on another paper
sed 's/"pdftotext", "-bbox", pdf/"pdftotext", "-bbox", pdfs[0]/; s/def words_of(pdf)/def words_of(pdf, pdfs=sorted(sys.argv[3:]))/' \
    tests/second-reader.py >"$work/wrong.py"
python3 "$work/wrong.py" "$bin/akt-extract" 100 tests/cases/extract/*.pdf >"$work/wrong" 2>/dev/null
ok "a wrong paper is noticed" sh -c '[ "$(tail -n 1 "$1")" != 100 ]' - "$work/wrong"
finish
