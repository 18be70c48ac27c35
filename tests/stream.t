#!/bin/sh
# What every stage writes: valid, the words unchanged, and nothing lost that it received.
. "$(dirname "$0")/lib.sh"

find fixtures/text fixtures/pdf fixtures/html -type f -print0 | sort -z >"$work/list"
[ -d "$shared/seeds" ] && find "$shared/seeds" "$shared/dev" -name '*.txt' -print0 -o -name '*.pdf' -print0 |
    sort -z >>"$work/list"

xargs -0 "$bin/akt-extract" <"$work/list" >"$work/extract" 2>/dev/null
"$bin/akt-normalise" "$work/extract" >"$work/normalise"
"$bin/akt-recognise" "$work/normalise" >"$work/recognise"
"$bin/akt-relate" "$work/recognise" >"$work/relate"

# Validity: a file a line, xmllint with our schema, jing with all of TEI where that is there.
for stage in extract normalise recognise relate; do
    mkdir -p "$work/$stage.d"
    split -l 1 -a 4 --additional-suffix=.xml "$work/$stage" "$work/$stage.d/"
    ok "$stage: every line is valid against aktspor.rng" \
        xmllint --noout --relaxng pipeline/aktspor.rng "$work/$stage.d"/*.xml
    if [ -f "$shared/tei/tei_all.rng" ] && command -v jing >/dev/null; then
        ok "$stage: every line is valid TEI P5" jing "$shared/tei/tei_all.rng" "$work/$stage.d"/*.xml
    else
        skip "no tei_all.rng or no jing here"
    fi
    "$bin/akt-show" source "$work/$stage" >"$work/$stage.source"
    ok "$stage: the words of the originals are as extract read them" \
        cmp "$work/extract.source" "$work/$stage.source"
done
ok "the originals have words" test -s "$work/extract.source"

# A stage that runs again changes nothing.
for stage in normalise recognise relate; do
    "$bin/akt-$stage" "$work/$stage" >"$work/again"
    ok "$stage: run again it writes the same bytes" cmp "$work/$stage" "$work/again"
done

# Every character is accounted for.
ok "coverage accounts for every character" exits 0 "$bin/akt-show" coverage "$work/relate"
ok "no character is unaccounted" sh -c "! grep -q unaccounted '$work/stdout'"
ok "every fact and mention has a page" sh -c \
    "'$bin/akt-show' mentions '$work/relate' | cut -f8 | tail -n +2 | grep -qv '^[1-9]' && exit 1 || exit 0"
finish
