#!/bin/sh
# akt-audit verify and show: every fact is found again; a changed letter, row or original is noticed.
. "$(dirname "$0")/../lib.sh"

q() { sqlite3 "$work/$1.db" "$2"; }
load() { "$bin/akt-extract" -r "$2" | "$bin/akt-normalise" | "$bin/akt-recognise" | "$bin/akt-relate" | "$bin/akt-load" "$work/$1.db"; }
verify() { "$bin/akt-audit" verify "$@"; }
# lines PATTERN: how many lines of the last standard error match
lines() { grep -cE "$1" "$work/stderr"; }
tampered() { cp "$work/good.db" "$work/$1.db" && q "$1" "$2"; }

mkdir "$work/papers"
cat >"$work/papers/memo.txt" <<'END'
Strandby Kommune

Notat om projektet "Nye Naboer"

Udvalget bevilgede den 9. maj 2016 i alt 400.000 kr. til projektet "Nye Naboer".
Projektet løber fra 1. juni 2016 til 31. december 2018.

Sagsnr. 2016-004711
Faderen har cpr-nr. 010101-1234.

Økonomiudvalget afsatte 120.000 kr. til "Grønne Gårde" i 2017.
END
cat >"$work/papers/page.html" <<'END'
<!doctype html><html lang="da"><body><h1>Referat</h1>
<p>Kulturudvalget bevilgede 75.000 kr. til projektet &quot;Havnens Lys&quot; i 2019.</p></body></html>
END
cp fixtures/pdf/*.libreoffice.pdf "$work/papers"
load good "$work/papers" 2>/dev/null

ok "all stand" exits 0 verify "$work/good.db"
ok "... and the summary says so" grep -q ' 0 documents, 0 mentions, 0 facts differ$' "$work/stdout"
ok "... of every fact" grep -q "$(q good 'SELECT count(*) FROM fact') facts checked" "$work/stdout"
ok "... silently" test ! -s "$work/stderr"
ok "the papers have facts to check" test "$(q good 'SELECT count(*) FROM fact')" -gt 50
ok "the database holds no person's number" sh -c "! sqlite3 '$work/good.db' .dump | grep -q '010101-1234'"

# a letter of a text file: what stands on other lines is left alone
cp "$work/papers/memo.txt" "$work/memo.txt"
sed -i 's/400\.000 kr/400.001 kr/' "$work/papers/memo.txt"
ok "a changed letter" exits 1 verify "$work/good.db"
ok "... one line for the original" test "$(lines 'memo.txt: the original has changed$')" = 1
ok "... the facts whose words differ" test "$(lines 'memo.txt:1: fact .*400.000')" -ge 1
ok "... not those whose words stand" test "$(lines 'memo.txt:1: fact .*(Grønne|120.000|4711)')" = 0
ok "... no other paper" test "$(lines '^akt-audit: ')" = "$(lines 'memo.txt')"
printf 'A new first line\n' | cat - "$work/memo.txt" >"$work/papers/memo.txt"
ok "a line put before: nothing stands where it stood" exits 1 verify "$work/good.db"
ok "... every fact is named" test "$(lines 'memo.txt:1: fact ')" = \
    "$(q good "SELECT count(*) FROM fact JOIN location USING (document) WHERE path LIKE '%memo.txt'")"
cp "$work/memo.txt" "$work/papers/memo.txt"
sed -i 's/010101-1234/020202-1234/' "$work/papers/memo.txt"
ok "another person's number" exits 1 verify "$work/good.db"
ok "... is not told from the masked one, and never printed" sh -c "! grep -q -e '-1234' '$work/stderr' '$work/stdout'"

rm "$work/papers/memo.txt"
ok "a missing original" exits 1 verify "$work/good.db"
ok "... one line" test "$(lines .)" = 1
ok "... that says so" says "memo.txt: the original cannot be had"
mkdir "$work/elsewhere" "$work/elsewhere/papers"
cp "$work/memo.txt" "$work/elsewhere/papers/memo.txt"
ln -s "$work/papers/page.html" "$work/elsewhere/page.html"
ok "--originals looks there and nowhere else" exits 1 verify --originals "$work/elsewhere" "$work/good.db"
ok "... finds the memo" test "$(lines 'memo.txt')" = 0
ok "... follows no link out of it" says "page.html: the original cannot be had"
cp "$work/memo.txt" "$work/papers/memo.txt"

# a PDF whose bytes are others, with the same words
pdf=$(basename "$(ls "$work"/papers/*.libreoffice.pdf | head -1)")
printf '%% appended\n' >>"$work/papers/$pdf"
ok "a PDF with other bytes and the same words" exits 1 verify "$work/good.db"
ok "... one line for the original, none for facts" test "$(lines .)" = 1
ok "... that names it" says "$pdf: the original has changed"

echo 'no PDF' >"$work/papers/$pdf"
ok "a PDF that is none any more" exits 1 verify "$work/good.db"
ok "... one line for the original" test "$(lines "$pdf: the original has changed$")" = 1
ok "... that it cannot be read" says "$pdf: its words cannot be read again"
ok "... and every fact" test "$(lines "$pdf:[0-9]*: fact ")" = \
    "$(q good "SELECT count(*) FROM fact JOIN location USING (document) WHERE path LIKE '%$pdf'")"
cp "fixtures/pdf/$pdf" "$work/papers/$pdf"
ok "put back, all stand again" exits 0 verify "$work/good.db"

# the database itself
tampered value "UPDATE mention SET value = '7' WHERE id = (SELECT min(id) FROM mention WHERE type = 'amount')"
ok "a value that was changed" exits 1 verify "$work/value.db"
ok "... is named" says 'value is recorded as "7"'
tampered place "UPDATE evidence SET line = line + 1 WHERE fact = 3 AND n = 1"
ok "a place that was moved" exits 1 verify "$work/place.db"
ok "... is named" says "line is recorded as"
tampered money "UPDATE fact SET amount_min_ore = 1 WHERE id = (SELECT min(id) FROM fact WHERE object_type = 'amount')"
ok "money in øre that was changed" exits 1 verify "$work/money.db"
tampered gone "DELETE FROM fact WHERE id = (SELECT max(id) FROM fact)"
ok "a fact that was taken away" exits 1 verify "$work/gone.db"
ok "... is counted" says "the database holds"
tampered line "UPDATE stream SET bytes = x'00' WHERE document = (SELECT min(document) FROM stream)"
ok "a kept line that is broken" exits 1 verify "$work/line.db"
tampered swap "UPDATE stream SET bytes = (SELECT bytes FROM stream AS s WHERE s.document = 2), size = (SELECT size FROM stream AS s WHERE s.document = 2) WHERE document = 1"
ok "a kept line of another paper" exits 1 verify "$work/swap.db"
ok "... is told" says "of another paper"

ok "no database" exits 3 verify "$work/none.db"
ok "a file that is none" exits 3 verify "$work/memo.txt"
: >"$work/empty.db"
ok "an empty file" exits 3 verify "$work/empty.db"
sqlite3 "$work/other.db" 'CREATE TABLE t (x)'
ok "another program's database" exits 3 verify "$work/other.db"
ok "no argument" exits 2 verify
ok "no command" exits 2 "$bin/akt-audit"
ok "an unknown command" exits 2 "$bin/akt-audit" frobnicate "$work/good.db"
ok "an option of another command" exits 2 verify --lang da "$work/good.db"
ok "a full disk" sh -c "'$bin/akt-audit' verify '$work/good.db' >/dev/full 2>/dev/null; test \$? = 3"

fact=$(q good "SELECT fact.id FROM fact JOIN location USING (document) WHERE path LIKE '%memo.txt' AND object = '400000'")
key=$(q good "SELECT 'd' || substr(sha256, 1, 16) || '/f' || n FROM fact JOIN document ON document.id = document WHERE fact.id = $fact")
ok "show by number" exits 0 "$bin/akt-audit" show "$work/good.db" "$fact"
ok "... the place" grep -q 'page 1, line 5' "$work/stdout"
ok "... the words" grep -q '^> .*400.000 kr' "$work/stdout"
ok "... on one screen" test "$(wc -l <"$work/stdout")" -le 40
cp "$work/stdout" "$work/by-number"
ok "show by document" exits 0 "$bin/akt-audit" show "$work/good.db" "$key"
ok "... the same" cmp "$work/stdout" "$work/by-number"
for n in $(q good "SELECT fact.id FROM fact JOIN location USING (document) WHERE path LIKE '%memo.txt'"); do
    "$bin/akt-audit" show "$work/good.db" "$n"
done >"$work/all"
ok "show prints no person's number" sh -c "! grep -q -e '-1234' '$work/all'"
ok "no such fact" exits 2 "$bin/akt-audit" show "$work/good.db" 999999
ok "no fact's name" exits 2 "$bin/akt-audit" show "$work/good.db" banana
ok "neither" exits 2 "$bin/akt-audit" show "$work/good.db" d12

finish
