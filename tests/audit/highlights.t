#!/bin/sh
# What a report marks is what was read: the words under each mention's boxes, read back by pdftotext, are its words.
. "$(dirname "$0")/../lib.sh"

report() {
    "$bin/aktspor" run -o "$work/$1.db" "$2" >"$work/log" 2>&1
    "$bin/akt-audit" report "$work/$1.db" -o "$work/$1"
}
agrees() { python3 tests/audit/highlights.py "$work/$1.db" "$work/$1"; }

mkdir "$work/papers" "$work/shapes"
cp fixtures/pdf/*.pdf fixtures/blind/*.pdf "$work/papers"
rm -f "$work"/papers/*scan*
report plain "$work/papers"
ok "fixtures: what is marked are the mention's words, all of them" agrees plain

python3 tests/audit/page-variants.py fixtures/pdf/f06-tilskud.libreoffice.pdf "$work/shapes" \
    fixtures/pdf/f10-region.chromium.pdf
report shapes "$work/shapes"
ok "... on pages turned by 90, 180, 270, cropped, moved, and of several shapes in one paper" agrees shapes
ok "... all of them read" test "$(sqlite3 "$work/shapes.db" "SELECT count(*) FROM document WHERE state = 'text'")" = 6
ok "... as many mentions on a turned page as on the straight one" test \
    "$(sqlite3 "$work/shapes.db" "SELECT count(DISTINCT n) FROM (SELECT count(*) AS n FROM mention JOIN document_path \
        USING (document) WHERE path NOT LIKE '%/mixed.pdf' GROUP BY document)")" = 1

cp -r "$work/shapes" "$work/wrong"
cp "$work/shapes.db" "$work/wrong.db"
for page in "$work"/wrong/d*.html; do
    perl -pi -e 's/(data-m="7"[^>]*left:)([\d.]+)/$1 . ($2 + 4)/e' "$page"
done
ok "a box four per cent to the right is seen" exits 1 agrees wrong
ok "... and it alone" sh -c "[ \"\$(grep -c . '$work/stdout')\" -le 7 ]"

if [ -d "$shared/seeds" ]; then
    mkdir "$work/real"
    cp "$shared"/seeds/*.pdf "$shared"/dev/*.pdf "$work/real"
    rm -f "$work"/real/*scan*
    report real "$work/real"
    ok "real papers: what is marked are the mention's words, all of them" agrees real
else
    skip "no papers beside the project"
fi
finish
