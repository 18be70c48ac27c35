#!/bin/sh
# The cases, with AddressSanitizer and UBSan.
cd "$(dirname "$0")/.." || exit 1
if [ ! -x "${ASAN_BUILD:-build-asan}/bin/akt-extract" ]; then
    echo "1..0 # SKIP there is no build with sanitizers: make asan-build"
    exit 0
fi
BUILD=${ASAN_BUILD:-build-asan} exec tests/run-cases
