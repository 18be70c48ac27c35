#!/bin/sh
# The code is laid out as clang-format lays it out (make format), and tests may be run.
. "$(dirname "$0")/lib.sh"
if command -v clang-format >/dev/null; then
    ok "the code is laid out" make -s format-check
else
    skip "clang-format is not here"
fi
# prove cannot run what is not executable.
ok "every test may be run" test -z "$(find tests -name '*.t' ! -perm -u+x)"
finish
