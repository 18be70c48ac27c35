#!/bin/sh
# akt-load: the check finds what is wrong and nothing else; keys outlive a reload; lists beside the
# papers; files of the version before.
. "$(dirname "$0")/lib.sh"
db=$work/x.db
q() { sqlite3 "$db" "$1"; }
"$bin/aktspor" stream fixtures/text >"$work/papers" 2>/dev/null
printf 'Borger 010203-1234 har klaget.\n\nBoligsocial indsats har 2,5 mio. kr. i 2016.\n' >"$work/cpr.txt"
"$bin/aktspor" stream "$work/cpr.txt" >>"$work/papers"
"$bin/akt-load" "$db" "$work/papers"
"$bin/akt-link" "$db"
cp "$db" "$work/good.db"

# ---- the check
ok "a good database is whole" exits 0 "$bin/akt-load" --check "$db"
ok "... and nothing is said" test ! -s "$work/stderr"
# finds SQL WORDS: after this change the check ends with 1 and says the words
finds() {
    rm -f "$db" "$db-wal" "$db-shm"
    cp "$work/good.db" "$db"
    sqlite3 "$db" "$1" && exits 1 "$bin/akt-load" --check "$db" && says "$2"
}
ok "a fact without evidence" finds "DELETE FROM evidence WHERE fact = 5" "has no evidence"
ok "evidence on a page that is not there" finds \
    "UPDATE evidence SET page = 99, end_page = 99 WHERE fact = 7 AND n = 1" "is not inside its document"
ok "evidence with other words" finds "UPDATE evidence SET text = text || '!' WHERE fact = 9 AND n = 1" \
    "is not what the kept line says"
ok "a value without words" finds "UPDATE mention SET text = '' WHERE id = 12" "has no words"
ok "a value that the paper does not say" finds \
    "UPDATE mention SET value = '7' WHERE id = (SELECT min(id) FROM mention WHERE type = 'amount')" \
    "is not what the kept line says"
ok "a fact whose object no mention says" finds \
    "UPDATE fact SET object = '1' WHERE id = (SELECT min(id) FROM fact WHERE object_type = 'amount')" \
    "has an object that no mention says"
ok "a mention that is gone" finds "PRAGMA foreign_keys = OFF; DELETE FROM mention WHERE id = 20" "mentions, the kept line has"
ok "a document that is gone" finds "PRAGMA foreign_keys = OFF; DELETE FROM document WHERE id = 2" "points to no row of document"
ok "a person's number in a fact" finds \
    "UPDATE fact SET note = '010203-1234', qualifiers = 'note=010203-1234' WHERE id = 3" "a person's number is kept: "
! grep -q '010203-1234' "$work/stderr"
ok "... whose digits are not printed" test $? = 0
ok "a person's number in a name" finds "UPDATE name SET value = 'Ole 010203-1234' WHERE id = 1" "a person's number is kept"
ok "a kept line that is cut off" finds \
    "UPDATE stream SET bytes = substr(bytes, 1, 40) WHERE document = 3" "cannot be unpacked"
ok "words that are not in the index" finds \
    "UPDATE page SET text_hash = text_hash + 1 WHERE id = 2" "the words of the page are not those"
ok "a page that is not in the index" finds "DELETE FROM page_text_docsize WHERE id = 2" "is not in the index of words"
rm -f "$db"*
cp "$work/good.db" "$db"
python3 - "$db" <<'P'
import sys
with open(sys.argv[1], 'r+b') as f:
    f.seek(4096 * 30)
    f.write(b'\xa5' * 4096)
P
"$bin/akt-load" --check "$db" >/dev/null 2>"$work/stderr"
ok "a page of the file that is damaged" test $? = 1 -o $? = 3
ok "--check takes no stream" exits 2 "$bin/akt-load" --check "$db" "$work/papers"
ok "--check wants a database that is there" exits 3 "$bin/akt-load" --check "$work/none.db"

# ---- keys
rm -f "$db"*
cp "$work/good.db" "$db"
q "SELECT key, object FROM fact ORDER BY document, n" >"$work/keys"
ok "every fact has a key of ten digits" test -z "$(q "SELECT key FROM fact WHERE key NOT GLOB replace('##########', '#', '[0-9a-f]')")"
ok "a stable id names one fact" test "$(q "SELECT count(DISTINCT stable_id) = count(*) FROM fact_read")" = 1
stable=$(q "SELECT stable_id FROM fact_read WHERE predicate = 'funding' LIMIT 1")
ok "akt-audit shows a fact by its stable id" sh -c "'$bin/akt-audit' show '$db' '$stable' | grep -q '^predicate *funding'"
sed 's/"relate" version="[0-9.]*"/"relate" version="9.9"/; s/quantity="3400000"/quantity="3400001"/g' "$work/papers" >"$work/newer"
! cmp -s "$work/papers" "$work/newer"
ok "newer stages say otherwise" test $? = 0
"$bin/akt-load" "$db" "$work/newer"
q "SELECT key, object FROM fact ORDER BY document, n" >"$work/keys2"
cut -d'|' -f1 "$work/keys" >"$work/a"
cut -d'|' -f1 "$work/keys2" >"$work/b"
ok "keys outlive newer stages" cmp "$work/a" "$work/b"
ok "... though values changed" sh -c "! cmp -s '$work/keys' '$work/keys2'"
ok "... and the database is whole" exits 0 "$bin/akt-load" --check "$db"

# ---- the version before
rm -f "$db"*
cp "$work/good.db" "$db"
for view in $(q "SELECT name FROM sqlite_master WHERE type = 'view'"); do echo "DROP VIEW $view;"; done >"$work/old.sql"
cat >>"$work/old.sql" <<'EOF'
DROP TABLE sidecar; ALTER TABLE fact DROP COLUMN key;
DROP TABLE withdrawal; DROP TABLE missed; DROP TABLE reading; DROP TABLE draw; DROP TABLE stratum; DROP TABLE sample;
DROP INDEX document_unlinked; DROP INDEX fact_meeting; DROP INDEX name_anew; DROP TABLE block; DROP TABLE link;
DROP INDEX verdict_sample; ALTER TABLE verdict DROP COLUMN sample; ALTER TABLE verdict DROP COLUMN corrected;
PRAGMA user_version = 1;
EOF
columns="SELECT s.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk FROM sqlite_master AS s, pragma_table_info(s.name) AS c
    WHERE s.type = 'table' AND s.name NOT LIKE 'page_text%' ORDER BY s.name, c.cid"
indexes="SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' ORDER BY name"
q "$columns; $indexes" >"$work/columns"
sqlite3 "$db" <"$work/old.sql"
ok "a file of the version before is not read as it is" exits 3 "$bin/akt-load" --check "$db"
ok "... which says what helps" says "akt-load brings it up to date"
"$bin/akt-load" "$db" </dev/null
q "SELECT key, object FROM fact ORDER BY document, n" >"$work/keys3"
ok "... but brought up to date, with the same keys" cmp "$work/keys" "$work/keys3"
ok "... the same views" test "$(q 'SELECT count(*), sum(length(sql)) FROM sqlite_master WHERE type = "view"')" = \
    "$(sqlite3 "$work/good.db" 'SELECT count(*), sum(length(sql)) FROM sqlite_master WHERE type = "view"')"
q "$columns; $indexes" >"$work/columns1"
ok "... the same columns and indexes" cmp "$work/columns" "$work/columns1"
ok "... and whole" exits 0 "$bin/akt-load" --check "$db"

# ---- verdicts
rm -f "$db"*
cp "$work/good.db" "$db"
q "INSERT INTO verdict (document, fact, predicate, subject, object, qualifiers, quote, page, line, verdict)
   SELECT fact.document, fact.id, predicate, subject_type || ':' || subject, object_type || ':' || object,
          qualifiers, text, page, line, 'accepted' FROM fact JOIN evidence ON evidence.fact = fact.id AND evidence.n = 1
    WHERE predicate = 'funding'"
n=$(q "SELECT count(*) FROM verdict")
"$bin/akt-load" "$db" "$work/newer" 2>"$work/stderr"
ok "a verdict that fits no more is told" says 'the verdict "accepted" on funding'
ok "... and listed" test "$(q 'SELECT count(*) FROM verdicts_unfit')" -ge 1
ok "... the others are kept" test "$(q 'SELECT count(*) FROM verdict WHERE fact IS NOT NULL')" -gt 10
ok "... none is lost" test "$(q 'SELECT count(*) FROM verdict')" = "$n"

# ---- lists beside the papers
rm -f "$db"*
cp "$work/good.db" "$db"
first=$(q "SELECT min(path) FROM location")
mkdir "$work/list"
cp "$work/cpr.txt" "$work/list/brev.txt"
echo "Et andet notat." >>"$work/list/brev.txt"
printf 'meeting\tpath\tdate\tcommittee\tnote\r\n4. m\303\270de\t%s\t2016-05-09\tSocialudvalget\tx\r\n\tbrev.txt\t2016-Q2\tBorger 010203-1234\t\n' \
    "$first" >"$work/list/list.tsv"
"$bin/aktspor" stream "$work/list" 2>/dev/null >"$work/stream"
ok "a list is joined" exits 0 "$bin/akt-load" --sidecar "$work/list/list.tsv" "$db" "$work/stream"
ok "... by the path" test "$(q "SELECT listed_committee, listed_date FROM paper WHERE path = '$first'")" = "Socialudvalget|2016-05-09"
ok "... or from its folder" test "$(q "SELECT listed_date FROM paper WHERE path LIKE '%/list/brev.txt'")" = "2016-Q2"
ok "... without persons' numbers" exits 0 "$bin/akt-load" --check "$db"
ok "... with days" test "$(q "SELECT date_from, date_to FROM sidecar WHERE date = '2016-Q2'")" = "2016-04-01|2016-06-30"
# faulty TEXT WORDS: such a list is refused, with these words, and nothing is loaded
faulty() {
    printf "$1" >"$work/bad.tsv"
    exits 3 "$bin/akt-load" --sidecar "$work/bad.tsv" "$work/never.db" "$work/papers" && says "bad.tsv:$2" && test ! -e "$work/never.db"
}
ok "a list without paths" faulty 'committee\tdate\nA\t2016\n' "1: the first line names no column path"
ok "a row too short" faulty 'path\tdate\na.pdf\n' "2: 1 cells, not 2"
ok "a date that is none" faulty 'path\tdate\na.pdf\t2016\nb.pdf\t9. maj 2016\n' "3: 9. maj 2016 is no date"
ok "a day that is none" faulty 'path\tdate\na.pdf\t2016-02-30\n' "2: 2016-02-30 is no date"
ok "a path twice" faulty 'path\tdate\na.pdf\t2016\na.pdf\t2017\n' "3: the path a.pdf is there twice"
ok "a cell that is not UTF-8" faulty 'path\tcommittee\na.pdf\tSk\370n\n' "2: the committee is not UTF-8"
ok "an empty list" faulty '' "1: the first line names no column path"
printf 'path\tdate\nfindes-ikke.pdf\t2016\n' >"$work/bad.tsv"
ok "a row without a paper ends with 1" exits 1 "$bin/akt-load" --sidecar "$work/bad.tsv" "$db" /dev/null
ok "... and is named with its line" says "bad.tsv:2: there is no paper at findes-ikke.pdf"
ok "a list that is not there" exits 3 "$bin/akt-load" --sidecar "$work/none.tsv" "$db" /dev/null
finish
