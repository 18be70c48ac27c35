#!/usr/bin/env python3
"""The share of a paper's words that stand in the right order, in thousandths.

    tests/reading-order.py IDEAL FOUND

Both are texts; only their words count, not how they are divided into lines. The longest common subsequence is what is in order."""
import difflib
import sys
import unicodedata


def words(path):
    with open(path, encoding="utf-8") as file:
        return unicodedata.normalize("NFC", file.read()).split()


def main():
    ideal, found = words(sys.argv[1]), words(sys.argv[2])
    matcher = difflib.SequenceMatcher(None, ideal, found, autojunk=False)
    in_order = sum(block.size for block in matcher.get_matching_blocks())
    print(1000 * in_order // max(1, len(ideal)))


main()
