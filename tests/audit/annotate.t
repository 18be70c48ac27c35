#!/bin/sh
# A copy with highlights: over the right words, readable by others, and never the original itself.
. "$(dirname "$0")/../lib.sh"

audit="$bin/akt-audit"
mkdir "$work/papers"
cp fixtures/blind/b01-haandihaand.pdf "$work/papers/plain.pdf"
python3 tests/audit/page-variants.py fixtures/pdf/f06-tilskud.libreoffice.pdf "$work/papers" fixtures/pdf/f10-region.chromium.pdf
qpdf --encrypt '' owner 256 --print=none --modify=none -- fixtures/pdf/f10-region.chromium.pdf "$work/papers/locked.pdf"
printf 'Åben Port fik 100 kr.\n' >"$work/papers/note.txt"
db="$work/facts.db"
"$bin/aktspor" run -o "$db" "$work/papers" >"$work/log" 2>&1
sha256sum "$work"/papers/* >"$work/before"
ls -l --time-style=full-iso "$work/papers" >"$work/listing"

for name in plain turned-90 turned-180 turned-270 cropped moved mixed; do
    in="$work/papers/$name.pdf" out="$work/$name.copy.pdf"
    ok "$name: a copy" exits 0 "$audit" annotate "$db" "$in" -o "$out"
    ok "... over the words of its facts" exits 0 python3 tests/audit/annotations.py "$db" "$in" "$out"
    ok "... sound" exits 0 qpdf --check "$out"
    pdftotext "$in" "$work/in.txt" && pdftotext "$out" "$work/out.txt"
    ok "... the same words" cmp "$work/in.txt" "$work/out.txt"
    ok "... the original whole at its start" cmp -n "$(stat -c %s "$in")" "$in" "$out"
done

sqlite3 "$db" "VACUUM INTO '$work/shifted.db'"
sqlite3 "$work/shifted.db" "UPDATE mention SET text = text || ' og mere'; UPDATE evidence SET text = text || ' og mere'"
ok "highlights over other words than the facts' are seen" exits 1 python3 tests/audit/annotations.py "$work/shifted.db" \
    "$work/papers/plain.pdf" "$work/plain.copy.pdf"

# What a viewer paints: yellow, green or blue where white was, and no word gone.
pdftoppm -r 72 -f 1 -l 1 "$work/papers/cropped.pdf" "$work/white"
pdftoppm -r 72 -f 1 -l 1 "$work/cropped.copy.pdf" "$work/painted"
cat >"$work/pixels.py" <<'P'
import sys
def pixels(path):
    data = open(path, "rb").read()
    parts = data.split(None, 4)
    return parts[1], parts[2], data[len(data) - int(parts[1]) * int(parts[2]) * 3:]
(w, h, a), (v, g, b) = pixels(sys.argv[1]), pixels(sys.argv[2])
assert (w, h) == (v, g)
painted = dark = kept = 0
for i in range(0, len(a), 3):
    p, q = a[i:i + 3], b[i:i + 3]
    painted += min(p) > 240 and max(q) - min(q) > 60
    if max(p) < 60:
        dark += 1
        kept += max(q) < 110
print(painted, dark, kept)
sys.exit(0 if painted > 1000 and dark and kept >= 0.98 * dark else 1)
P
ok "colour where white was, words still dark" exits 0 python3 "$work/pixels.py" "$work"/white-1.ppm "$work"/painted-1.ppm
ok "a note says the fact" sh -c "qpdf --json=2 '$work/plain.copy.pdf' | grep -q '\"/Contents\": \"u:penge: '"
"$audit" annotate "$db" "$work/papers/plain.pdf" --lang en -o "$work/en.pdf"
ok "... in English too" sh -c "qpdf --json=2 '$work/en.pdf' | grep -q '\"/Contents\": \"u:funding: '"
q() { sqlite3 "$db" "$1"; }
q "INSERT INTO verdict (document, fact, predicate, subject, object, qualifiers, quote, page, line, verdict, reviewer)
   SELECT f.document, f.id, f.predicate, f.subject, f.object, f.qualifiers, '', 1, 1, 'rejected', 'Anna' FROM fact AS f
     JOIN location AS l ON l.document = f.document WHERE l.path LIKE '%/plain.pdf' AND f.predicate = 'funding'"
"$audit" annotate "$db" "$work/papers/plain.pdf" -o "$work/judged.pdf"
ok "what was rejected says so" sh -c "qpdf --json=2 '$work/judged.pdf' | grep -q ', rejected\]'"

ok "one that wants no password to be read" exits 0 "$audit" annotate "$db" "$work/papers/locked.pdf" -o "$work/locked.copy.pdf"
ok "... sound" exits 0 qpdf --check "$work/locked.copy.pdf"

# Never over an original.
in="$work/papers/plain.pdf"
ln -s "$in" "$work/link.pdf"
ln "$in" "$work/hard.pdf"
mkdir "$work/dir.pdf"
for out in "$in" "$work/link.pdf" "$work/hard.pdf" "$work/papers/../papers/plain.pdf" "$work/papers/cropped.pdf" "$work/dir.pdf"; do
    ok "not over ${out##*/}" exits 2 "$audit" annotate "$db" "$in" -o "$out"
done
cp "$in" "$work/twin.pdf"
ok "nor over a copy of one" exits 2 "$audit" annotate "$db" "$in" -o "$work/twin.pdf"
ok "over an earlier copy" exits 0 "$audit" annotate "$db" "$in" -o "$work/plain.copy.pdf"
ok "a text file has no notes" exits 2 "$audit" annotate "$db" "$work/papers/note.txt" -o "$work/x.pdf"
ok "a folder that is not there" exits 3 "$audit" annotate "$db" "$in" -o "$work/nowhere/x.pdf"
ok "no such paper" exits 3 "$audit" annotate "$db" "$work/none.pdf" -o "$work/x.pdf"
ok "without -o" exits 2 "$audit" annotate "$db" "$in"
cp "$in" "$work/changed.pdf" && printf '%% more\n' >>"$work/changed.pdf"
ok "a paper that is not the one that was loaded" sh -c "! '$audit' annotate '$db' '$work/changed.pdf' -o '$work/x.pdf' 2>'$work/stderr'"
ok "... says so" says "the database has no paper of these bytes"
ok "... and nothing is written" test ! -e "$work/x.pdf"
sha256sum "$work"/papers/* >"$work/after"
ok "all originals are what they were" cmp "$work/before" "$work/after"
ls -l --time-style=full-iso "$work/papers" >"$work/listing2"
ok "... their times too" sh -c "sed 's/ [0-9]* root/ root/' '$work/listing' >'$work/a'; sed 's/ [0-9]* root/ root/' '$work/listing2' | cmp - '$work/a'"
finish
