#!/bin/sh
# Persons' numbers come out nowhere: no view, no message, no log, no row, no page of the report, however they are
# written. The stream, which is the source as it is, and the path by which a paper is found again keep them.
. "$(dirname "$0")/lib.sh"

mkdir "$work/papers"
# The last four digits of a number are its own, so that a test can tell which one came out.
cat >"$work/papers/forms.txt" <<'END'
Notat om klage fra 010203-7001

Sagsnr. 010203-7002. Borgeren (cpr.nr. 0102037003) fik afslag. Cpr-nr.: 010203 7004. Personnummer 010203–7005.

Ansøgeren har personnummer 01.02.03-7006, hans far cpr. 01 02 03 7007, hans mor CPR 010203/7008 og deres søn cpr-nr. 010203.7009 fra 2011.

CPR nr. 010203 - 7010 er skannet som CPR 010203-7O11, og cpr 610203-7012 er givet for en tid. Personnr.
0102037013.

Skriv til 010203-7014@example.org eller se https://example.org/sag/010203-7015, tlf. 010203-7016.

Projekt "010203-7017" fik 2 mio. kr. i 2016 af Socialudvalget.

Navn	CPR-nr.
Hans Hansen	010203-7018
Grete Hansen	0102037019

Klageren oplyser under mødet den 4. maj 2016 at hun bor i kommunen og at hendes nummer er 010203-
7020 og ikke det andet, som står i sagen fra det forrige møde i Socialudvalget i 2015.
END
cat >"$work/papers/page.html" <<'END'
<html><head><title>Sag 010203-7031</title></head><body><h1>Sag 010203-7032</h1>
<p title="010203-7033">Borger 010203<b>-7034</b> og 010203&#45;<i>7035</i> og 0102<b>03-7036</b>, 010203&nbsp;7037,
010203&shy;-7038, 01020<wbr>3-7039 og <span>cpr 010203</span><span>7040</span>.</p></body></html>
END
cp "$work/papers/forms.txt" "$work/papers/Klage 010203-7041.txt"
echo "Et notat om klagen." >>"$work/papers/Klage 010203-7041.txt"
printf '%%PDF-1.4\nnothing' >"$work/papers/Sag 010203-7042.pdf"

# silent FILE...: none of the numbers, whole or its last part
silent() {
    ! grep -E -a -o '.{0,30}(010203|^|[^0-9a-f])7[0O][0-4][0-9]([^0-9a-f]|$).{0,10}' "$@"
}

"$bin/akt-extract" -r "$work/papers" 2>"$work/messages" | "$bin/akt-normalise" | "$bin/akt-recognise" |
    "$bin/akt-relate" >"$work/stream"
ok "the stream holds them as the source does" grep -q '010203-7001' "$work/stream"
ok "a message about a paper names it" grep -q 'Sag ••••••-••••.pdf' "$work/messages"
ok "... without its number" silent "$work/messages"
for view in mentions facts documents sentences coverage text source; do
    ok "akt-show $view is silent" sh -c "'$bin/akt-show' $view '$work/stream' >'$work/view' && test -s '$work/view'"
    ok "... of all of them" silent "$work/view"
done
"$bin/akt-show" --furniture --corrected text "$work/stream" >"$work/view"
ok "akt-show --corrected text is silent" silent "$work/view"
"$bin/akt-show" --json sentences "$work/stream" >"$work/view"
ok "akt-show --json is silent" silent "$work/view"
"$bin/akt-show" select --from "$work/stream" '//*' 'docid()' >"$work/view"
ok "akt-show select is silent" silent "$work/view"
ok "--show-cpr shows them" sh -c "'$bin/akt-show' --show-cpr text '$work/stream' | grep -q '010203-7001'"
ok "... and says where they are" sh -c "'$bin/akt-show' --show-cpr mentions '$work/stream' | cut -f3 | grep -qx cpr"

# recognise alone does not tell: by form, what no stage has marked is hidden too.
sed '/^Navn/,/^Grete/d' "$work/papers/forms.txt" >"$work/forms.txt"
"$bin/akt-extract" "$work/forms.txt" | "$bin/akt-show" text >"$work/view"
ok "a stream that nobody recognised is silent" silent "$work/view"

"$bin/aktspor" run --log="$work/log" -o "$work/x.db" "$work/papers" >"$work/run" 2>&1
ok "the log is silent" silent "$work/log"
ok "aktspor run is silent" silent "$work/run"
sqlite3 "$work/x.db" "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('location', 'stream') AND sql NOT LIKE 'CREATE VIRTUAL%'" |
    while read -r table; do sqlite3 "$work/x.db" "SELECT * FROM \"$table\""; done >"$work/rows" 2>/dev/null
ok "the rows are there" grep -q "persons' numbers, not kept" "$work/rows"
ok "... and silent" silent "$work/rows"
# What is kept of the stream lies packed.
python3 - "$work/x.db" >"$work/lines" <<'END'
import sqlite3, sys, zlib
for (packed,) in sqlite3.connect(sys.argv[1]).execute("SELECT bytes FROM stream"):
    print(zlib.decompress(packed).decode())
END
ok "the kept lines are there" grep -q '<body' "$work/lines"
# A line's own head names the path.
sed -i 's/<teiHeader.*<.teiHeader>//' "$work/lines"
ok "... and silent" silent "$work/lines"
# The words of the full-text index, and all that an export writes but the paths.
sqlite3 "$work/x.db" "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'page_text', 'row'); SELECT term FROM temp.words" >"$work/words"
ok "the index has the words" grep -qx personnummer "$work/words"
ok "... and is silent" silent "$work/words"
ok "... and has no part of one" sh -c "! grep -E '010203|0[12]0?3' '$work/words'"
for form in csv jsonl tei ftm; do
    "$bin/aktspor" export "$work/x.db" "--$form" "$work/$form" >>"$work/run" 2>&1
    find "$work/$form" -type f ! -name 'location.*' ! -name 'paper.*' -exec cat {} + |
        sed 's/<teiHeader.*<.teiHeader>//; s/Klage 010203-7041\.txt/PATH/g; s/Sag 010203-7042\.pdf/PATH/g' >"$work/$form.all"
    ok "an export as $form has the paper" grep -q Socialudvalget "$work/$form.all"
    ok "... and is silent" silent "$work/$form.all"
done
"$bin/akt-audit" report "$work/x.db" -o "$work/report" >"$work/audit" 2>&1
"$bin/akt-audit" verify "$work/x.db" >>"$work/audit" 2>&1
"$bin/akt-audit" show "$work/x.db" 1 >>"$work/audit" 2>&1
ok "the report is silent" silent "$work"/report/*.html
ok "verify and show are silent" silent "$work/audit"
finish
