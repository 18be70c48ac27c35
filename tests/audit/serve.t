#!/bin/sh
# akt-audit serve against who may not ask, who asks wrongly, and who never ends: attacks over raw sockets.
. "$(dirname "$0")/../lib.sh"

mkdir "$work/papers"
cp fixtures/pdf/f01*.pdf fixtures/pdf/f03*.pdf "$work/papers"
printf 'Notat om Lyse Nætter\n\nSocialudvalget bevilgede den 9. maj 2016 400.000 kr. til projektet Lyse Nætter.\n' \
    >"$work/papers/plain.txt"
"$bin/aktspor" run -q "$work/papers" -o "$work/x.db"
ok "a port that is none" exits 2 "$bin/akt-audit" serve "$work/x.db" --port 70000
ok "no database" exits 3 "$bin/akt-audit" serve "$work/none.db"
ok "a sample that nobody drew" exits 2 "$bin/akt-audit" serve "$work/x.db" --sample none
ok "... is said" says none
ok "an option that is another command's" exits 2 "$bin/akt-audit" serve "$work/x.db" -o x
ok "a name that is too long" exits 2 "$bin/akt-audit" serve "$work/x.db" --reviewer "$(printf '%0300d' 1)"

python3 tests/audit/serve.py "$bin/akt-audit" "$work" >"$work/attacks"
while IFS= read -r line; do
    case $line in
    "ok - "*) ok "${line#ok - }" true ;;
    "not ok - "*) ok "${line#not ok - }" false ;;
    *) printf '%s\n' "$line" ;;
    esac
done <"$work/attacks"
ok "all attacks were tried" grep -q '^# all tried$' "$work/attacks"
finish
