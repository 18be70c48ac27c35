#!/bin/sh
# Papers that were written, with their gold, by somebody who had seen no rule: fixtures/blind. The floors stand a little below
# what is reached today; what was reached the first time is kept in fixtures/FIRST-SCORES.tsv.
. "$(dirname "$0")/lib.sh"

# floor WHAT AT-LEAST GOLD-OPTION GOLD-FOLDER FILE: F1 of all rows, in thousandths
floor() {
    f1=$(python3 tests/score.py $3 "$4" "$5" | tee "$work/score" | sed -n 's/^ALL .*F1 0*\([0-9]\)\.\([0-9]*\)$/\1\2/p' | sed 's/^0*//')
    sed 's/^/# /' "$work/score"
    ok "$1: F1 $f1 of 1000, at least $2" test "${f1:-0}" -ge "$2"
}

# group NAME PREFIX MENTIONS-TXT MENTIONS-PDF FACTS-TXT FACTS-PDF: the papers whose names begin with PREFIX
group() {
    mkdir "$work/$2"
    cp fixtures/blind/"$2"* "$work/$2"
    for form in txt pdf; do
        "$bin/akt-extract" "$work/$2"/*.$form | "$bin/akt-normalise" --no-user-dictionaries |
            "$bin/akt-recognise" --no-user-dictionaries | "$bin/akt-relate" --no-user-dictionaries >"$work/$form"
        "$bin/akt-show" mentions "$work/$form" >"$work/$form.mentions"
        "$bin/akt-show" facts "$work/$form" >"$work/$form.facts"
    done
    floor "$1: mentions of the texts" "$3" "" "$work/$2" "$work/txt.mentions"
    floor "$1: mentions of the PDFs" "$4" "" "$work/$2" "$work/pdf.mentions"
    floor "$1: facts of the texts" "$5" --facts "$work/$2" "$work/txt.facts"
    floor "$1: facts of the PDFs" "$6" --facts "$work/$2" "$work/pdf.facts"
}
group "b01 to b12" b 955 955 815 810
group "p01 to p10" p 930 928 635 645

# The reading order of each PDF by itself: `.reading` is its ideal text, footnotes behind the body, the margin last.
for pdf in fixtures/blind/*.pdf; do
    name=$(basename "$pdf" .pdf)
    "$bin/akt-extract" "$pdf" | "$bin/akt-normalise" | "$bin/akt-show" text >"$work/text"
    share=$(python3 tests/reading-order.py "fixtures/blind/$name.reading" "$work/text")
    case $name in
    b12-*) least=915 ;; # two columns, whose footnotes stand under the first
    b04-* | b06-* | p10-*) least=955 ;; # a footnote; fields set to the right of a letter's head; a table of many lines a cell
    *) least=985 ;;
    esac
    ok "$name: $share of 1000 words in order, at least $least" test "$share" -ge $least
done
finish
