#!/bin/sh
# Every character that poppler reports is in a block or left out for a reason, and blocks hold nothing else: of papers,
# of what other producers make, and of files made to harm. pdftotext finds no letters that we lack.
. "$(dirname "$0")/lib.sh"

# share_left_out COVERAGE PERCENT: at most so much of the characters is left out
share_left_out() {
    awk -F '\t' -v most="$2" '
        NR > 1 { all += $4 }
        $3 ~ /^discarded/ { out += $4; print }
        END { exit !(all > 0 && out * 100 <= most * all) }' "$1"
}
no_issue_unaccounted() {
    ! grep -o '<note type="issue"[^>]*subtype="unaccounted"[^<]*' "$1"
}
known_classes() {
    ! awk -F '\t' 'NR > 1 { print $3 }' "$1" | sort -u |
        grep -vxE 'body|heading|list|table|margin|header|footer|page-number|footnote|discarded:.+'
}
# check NAME PERCENT PDF...
check() {
    name=$1 most=$2
    shift 2
    "$bin/akt-extract" -j 2 "$@" >"$work/$name" 2>/dev/null
    ok "$name: a line for each file" test "$(wc -l <"$work/$name")" = $#
    ok "$name: every character is accounted for" exits 0 "$bin/akt-show" coverage "$work/$name"
    cp "$work/stdout" "$work/$name.tsv"
    ok "$name: ... in classes that are told" known_classes "$work/$name.tsv"
    ok "$name: ... and extract says so too" no_issue_unaccounted "$work/$name"
    ok "$name: at most $most % is left out" share_left_out "$work/$name.tsv" "$most"
}

check fixtures 0 fixtures/pdf/*.pdf
ok "fixtures: pdftotext finds the same letters" tests/letters.py "$work/fixtures"
if [ -d "$shared/hostile" ]; then
    check seeds 0 "$shared"/seeds/*.pdf
    ok "seeds: pdftotext finds the same letters" tests/letters.py "$work/seeds"
    check producers 0 "$shared"/producers/*.pdf
    ok "producers: pdftotext finds no letters that we lack" tests/letters.py "$work/producers" \
        "annotations.pdf=the look of a struck-out mark draws two words that are on the page already" \
        "issue-842-example.pdf=every word is drawn four times at one place to look bold; poppler keeps one"
    check hostile 0.5 "$shared"/hostile/*.pdf
    ok "hostile: pdftotext finds no letters that we lack" tests/letters.py "$work/hostile" \
        "174-mozilla_pdf.js.pdf=poppler does not give out letters of no width at a line's ends" \
        "223-qpdf_qpdf.pdf=a word is drawn twice at one place; poppler keeps one"
else
    skip "no ../shared here: seeds, producers and hostile files are not read"
fi
finish
