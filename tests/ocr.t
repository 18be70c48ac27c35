#!/bin/sh
# Scans through akt-ocr: words in order, their places, the stream's schema, the account, one process
# and the pipe, what passes unchanged, what is refused. Without Tesseract: that the program says so.
. "$(dirname "$0")/lib.sh"
scans=fixtures/scan

"$bin/akt-extract" $scans/* >"$work/image.tei"
if ! printf '' | "$bin/akt-ocr" >/dev/null 2>"$work/stderr"; then
    ok "a build without Tesseract says so" says "Tesseract"
    ok "and ends with 3" exits 3 "$bin/akt-ocr" "$work/image.tei"
    skip "no Tesseract, or no Danish for it"
    finish
    exit
fi
"$bin/akt-ocr" "$work/image.tei" >"$work/ocr.tei"
"$bin/akt-normalise" "$work/ocr.tei" >"$work/normal.tei"

# share NAME N: at least N of 1,000 words of the text of the same paper's PDF are recognised
share() {
    grep "$1" "$work/normal.tei" | "$bin/akt-show" text | tr -s ' \n' '\n\n' | sort >"$work/found"
    set -- "$1" "$2" fixtures/pdf/"$1".*.pdf
    "$bin/akt-extract" "$3" | "$bin/akt-normalise" | "$bin/akt-show" text | tr -s ' \n' '\n\n' |
        sort >"$work/gold"
    same=$(comm -12 "$work/found" "$work/gold" | wc -l)
    all=$(wc -l <"$work/gold")
    [ $((same * 1000)) -ge $((all * $2)) ] || { echo "$same words of $all"; return 1; }
}
ok "words of a scanned letter" share f01-vaerested 980
ok "words of a scanned table, a TIFF" share f07-budgetopfoelgning 900
state() { "$bin/akt-show" documents "$1" | cut -f3 | sed 1d | sort -u | tr '\n' ' ' | grep -qx "$2 "; }
ok "before, they are images" state "$work/image.tei" image-only
ok "after, they are text" state "$work/ocr.tei" text
ok "every character is accounted for" exits 0 "$bin/akt-show" coverage "$work/ocr.tei"
split -l 1 "$work/ocr.tei" "$work/line."
ok "the stream keeps to its schema" jing pipeline/aktspor.rng "$work"/line.*
"$bin/akt-ocr" "$work/ocr.tei" >"$work/again.tei"
ok "what is recognised passes unchanged" cmp "$work/ocr.tei" "$work/again.tei"

words() {
    "$bin/akt-show" words "$work/normal.tei" | awk -F '\t' 'NR > 1 { n++
        if ($5 < 0 || $6 < 0 || $7 > 600 || $8 > 850 || $7 <= $5 || $8 <= $6) bad++
        if ($4 > 100) bad++
        sure += $4 > 80 }
        END { if (n < 300 || bad || sure < 0.9 * n) { print n, bad, sure; exit 1 } }'
}
ok "words have places on the page and a confidence, past normalise" words

"$bin/akt-extract" fixtures/pdf/f16-lokaler.libreoffice.pdf >"$work/text.tei"
"$bin/akt-ocr" "$work/text.tei" >"$work/text2.tei"
ok "a paper with text passes unchanged" cmp "$work/text.tei" "$work/text2.tei"
"$bin/aktspor" stream --ocr -j 2 $scans/f07-budgetopfoelgning.tif fixtures/pdf/f16-lokaler.libreoffice.pdf \
    >"$work/stream.tei"
{ grep f07 "$work/ocr.tei"; cat "$work/text.tei"; } | "$bin/akt-normalise" | "$bin/akt-recognise" |
    "$bin/akt-relate" >"$work/pipe.tei"
ok "one process gives what the pipe gives" cmp "$work/stream.tei" "$work/pipe.tei"

"$bin/akt-load" "$work/facts.db" "$work/stream.tei" >/dev/null
ok "audit holds recognised words against the recorded" exits 0 "$bin/akt-audit" verify "$work/facts.db"
ok "and says so" grep -q "recognised pages" "$work/stdout"

cp $scans/f07-budgetopfoelgning.tif "$work/changed.tif"
"$bin/akt-extract" "$work/changed.tif" >"$work/changed.tei"
echo >>"$work/changed.tif"
ok "another file under the path is not read" exits 1 "$bin/akt-ocr" "$work/changed.tei"
ok "and a message says so" says "not the one"
ok "its document passes unchanged" cmp "$work/changed.tei" "$work/stdout"
ok "what normalise has touched is refused" sh -c \
    "'$bin/akt-normalise' '$work/image.tei' | '$bin/akt-ocr' 2>&1 >/dev/null | grep -q straight"
head -c 12000 $scans/f07-budgetopfoelgning.tif >"$work/cut.tif"
printf 'II*\0\377\377\377\377' >"$work/head.tif"
printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\017\377\377\0\017\377\377\010\0\0\0\0' >"$work/bomb.png"
for hostile in cut.tif head.tif bomb.png; do
    ok "$hostile costs its document only" sh -c \
        "'$bin/akt-extract' '$work/$hostile' 2>/dev/null | '$bin/akt-ocr' | wc -l | grep -qx 1"
done
ok "wrong use" exits 2 "$bin/akt-ocr" --no-such-option
finish
