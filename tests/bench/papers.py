#!/usr/bin/env python3
"""Invented committee papers in any number, with what should be linked in them.

    tests/bench/papers.py N FOLDER [--seed S]      writes FOLDER/000000.txt ... and FOLDER/truth.tsv

Each project belongs to a municipality and stands in about five papers, a year each, in one of three
spellings; every eighth project has a neighbour whose name differs by one word and is another one. A paper
is about one or two projects of its municipality: case, meeting, what was granted in which year. truth.tsv has a
row for each paper and project: paper, municipality, spelling, number of the project. The same N and S give the
same papers; there is no clock and no other chance in it."""
import argparse
import os
import random

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

FIRST = ["Aften", "Bolig", "Cykel", "Dag", "Familie", "Gade", "Have", "Job", "Kultur", "Lektie", "Musik", "Nat", "Opsøg",
         "Pårørende", "Ramme", "Skole", "Sommer", "Ungdoms", "Vej", "Værk", "Vinter", "Frivillig", "Nabo", "Fritids"]
SECOND = ["caféen", "huset", "indsatsen", "klubben", "netværket", "patruljen", "skuret", "stedet", "stuen", "teamet",
          "værkstedet", "tjenesten", "centret", "rådgivningen", "brigaden", "butikken"]
SYLLABLES = ["Alm", "Birk", "Dal", "Eng", "Frem", "Grøn", "Hassel", "Ing", "Kild", "Lind", "Mose", "Nord", "Ost", "Pil", "Rav",
             "Skov", "Told", "Ulv", "Ved", "Ård", "Ask", "Brem", "Elm", "Hyld"]
TAILS = ["bjerg", "by", "dam", "gård", "holm", "høj", "kær", "lund", "rup", "sø", "toft", "vang", "vig", "ø", "strup", "løse"]
TRAPS = ["for unge", "for ældre", "for kvinder", "for mænd"]
MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "august", "september", "oktober", "november", "december"]
FUNDS = ["Socialministeriets satspulje", "§ 18-puljen", "Fonden Lys i Mørket", "kommunens udviklingspulje"]


def municipalities():
    with open(os.path.join(ROOT, "dictionaries", "municipalities.tsv"), encoding="utf-8") as rows:
        lines = [line.rstrip("\n") for line in rows if line.strip() and not line.startswith("#")]
    return [line.split("\t")[0] for line in lines[1:]]


class Project:
    def __init__(self, number, town, first, second, place, trap):
        self.number, self.town = number, town
        self.parts = first, second, place, trap

    def spelling(self, which):
        """0 as it is, 1 with a hyphen, 2 with the place's i left out."""
        first, second, place, trap = self.parts
        word = (first + "-" + second) if which == 1 else first + second
        name = word + (" " if which == 2 else " i ") + place
        return name + (" " + trap if trap else "")


def projects(count, chance):
    towns = municipalities()
    taken, made = set(), []
    while len(made) < count:
        town = chance.choice(towns)
        parts = chance.choice(FIRST), chance.choice(SECOND), chance.choice(SYLLABLES) + chance.choice(TAILS)
        if (town, parts) in taken:
            continue
        taken.add((town, parts))
        if chance.random() < 0.125:
            for trap in chance.sample(TRAPS, 2):
                made.append(Project(len(made), town, *parts, trap))
        else:
            made.append(Project(len(made), town, *parts, ""))
    return made


def money(chance):
    if chance.random() < 0.5:
        return "%d.%03d.000 kr." % (chance.randint(1, 9), chance.randint(0, 999))
    return "%d,%d mio. kr." % (chance.randint(1, 9), chance.randint(1, 9))


def text_of(number, town, named, chance):
    year = 2004 + number % 20
    day, month = chance.randint(1, 28), chance.choice(MONTHS)
    case = "%d-%06d" % (year, chance.randint(1, 999999))
    lines = ["%s Kommune" % town, "", "%d. %s %d" % (day, month, year), "", "Til Socialudvalget", "",
             "Status på indsatser i %d" % year, "", "Sagsnr.", case, ""]
    for name in named:
        lines += ["Projekt “%s” har fået bevilget %s i %d fra %s. Indsatsen nåede %d deltagere." %
                  (name, money(chance), year, chance.choice(FUNDS), chance.randint(8, 300)), ""]
    lines += ["Sagen blev behandlet på Socialudvalgets møde den %d. %s %d." % (day, month, year), "",
              "Næste status forelægges i %s %d." % (chance.choice(MONTHS), year + 1), ""]
    return "\n".join(lines)


def papers(count, seed=1):
    """(name, text, [(town, spelling, project)]) of each paper."""
    chance = random.Random(seed)
    made = projects(max(4, count // 4), chance)
    by_town = {}
    for project in made:
        by_town.setdefault(project.town, []).append(project)
    for number in range(count):
        project = made[number % len(made)]
        about = [project]
        if chance.random() < 0.25:
            other = chance.choice(by_town[project.town])
            if other is not project:
                about.append(other)
        named = [(project.town, p.spelling(chance.randrange(3)), p.number) for p in about]
        yield "%06d.txt" % number, text_of(number, project.town, [n for _, n, _ in named], chance), named


def write(count, folder, seed=1):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "truth.tsv"), "w", encoding="utf-8") as truth:
        truth.write("paper\tmunicipality\tspelling\tproject\n")
        for name, text, named in papers(count, seed):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as paper:
                paper.write(text)
            for town, spelling, number in named:
                truth.write("%s\t%s\t%s\t%d\n" % (name, town, spelling, number))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.count, options.folder, options.seed)
