#!/usr/bin/env python3
"""How well mentions or facts agree with a gold folder.

    tests/score.py [--facts] [--misses] GOLD FILE.tsv

FILE is what `akt-show mentions` or `akt-show facts` prints; GOLD holds NAME.mentions.tsv and
NAME.facts.tsv, and a document belongs to NAME if its file name begins with NAME and a dot. Rows with
must=0 are what one annotator alone saw: finding them is right, missing them is no miss.

A mention agrees when type, words, value and attributes do; a fact when predicate, subject, object
and the gold's qualifiers do. White space, hyphens, case and `kind`, `role`, `note` do not count.
Prints precision, recall and F1 for each type and in all."""
import collections
import csv
import os
import sys
import unicodedata

FREE = {"kind", "role", "note"}


def fold(text):
    text = unicodedata.normalize("NFC", text or "").casefold()
    return "".join(c for c in text if not c.isspace() and c not in "-\u00ad\u2010\u2011\u2013\u2014")


def items(text):
    pairs = (i.partition("=") for i in (text or "").split(";"))
    return {k.strip(): fold(v) for k, eq, v in pairs if eq and k.strip() not in FREE}


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def mention_key(row):
    return row["type"], fold(row["text"]), fold(row["value"]), tuple(sorted(items(row["attrs"]).items()))


def fact_agrees(gold, found):
    if any(fold(gold[k]) != fold(found[k]) for k in ("predicate", "subject")):
        return False
    if gold["predicate"] != "sum-check" and fold(gold["object"]) != fold(found["object"]):
        return False
    return items(gold["qualifiers"]).items() <= items(found["qualifiers"]).items()


def pair(gold, found, agrees):
    """Each found row to at most one gold row: what was found, what was missed, what is extra."""
    left, hits, missed = list(found), 0, []
    for row in gold:
        match = next((f for f in left if agrees(row, f)), None)
        if match is None:
            missed.append(row)
        else:
            left.remove(match)
            hits += 1
    return hits, missed, left


def main():
    flags = [a for a in sys.argv[1:] if a.startswith("--")]
    gold_folder, path = [a for a in sys.argv[1:] if not a.startswith("--")]
    facts = "--facts" in flags
    kind = "predicate" if facts else "type"
    ending = ".facts.tsv" if facts else ".mentions.tsv"
    agrees = fact_agrees if facts else lambda g, f: mention_key(g) == mention_key(f)
    found = collections.defaultdict(list)
    for row in rows(path):
        found[os.path.basename(row["document"]).split(".")[0], row[kind]].append(row)
    total = collections.defaultdict(lambda: [0, 0, 0])
    names = sorted(f[:-len(ending)] for f in os.listdir(gold_folder) if f.endswith(ending))
    for name in names:
        gold = collections.defaultdict(list)
        for row in rows(os.path.join(gold_folder, name + ending)):
            gold[row[kind]].append(row)
        for k in sorted(set(gold) | {k for n, k in found if n == name}):
            must = [r for r in gold[k] if r["must"] != "0"]
            may = [r for r in gold[k] if r["must"] == "0"]
            hits, missed, extra = pair(must, found[name, k], agrees)
            extra = pair(may, extra, agrees)[2]
            for i, n in enumerate((hits, len(missed), len(extra))):
                total[k][i] += n
                total["ALL"][i] += n
            if "--misses" in flags:
                for what, list_ in (("missed", missed), ("extra", extra)):
                    for r in list_:
                        print(what, name, *(v for c, v in r.items() if c in (
                            "type", "text", "value", "attrs", "predicate", "subject", "object", "qualifiers")),
                            sep="\t")
    for k in sorted(total):
        hits, missed, extra = total[k]
        p, r = hits / max(1, hits + extra), hits / max(1, hits + missed)
        print("%-16s gold %4d found %4d  P %.3f R %.3f F1 %.3f" % (
            k, hits + missed, hits + extra, p, r, 2 * p * r / max(1e-9, p + r)))


main()
