# TAP for shell tests: sourced by *.t, which end with `finish`.
root=$(cd "$(dirname "$0")/.." && pwd)
while [ ! -f "$root/Makefile" ]; do root=$(dirname "$root"); done
cd "$root" || exit 1
bin=$root/${BUILD:-build}/bin
shared=$root/../shared
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0
failures=0
export LC_ALL=C

# ok DESCRIPTION COMMAND...: the command succeeds
ok() {
    description=$1
    shift
    count=$((count + 1))
    if "$@" >"$work/out.$$" 2>&1; then
        echo "ok $count - $description"
    else
        echo "not ok $count - $description"
        sed 's/^/# /' "$work/out.$$" | head -20
        failures=$((failures + 1))
    fi
}

# skip REASON: a test that cannot be made here
skip() {
    count=$((count + 1))
    echo "ok $count # SKIP $1"
}

# exits STATUS COMMAND...: the command ends with this status; its output stays in $work/stdout and stderr
exits() {
    expected=$1
    shift
    "$@" >"$work/stdout" 2>"$work/stderr"
    status=$?
    [ "$status" = "$expected" ] || {
        echo "exit status $status, not $expected"
        head -5 "$work/stderr"
        return 1
    }
}

# says WORDS: the last command's standard error holds them
says() {
    grep -qF -e "$1" "$work/stderr" || {
        echo "standard error does not say “$1”:"
        head -5 "$work/stderr"
        return 1
    }
}

finish() {
    echo "1..$count"
    [ "$failures" = 0 ]
}
