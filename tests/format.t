#!/bin/sh
# The code is laid out as clang-format lays it out (make format).
. "$(dirname "$0")/lib.sh"
if command -v clang-format >/dev/null; then
    ok "the code is laid out" make -s format-check
else
    skip "clang-format is not here"
fi
finish
