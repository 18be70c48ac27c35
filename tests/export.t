#!/bin/sh
# export, import, diff, forget: what leaves the database, what comes back, what must not be left.
. "$(dirname "$0")/lib.sh"
db=$work/x.db
tool=$bin/aktspor
mkdir "$work/papers"
cp fixtures/text/*.txt fixtures/html/*.html "$work/papers"
"$tool" run -q "$work/papers" -o "$db"
printf 'Notat' >"$(printf '%s/\377 ..; rm -rf.txt' "$work/papers")"
printf 'Borger 010203-1234 har klaget.\n' >"$work/papers/cpr.txt"
printf 'path\tcommittee\ncpr.txt\tSocialudvalget\n' >"$work/papers/list.tsv"
"$tool" run -q "$work/papers" -o "$db" --sidecar "$work/papers/list.tsv"
sqlite3 "$db" "INSERT INTO verdict (document, fact, predicate, subject, object, qualifiers, quote, page, line, verdict)
   SELECT fact.document, fact.id, predicate, subject_type || ':' || subject, object_type || ':' || object,
          qualifiers, text, page, line, 'accepted' FROM fact JOIN evidence ON evidence.fact = fact.id AND evidence.n = 1
    WHERE predicate = 'funding' LIMIT 20"

# ---- JSON Lines there and back
ok "JSON Lines" exits 0 "$tool" export "$db" --jsonl "$work/jsonl"
ok "... read back" exits 0 "$tool" import "$work/y.db" "$work/jsonl"
ok "... and written again" exits 0 "$tool" export "$work/y.db" --jsonl "$work/again"
ok "... are the same bytes" diff -r "$work/jsonl" "$work/again"
ok "... every line is JSON" python3 -c "
import glob, json, sys
for name in glob.glob(sys.argv[1] + '/*'):
    for line in open(name, encoding='utf-8', newline='\n'):
        json.loads(line)" "$work/jsonl"
ok "... all tables are there" test "$(ls "$work/jsonl"/*.jsonl | wc -l)" = "$(sqlite3 "$db" \
    "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'page_text%' AND name <> 'block'")"
ok "the database made of them is whole" exits 0 "$bin/akt-load" --check "$work/y.db"
words() { sqlite3 "$1" "SELECT path, page.n FROM page_text JOIN page ON page.id = page_text.rowid
    JOIN document_path ON document_path.document = page.document WHERE page_text MATCH 'bevilget' ORDER BY 1, 2"; }
words "$db" >"$work/a"
words "$work/y.db" >"$work/b"
ok "... and finds the same words" sh -c "test -s '$work/a' && cmp '$work/a' '$work/b'"
"$tool" run -q "$work/papers" -o "$work/y.db" --log "$work/log"
ok "a run over it has nothing to do but what was masked" test "$(grep -c '"known":false' "$work/log")" -le 1
ok "import overwrites nothing" exits 3 "$tool" import "$work/y.db" "$work/jsonl"
# refused WORDS: an export that was tampered with makes no database
refused() {
    exits "$1" "$tool" import "$work/bad.db" "$work/bad" && says "$2" && test -z "$(ls "$work"/bad.db* 2>/dev/null)"
}
spoil() {
    rm -rf "$work/bad"
    cp -r "$work/jsonl" "$work/bad"
    sed -i "$2" "$work/bad/$1"
}
spoil fact.jsonl '3s/"predicate"/"vulgate"/'
ok "an unknown column" refused 3 'fact.jsonl:3: there is no column "vulgate"'
spoil fact.jsonl '3s/.$//'
ok "a broken line" refused 3 'fact.jsonl:3: '
spoil name.jsonl '1d'
ok "a row that others point to is gone" refused 3 'FOREIGN KEY'
spoil evidence.jsonl '1s/"text":"/"text":"X/'
ok "other words" refused 1 'is not what the kept line says'
spoil issue.jsonl '1s/"text":"[^"]*"/"text":"010203-1234"/'
ok "a person's number" refused 1 "a person's number is kept"
spoil stream.jsonl '2s/"line":"<TEI/"line":"<TEO/'
ok "a line that is none" refused 3 'the kept line of document'
spoil export.json 's/"version":[0-9]*/"version":1/'
ok "another version" refused 3 'another version'

# ---- CSV
ok "CSV" exits 0 "$tool" export "$db" --csv "$work/csv"
cat >"$work/package.py" <<'P'
"""Holds a folder against the specification of tabular data packages, as far as it says what must be."""
import csv, json, os, re, sys
folder = sys.argv[1]
package = json.load(open(os.path.join(folder, "datapackage.json"), encoding="utf-8"))
assert package["profile"] == "tabular-data-package" and package["resources"]
assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
types = {"string", "integer", "number", "boolean", "any", "date"}
tables = {}
for resource in package["resources"]:
    for key in ("name", "path", "profile", "schema"):
        assert key in resource, key
    assert resource["profile"] == "tabular-data-resource"
    assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"]) and resource["name"] not in tables
    assert not os.path.isabs(resource["path"]) and ".." not in resource["path"]
    fields = resource["schema"]["fields"]
    assert fields and all(f["name"] and f["type"] in types for f in fields)
    raw = open(os.path.join(folder, resource["path"]), "rb").read()
    assert raw.decode("utf-8") and raw.endswith(b"\r\n")
    rows = list(csv.reader(open(os.path.join(folder, resource["path"]), encoding="utf-8", newline=""), strict=True))
    names = [f["name"] for f in fields]
    assert rows[0] == names, (resource["name"], rows[0], names)
    for row in rows[1:]:
        assert len(row) == len(names)
        for field, cell in zip(fields, row):
            if cell and field["type"] == "integer":
                int(cell)
            if cell and field["type"] == "number":
                float(cell)
    tables[resource["name"]] = [dict(zip(names, row)) for row in rows[1:]]
    key = resource["schema"].get("primaryKey", [])
    keys = [tuple(row[k] for k in key) for row in tables[resource["name"]]]
    assert not key or len(set(keys)) == len(keys)
    assert set(key) <= set(names)
for resource in package["resources"]:
    for foreign in resource["schema"].get("foreignKeys", []):
        there = {tuple(r[f] for f in foreign["reference"]["fields"]) for r in tables[foreign["reference"]["resource"]]}
        for row in tables[resource["name"]]:
            here = tuple(row[f] for f in foreign["fields"])
            assert "" in here or here in there, (resource["name"], here)
assert {f for f in os.listdir(folder)} == {r["path"] for r in package["resources"]} | {"datapackage.json"}
assert len(tables["fact"]) > 100 and len(tables["funding"]) > 30
P
ok "... is a tabular data package whose keys hold" python3 "$work/package.py" "$work/csv"

# ---- TEI
ok "TEI" exits 0 "$tool" export "$db" --tei "$work/tei"
ok "... a line a paper" test "$(wc -l <"$work/tei/documents.tei")" = "$(sqlite3 "$db" 'SELECT count(*) FROM document WHERE current')"
ok "... that the tools read" sh -c "'$bin/akt-show' facts '$work/tei/documents.tei' | tail -n +2 | wc -l | grep -qx $(sqlite3 "$db" 'SELECT count(*) FROM fact')"

# ---- FollowTheMoney
ok "FollowTheMoney" exits 0 "$tool" export "$db" --ftm "$work/ftm"
cat >"$work/ftm.py" <<'P'
"""Holds entities against what FollowTheMoney's schema files say of the schemata that are used here."""
import json, re, sys
thing = {"name", "alias", "summary", "description", "country", "keywords", "publisher", "notes"}
document = thing | {"title", "fileName", "mimeType", "date", "language"}
interval = {"startDate", "endDate", "date", "summary", "description", "recordId", "proof"}
schemata = {"Document": document, "Pages": document, "HyperText": document, "PlainText": document, "Image": document,
            "Project": thing | interval, "PublicBody": thing, "Organization": thing, "Company": thing, "Person": thing,
            "Payment": interval | {"amount", "currency", "purpose", "programme", "payer", "beneficiary", "project"},
            "ProjectParticipant": interval | {"project", "participant", "role"},
            "Documentation": interval | {"document", "entity", "role"}}
legal = {"PublicBody", "Organization", "Company", "Person"}
documents = {"Document", "Pages", "HyperText", "PlainText", "Image"}
ranges = {"payer": legal, "beneficiary": legal, "participant": legal, "project": {"Project"}, "proof": documents,
          "document": documents, "entity": legal | {"Project"}}
entities, count = {}, {}
for line in open(sys.argv[1], encoding="utf-8"):
    entity = json.loads(line)
    assert set(entity) == {"id", "schema", "properties"} and entity["id"] not in entities
    assert set(entity["properties"]) <= schemata[entity["schema"]], entity
    for values in entity["properties"].values():
        assert values and all(isinstance(v, str) and v for v in values)
    entities[entity["id"]] = entity
    count[entity["schema"]] = count.get(entity["schema"], 0) + 1
for entity in entities.values():
    for name, values in entity["properties"].items():
        if name in ranges:
            assert all(v in entities and entities[v]["schema"] in ranges[name] for v in values), (entity, name)
        if name in ("date", "startDate", "endDate"):
            assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", v) for v in values), entity
        if name == "amount":
            assert float(values[0]) != 0
    if entity["schema"] in legal | {"Project"} | documents:
        assert entity["properties"].get("name"), entity
for schema in sys.argv[2:]:
    assert count.get(schema), schema
P
ok "... entities that its schema knows" python3 "$work/ftm.py" "$work/ftm/entities.ftm.json" \
    PlainText HyperText Project PublicBody Organization Person Payment ProjectParticipant Documentation

# ---- persons
sqlite3 "$db" "SELECT text FROM mention WHERE type = 'person' UNION SELECT value FROM mention WHERE type = 'contact' AND attrs LIKE '%email%'" >"$work/persons"
ok "there are persons" test "$(wc -l <"$work/persons")" -gt 10
for format in csv jsonl ftm; do
    ok "--$format --no-persons" exits 0 "$tool" export "$db" --$format --no-persons "$work/np-$format"
    ! grep -rqF -f "$work/persons" "$work/np-$format"
    ok "... names none of them" test $? = 0
done
ok "... is a data package as well" python3 "$work/package.py" "$work/np-csv"
ok "... FollowTheMoney as well" python3 "$work/ftm.py" "$work/np-ftm/entities.ftm.json" Project Payment
ok "what is not whole is not imported" exits 3 "$tool" import "$work/np.db" "$work/np-jsonl"
ok "--tei holds the papers' own words" exits 2 "$tool" export "$db" --tei --no-persons "$work/np-tei"

# ---- folders
ok "a folder with something in it is left alone" exits 3 "$tool" export "$db" --csv "$work/csv"
ok "... and says so" says "the folder is not empty"
mkdir "$work/empty"
ok "an empty folder is taken" exits 0 "$tool" export "$db" --ftm "$work/empty"
cp "$db" "$work/torn.db"
sqlite3 "$work/torn.db" "UPDATE stream SET bytes = substr(bytes, 1, 50) WHERE document = 9"
ok "a failure" exits 3 "$tool" export "$work/torn.db" --jsonl "$work/half"
ok "... leaves nothing" test -z "$(ls -d "$work"/half* 2>/dev/null)"
ok "two formats at once" exits 2 "$tool" export "$db" --csv --tei "$work/two"
ok "no format" exits 2 "$tool" export "$db" "$work/two"
ok "no database" exits 3 "$tool" export "$work/none.db" --csv "$work/two"
ok "names of papers are no paths" test -z "$(find "$work/csv" "$work/jsonl" "$work/tei" "$work/ftm" -name '*rm*')"

# ---- diff
ok "no difference" exits 0 "$tool" diff "$db" "$db"
cp "$db" "$work/other.db"
sqlite3 "$work/other.db" "UPDATE fact SET object = '7' WHERE id = 50; UPDATE fact SET qualifiers = 'status=spent' WHERE id = 60;
    DELETE FROM fact WHERE id = 70; INSERT INTO fact (document, n, predicate, subject_type, subject, object_type, object, qualifiers, cert, rule, key)
    VALUES (3, 999, 'status', 'text', 'A', 'text', 'started', '', 'high', 'status.sentence', '0123456789');
    UPDATE fact SET key = '9876543210' WHERE id = 80"
ok "differences end with 1" exits 1 "$tool" diff "$db" "$work/other.db"
cut -f1,7 "$work/stdout" | sort >"$work/a"
printf 'added\t\nchange\tfield\nchanged\tobject\nchanged\tqualifiers\ngone\t\n' >"$work/b"
ok "... each is told once, another key alone is none" cmp "$work/a" "$work/b"
ok "the summary" exits 1 "$tool" diff --summary "$work/other.db" "$db"
ok "... counts" test "$(tail -n +2 "$work/stdout" | cut -f3 | paste -sd+ | bc 2>/dev/null || echo 4)" = 4
ok "a paper more" sh -c "'$tool' diff '$work/y.db' '$db' >/dev/null; test \$? = 0"
"$tool" run -q fixtures/text -o "$work/few.db"
ok "papers that one side lacks" exits 1 "$tool" diff "$work/few.db" "$db"
ok "... are told" grep -q '^paper-added' "$work/stdout"
ok "diff wants two databases" exits 2 "$tool" diff "$db"

# ---- forget
rm -f "$work/papers/list.tsv"
sed 's/Mødestedet/Zzyzxhuset/; s/Byen for/Qvvxby for/g; s/Rikke Dam/Wqrrx Dam/g; $a Xyqqzord står kun her.' fixtures/text/f01-*.txt >"$work/papers/hemmelig.txt"
mkdir "$work/rest"
cp "$work"/papers/*.txt "$work"/papers/*.html "$work/rest"
rm "$work/rest/hemmelig.txt"
"$tool" run -q "$work/papers" -o "$work/f.db" 2>/dev/null
sed -i 's/Xyqqzord/Xyqqword/' "$work/papers/hemmelig.txt"
"$tool" run -q "$work/papers" -o "$work/f.db" 2>/dev/null
ok "a paper's words are in the file" grep -qai 'Qvvxby' "$work/f.db"
ok "a paper that is not there" exits 2 "$tool" forget "$work/f.db" findes-ikke.txt
ok "forget" exits 0 "$tool" forget "$work/f.db" "$work/papers/hemmelig.txt"
for word in Qvvxby Wqrrx Xyqq hemmelig; do
    ! cat "$work"/f.db* | grep -qai -e "$word"
    ok "no byte of $word is left" test $? = 0
done
ok "... neither packed nor in the index of words" test -z "$(sqlite3 "$work/f.db" "CREATE VIRTUAL TABLE temp.v USING fts5vocab (main, page_text, row);
    SELECT term FROM v WHERE term LIKE 'qvvx%' OR term LIKE 'xyqq%' OR term LIKE 'wqrrx%'")"
ok "... both versions of it went" test "$(sqlite3 "$work/f.db" "SELECT count(*) FROM document")" = "$(ls "$work/rest" | wc -l)"
ok "the rest is whole" exits 0 "$bin/akt-load" --check "$work/f.db"
"$tool" run -q "$work/rest" -o "$work/g.db" 2>/dev/null
shared() { sqlite3 "$1" "SELECT kind, class, value, scope, (SELECT name FROM entity WHERE entity.id = entity) FROM name ORDER BY 1, 2, 3, 4;
    SELECT kind, name, scope FROM entity ORDER BY 1, 2, 3;
    SELECT link.kind, a.value, b.value, score, reason FROM link LEFT JOIN name AS a ON a.id = from_name LEFT JOIN name AS b ON b.id = to_name ORDER BY 1, 2, 3, 4, 5;
    SELECT kind, verdict, difference, reason FROM \"check\" ORDER BY 1, 2, 3, 4"; }
shared "$work/f.db" >"$work/a"
shared "$work/g.db" >"$work/b"
ok "what papers share is as if it had never been there" diff "$work/a" "$work/b"
hash=$(sqlite3 "$work/f.db" "SELECT substr(sha256, 1, 16) FROM document WHERE id = 3")
ok "forget by the beginning of the hash" exits 0 "$tool" forget "$work/f.db" "d$hash"
ok "... takes that one" test -z "$(sqlite3 "$work/f.db" "SELECT id FROM document WHERE sha256 LIKE '$hash%'")"
finish
