#!/bin/sh
# Words that a line's end divides, in real papers laid out anew, against their ideal reading; the cases in
# cases/normalise/hyphens* hold our own.
. "$(dirname "$0")/lib.sh"

[ -d "$shared/seeds" ] || {
    echo "1..0 # SKIP no papers with a gold reading beside the project"
    exit 0
}
for paper in "$shared"/seeds/*.chromium.pdf "$shared"/seeds/*.libreoffice.pdf; do
    name=$(basename "$paper" | cut -d. -f1)
    python3 tests/joins.py "$bin" "$paper" "$shared/seeds/$name.reading" "$shared/gold/$name.mentions.tsv" |
        sed "s/^/$(basename "$paper")\t/"
done >"$work/joins"

# Every word that was not read as it should be counts, divided or not.
are_right() {
    awk -F '\t' '$3 + $4 { print } { all += $2; wrong += $3 }
        END { printf "%d divided words, %d wrong\n", all, wrong; exit all < 100 || wrong > 0.005 * all }' "$work/joins"
}
ok "at least 0.995 of the divided words are right" are_right
ok "no number and no name is damaged" sh -c "! cut -f4 '$work/joins' | grep -qv '^0$'"
finish
