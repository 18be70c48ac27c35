#!/bin/sh
# Bad input to each program: a clear message, the right exit status, nothing half-written.
. "$(dirname "$0")/lib.sh"

paper=fixtures/text/$(ls fixtures/text | head -1)
mkdir "$work/folder"
: >"$work/empty"
head -c 4000 /dev/urandom >"$work/noise"
"$bin/akt-extract" "$paper" | "$bin/akt-normalise" | "$bin/akt-recognise" | "$bin/akt-relate" >"$work/good"
"$bin/akt-extract" "$paper" >"$work/extracted"
head -c 5000 "$work/good" >"$work/cut"
cat "$work/good" "$work/cut" >"$work/good-cut"
"$bin/akt-load" "$work/good.db" "$work/good"
sqlite3 "$work/foreign.db" 'CREATE TABLE t(x)'

# An unreadable file, as somebody who is not root.
cp "$work/good" "$work/locked" && chmod 000 "$work/locked"
chmod 755 "$work"
as_nobody() {
    if [ "$(id -u)" = 0 ]; then setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; else "$@"; fi
}
can_be_nobody() {
    as_nobody test -x "$bin/akt-show" 2>/dev/null
}

for filter in normalise recognise relate; do
    p=akt-$filter
    ok "$p: no such file" exits 3 "$bin/$p" "$work/none"
    ok "$p: ... and says so" says "$p: $work/none: No such file"
    ok "$p: a folder" exits 3 "$bin/$p" "$work/folder"
    ok "$p: ... and says so" says "Is a directory"
    ok "$p: an empty file is no document and no error" exits 0 "$bin/$p" "$work/empty"
    ok "$p: ... and nothing is written" test ! -s "$work/stdout"
    ok "$p: bytes that are no text" exits 3 "$bin/$p" "$work/noise"
    ok "$p: ... and says in which line" says "$p: $work/noise:1: "
    ok "$p: ... and nothing is written" test ! -s "$work/stdout"
    ok "$p: a stream cut in the middle of a line" exits 3 "$bin/$p" "$work/good-cut"
    ok "$p: ... and says in which line" says ":2: the line is cut off"
    ok "$p: ... and the whole line before it is there" sh -c "[ \$(wc -l <'$work/stdout') = 1 ]"
    ok "$p: the line after a bad one goes on" exits 3 sh -c "(echo '<TEI/>'; cat '$work/good') | '$bin/$p'"
    ok "$p: ... and is there" sh -c "[ \$(wc -l <'$work/stdout') = 1 ]"
    ok "$p: a full disk" exits 3 sh -c "'$bin/$p' '$work/good' >/dev/full"
    ok "$p: ... and says so" says "No space left"
    ok "$p: an unknown option" exits 2 "$bin/$p" --frobnicate
    ok "$p: no dictionaries" exits 3 "$bin/$p" --dictionaries "$work/folder" "$work/good"
    ok "$p: ... and says which file" says "$work/folder"
    ok "$p: --version" exits 0 "$bin/$p" --version
    ok "$p: --help" exits 0 "$bin/$p" --help
    if can_be_nobody; then
        ok "$p: an unreadable file" exits 3 as_nobody "$bin/$p" "$work/locked"
        ok "$p: ... and says so" says "Permission denied"
    else
        skip "nobody cannot run the programs here"
    fi
done
for filter in recognise relate; do
    ok "akt-$filter: a document that lacks the stage before" exits 3 "$bin/akt-$filter" "$work/extracted"
    ok "akt-$filter: ... and says so" says "wants a document that"
done

# show
p=akt-show
ok "$p: no view" exits 2 "$bin/$p"
ok "$p: an unknown view" exits 2 "$bin/$p" colours "$work/good"
ok "$p: no such file" exits 3 "$bin/$p" mentions "$work/none"
ok "$p: ... and says so" says "$p: $work/none: No such file"
ok "$p: a folder" exits 3 "$bin/$p" mentions "$work/folder"
ok "$p: noise" exits 3 "$bin/$p" facts "$work/noise"
ok "$p: a cut stream" exits 3 "$bin/$p" mentions "$work/good-cut"
ok "$p: ... what was whole is shown" sh -c "[ \$(wc -l <'$work/stdout') -gt 2 ]"
ok "$p: a full disk" exits 3 sh -c "'$bin/$p' mentions '$work/good' >/dev/full"
ok "$p: a bad XPath" exits 2 sh -c "'$bin/$p' select '//[' <'$work/good'"

# extract and the driver
for p in "akt-extract" "aktspor stream"; do
    program=${p%% *}
    ok "$p: no such file" exits 1 "$bin/"$p "$work/none"
    ok "$p: ... and says so" says "$program: $work/none: No such file"
    ok "$p: an empty file is a document" exits 0 "$bin/"$p "$work/empty"
    ok "$p: ... in the state empty" grep -q '<note type="state">empty' "$work/stdout"
    ok "$p: bytes that are no text" exits 1 "$bin/"$p "$work/noise"
    ok "$p: ... still travel as a line that says so" grep -q '<note type="state">damaged' "$work/stdout"
    ok "$p: a full disk" exits 3 sh -c "'$bin/'$p '$paper' >/dev/full"
    ok "$p: no paper" exits 2 "$bin/"$p
    ok "$p: the rest goes on" exits 1 "$bin/"$p "$work/none" "$paper"
    ok "$p: ... and both have a line" sh -c "[ \$(wc -l <'$work/stdout') = 2 ]"
done
ok "akt-extract: a folder" exits 1 "$bin/akt-extract" fixtures/text
ok "akt-extract: a folder with -r" exits 0 "$bin/akt-extract" -r fixtures/text
ok "aktspor: no command" exits 2 "$bin/aktspor"
ok "aktspor run: no database" exits 2 "$bin/aktspor" run "$paper"
ok "aktspor run: a database that is none of ours" exits 3 "$bin/aktspor" run "$paper" -o "$work/foreign.db"
ok "aktspor run: a file that is no database" exits 3 "$bin/aktspor" run "$paper" -o "$work/noise"

# load, link, audit: databases
cp "$work/foreign.db" "$work/foreign.copy"
cp "$work/noise" "$work/noise.copy"
ok "akt-load: no database named" exits 2 "$bin/akt-load"
ok "akt-load: a stream cut in the middle" exits 3 "$bin/akt-load" "$work/cut.db" "$work/good-cut"
ok "akt-load: ... and what was whole is there" sh -c "[ \$(sqlite3 '$work/cut.db' 'SELECT count(*) FROM document') = 1 ]"
ok "akt-load: a folder that is not there" exits 3 "$bin/akt-load" "$work/none/x.db" "$work/good"
for p in akt-load akt-link "akt-audit verify"; do
    ok "$p: a database that is none of ours" exits 3 "$bin/"$p "$work/foreign.db"
    ok "$p: ... and says so" says "foreign.db"
    ok "$p: a file that is no database" exits 3 "$bin/"$p "$work/noise"
    ok "$p: a folder" exits 3 "$bin/"$p "$work/folder"
done
for p in akt-link "akt-audit verify"; do
    ok "$p: no database named" exits 2 "$bin/"$p
    ok "$p: no such database" exits 3 "$bin/"$p "$work/none.db"
    ok "$p: ... and none is made" test ! -e "$work/none.db"
done
ok "what is none of ours is left as it was" cmp "$work/foreign.db" "$work/foreign.copy"
ok "what is no database is left as it was" cmp "$work/noise" "$work/noise.copy"
finish
