#!/bin/sh
# akt-audit report in a browser, from disk.
. "$(dirname "$0")/../lib.sh"
. tests/browser/lib.sh
browser_ready

"$bin/aktspor" run -o "$work/x.db" fixtures/pdf fixtures/html fixtures/text >"$work/log" 2>&1
"$bin/akt-audit" report "$work/x.db" -o "$work/report"
pdf=fixtures/pdf/f01-vaerested.libreoffice.pdf
page=d$(sha256sum $pdf | cut -c 1-16).html
browser report.mjs "$work/report" "$page" "$pdf" "1.264.500 kr." $AKTSPOR_SHOTS
