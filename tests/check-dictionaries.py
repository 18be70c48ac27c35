"""What every table of a dictionaries folder keeps to, beside what the stages ask of its cells.

usage: check-dictionaries.py [--user] FOLDER

Names file and line of what is wrong: text that is not UTF-8 in NFC, a header of comments without purpose, columns or
sources, rows with another number of cells than columns, empty last cells, blanks around cells, rows or keys said
twice, rows out of the order that the comment promises ("Rows are sorted"). With --user the folder holds a user's own
rows: no comments are asked for, but each file must be one of ours, with our columns. Ends with 1 where anything is wrong."""
import os
import sys
import unicodedata

OURS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "dictionaries")


def decoded(path, fault):
    """The lines of a file; None where it is not UTF-8."""
    with open(path, "rb") as file:
        raw = file.read()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        fault(raw.count(b"\n", 0, error.start) + 1, "this is no UTF-8")
        return None
    if text and not text.endswith("\n"):
        fault(text.count("\n") + 1, "the last line does not end")
    return text.split("\n")[:-1] if text.endswith("\n") else text.split("\n")


def header_of(lines):
    """Number of the header line, from 1, and its columns."""
    for n, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            return n, line.split("\t")
    return len(lines), []


def check_comments(comments, columns, fault):
    if not comments or not comments[0][2:3].isupper():
        fault(1, "the first line does not say what the table is for")
    text = " ".join(comment[1:] for comment in comments)
    if "Sources:" not in text and "Source:" not in text:
        fault(1, "the comment names no source")
    for column in columns:
        if column.lower() not in text.lower() and column.replace("_", " ").lower() not in text.lower():
            fault(1, "the comment does not tell of the column “%s”" % column)
    return "Rows are sorted" in text


def check_row(n, cells, columns, fault):
    if len(cells) != len(columns):
        fault(n, "%d cells, not %d" % (len(cells), len(columns)))
        return
    if not cells[0] and not any(cells):
        fault(n, "an empty row")
    if not cells[-1]:
        fault(n, "the last cell is empty")
    for column, cell in zip(columns, cells):
        if cell != cell.strip() or "\u00a0" in cell:
            fault(n, "blanks around the cell of “%s”, or one that does not break" % column)
        if "  " in cell:
            fault(n, "two blanks in the cell of “%s”" % column)


def check_file(path, user):
    faults = []

    def fault(line, reason):
        faults.append("%s:%d: %s" % (path, line, reason))

    lines = decoded(path, fault)
    if lines is None:
        return faults
    head, columns = header_of(lines)
    if not columns:
        fault(head, "there is no header line")
        return faults
    promised = False
    if user:
        own = os.path.join(OURS, os.path.basename(path))
        if not os.path.exists(own):
            fault(1, "no table of ours has this name: nothing reads it")
        else:
            with open(own, encoding="utf-8") as file:
                wanted = header_of(file.read().split("\n"))[1]
            if not set(columns) >= set(wanted):
                fault(head, "columns are missing: " + ", ".join(sorted(set(wanted) - set(columns))))
    else:
        promised = check_comments([line for line in lines[:head] if line.startswith("#")], columns, fault)
    if len(set(columns)) != len(columns):
        fault(head, "a column stands twice")
    rows, last = {}, None
    for n, line in enumerate(lines, 1):
        if unicodedata.normalize("NFC", line) != line:
            fault(n, "a letter is written in two characters (not NFC)")
        if line.endswith("\r"):
            fault(n, "the line ends in a carriage return")
        if n <= head or not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        check_row(n, cells, columns, fault)
        if line in rows:
            fault(n, "the same row stands in line %d" % rows[line])
        rows[line] = n
        if promised and last is not None and line.encode() < last:
            fault(n, "out of order")
        last = line.encode()
    if not rows:
        fault(head, "there are no rows")
    return faults


def main():
    arguments = sys.argv[1:]
    user = arguments[:1] == ["--user"]
    if len(arguments) != 1 + user or not os.path.isdir(arguments[-1]):
        sys.exit("usage: check-dictionaries.py [--user] FOLDER")
    folder = arguments[-1]
    names = sorted(name for name in os.listdir(folder) if name.endswith(".tsv"))
    faults = [] if names else ["%s: there are no tables" % folder]
    for name in names:
        faults += check_file(os.path.join(folder, name), user)
    print("\n".join(faults), end="\n" if faults else "")
    sys.exit(1 if faults else 0)


main()
