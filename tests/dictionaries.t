#!/bin/sh
# What every table under dictionaries/ keeps to: it says what it is and where it comes from, some stage opens it, its rows
# have its columns and stand once, and the stages open all of them without a word.
. "$(dirname "$0")/lib.sh"

# A stage names a table where it opens it, or in a list of tables that it opens.
is_opened() {
    grep -rqF --include='*.c' "\"$1\"" stages
}

says_purpose_and_columns() {
    head -1 "$1" | grep -q '^# [A-Z]' && sed '/^[^#]/q' "$1" | grep -c '^#' | grep -qv '^[01]$' || return 1
    sed -n '/^[^#]/{p;q;}' "$1" | tr '\t' '\n' | while read -r column; do
        grep '^#' "$1" | grep -qiF "$(echo "$column" | tr _ ' ')" || grep '^#' "$1" | grep -qF "$column" || {
            echo "column $column is not told"
            exit 1
        }
    done
}

names_sources() {
    grep '^#' "$1" | grep -q 'Sources\{0,1\}:'
}

is_a_table() {
    awk -F '\t' '
        /^#/ || /^$/ { next }
        !columns { columns = NF; next }
        NF != columns { print FILENAME ":" FNR ": " NF " cells, not " columns; bad = 1 }
        /(^|\t) | (\t|$)/ { print FILENAME ":" FNR ": blanks around a cell"; bad = 1 }
        seen[$0]++ { print FILENAME ":" FNR ": twice: " $0; bad = 1 }
        { rows++ }
        END { exit bad || !rows }' "$1"
}

opens_all() {
    printf 'Notat\n\nTil Socialudvalget\n\nDer er afsat 2 mio. kr. til projekt "Havnen" i 2014.\n' >"$work/paper.txt"
    "$bin/akt-extract" "$work/paper.txt" >"$work/0" 2>"$work/stderr" || return 1
    n=0
    for stage in normalise recognise relate; do
        "$bin/akt-$stage" --no-user-dictionaries <"$work/$n" >"$work/$((n + 1))" 2>>"$work/stderr" || return 1
        n=$((n + 1))
    done
    "$bin/akt-load" --no-user-dictionaries "$work/db" <"$work/3" 2>>"$work/stderr" &&
        "$bin/akt-link" --no-user-dictionaries "$work/db" 2>>"$work/stderr" || return 1
    ! grep . "$work/stderr"
}

# A row that is wrong is told by its file and line, and nothing comes out.
refuses() {
    mkdir -p "$work/config/aktspor/dictionaries"
    { sed '/^[^#]/q' dictionaries/roles.tsv; printf '%s\n' "$1"; } >"$work/config/aktspor/dictionaries/roles.tsv"
    XDG_CONFIG_HOME=$work/config exits "$2" "$bin/akt-relate" <"$work/2" || return 1
    [ "$2" = 0 ] || says "roles.tsv:$(sed -n '$=' "$work/config/aktspor/dictionaries/roles.tsv"):"
}

for file in dictionaries/*.tsv; do
    name=$(basename "$file" .tsv)
    ok "$name: some stage opens it" is_opened "$name"
    ok "$name: purpose and columns on top" says_purpose_and_columns "$file"
    ok "$name: sources" names_sources "$file"
    ok "$name: rows of its columns, none twice" is_a_table "$file"
    ok "$name: README names it" grep -qF "\`$name\`" dictionaries/README.md
done
ok "the stages open all of them and say nothing" opens_all
ok "a user's own row is taken" refuses "$(printf 'gav i gave\tgranted\tgive')" 0
ok "a row with a cell too few is refused" refuses "gav i gave" 3
ok "a row with an unknown value is refused" refuses "$(printf 'gav i gave\tforæret\tgive')" 3

finish
