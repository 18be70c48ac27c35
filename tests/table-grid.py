#!/usr/bin/env python3
"""How well the tables of a stream agree with a seed's: every cell whole, in its row and column.

    tests/table-grid.py NAME.blocks.tsv NAME.reading STREAM

The kind and place of each line of the reading text is in blocks.tsv (T1 r2 c1-2). Blanks and hyphens do not count, for lines
end where they must; rows that a page repeats are left out. Prints a line for each cell that differs; the exit says whether one does."""
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET


def squeeze(text):
    return re.sub(r"[\s\u00ad\u2010\u2011-]+", "", unicodedata.normalize("NFKC", text))


def expected(blocks, reading):
    """[(table, {(row, column): text})], in order."""
    lines = open(reading, encoding="utf-8").read().splitlines()
    tables = {}
    for row in open(blocks, encoding="utf-8").read().splitlines()[1:]:
        line, _, where, _ = row.split("\t")[:4]
        place = re.fullmatch(r"T(\d+) r(\d+) c(\d+)(?:-(\d+))?", where)
        if place:
            table, r, c = (int(place[i]) for i in (1, 2, 3))
            cells = tables.setdefault(table, {})
            cells[r, c] = cells.get((r, c), "") + squeeze(lines[int(line) - 1])
    return list(tables.values())


def name(element):
    return element.tag.rsplit("}", 1)[-1]


def text_of(element):
    own = element.get("n", "") if name(element) == "item" else ""
    return own + (element.text or "") + "".join(text_of(e) + (e.tail or "") for e in element)


def found(stream):
    tables = []
    for table in (e for e in ET.parse(stream).getroot().iter() if name(e) == "table"):
        cells, row = {}, 0
        for r in (e for e in table if name(e) == "row"):
            own = [e for e in r if name(e) == "cell"]
            if own and all(e.get("rend") == "repeat" for e in own):
                continue
            row += 1
            for cell in own:
                cells[row, int(cell.get("n"))] = squeeze(text_of(cell))
        tables.append(cells)
    return tables


def main():
    want, have = expected(*sys.argv[1:3]), found(sys.argv[3])
    wrong = []
    if len(want) != len(have):
        wrong.append("%d tables, not %d" % (len(have), len(want)))
    for i, (a, b) in enumerate(zip(want, have)):
        for place in sorted(set(a) | {p for p in b if b[p]}):
            if a.get(place, "") != b.get(place, ""):
                wrong.append("table %d row %d column %d: %.60s instead of %.60s" % (
                    i + 1, *place, b.get(place, "") or "nothing", a.get(place, "") or "nothing"))
    print("\n".join(wrong))
    return 1 if wrong else 0


sys.exit(main())
