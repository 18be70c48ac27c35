#!/bin/sh
# The served review in a real browser: filters, highlights, twenty facts by keys alone, marks, both languages.
. "$(dirname "$0")/../lib.sh"
. tests/browser/lib.sh
browser_ready

mkdir "$work/papers"
cp fixtures/pdf/f0*.pdf "$work/papers"
cat >"$work/papers/hostile.txt" <<'END'
Notat om <script>alert("titel")</script> og "><svg onload=alert(2)>

Socialudvalget bevilgede den 9. maj 2016 400.000 kr. til projektet Lyse Nætter <img src=x onerror=alert(4)>.
END
"$bin/aktspor" run -q "$work/papers" -o "$work/x.db"
# A database may come from a stranger: what it says is text too.
sqlite3 "$work/x.db" "UPDATE name SET value = '<img src=x onerror=alert(4)>' WHERE value = 'Lyse Nætter';
    UPDATE fact SET subject = '<img src=x onerror=alert(4)>' WHERE subject = 'Lyse Nætter';
    UPDATE evidence SET text = text || '<script>alert(5)</script>' WHERE text LIKE '%Lyse N%'"

"$bin/akt-audit" sample "$work/x.db" --sample fundet --size 6 --seed 3 >"$work/drawn" &&
    "$bin/akt-audit" sample "$work/x.db" --sample sider --pages --size 3 --seed 3 >>"$work/drawn" || exit 1

# serve NAME OPTION...: starts a review, its address in $work/NAME
servers=
trap 'kill $servers 2>/dev/null; rm -rf "$work"' EXIT
serve() {
    name=$1
    shift
    "$bin/akt-audit" serve "$work/x.db" "$@" >"$work/$name" 2>"$work/$name.err" &
    servers="$servers $!"
    for _ in $(seq 100); do
        [ -s "$work/$name" ] && return
        sleep 0.1
    done
}
serve danish --reviewer ane
serve english --reviewer bo --lang en
browser serve-test.mjs "$work/x.db" "$work/papers" "$(cat "$work/danish")" "$(cat "$work/english")"
