#!/bin/sh
# stages/extract/VIOLATIONS.md names cases and tests: each is there.
. "$(dirname "$0")/lib.sh"
table=stages/extract/VIOLATIONS.md
grep -o '`[a-z]*/[A-Za-z0-9.-]*`' "$table" | tr -d '`' | sort -u >"$work/named"
ok "the table names cases" test -s "$work/named"
while read -r name; do
    case $name in
    tests/*) [ -f "$name" ] ;;
    *) [ -f "tests/cases/$name.expected" ] ;;
    esac || echo "$name"
done <"$work/named" >"$work/missing"
ok "every case and test that it names is there" test ! -s "$work/missing"
sed 's/^/# /' "$work/missing"
finish
