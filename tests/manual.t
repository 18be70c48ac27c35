#!/bin/sh
# Every program has a man page that lints, and its options are those of --help.
. "$(dirname "$0")/lib.sh"
for page in pipeline/*.[157] stages/*/*.1; do
    ok "$page lints" mandoc -Tlint -Wwarning "$page"
done
for program in "$bin"/*; do
    name=$(basename "$program")
    page=$(ls pipeline/"$name".1 stages/*/"$name".1 2>/dev/null | head -1)
    ok "$name has a man page" test -n "$page"
    [ -n "$page" ] || continue
    mandoc -Tascii "$page" | sed 's/.\x08//g' >"$work/page"
    "$program" --help >"$work/help"
    for option in $(grep -o -- '--[a-z][a-z-]*' "$work/help" | sort -u); do
        ok "$name: the page tells of $option" grep -qF -e "$option" "$work/page"
    done
done
for readme in README.md pipeline stages/* dictionaries fixtures tests; do
    case $readme in *.md) file=$readme ;; *) file=$readme/README.md ;; esac
    ok "$file is there" test -s "$file"
done
finish
