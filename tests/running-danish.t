#!/bin/sh
# False alarms on 79,000 words of running Danish that is no committee paper, as one text: no case number, at most ten
# projects and programmes, no amount that is none.
. "$(dirname "$0")/lib.sh"

treebank=$shared/peers/ddt_sentences.tsv
[ -f "$treebank" ] || {
    echo "1..0 # SKIP no treebank beside the project"
    exit 0
}
tail -n +2 "$treebank" | cut -f6 | tr '\n' ' ' >"$work/text.txt"
"$bin/akt-extract" "$work/text.txt" | "$bin/akt-normalise" >"$work/normalised"
"$bin/akt-recognise" "$work/normalised" | "$bin/akt-show" mentions | tail -n +2 >"$work/mentions"

# at_most N COMMAND...: the command prints at most so many lines
at_most() {
    most=$1
    shift
    "$@" >"$work/lines"
    cut -f3-6 "$work/lines"
    [ "$(wc -l <"$work/lines")" -le "$most" ]
}
of_type() { awk -F '\t' -v types="$1" 'index(types, $3)' "$work/mentions"; }
# What a currency says is one, counted in pr. kg or not; "de 70 millioner", "3.000 kr. eller tre millioner" are, read by eye.
amounts_without_currency() {
    of_type amount | awk -F '\t' 'tolower($4) !~ /kr|dollar|pund|mark|ecu/'
}
# The corrections of words, right and wrong: "sic corr" a line.
suggestions() {
    grep -o '<sic>[^<]*</sic><corr[^>]*>[^<]*</corr>' "$work/normalised" | sed 's/<[^>]*>/ /g'
}

ok "it is read" test "$(wc -l <"$work/mentions")" -gt 1000
ok "no case number" at_most 0 of_type case
ok "amounts are there" sh -c "cut -f3 '$work/mentions' | grep -c amount | grep -q '^1[0-9][0-9]$'"
ok "no amount without a currency but two that were read by eye" at_most 2 amounts_without_currency
# Words with a slip in the press are rare; eleven of them are right. More than 20 would be guesses.
ok "hardly a word is corrected" at_most 20 suggestions
ok "at most ten projects and programmes" at_most 10 of_type "project programme"
finish
