#!/usr/bin/env python3
"""sums.py BIN [--found] [--mutate] PAPERS...: announced sums against the marks of papers, and with one digit changed.

A paper is marked in place: ‹IDS|TEXT›, where IDS are numbers of sums parted by commas, the whole with '=' behind it: ‹1=|8,4 mio. kr.›,
‹1|5,1 mio. kr.›. Lines `%ID VERDICT [BY]` and a line --- stand before the text. What the chain finds has to be these sums with these
operands and verdicts, and no other. --found: the papers are plain text, and their sums are those that the chain finds (another test
holds them against gold). With --mutate every digit of every whole and operand is changed, one at a time; what has to come out then is
worked out here, from the digits as printed, in exact arithmetic: the verdicts of the sums that use the number turn where the digits say
so, and nothing else does. Prints a line for each difference, then a count; status 1 if there was any.
"""
import csv, io, os, re, subprocess, sys, tempfile
from collections import Counter, defaultdict
from fractions import Fraction

MARK = re.compile(r"‹([0-9,=]+)\|([^‹›]*)›")
FACT = re.compile(r'<fs type="sum-check".*?</fs>')
bin_dir = sys.argv[1]


def checks_of(fact, mention):
    """The checks of one fact: the same sum told at several places, each by column or row or both."""
    verdict = re.search(r'name="verdict"><symbol value="(\w+)', fact)[1]
    by = re.search(r'name="by"><string>([^<]*)', fact)
    rule = re.search(r'name="rule"><symbol value="([^"]*)', fact)[1]
    words = re.search(r'name="object"><string>([^<]*)', fact)[1].split(": ")[0].split("; ")
    years = [int(x[1]) if x else 1 for x in (re.search(r" x (\d+) years", w) for w in words)]
    sizes = [len(w.split(" + ")) + sum(int(n) - 1 for n in re.findall(r"\+ (\d+) more", w)) for w in words]
    evidence = re.findall(r'name="evidence" fVal="#(s|m)(\d+)"', fact)
    places = [[]]
    for kind, number in evidence:
        if kind == "s":
            places.append([])
        else:
            places[-1].append(mention("m" + number))
    for rows in filter(None, places):
        if len(rows) != 1 + sum(sizes):  # evidence that the sum shares with the one before it is told once
            yield dict(whole=(int(rows[0]["line"]), int(rows[0]["column"])), parts=None)
            continue
        at = 1
        for size, times, sum_words in zip(sizes, years, words):
            used = rows[:1] + rows[at:at + size]
            terms = re.split(r" \+ | = ", sum_words)
            signs = [-1 if i < len(terms) and terms[i].startswith("-") and not r["value"].startswith("-") else 1
                     for i, r in enumerate(used[1:])]  # what is taken away: income of a net
            at += size
            spots = [(int(r["line"]), int(r["column"])) for r in used]
            yield dict(verdict=verdict, by=by[1] if by else "", whole=spots[0], parts=spots[1:], years=times, rule=rule,
                       texts=[r["text"] for r in used], units=[re.search(r"unit=(\d+)", r["attrs"]) for r in used],
                       vague=["approx=" in r["attrs"] for r in used], values=[r["value"] for r in used], signs=[1] + signs, kind=used[0]["type"])


def chain(papers):
    """The sum-checks of papers (name -> text): name -> list of dict(verdict, by, whole, parts, years); places are (line, column)."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in papers.items():
            with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8") as out:
                out.write(text)
        files = [os.path.join(folder, name + ".txt") for name in papers]
        stream = subprocess.run([bin_dir + "/akt-extract"] + files, stdout=subprocess.PIPE, check=True).stdout
        for stage in ("normalise", "recognise", "relate"):
            stream = subprocess.run([bin_dir + "/akt-" + stage, "--no-user-dictionaries"], input=stream,
                                    stdout=subprocess.PIPE, check=True).stdout
        rows = subprocess.run([bin_dir + "/akt-show", "mentions"], input=stream, stdout=subprocess.PIPE, check=True).stdout
    mentions = {}
    for row in csv.DictReader(io.StringIO(rows.decode()), delimiter="\t", quoting=csv.QUOTE_NONE):
        mentions[(row["document"], row["id"])] = row
    found = {name: [] for name in papers}
    for line in stream.decode().splitlines():
        path = re.search(r'type="original"[^>]*target="([^"]*)"', line)[1]
        for fact in FACT.findall(line):
            found[os.path.basename(path)[:-4]] += checks_of(fact, lambda m: mentions[(path, m)])
    return found


def read_marked(path):
    """The text without marks, and its sums by number: verdict, by, the places and texts of whole and parts."""
    head, body = open(path, encoding="utf-8").read().split("---\n", 1)
    marks, text, at = [], "", 0
    for mark in MARK.finditer(body):
        text += body[at:mark.start()]
        marks.append((mark[1].split(","), mark[2], len(text)))
        text += mark[2]
        at = mark.end()
    text += body[at:]
    sums = {}
    for line in head.splitlines():
        number, verdict, *by = line[1:].split()
        sums[number] = dict(verdict=verdict, by=by[0] if by else "",
                            whole=[m for m in marks if number + "=" in m[0]][0], parts=[m for m in marks if number in m[0]])
    return text, sums


def place(text, offset):
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset) - 1


def offset(text, at):
    return sum(len(x) + 1 for x in text.split("\n")[:at[0] - 1]) + at[1]


def number(text, unit, kind, vague):
    """Value and half of the last printed digit; None for circa, a range, or words."""
    if vague:
        return None
    match = re.fullmatch(r"([-−(]?)([\d. ]*\d)(?:,(\d+|-))?\)?(?:,-)?(.*)", re.sub(r"^(kr\.|€|DKK|EUR)\s*", "", text), re.S)
    if not match:
        return None
    sign, whole, decimals, rest = match.groups()
    if re.match(r"[-–]\d", rest):
        return None
    decimals = "" if decimals in (None, "-") else decimals
    scale = unit or (1000000 if re.match(r"\s*mi[ol]", rest) else 1000 if re.match(r"\s*t\.?kr", rest) else 1)
    grain = Fraction(scale, 10 ** len(decimals))
    value = int(re.sub("[. ]", "", whole) + decimals) * grain
    exact = kind == "count" or (kind == "amount" and grain <= 1)
    return (-value if sign else value), (Fraction(0) if exact else grain / 2)


def verdict(numbers, years):
    """What must be said of whole and parts: (verdict, by)."""
    if any(n is None for n in numbers):
        return "unverified", ""
    (whole, slack), parts = numbers[0], numbers[1:]
    found = sum(v for v, _ in parts) * years
    slack += sum(h for _, h in parts) * years
    off = abs(found - whole)
    if off <= slack:
        return "consistent", ""
    return "off", str(off) if off.denominator == 1 else format(float(off), "g")


def known(sum_, mutated=None):
    """A sum's verdict out of its texts, with one (place -> text) changed, and whether `heraf` may stay silent on it."""
    numbers = []
    for at, text, unit, vague, value in zip([sum_["whole"]] + sum_["parts"], *(sum_[k] for k in ("texts", "units", "vague", "values"))):
        changed = mutated and at in mutated
        read = number(mutated[at] if changed else text, int(unit[1]) if unit else None, sum_["kind"], vague)
        if read is None and not vague and not changed and re.fullmatch(r"-?[\d.]+", value):
            read = Fraction(value), Fraction(0)  # words
        numbers.append(read)
    numbers = [n and (n[0] * sign, n[1]) for n, sign in zip(numbers, sum_.get("signs") or [1] * len(numbers))]
    result = verdict(numbers, sum_["years"]) if sum_["clear"] else ("unverified", "")
    clear = None not in numbers
    short = not clear or sum(v for v, _ in numbers[1:]) * sum_["years"] < numbers[0][0]
    return result, result[0] != "consistent" and (short or sum_["rule"].startswith(("sum.across", "sum.rest")))


def says(checks):
    """What is said of each whole, whatever the way it was found."""
    said = defaultdict(set)
    for check in checks:
        said[check["whole"]].add((check["verdict"], check["by"]))
    return said


bad = 0


def tell(*words):
    global bad
    bad += 1
    if bad <= 60:
        print(*words)


def against_marks(name, text, sums, found):
    """Each sum of the marks is found with its operands; nothing else is."""
    left = list(found)
    for n, gold in sums.items():
        whole = place(text, gold["whole"][2])
        parts = Counter(place(text, p[2]) for p in gold["parts"])
        want = (gold["verdict"], gold["by"])
        same = [f for f in found if f["whole"] == whole and (f["verdict"], f["by"]) == want]
        if not same:
            tell("%s: sum %s of %s: wanted %s, said %s" % (name, n, gold["whole"][1], want, sorted(says(found)[whole])))
        elif not any(Counter(f["parts"]) == parts for f in same):
            twin = [o for o in sums.values() if o is not gold and o["whole"] == gold["whole"] and o["verdict"] == gold["verdict"]]
            if not twin:  # a total by row and by column is told once
                tell("%s: sum %s of %s: other operands: %s" % (name, n, gold["whole"][1], [f["texts"][1:] for f in same]))
        left = [f for f in left if f not in same]
    for f in left:
        tell("%s: false alarm: %s of %s: %s %s" % (name, f["texts"][0], f["texts"][1:], f["verdict"], f["by"]))


def mutants(text, places):
    """Each digit of each place changed: (place, new words, new text)."""
    for at, words in sorted(places.items()):
        start = offset(text, at)
        if " ".join(text[start:start + len(words)].split("\n")) != words:
            continue  # divided by a hyphen or joined otherwise: no digit's place
        for i, digit in enumerate(words):
            if not digit.isascii() or not digit.isdigit():
                continue
            other = "8" if digit == "9" else str(int(digit) + 1)
            yield at, words[:i] + other + words[i + 1:], text[:start + i] + other + text[start + i + 1:]


def turn(name, text, sums):
    """Changes every digit of the operands and compares what is said with what the digits say."""
    shared = {s["whole"] for s in sums if not s["parts"]}
    sums = [s for s in sums if s["parts"]]
    places = {}
    for s in sums:
        for at, words in zip([s["whole"]] + s["parts"], s["texts"]):
            places[at] = words
    jobs = {"m%06d" % i: job for i, job in enumerate(mutants(text, places))}
    wholes = {s["whole"] for s in sums} - shared
    for name_, checks in chain({k: job[2] for k, job in jobs.items()}).items():
        at, words, _ = jobs[name_]
        said = says([c for c in checks if c["parts"]])
        for whole in wholes:
            must, may = set(), set()
            for s in sums:
                if s["whole"] == whole:
                    result, short = known(s, {at: words})
                    (may if short and s["loose"] else must).add(result)
            if not must <= said[whole] or not said[whole] <= must | may:
                tell("%s: %s is %s at %d:%d: of the whole at %d:%d wanted %s, said %s"
                     % (name, places[at], words, *at, *whole, sorted(must), sorted(said[whole])))
        for whole in set(said) - wholes - shared:
            tell("%s: %s is %s at %d:%d: of %d:%d, that was none before: %s" % (name, places[at], words, *at, *whole, sorted(said[whole])))
    return len(jobs)


def main():
    options = {a for a in sys.argv[2:] if a.startswith("--")}
    paths = [a for a in sys.argv[2:] if not a.startswith("--")]
    papers, marked = {}, {}
    for path in paths:
        name = os.path.basename(path).split(".")[0]
        if "--found" in options:
            papers[name] = open(path, encoding="utf-8-sig").read()
        else:
            papers[name], marked[name] = read_marked(path)
    found = chain(papers)
    total = changed = 0
    for name, text in papers.items():
        sums = found[name]
        if name in marked:
            against_marks(name, text, marked[name], sums)
            total += len(marked[name])
            by_place = {}  # as found; every sum of the marks counts, told or not
            for s in sums:
                for at, *rest in zip([s["whole"]] + s["parts"], s["texts"], s["units"], s["vague"], s["values"]):
                    by_place[at] = rest
            full = []
            for n, gold in marked[name].items():
                at = [place(text, gold["whole"][2])] + [place(text, p[2]) for p in gold["parts"]]
                same = [f for f in sums if f["whole"] == at[0]]
                if all(a in by_place for a in at) and same:
                    texts, units, vague, values = zip(*(by_place[a] for a in at))
                    full.append(dict(verdict=gold["verdict"], whole=at[0], parts=at[1:], texts=texts, units=units, vague=vague,
                                     values=values, years=max(f["years"] for f in same), kind=same[0]["kind"], rule=same[0]["rule"]))
            sums = full
        else:
            total += len(sums)
        for s in filter(lambda s: s["parts"], sums):
            s["loose"] = s["clear"] = True
            s["clear"] = known(s)[0][0] == "unverified" or s["verdict"] != "unverified"  # else a part was not read
        if "--mutate" in options and sums:
            changed += turn(name, text, sums)
    print("%d sums, %d changed digits, %d differences" % (total, changed, bad))
    sys.exit(bad > 0)


main()
