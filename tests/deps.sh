#!/bin/sh
# Installs the Debian packages of a list that are not there yet. Asks the network only if one is
# missing.
set -eu
missing=
for package in $(sed 's/#.*//' "$1"); do
    case $package in # another's build of node brings npm with it, and does not stand Debian's beside it
    nodejs | npm) command -v "${package%js}" >/dev/null && continue ;;
    esac
    case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
    *"ok installed") ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0
echo "to install:$missing"
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    echo "These Debian packages are missing, and there is neither root nor sudo to install them:" >&2
    echo "   $missing" >&2
    exit 1
fi
$as_root apt-get update -q
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -q -y --no-install-recommends $missing
