#!/bin/sh
# PDFs of other producers: every one is read, every character accounted for and none discarded.
. "$(dirname "$0")/lib.sh"
if [ ! -d "$shared/producers" ]; then
    echo "1..0 # SKIP no ../shared/producers here"
    exit 0
fi
set -- "$shared"/producers/*.pdf
"$bin/akt-extract" "$@" >"$work/stream" 2>"$work/stderr"
"$bin/akt-show" documents "$work/stream" >"$work/documents"
"$bin/akt-show" coverage "$work/stream" >"$work/coverage" 2>"$work/account"
ok "a document for each of $# files" test "$(($(wc -l <"$work/documents") - 1))" = $#
ok "none is damaged or over a limit" sh -c '! cut -f 3 "$1" | grep -E "damaged|limit"' - "$work/documents"
ok "no character is without its account" test ! -s "$work/account"
ok "nothing is discarded" sh -c '! cut -f 3 "$1" | grep -E "^(discarded|unaccounted)"' - "$work/coverage"
# pdftotext also prints what notes on the page show (FreeText, stamps), which is no text of the page
for f; do
    grep -qaE '/(FreeText|Stamp)' "$f" && continue
    theirs=$(pdftotext "$f" - 2>/dev/null | tr -d '[:space:]\f' | LC_ALL=C.UTF-8 wc -m)
    ours=$(awk -F '\t' -v f="$f" '$1 == f { n += $4 } END { print n + 0 }' "$work/coverage")
    [ "$((ours * 100))" -ge "$((theirs * 98))" ] || echo "$f: $ours characters, $theirs by pdftotext"
done >"$work/short"
ok "each has the characters that pdftotext finds, what is printed twice at one place once" test ! -s "$work/short"
sed 's/^/# /' "$work/short"
finish
