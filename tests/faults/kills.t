#!/bin/sh
# Ten kills; `make faults` makes two hundred.
exec python3 "$(dirname "$0")/kills.py" --kills 10 --seed 7 --papers 300
