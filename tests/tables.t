#!/bin/sh
# The tables of the seed paper with rows of cells that others span, cut by the ends of pages: every
# cell whole, in its row and column. What is expected is derived from the seed's own account of it.
. "$(dirname "$0")/lib.sh"
for pdf in "$shared"/seeds/003*.chromium.pdf "$shared"/seeds/003*.libreoffice.pdf; do
    if [ ! -f "$pdf" ]; then
        skip "no seeds beside the project"
        continue
    fi
    seed=${pdf%.*.pdf}
    "$bin/akt-extract" "$pdf" >"$work/stream"
    producer=${pdf#"$seed."}
    ok "tables of ${producer%.pdf}: every cell whole, in its row and column" \
        python3 tests/table-grid.py "$seed.blocks.tsv" "$seed.reading" "$work/stream"
done
finish
