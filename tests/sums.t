#!/bin/sh
# Announced sums: those marked in fixtures/sums are found with their operands and verdicts and no
# other; one digit changed in any operand turns exactly the sums that use it, there and in the papers
# of the other fixtures.
. "$(dirname "$0")/lib.sh"

ok "the sums marked in fixtures/sums, and one digit changed" \
    python3 tests/sums.py "$bin" --mutate fixtures/sums/*.marked
ok "one digit changed in the fixtures" python3 tests/sums.py "$bin" --found --mutate fixtures/text/*.txt
ok "one digit changed in the papers written blind" python3 tests/sums.py "$bin" --found --mutate fixtures/blind/*.txt
if [ -d "$shared/dev" ]; then
    ok "one digit changed in the development papers" python3 tests/sums.py "$bin" --found --mutate "$shared"/dev/*.txt
else
    skip "one digit changed in the development papers: they are not here"
fi
finish
