#!/usr/bin/env python3
"""Links, measured against what persons listed.

fixtures/links: papers and a list of entities by somebody who had seen no rule. The bars are those of the link stage, on names
that the list itself marks (tests/bench/mark-names.c); what the chain reads by itself has floors. fixtures/FIRST-LINKS.tsv
keeps what was reached the first time.

../shared/dev: spellings of one thing have one entity, and what only looks the same has two. A spelling that is not
recognised there is skipped: this is a test of link."""
import csv
import glob
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

import link_gold

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench"))
import spellings

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
DEV = os.path.join(ROOT, "..", "shared", "dev")
GOLD = os.path.join(ROOT, "fixtures", "links")

results = []


def check(what, good, notes=(), skipped=None):
    results.append(good)
    print("%s %d - %s%s" % ("ok" if good else "not ok", len(results), what, " # SKIP " + skipped if skipped else ""))
    for note in notes:
        print("# %s" % (note,))


def make_database(path, texts, marks=None):
    """The texts through the chain, loaded and linked; `marks`: a list of names that are marked in them."""
    own = ["--no-user-dictionaries"]
    steps = [[os.path.join(BUILD, "bin", "akt-" + stage)] + own for stage in ("normalise", "recognise", "relate")]
    if marks:
        steps.insert(2, [os.path.join(BUILD, "tests", "bench-mark-names"), marks])
    pipe = subprocess.Popen([os.path.join(BUILD, "bin", "akt-extract")] + sorted(texts), stdout=subprocess.PIPE)
    for step in steps:
        pipe = subprocess.Popen(step, stdin=pipe.stdout, stdout=subprocess.PIPE)
    subprocess.run([os.path.join(BUILD, "bin", "akt-load")] + own + [path], stdin=pipe.stdout, check=True)
    subprocess.run([os.path.join(BUILD, "bin", "akt-link")] + own + [path], check=True)
    return sqlite3.connect(path)


# ---- fixtures/links ---------------------------------------------------------------------------------------------------

def measure(what, database, least_found, least_right, folder=GOLD):
    score = link_gold.score(folder, database)
    found, right = link_gold.share(score.found, score.wanted), link_gold.share(score.right, score.joined)
    notes = ["%d spellings in papers, %d read; of those read found %.4f" %
             (score.units, score.read, link_gold.share(score.found, score.readable))]
    notes += ["wrong: %s (%s), %s (%s)" % (a.spelling, a.paper, b.spelling, b.paper) for a, b in score.wrong]
    check("%s: pairs found %.4f of %d, at least %.2f" % (what, found, score.wanted, least_found), found >= least_found, notes)
    check("%s: pairs right %.4f of %d, at least %.2f" % (what, right, score.joined, least_right), right >= least_right)
    return score


def traps(database):
    """Pairs of entities that must not be one: no spelling of the one with any of the other."""
    meant = link_gold.read(database)
    entities = {}
    for unit in link_gold.units(GOLD):
        entities.setdefault(unit.entity, set()).update(meant.get((unit.paper, unit.spelling), ()))
    named = {name.split(" (")[0]: name for name in entities}
    for first, second, why in link_gold.rows(os.path.join(GOLD, "traps.tsv")):
        a, b = (entities.get(x) or entities.get(named.get(x.split(" (")[0]), set()) for x in (first, second))
        check("apart: %s and %s" % (first, second), bool(a) and bool(b) and not a & b, () if a and b else ["not in the list"])


EXPLAINED = [
    ("Varmestue, Havnen", "havnens varmestue", ["are one", "other forms of the same words: -0.04", "words in another order: -0.03",
                                                "brought together by the word"]),
    ("UVSB", "Socialudvalget", ["are one", "joined through 1 other", "a paper says: \"Udvalget for Voksne med Særlige Behov (indtil"]),
    ("Trin 2", "Trin 3", ["are not one", "their numbers, numerals or letters differ"]),
    ("Ansager Skole", "Ansager Friskole", ["are not one", "\"Ansager Skole\" alone has: skole"]),
    ("P. Nørgaard Christensen", "Peter Nørgaard Christensen", ["are not one", "may be several things is none of them",
                                                                 "may be \"Per Nørgaard Christensen\""]),
    ("KFU", "Kultur- & Fritidsudvalget", ["are one", "brought together by first letters", "its first letters"]),
    ("Varmestuen paa Havnen", "Varmestuen på havnen i Holbæk", ["are not one", "of two municipalities"]),
    ("Den grønne kile", "Grøn Kile, Sindal", ["are one", "a paper has both"]),
]


def explanations(folder):
    """What --explain says of pairs of the marked names."""
    for first, second, expected in EXPLAINED:
        said = subprocess.run([os.path.join(BUILD, "bin", "akt-link"), "--no-user-dictionaries", "--explain", first, second,
                               os.path.join(folder, "marked.db")], stdout=subprocess.PIPE, encoding="utf-8")
        missing = [words for words in expected if words not in said.stdout]
        check("explained: %s, %s" % (first, second), said.returncode == 0 and not missing,
              missing and ["not said: %s" % missing] + said.stdout.splitlines())
    nobody = subprocess.run([os.path.join(BUILD, "bin", "akt-link"), "--explain", "Trin 2", "Ingen", os.path.join(folder, "marked.db")],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    check("a name that nobody writes: said, status 1", nobody.returncode == 1 and "Ingen" in nobody.stderr and not nobody.stdout)


def gold(folder):
    texts = glob.glob(os.path.join(GOLD, "*.txt"))
    marked = make_database(os.path.join(folder, "marked.db"), texts, os.path.join(GOLD, "entities.tsv"))
    score = measure("marked names", marked, 0.92, 0.99)
    check("%d entities of three spellings or more, at least 40" % score.entities, score.entities >= 40)
    traps(marked)
    marked.close()
    explanations(folder)
    chain = make_database(os.path.join(folder, "chain.db"), texts)
    measure("the chain", chain, 0.30, 0.99)
    chain.close()


def generated(folder):
    """Names in nine spellings, with neighbours that are near to them."""
    archive = os.path.join(folder, "spellings")
    spellings.write(archive)
    database = make_database(os.path.join(folder, "spellings.db"), glob.glob(archive + "/*.txt"),
                             os.path.join(archive, "entities.tsv"))
    measure("generated names", database, 0.97, 0.99, archive)
    database.close()


# ---- ../shared/dev ----------------------------------------------------------------------------------------------------

def entities_of(database, spelling, papers):
    rows = database.execute(
        "SELECT DISTINCT name.entity, document_path.path FROM mention "
        "JOIN name ON name.id = mention.name JOIN document_path USING (document) "
        "WHERE ? IN (mention.text, mention.value)", (spelling,))
    return {e for e, path in rows if any(os.path.basename(path).startswith(p) for p in papers)}


def judge(database, row):
    """(good, why it is skipped, what was found)"""
    papers = re.split(r"[ ,]+", row["papers"])
    found = [entities_of(database, s.strip(), papers) for s in row["spellings"].split("|")]
    found = [f for f in found if f]
    if row["kind"] == "not-same":
        if len(found) < 2:
            return True, "not recognised", ""
        return not (found[0] & found[1]), None, found
    if not found:
        return True, "not recognised", ""
    return len(set.union(*found)) == 1, None, found


def apart(database, rows):
    """Rows of the list are things of their own: no two of a kind have an entity in common."""
    owners, common = {}, []
    for row in rows:
        papers = re.split(r"[ ,]+", row["papers"])
        found = set().union(*(entities_of(database, s.strip(), papers) for s in row["spellings"].split("|")))
        for entity in found:
            other = owners.setdefault((row["kind"], entity), row["canonical"])
            common += [(other, row["canonical"])] if other != row["canonical"] else []
    check("%d things of ../shared/dev are things of their own" % len(rows), not common, common)


def announced(row):
    """(kind, papers, names) of a row of CHECKS.tsv that tells of a contradiction or change; None of others."""
    kind, papers, whole = (list(row.values()) + ["", "", ""])[:3]
    if kind == "contradiction":
        return kind, re.split(r"[ ,]+", papers), [whole.split(":", 1)[1].rsplit(" ", 1)[0]]
    match = re.match(r"(contradiction|changed): (.*)", whole)
    if not match:
        return None
    about = re.sub(r"^funding (by )?", "", match.group(2)).split(" of ", 1)[-1]
    names = [name.strip() for name in about.split("/")]
    return match.group(1).replace("changed", "change"), re.split(r"[ ,]+", papers), names + [re.sub(r" (budget|granted)$", "", n) for n in names]


def told(database):
    """(kind, paper, other paper, all names of what it is of, the reason) of what the database has."""
    rows = database.execute(
        "SELECT c.kind, p.path, q.path, name.entity, coalesce(f.qualifiers, ''), c.reason FROM \"check\" AS c "
        "JOIN fact AS f ON f.id = c.fact JOIN name ON name.id = f.subject_name JOIN document_path AS p ON p.document = f.document "
        "LEFT JOIN fact AS g ON g.id = c.other LEFT JOIN document_path AS q ON q.document = g.document WHERE c.kind <> 'sum'")
    for kind, path, other, entity, qualifiers, reason in rows.fetchall():
        names = {value for value, in database.execute("SELECT value FROM name WHERE entity = ?", (entity,))}
        names |= set(re.findall(r"grantor=([^;]*)", qualifiers))
        yield kind, {os.path.basename(path), os.path.basename(other or path)}, names, reason


def same_papers(announced_papers, paths):
    return any(path.startswith(paper) for paper in announced_papers for path in paths) and \
        all(any(path.startswith(paper) for paper in announced_papers) for path in paths)


def checks(database):
    """Contradictions and changes that CHECKS.tsv tells of, against those found."""
    with open(os.path.join(DEV, "CHECKS.tsv"), encoding="utf-8") as table:
        rows = [announced(row) for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)]
    rows, found, used = [row for row in rows if row], list(told(database)), set()
    missing = []
    for kind, papers, names in rows:
        hits = [i for i, (k, paths, known, _) in enumerate(found)
                if k == kind and known & set(names) and same_papers(papers, paths)]
        used.update(hits)
        print("# %-13s %-8s %-40s %s" % (kind, ",".join(papers), names[0], found[hits[0]][3] if hits else "not found"))
        missing += [] if hits else [(kind, names[0])]
    false = [(k, sorted(known), reason) for i, (k, _, known, reason) in enumerate(found)
             if i not in used and k in ("contradiction", "vanished")]
    contradictions = [m for m in missing if m[0] == "contradiction"]
    check("contradictions of ../shared/dev: all found", not contradictions, contradictions)
    check("changes of ../shared/dev: %d of %d found, one may be missed" %
          (sum(r[0] == "change" for r in rows) - len(missing) + len(contradictions), sum(r[0] == "change" for r in rows)),
          len(missing) - len(contradictions) <= 1, missing)
    check("no false alarm of a contradiction or of a project that vanished", not false, false)


def dev(folder):
    table = os.path.join(DEV, "LINKS.tsv")
    if not os.path.exists(table):
        check("links of ../shared/dev", True, skipped="../shared/dev/LINKS.tsv is not there")
        return
    rows = list(csv.DictReader(open(table, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    database = make_database(os.path.join(folder, "dev.db"), glob.glob(DEV + "/*.txt"))
    for row in rows:
        good, skipped, found = judge(database, row)
        check("%s: %s" % (row["kind"], row["spellings"]), good, () if good else ["entities: %s" % found], skipped)
    apart(database, [row for row in rows if row["kind"] != "not-same"])
    checks(database)
    database.close()


def own(folder):
    """What two papers of fixtures/text share, or only seem to."""
    table = os.path.join(ROOT, "fixtures", "LINKS.tsv")
    rows = list(csv.DictReader(open(table, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    database = make_database(os.path.join(folder, "own.db"), glob.glob(os.path.join(ROOT, "fixtures", "text", "*.txt")))
    for row in rows:
        if row["kind"] in ("contradiction", "change", "agreement"):
            continue
        good, skipped, found = judge(database, row)
        check("%s: %s" % (row["kind"], row["spellings"]), good, () if good else ["entities: %s" % found], skipped)
    database.close()


def main():
    with tempfile.TemporaryDirectory() as folder:
        gold(folder)
        generated(folder)
        own(folder)
        dev(folder)
    print("1..%d" % len(results))
    return 0 if all(results) else 1


sys.exit(main())
