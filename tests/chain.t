#!/bin/sh
# One process and a shell pipe give the same bytes, whoever does it: with 1 and 4 workers, in two
# locales, all papers through one pipe or each stage in a process of its own with a file between.
. "$(dirname "$0")/lib.sh"

# A Danish locale, made here if the machine has none.
danish() {
    if locale -a 2>/dev/null | grep -qi '^da_DK\.utf-\?8$'; then
        return 0
    fi
    mkdir -p "$work/locale" && localedef -i da_DK -f UTF-8 "$work/locale/da_DK.UTF-8" 2>/dev/null &&
        export LOCPATH="$work/locale"
}

# pipe LIST: the shell pipe over the papers of a list (NUL between); what extract wrote is kept
pipe() {
    xargs -0 "$bin/akt-extract" --no-user-dictionaries <"$1" 2>/dev/null | tee "$work/extracted" |
        "$bin/akt-normalise" --no-user-dictionaries | "$bin/akt-recognise" --no-user-dictionaries |
        "$bin/akt-relate" --no-user-dictionaries
}

# steps: each stage alone, its input a file
steps() {
    mv "$work/extracted" "$work/step"
    for stage in normalise recognise relate; do
        "$bin/akt-$stage" --no-user-dictionaries "$work/step" >"$work/next" && mv "$work/next" "$work/step"
    done
    cat "$work/step"
}

stream() { # LIST JOBS
    "$bin/aktspor" stream --no-user-dictionaries -j "$2" -0 <"$1" 2>/dev/null
}

same() { # NAME LIST
    pipe "$2" >"$work/pipe"
    ok "$1: there is a line for every paper" \
        test "$(tr -cd '\0' <"$2" | wc -c)" = "$(wc -l <"$work/pipe")"
    stream "$2" 1 >"$work/one"
    ok "$1: one process is the pipe" cmp "$work/pipe" "$work/one"
    stream "$2" 4 >"$work/four"
    ok "$1: four workers are one" cmp "$work/one" "$work/four"
    steps >"$work/steps"
    ok "$1: stage by stage is the pipe" cmp "$work/pipe" "$work/steps"
    if danish; then
        LC_ALL=da_DK.UTF-8 stream "$2" 2 >"$work/danish"
        ok "$1: a Danish locale changes nothing" cmp "$work/one" "$work/danish"
    else
        skip "no Danish locale, and none can be made"
    fi
}

find fixtures/text fixtures/pdf fixtures/html -type f -print0 | sort -z >"$work/fixtures"
same fixtures "$work/fixtures"
for set in seeds dev producers hostile; do
    if [ -d "$shared/$set" ]; then
        find "$shared/$set" -maxdepth 1 \( -name '*.txt' -o -name '*.pdf' \) -print0 | sort -z >"$work/$set"
        same "$set" "$work/$set"
    else
        skip "no ../shared/$set here"
    fi
done
finish
