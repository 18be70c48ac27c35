#!/bin/sh
# The fuzz entries, a few seconds each over changed copies of the cases, with the sanitizers where they were built.
# `make fuzz` runs them under libFuzzer for as long as one likes.
. "$(dirname "$0")/lib.sh"
build=${BUILD:-build}
[ -x "${ASAN_BUILD:-build-asan}/tests/fuzz-tei" ] && build=${ASAN_BUILD:-build-asan}
seconds=${FUZZ_SECONDS:-2}

# clean NAME: no crash, no assertion, no sanitizer's report
clean() {
    "$build/tests/fuzz-$1" "$seconds" $(sh tests/fuzz/seeds "$1")
}

for entry in tests/fuzz/*.c; do
    name=$(basename "$entry" .c)
    [ "$name" = replay ] || ok "$name" clean "$name"
done
finish
