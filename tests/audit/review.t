#!/bin/sh
# A review from the draw to what it proves: samples that anybody can draw again, verdicts that go out and in, their intervals.
. "$(dirname "$0")/../lib.sh"

audit="$bin/akt-audit"
db="$work/facts.db"
"$bin/aktspor" run -o "$db" fixtures/blind >"$work/log" 2>&1
q() { sqlite3 "$db" "$1"; }
says_out() { grep -qF -e "$1" "$work/stdout" || { echo "standard output does not say “$1”:"; cat "$work/stdout"; return 1; }; }
facts=$(q "SELECT count(*) FROM fact")
# Judges all facts drawn for a sample: wrong where the fact's key ends so.
judge_drawn() { # sample reviewer ending time
    q "INSERT INTO verdict (document, fact, predicate, subject, object, qualifiers, quote, page, line, verdict, reviewer, made)
       SELECT f.document, f.id, f.predicate, f.subject_type || ':' || f.subject, f.object_type || ':' || f.object, f.qualifiers, e.text,
              e.page, e.line, CASE WHEN f.key GLOB '*[$3]' THEN 'rejected' ELSE 'accepted' END, '$2', '2026-01-02T$4:00.000Z'
         FROM draw JOIN sample ON sample.id = draw.sample AND sample.name = '$1' JOIN fact AS f ON f.id = draw.fact
         JOIN evidence AS e ON e.fact = f.id AND e.n = 1
        WHERE f.id NOT IN (SELECT fact FROM verdict WHERE reviewer = '$2')"
}

# ---- drawing
ok "none yet" sh -c "[ -z \"\$('$audit' sample '$db')\" ]"
ok "at random" exits 0 "$audit" sample "$db" --sample plain --size 120 --seed 7
ok "... as the manual says" python3 tests/audit/draws.py "$db" plain
ok "stratified" exits 0 "$audit" sample "$db" --sample types --size 150 --stratify type --seed 8
ok "... as the manual says" python3 tests/audit/draws.py "$db" types
ok "... two of each kind at least" sh -c "[ \"\$(sqlite3 '$db' \"SELECT min(n >= min(2, size)) FROM (SELECT count(draw.n) AS n, stratum.population AS size
    FROM stratum JOIN sample ON sample.id = stratum.sample LEFT JOIN draw ON draw.sample = sample.id AND draw.stratum = stratum.name
    WHERE sample.name = 'types' GROUP BY stratum.name)\")\" = 1 ]"
ok "by amounts" exits 0 "$audit" sample "$db" --sample money --size 40 --amounts --type funding --seed 9
ok "... as the manual says" python3 tests/audit/draws.py "$db" money
ok "... large ones always" test "$(q "SELECT count(*) FROM fact JOIN sample ON name = 'money' WHERE predicate = 'funding' AND
    amount_max_ore >= interval_ore AND fact.id NOT IN (SELECT fact FROM draw WHERE draw.sample = sample.id)")" = 0
ok "pages" exits 0 "$audit" sample "$db" --sample pages --size 12 --pages --seed 10
ok "... as the manual says" python3 tests/audit/draws.py "$db" pages
ok "one kind, one certainty" exits 0 "$audit" sample "$db" --sample sure --size 10 --type funding --cert high --seed 3
ok "... as the manual says" python3 tests/audit/draws.py "$db" sure
"$audit" sample "$db" --sample any --size 5 >"$work/any"
ok "a seed of its own is printed and kept" sh -c "grep -q \"seed \$(sqlite3 '$db' \"SELECT seed FROM sample WHERE name = 'any'\"):\" '$work/any'"
ok "asked for again it is gone on with" sh -c "'$audit' sample '$db' --sample any --size 5 | grep -q '5 to go' &&
    [ \"\$(sqlite3 '$db' \"SELECT count(*) FROM sample WHERE name = 'any'\")\" = 1 ]"
ok "by its name alone too" exits 0 "$audit" sample "$db" --sample types
ok "... " says_out "types: 150 of $facts facts, stratified, seed 8, stratify=type: 0 judged, 150 to go"
for other in "--size 121 --seed 7" "--size 120 --seed 8" "--size 120 --pages" "--size 120 --amounts" "--size 120 --type funding"; do
    ok "but not mixed with $other" exits 2 "$audit" sample "$db" --sample plain $other
done
ok "... said" says "was drawn otherwise"
ok "all of them listed" sh -c "[ \$('$audit' sample '$db' | grep -c ' to go\$') = 6 ]"
cp "$db" "$work/larger.db"
"$audit" sample "$work/larger.db" --sample more --size 200 --seed 7 >"$work/log"
ok "a larger one of the same seed begins with the smaller" test "$(sqlite3 "$work/larger.db" "SELECT count(*) FROM draw AS a JOIN draw AS b
    ON b.n = a.n AND b.fact = a.fact WHERE a.sample = (SELECT id FROM sample WHERE name = 'plain') AND
    b.sample = (SELECT id FROM sample WHERE name = 'more')")" = 120
"$bin/aktspor" run -o "$work/other.db" $(ls -r fixtures/blind/*.pdf fixtures/blind/*.txt fixtures/blind/*.html 2>/dev/null) >"$work/log" 2>&1
"$bin/aktspor" run -o "$work/third.db" $(ls fixtures/blind/*.pdf fixtures/blind/*.txt fixtures/blind/*.html 2>/dev/null) >"$work/log" 2>&1
for other in other third; do
    "$audit" sample "$work/$other.db" --sample x --size 30 --seed 5 >"$work/log"
    sqlite3 "$work/$other.db" "SELECT draw.n, sha256, key FROM draw JOIN document ON document.id = document ORDER BY 1" >"$work/$other"
done
ok "the same draw whatever order papers were loaded in" cmp "$work/other" "$work/third"
for wrong in "--size 0 --sample z" "--size 5" "--stratify colour --size 9 --sample z" "--pages --amounts --size 9 --sample z" \
    "--type penge --size 9 --sample z" "--pages --type funding --size 9 --sample z" "--stratify type --size 3 --sample z" \
    "--sample z" "--sample z --amounts"; do
    ok "refused: $wrong" exits 2 "$audit" sample "$db" $wrong
done
ok "nothing to draw from" exits 2 "$audit" sample "$db" --sample z --size 5 --project "Findes Ikke"
ok "... leaves no sample" test "$(q "SELECT count(*) FROM sample WHERE name = 'z'")" = 0

# ---- what it proves
ok "nothing judged" exits 0 "$audit" precision "$db" --sample plain
judge_drawn plain Anna 0 03:04
judge_drawn types Anna 0 03:05
judge_drawn money Anna 0 03:06
"$audit" precision "$db" --sample plain --json >"$work/plain.json"
"$audit" precision "$db" --sample types --json >"$work/types.json"
"$audit" precision "$db" --sample money --json >"$work/money.json"
cat >"$work/check.py" <<'P'
"""Counts and intervals once more, from the database: Wilson's formula, strata by their populations, Stringer by hand."""
import json, math, sqlite3, sys
db, folder = sqlite3.connect(sys.argv[1]), sys.argv[2]
def near(a, b): assert abs(a - b) < 1e-9, (a, b)
def wilson(k, n):
    z, p = 1.959963984540054, k / n
    middle, half = p + z * z / 2 / n, z * math.sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)
judged = ("SELECT draw.stratum, count(*), sum(verdict = 'accepted') FROM draw JOIN sample ON sample.id = draw.sample AND sample.name = ? "
          "JOIN verdict_standing AS v ON v.fact = draw.fact GROUP BY 1")
plain = json.load(open(folder + "/plain.json"))
_, n, k = db.execute(judged, ("plain",)).fetchone()
assert n == 120 and plain["all"]["right"] == k and plain["all"]["wrong"] == n - k > 0
low, high = wilson(k, n)
near(plain["all"]["precision"]["low"], low), near(plain["all"]["precision"]["high"], high)
assert sum(t["right"] + t["wrong"] for t in plain["of"]) == n
types = json.load(open(folder + "/types.json"))
sizes = dict(db.execute("SELECT stratum.name, stratum.population FROM stratum JOIN sample ON sample.id = sample WHERE sample.name = 'types'"))
rows = db.execute(judged, ("types",)).fetchall()
near(types["all"]["precision"]["share"], sum(sizes[s] * k / n for s, n, k in rows) / sum(sizes.values()))
variance = sum((sizes[s] / sum(sizes.values())) ** 2 * (1 - n / sizes[s]) * (k / n) * (1 - k / n) / (n - 1) for s, n, k in rows if n > 1)
near(types["all"]["precision"]["error"], math.sqrt(variance))
assert types["all"]["precision"]["low"] < types["all"]["precision"]["share"] < types["all"]["precision"]["high"]
for t in types["of"]:
    (s, n, k), = [row for row in rows if row[0] == t["name"]]
    near(t["precision"]["share"], k / n)
    if n < 0.1 * sizes[s]:
        near(t["precision"]["low"], wilson(k, n)[0])
money = json.load(open(folder + "/money.json"))["money"]
total, = db.execute("SELECT total_ore FROM sample WHERE name = 'money'").fetchone()
draws = db.execute("SELECT amount_ore, hits, certain, verdict = 'rejected' FROM draw JOIN sample ON sample.id = draw.sample AND name = 'money' "
                   "JOIN verdict_standing AS v ON v.fact = draw.fact").fetchall()
near(money["total"], total / 100)
certain = sum(a for a, h, c, w in draws if c)
interval = (total - certain) / sum(h for a, h, c, w in draws if not c)
known = sum(a for a, h, c, w in draws if c and w)
errors = sum(h for a, h, c, w in draws if not c and w)
assert errors > 0
near(money["projected"] / total, (known + errors * interval) / 100 / total)
def above(count, mean): return 1 - sum(math.exp(-mean + i * math.log(mean) - math.lgamma(i + 1)) for i in range(count + 1))
low, high = 0.0001, 100.0
for _ in range(200):
    middle = (low + high) / 2
    low, high = (middle, high) if above(errors, middle) < 0.95 else (low, middle)
assert abs(money["upper"] * 100 - known - low * interval) < 1e-6 * total, (money["upper"], low)
P
ok "shares and intervals, counted once more" python3 "$work/check.py" "$db" "$work"
ok "in Danish" exits 0 "$audit" precision "$db" --sample plain
ok "... " says_out "Stikprøve plain: 120 af ${facts%???}.${facts#${facts%???}} fakta, tilfældig, frø 7."
ok "in English, by rule" exits 0 "$audit" precision "$db" --sample plain --by-rule --lang en
ok "... the worst first" sh -c "awk 'NF == 8 && \$6 ~ /^[0-9.]+\$/ && \$1 != \"all\" { if (\$6 + 0 < last + 0) exit 1; last = \$6 }' '$work/stdout'"
ok "all verdicts, which says that they were not drawn" exits 0 "$audit" precision "$db" --lang en
ok "... " says_out "The intervals hold only if"
ok "no such sample" exits 2 "$audit" precision "$db" --sample nothing
ok "both ways at once" exits 2 "$audit" precision "$db" --by-rule --by-type
ok "an option of another command" exits 2 "$audit" precision "$db" --seed 4
ok "... said" says "--seed does not go with precision"
cp "$db" "$work/none.db"
sqlite3 "$work/none.db" "UPDATE verdict SET verdict = 'accepted'; DELETE FROM verdict WHERE fact NOT IN (SELECT fact FROM draw WHERE sample = 1 AND n <= 59)"
ok "none wrong" exits 0 "$audit" precision "$work/none.db" --lang en
ok "... in 59 shows 95 %" says_out "At least 95 % right is shown by 59 without another error: 0 more."
ok "... in 149 shows 98 %" says_out "At least 98 % right is shown by 149 without another error: 90 more."
ok "... in 299 shows 99 %" says_out "At least 99 % right is shown by 299 without another error: 240 more."
ok "a width of one's own" sh -c "'$audit' precision '$work/none.db' --lang en --width 5 | grep -q '^For ± 5.0 points'"

# ---- recall, on pages that were read through
q "INSERT INTO reading (document, page, reviewer, made) SELECT document, page, 'Anna', '2026-01-02T03:04:05.000Z' FROM draw
     WHERE sample = (SELECT id FROM sample WHERE name = 'pages');
   INSERT INTO verdict (document, fact, predicate, subject, object, qualifiers, quote, page, line, verdict, reviewer, made)
   SELECT f.document, f.id, f.predicate, f.subject_type || ':' || f.subject, f.object_type || ':' || f.object, f.qualifiers, e.text, e.page,
          e.line, 'accepted', 'Anna', '2026-01-02T03:04:06.000Z' FROM fact AS f JOIN evidence AS e ON e.fact = f.id AND e.n = 1 JOIN draw
       ON draw.document = f.document AND draw.page = e.page AND draw.sample = (SELECT id FROM sample WHERE name = 'pages');
   INSERT INTO missed (document, page, predicate, quote, reviewer, made) SELECT document, page, 'funding', 'ord ' || n, 'Anna',
          '2026-01-02T03:04:07.000Z' FROM draw WHERE sample = (SELECT id FROM sample WHERE name = 'pages') AND n <= 4;
   INSERT INTO missed (document, page, predicate, quote, reviewer, made) SELECT document, page, predicate, quote || ' med flere', 'Bo', made
     FROM missed WHERE id = 1;
   INSERT INTO missed (document, page, predicate, quote, reviewer, made) SELECT document, page, predicate, 'taget tilbage', 'Anna', made
     FROM missed WHERE id = 1;
   INSERT INTO withdrawal (missed, reviewer, made) SELECT id, reviewer, made FROM missed WHERE quote = 'taget tilbage'"
"$audit" precision "$db" --sample pages --json >"$work/pages.json"
ok "found and missed: a mark of two is one, one taken back is none" python3 -c "
import json
found = json.load(open('$work/pages.json'))
funding, = [t for t in found['of'] if t['name'] == 'funding']
assert found['pages'] == 12 and found['all']['missed'] == funding['missed'] == 4, (found['pages'], funding)
recall = found['all']['recall']
assert abs(recall['share'] - found['all']['found'] / (found['all']['found'] + 4)) < 1e-12
assert recall['low'] < recall['share'] < recall['high'] < 1"

# ---- out and in
judge_drawn plain Bo 01 05:00
"$audit" verdicts export "$db" >"$work/all.tsv"
"$audit" verdicts export "$db" "$work/all.jsonl"
ok "a table and JSON Lines say the same" test "$(($(wc -l <"$work/all.tsv") - 1))" = "$(wc -l <"$work/all.jsonl")"
for form in tsv jsonl; do
    "$bin/aktspor" run -o "$work/$form.db" fixtures/blind >"$work/log" 2>&1
    ok "$form: in" exits 0 "$audit" verdicts import "$work/$form.db" "$work/all.$form"
    ok "... once" exits 0 "$audit" verdicts import "$work/$form.db" "$work/all.$form"
    ok "... only" says_out "0 new, $(wc -l <"$work/all.jsonl") known, 0 of papers that are not here"
    "$audit" verdicts export "$work/$form.db" >"$work/again.tsv"
    ok "... without loss" cmp "$work/all.tsv" "$work/again.tsv"
    for sample in plain types money pages; do
        "$audit" precision "$db" --sample $sample >"$work/a"
        "$audit" precision "$work/$form.db" --sample $sample >"$work/b"
        ok "... $sample proves the same" cmp "$work/a" "$work/b"
    done
    ok "... and the database is whole" exits 0 "$bin/akt-load" --check "$work/$form.db"
done
awk -F'\t' 'NR == 1 || $15 != "Bo"' "$work/all.tsv" >"$work/anna.tsv"
awk -F'\t' 'NR == 1 || ($1 != "verdict" && $1 != "withdrawal") || $15 == "Bo"' "$work/all.tsv" >"$work/bo.tsv"
for order in "anna bo" "bo anna"; do
    "$bin/aktspor" run -o "$work/two.db" fixtures/blind >"$work/log" 2>&1
    for file in $order; do "$audit" verdicts import "$work/two.db" "$work/$file.tsv" >"$work/log"; done
    "$audit" verdicts export "$work/two.db" >"$work/again.tsv"
    ok "two reviewers brought together, $order" sh -c "cmp '$work/again.tsv' '$work/all.tsv'"
    rm -f "$work"/two.db*
done
ok "agreement" exits 0 "$audit" agreement "$db"
ok "... of both" says_out "Anna, Bo: both judged 120, agree on"
"$audit" agreement "$db" --json >"$work/agreement.json"
ok "... kappa counted once more" python3 -c "
import json
pair, = json.load(open('$work/agreement.json'))
n, t = pair['both'], pair['counts']
chance = sum(sum(t[i]) * sum(r[i] for r in t) for i in range(3)) / n / n
same = sum(t[i][i] for i in range(3)) / n
assert abs(pair['kappa']['value'] - (same - chance) / (1 - chance)) < 1e-12 and 0 < pair['kappa']['value'] < 1"
ok "what they differ on is listed" sh -c "'$audit' precision '$db' --sample plain | grep -q '(Anna: accepted; Bo: rejected)'"
"$bin/aktspor" run -o "$work/few.db" fixtures/blind/b01*.pdf >"$work/log" 2>&1
ok "records of papers that are not there are counted" exits 1 "$audit" verdicts import "$work/few.db" "$work/all.tsv"
ok "a database that is whole still" exits 0 "$bin/akt-load" --check "$work/few.db"
before=$(q "SELECT (SELECT count(*) FROM verdict) + (SELECT count(*) FROM sample)")
printf 'kind\tid\nverdict\tx\n' >"$work/bad1"
printf '{"kind":"verdict","sha256":"x","page":1,"predicate":"a","subject":"b","object":"c","qualifiers":"","quote":"","verdict":"perhaps"}\n' >"$work/bad2"
printf '{"kind":"nothing"}\n' >"$work/bad3"
printf '{"kind":"verdict"' >"$work/bad4"
printf 'kind\tcolour\n' >"$work/bad5"
printf '{"kind":"draw","sample":"nowhere","n":1,"sha256":"%s","key":"x","page":1,"stratum":"","hits":1,"certain":0}\n' "$(q 'SELECT sha256 FROM document LIMIT 1')" >"$work/bad6"
head -c 3000 /dev/urandom >"$work/bad7"
sed 's/"seed":7,/"seed":70,/' "$work/all.jsonl" >"$work/bad8"
for n in 1 2 3 4 5 6 7; do
    ok "bad records $n are refused" exits 3 "$audit" verdicts import "$db" "$work/bad$n"
done
ok "a sample that was drawn otherwise is refused" exits 2 "$audit" verdicts import "$db" "$work/bad8"
ok "... and nothing of it stays" test "$(q "SELECT (SELECT count(*) FROM verdict) + (SELECT count(*) FROM sample)")" = "$before"
sed 's/"reviewer":"Bo"/"reviewer":"Bo 010203-1234"/' "$work/all.jsonl" | grep '"kind":"verdict"' | grep 'Bo 01' | sed 's/"sample":"[a-z]*",//' | head -3 >"$work/cpr.jsonl"
"$audit" verdicts import "$db" "$work/cpr.jsonl" >"$work/log"
ok "a person's number in a file is not kept" test "$(q "SELECT count(*) FROM verdict WHERE reviewer LIKE '%010203%'")" = 0

# ---- judge
cp "$db" "$work/judge.db"
sqlite3 "$work/judge.db" "DELETE FROM withdrawal; DELETE FROM verdict"
printf 'y\nn\nu\ne2400000\nsbq' | "$audit" judge "$work/judge.db" --sample plain --reviewer Carl >"$work/stdout"
ok "a key a fact: right, wrong, unsure, another value, skip, take back" test "$(sqlite3 "$work/judge.db" "SELECT group_concat(verdict || coalesce(corrected, ''), ' ')
    FROM (SELECT * FROM verdict ORDER BY id)")" = "accepted rejected unsure rejected2400000"
ok "... the last taken back" test "$(sqlite3 "$work/judge.db" "SELECT verdict FROM withdrawal")" = 4
ok "... in the order of the draw, of the sample" test "$(sqlite3 "$work/judge.db" "SELECT group_concat(draw.n, ' ') FROM verdict JOIN draw
    ON draw.sample = verdict.sample AND draw.fact = verdict.fact")" = "1 2 3 4"
ok "... gone on with" sh -c "printf 'yq' | '$audit' judge '$work/judge.db' --sample plain --reviewer Carl >'$work/stdout'; [ \"\$(sqlite3 '$work/judge.db' \"SELECT n FROM draw
    JOIN verdict ON verdict.fact = draw.fact AND verdict.sample = draw.sample ORDER BY verdict.id DESC LIMIT 1\")\" = 4 ]"
ok "the end of the keys is the end" sh -c "'$audit' judge '$work/judge.db' --reviewer Carl </dev/null | grep -q '^0 judged'"
cat >"$work/terminal.py" <<'P'
"""Judges on a terminal of its own: each key is sent once it is asked for; at the end the terminal is as it was."""
import os, pty, select, sys, termios, time
child, terminal = pty.fork()
if not child:
    os.execvp(sys.argv[2], sys.argv[2:])
said, keys = b"", list(sys.argv[1].encode().decode("unicode_escape").encode())
before = termios.tcgetattr(terminal)[3]
end = time.monotonic() + 60
while time.monotonic() < end:
    if select.select([terminal], [], [], 0.2)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            part = b""
        if not part:
            break
        said += part
    elif keys and not termios.tcgetattr(terminal)[3] & termios.ICANON:
        os.write(terminal, bytes([keys.pop(0)]))
sys.stdout.write(said.decode("utf-8", "replace"))
after = termios.tcgetattr(terminal)[3]
assert before & termios.ICANON and after & termios.ICANON and after & termios.ISIG, (before, after)
assert os.waitpid(child, 0)[1] == 0 and not keys, keys
P
ok "^C ends it, with the terminal as it was" exits 0 python3 "$work/terminal.py" 'y\003' "$audit" judge "$work/judge.db" --sample plain --reviewer Erna
ok "... after what was judged" says_out "1 judged"
ok "on a terminal no return is wanted" exits 0 python3 "$work/terminal.py" 'nyq' "$audit" judge "$work/judge.db" --sample plain --reviewer Dorte
ok "... " says_out "2 judged"

# ---- show, explain
fact=$(q "SELECT fact.id FROM fact JOIN location ON location.document = fact.document WHERE path LIKE '%.pdf' AND predicate = 'funding' LIMIT 1")
ok "a picture of the words" exits 0 "$audit" show "$db" "$fact" -o "$work/fact.png"
ok "... is one" sh -c "[ \"\$(head -c 8 '$work/fact.png' | od -An -c | tr -d ' ')\" = '211PNG\\r\\n032\\n' ]"
ok "on a terminal that can" sh -c "TERM=xterm-kitty timeout 60 script -qec \"'$audit' show '$db' '$fact'\" /dev/null | grep -q '_Ga=T,f=100,m=1;iVBOR'"
ok "... words only" sh -c "! TERM=xterm-kitty timeout 60 script -qec \"'$audit' show '$db' '$fact' --text\" /dev/null | grep -q '_G'"
ok "explain" exits 0 "$audit" explain "$db" "$fact"
ok "... names the rule's place in the source" sh -c "place=\$(sed -n 's/^  funding[a-z.]*: \\(stages[^:,]*:[0-9]*\\), .*/\\1/p' '$work/stdout' | head -1);
    sed -n \"\${place#*:}p\" \"\${place%:*}\" | grep -q '\"funding'"
ok "... and all it should" sh -c "for head in sha256 rule subject object 'links of its names' checks verdicts; do grep -q \"^\$head\" '$work/stdout' || exit 1; done"
for rule in $(q "SELECT DISTINCT rule FROM fact"); do
    one=$(q "SELECT min(id) FROM fact WHERE rule = '$rule'")
    "$audit" explain "$db" "$one" | grep -q "not of this version" && echo "$rule"
done >"$work/lost"
ok "every rule of facts has its place" test ! -s "$work/lost"
mkdir "$work/papers"
cp fixtures/blind/b01*.pdf "$work/papers/a.pdf"
"$bin/aktspor" run -o "$work/moved.db" "$work/papers" >"$work/log" 2>&1
ok "an original as it was is not spoken of" sh -c "! '$audit' show '$work/moved.db' 1 | grep -q '^original'"
printf '%% more\n' >>"$work/papers/a.pdf"
ok "one that has changed is" sh -c "'$audit' show '$work/moved.db' 1 | grep -q '^original *changed since it was loaded'"
ok "... and gives no picture" exits 1 "$audit" show "$work/moved.db" 1 -o "$work/x.png"
rm "$work/papers/a.pdf"
ok "one that is missing is" sh -c "'$audit' show '$work/moved.db' 1 | grep -q '^original *missing'"
cp fixtures/blind/b01*.pdf "$work/a.pdf"
ok "found elsewhere" sh -c "! '$audit' show '$work/moved.db' 1 --originals '$work' | grep -q '^original'"
finish
