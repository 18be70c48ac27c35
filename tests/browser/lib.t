#!/bin/sh
# The browser tests' own tools: they see what is wrong on a page that is wrong.
. "$(dirname "$0")/../lib.sh"
. tests/browser/lib.sh
browser_ready
browser lib-test.mjs
