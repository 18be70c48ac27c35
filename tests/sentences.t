#!/bin/sh
# Ends of sentences in running Danish, against a treebank's.
. "$(dirname "$0")/lib.sh"

treebank=$shared/peers/ddt_sentences.tsv
[ -f "$treebank" ] || {
    echo "1..0 # SKIP no treebank beside the project"
    exit 0
}

# f1_is_at_least FLOOR SPLIT: 8 % of the treebank's sentences end without a mark
f1_is_at_least() {
    "${bin%/bin}/tests/bench-sentences" "$treebank" "$2" >"$work/f1" || return 1
    cat "$work/f1"
    awk -v floor="$1" '{ exit !($NF >= floor) }' "$work/f1"
}

ok "F1 on the training part is at least 0.95" f1_is_at_least 0.95 train
ok "F1 on the development part is at least 0.95" f1_is_at_least 0.95 dev
finish
