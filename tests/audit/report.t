#!/bin/sh
# akt-audit report: pages that need nothing, escape everything, and are the same each time.
. "$(dirname "$0")/../lib.sh"

report() { "$bin/akt-audit" report "$@"; }
q() { sqlite3 "$work/x.db" "$1"; }
page() { echo "$work/out/$(q "SELECT 'd' || substr(sha256, 1, 16) FROM document JOIN location ON document.id = document WHERE path LIKE '%$1'").html"; }

mkdir "$work/papers"
cat >"$work/papers/<b>bold\"><img src=x onerror=alert(1)>.txt" <<'END'
Notat om <script>alert("titel")</script> og "><svg onload=alert(2)>

Socialudvalget bevilgede den 9. maj 2016 400.000 kr. til projektet "<script>alert(3)</script>".

Projektet "<img src=x onerror=alert(4)>" fik 50.000 kr. i 2017. Faderen har cpr-nr. 010101-1234.

Socialudvalget bevilgede 60.000 kr. til projektet "Nye </style></script><script>alert(5)</script> Naboer" i 2018.
END
cp fixtures/pdf/f0*.pdf fixtures/html/*.html "$work/papers"
: >"$work/papers/nothing.txt"
"$bin/akt-extract" -r "$work/papers" 2>/dev/null | "$bin/akt-normalise" | "$bin/akt-recognise" |
    "$bin/akt-relate" | "$bin/akt-load" "$work/x.db"
"$bin/akt-link" "$work/x.db"

ok "a report" exits 0 report "$work/x.db" -o "$work/out"
ok "... silently" test ! -s "$work/stderr" -a ! -s "$work/stdout"
n=$(q "SELECT count(*) FROM document WHERE state IN ('text', 'mixed')")
ok "a page for each paper that was read" test "$(ls "$work"/out/d*.html | wc -l)" = "$n"
ok "a picture for each page of a PDF" test "$(ls "$work"/out/pages/*.png | wc -l)" = \
    "$(q "SELECT sum(pages) FROM document WHERE media = 'application/pdf' AND state IN ('text', 'mixed')")"
ok "a list names what could not be read" grep -q 'nothing.txt' "$work/out/failed.html"

hostile=$(page '.txt' | head -1)
hostile=$(grep -l 'alert(3)' "$work"/out/d*.html)
ok "the paper with markup in its names has a page" test -f "$hostile"
ok "... with one script, ours" test "$(cat "$hostile" | tr '<' '\n' | grep -ci '^script')" = 1
ok "... no image but pages" test "$(grep -ciE '<img src=.?x|<svg' "$hostile")" = 0
ok "... and so has the overview" test "$(tr '<' '\n' <"$work/out/index.html" | grep -ci '^script')" = 1
ok "... no image there" test "$(grep -ciE '<img|<svg' "$work/out/index.html")" = 0
ok "the words are there, escaped" grep -q '&lt;script&gt;alert(3)' "$hostile"
ok "a policy lets no other script run" grep -q "script-src 'strict-dynamic' 'sha256-" "$hostile"
ok "nothing is fetched" sh -c "! grep -lE '(src|href)=.?(https?:)?//' '$work'/out/*.html"
ok "no person's number" sh -c "! grep -rq -e '010101-1234' '$work/out'"
ok "every page is well-formed enough to parse" sh -c "
    for f in '$work'/out/*.html; do
        xmllint --html --noout \"\$f\" 2>&1 | grep -v -e 'Tag .* invalid' -e '^<' -e '^ *^' | grep -q error && exit 1
    done; true"

pdf=$(ls "$work"/out/d*.html | xargs grep -l 'class="sheet"><img' | head -1)
ok "facts lead to boxes that are there" python3 - "$work/out" <<'END'
import glob, re, sys
for name in glob.glob(sys.argv[1] + "/d*.html"):
    page = open(name, encoding="utf-8").read()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)), name + ": an id twice"
    for target in re.findall(r'href="#([^"]+)"', page):
        assert target in ids, name + ": no #" + target
seen = 0
for name in glob.glob(sys.argv[1] + "/*.html"):
    page = open(name, encoding="utf-8").read()
    for target, anchor in re.findall(r'href="([a-z][a-z0-9-]*\.html)(?:#(f\d+))?"', page):
        there = open(sys.argv[1] + "/" + target, encoding="utf-8").read()
        assert not anchor or ' id="%s"' % anchor in there, target + " has no " + anchor
        seen += 1
assert seen > 100
END
ok "every fact is among the data of the search, which is no markup" python3 - "$work/out" "$(q 'SELECT count(*) FROM fact')" <<'END'
import glob, json, re, sys
n = 0
for name in glob.glob(sys.argv[1] + "/data/facts-*.js"):
    text = open(name, encoding="utf-8").read()
    shard = json.loads("[" + re.fullmatch(r"aktsporFacts\((.*)\);\n", text).group(1) + "]")
    n += len(shard[2])
    for fact in shard[2]:
        page = open("%s/%s.html" % (sys.argv[1], shard[1][fact[0]][0]), encoding="utf-8").read()
        assert ' id="f%d"' % fact[1] in page
assert n == int(sys.argv[2]), n
END
ok "amounts over time are drawn" sh -c "grep -l 'class=\"timeline\"' '$work'/out/e*.html"
ok "reasons are in the report's language" sh -c "! grep -hE 'both (belong|tell|record)|the same (words|name)|written together|for the same thing|and then|as the paper says' '$work'/out/*.html"
ok "every fact is on its page" python3 - "$work/out" "$(q 'SELECT count(*) FROM fact')" <<'END'
import glob, re, sys
n = sum(len(re.findall(r'<article class="fact', open(f, encoding="utf-8").read()))
        for f in glob.glob(sys.argv[1] + "/d*.html"))
assert n == int(sys.argv[2]), n
END
ok "boxes lie on the page, in per cent" python3 - "$pdf" <<'END'
import re, sys
boxes = re.findall(r'left:([\d.]+)%;top:([\d.]+)%;width:([\d.]+)%;height:([\d.]+)%',
                   open(sys.argv[1], encoding="utf-8").read())
assert len(boxes) > 20
for x, y, w, h in ([float(v) for v in b] for b in boxes):
    assert 0 <= x and 0 <= y and 0 < w and 0 < h and x + w <= 100.01 and y + h <= 100.01
END

report "$work/x.db" -o "$work/again"
ok "the same each time" diff -r "$work/out" "$work/again"
ok "in English" exits 0 report "$work/x.db" -o "$work/en" --lang en
ok "... it says so" grep -q 'What the papers say' "$work/en/index.html"
ok "some papers only" exits 0 report "$work/x.db" -o "$work/some" --where "path LIKE '%/f0%' AND state = 'text'"
ok "... have pages, the others none" test "$(ls "$work"/some/d*.html | wc -l)" = \
    "$(q "SELECT count(*) FROM paper WHERE path LIKE '%/f0%' AND state = 'text'")"
ok "... which no list names" sh -c "! grep -q -e 'f12-' -e 'nothing.txt' '$work'/some/*.html '$work'/some/data/*.js"
for wrong in "nonsense" "1; DROP TABLE fact" "1) UNION SELECT (1" "path = " "1 -- x"; do
    ok "a condition that is none: $wrong" exits 2 report "$work/x.db" -o "$work/wrong" --where "$wrong"
done
ok "... leaves nothing" test ! -e "$work/wrong"
ok "... and the facts" test "$(q 'SELECT count(*) > 100 FROM fact')" = 1
ok "a language it does not know" exits 2 report "$work/x.db" -o "$work/fr" --lang fr
ok "no folder" exits 2 report "$work/x.db"
ok "a folder that cannot be made" exits 3 report "$work/x.db" -o "$work/x.db/out"
ok "no database" exits 3 report "$work/none.db" -o "$work/none"

"$bin/aktspor" run --ocr -o "$work/scan.db" fixtures/scan/*.tif >"$work/log" 2>&1
report "$work/scan.db" -o "$work/scan"
ok "a picture for each page of an image file" test "$(ls "$work"/scan/pages/*.png | wc -l)" = \
    "$(sqlite3 "$work/scan.db" 'SELECT sum(pages) FROM document')"
ok "... with marks on it" sh -c "grep -q 'data-m=\"7\"' '$work'/scan/d*.html"

python3 tests/bench/papers.py 1000 "$work/many" >"$work/log"
"$bin/aktspor" run -o "$work/many.db" "$work/many" >"$work/log" 2>&1
ok "a thousand papers" exits 0 report "$work/many.db" -o "$work/big"
ok "... the first page is below a megabyte" test "$(wc -c <"$work/big/index.html")" -lt 1000000
ok "... and so is every list" sh -c "[ -z \"\$(find '$work/big' -maxdepth 1 -size +1000k)\" ]"
ok "... which go on on further pages" test -f "$work/big/papers-2.html"

chmod u+w "$work"/papers/*.pdf
for f in "$work"/papers/*.pdf; do printf '%% appended\n' >>"$f"; done
ok "changed originals are not shown" exits 1 report "$work/x.db" -o "$work/changed"
ok "... their kept words are" test ! -e "$work/changed/pages/x" -a -z "$(ls "$work/changed/pages")"
ok "... and it is said" grep -q 'Originalen kunne ikke findes uændret' "$work/changed/$(basename "$pdf")"

finish
