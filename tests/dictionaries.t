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

# finds FOLDER LINE...: the checker finds what each LINE says, "roles.tsv:2: reason", and ends with 1
finds() {
    python3 tests/check-dictionaries.py "$1" >"$work/found" && return 1
    shift
    for line; do
        grep -qF -e "$line" "$work/found" || {
            echo "not found: $line"
            cat "$work/found"
            return 1
        }
    done
}
# A folder with one table of each fault.
mkdir "$work/faulty"
{
    printf '# what it is\nword\tkind\n'
    printf 'a\t\nb \tx\nc\nd\tx\nd\tx\nA\314\212\tx\n'
} >"$work/faulty/one.tsv"
printf '# Words.\n# word, kind. Sources: ours. Rows are sorted by their bytes.\nword\tkind\nb\tx\na\tx\n\377\tx\n' >"$work/faulty/two.tsv"
printf '# Words.\n# word, kind. Sources: ours. Rows are sorted by their bytes.\nword\tkind\nb\tx\na\tx' >"$work/faulty/three.tsv"

# with_user TABLE ROW...: a user's folder with these rows of one table
with_user() {
    rm -rf "$work/config/aktspor/dictionaries"
    mkdir -p "$work/config/aktspor/dictionaries"
    table=$1
    shift
    { sed -n '/^[^#]/{p;q;}' "dictionaries/$table.tsv"; printf '%b\n' "$@"; } >"$work/config/aktspor/dictionaries/$table.tsv"
}
# tells OPTION...: the mentions of $work/paper.txt, read with the user's folder
tells() {
    "$bin/akt-extract" "$work/paper.txt" | "$bin/akt-normalise" | XDG_CONFIG_HOME=$work/config "$bin/akt-recognise" "$@" >"$work/told" &&
        "$bin/akt-show" mentions "$work/told" | cut -f3-5
}
hash_of() { grep -o 'sha256:[0-9a-f]*' "$1" | tail -1; }

for file in dictionaries/*.tsv; do
    name=$(basename "$file" .tsv)
    ok "$name: some stage opens it" is_opened "$name"
    ok "$name: purpose and columns on top" says_purpose_and_columns "$file"
    ok "$name: sources" names_sources "$file"
    ok "$name: rows of its columns, none twice" is_a_table "$file"
    ok "$name: README names it" grep -qF "\`$name\`" dictionaries/README.md
done
ok "the checker finds nothing here" python3 tests/check-dictionaries.py dictionaries
ok "... and names file and line of what is wrong elsewhere" finds "$work/faulty" \
    'one.tsv:1: the first line does not say' 'one.tsv:1: the comment names no source' \
    'one.tsv:3: the last cell is empty' 'one.tsv:4: blanks around' 'one.tsv:5: 1 cells, not 2' \
    'one.tsv:7: the same row stands in line 6' 'one.tsv:8: a letter is written in two characters' \
    'two.tsv:6: this is no UTF-8' 'three.tsv:5: the last line does not end' 'three.tsv:5: out of order'
ok "the stages open all of them and say nothing" opens_all
ok "a user's own row is taken" refuses "$(printf 'gav i gave\tgranted\tgive')" 0
ok "a row with a cell too few is refused" refuses "gav i gave" 3
ok "a row with an unknown value is refused" refuses "$(printf 'gav i gave\tforæret\tgive')" 3

printf 'Notat\n\nSagen hedder XQ 17-2014 og koster 300 kr. pr. dims.\n' >"$work/paper.txt"
with_user case-numbers 'case\tXQ ##-yyyy\tnone\ttest'
tells >"$work/with"
cp "$work/told" "$work/with.xml"
tells --no-user-dictionaries >"$work/without"
ok "... where the user wants it" grep -q 'XQ 17-2014' "$work/with"
ok "... and only there" sh -c "! grep -q 'XQ 17-2014' '$work/without'"
ok "the stream tells of other rows by another hash" test "$(hash_of "$work/with.xml")" != "$(hash_of "$work/told")"
with_user case-numbers "$(grep -v '^#' dictionaries/case-numbers.tsv | sed -n 2p)"
ok "a user's row that we ship by now is no mistake" tells
hash=$(hash_of "$work/told")
tells --no-user-dictionaries >/dev/null
ok "... and changes no hash" test "$hash" = "$(hash_of "$work/told")"
cp -r dictionaries "$work/own"
sed -i '/^BR #/d; /^committee/d' "$work/own/case-numbers.tsv"
tells -d "$work/own" >"$work/with"
ok "--dictionaries reads another folder" sh -c "'$bin/akt-recognise' -d '$work/nowhere' <'$work/2' 2>&1 | grep -q nowhere"
ok "... whole, with its own hash" test "$(hash_of "$work/told")" != "$(hash_of "$work/with.xml")"
ok "the checker reads a user's folder too" python3 tests/check-dictionaries.py --user "$work/config/aktspor/dictionaries"

finish
