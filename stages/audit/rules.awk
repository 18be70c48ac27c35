# Where the source names each rule: a line of C a place, {"funding.sentence", "stages/relate/funding.c", 120, "add_funding"}.
# A rule is a text of one or two words with a stop between them; "case.%s" and "case." stand for all of their family. Functions are laid out
# with their names at the start of a line (.clang-format); what stands in a table outside of them has the table's name.
function put(rule) {
    sub(/\.$/, ".%s", rule)
    if (!((rule, FILENAME, name) in seen))
        printf "{\"%s\", \"%s\", %d, \"%s\"},\n", rule, FILENAME, FNR, name
    seen[rule, FILENAME, name] = 1
}
FNR == 1 { name = "" }
/^[a-z_0-9]+\(/ { name = substr($0, 1, index($0, "(") - 1) }
/^static const .*\[.*\] *= *\{/ || /^} [a-z_0-9]+\[.*\] *= *\{/ {
    name = $0
    sub(/\[.*/, "", name)
    sub(/.*[ *]/, "", name)
}
/^#/ { next }
{
    rest = $0
    while (match(rest, /"[a-z]+(-[a-z]+)*\.([a-z]+(-[a-z]+)*|%s)?"/)) {
        put(substr(rest, RSTART + 1, RLENGTH - 2))
        rest = substr(rest, RSTART + RLENGTH)
    }
    rest = $0
    while (match(rest, /"(percent|duration)"/)) {
        put(substr(rest, RSTART + 1, RLENGTH - 2))
        rest = substr(rest, RSTART + RLENGTH)
    }
}
