# Sourced by browser tests after ../lib.sh: `browser_ready` makes sure of Chromium, node and the packages of
# package.json, or ends the test with a reason. `browser FILE.mjs ARGUMENT...` runs the file, which prints TAP.
modules=$root/${BUILD:-build}/browser

# The packages are kept in the build folder, by the list they were made from; npm is asked once.
browser_install() {
    cmp -s tests/browser/package.json "$modules/installed" && return
    mkdir -p "$modules" || return
    cp tests/browser/package.json "$modules/package.json"
    (cd "$modules" && timeout 300 npm install --ignore-scripts --no-audit --no-fund --no-package-lock \
        --no-progress --loglevel=error) >"$work/npm" 2>&1 || return
    cp tests/browser/package.json "$modules/installed"
}

# Tests that start together install once.
browser_ready() {
    for program in chromium node npm; do
        command -v $program >/dev/null || { echo "1..0 # SKIP $program is not here"; exit 0; }
    done
    mkdir -p "$modules"
    (flock 9 && browser_install) 9>"$modules/lock" || {
        sed 's/^/# /' "$work/npm" | head -5
        echo "1..0 # SKIP npm cannot install what tests/browser/package.json lists"
        exit 0
    }
}

# The tests are copied beside the packages, where node finds them.
browser() {
    file=$1
    shift
    mkdir -p "$work/browser" && ln -s "$modules/node_modules" "$work/browser/node_modules"
    cp tests/browser/*.mjs tests/browser/package.json "$work/browser"
    # Chromium looks at these; a display or a proxy of the user's is not ours.
    env -u DISPLAY -u http_proxy -u https_proxy HOME="$work" node "$work/browser/$file" "$@"
}
