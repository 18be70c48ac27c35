#!/bin/sh
# The cases, with the ordinary build.
cd "$(dirname "$0")/.." && exec tests/run-cases
