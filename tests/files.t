#!/bin/sh
# Which files are read, and how: told by content, under any name, followed into no trouble.
. "$(dirname "$0")/lib.sh"

states() { # PATH STATE ...: what became of each line on $work/stdout
    "$bin/akt-show" select //teiHeader 'string(.//ptr[@type="original"]/@target)' \
        'string(.//note[@type="state"])' <"$work/stdout" >"$work/states"
}
has() { # NAME STATE
    printf '%s\t%s\n' "$1" "$2" | grep -qxFf - "$work/states" || {
        echo "no row “$1 $2” in:"
        cat "$work/states"
        return 1
    }
}
lines() { [ "$(wc -l <"$work/stdout")" = "$1" ] || { cat "$work/states"; return 1; }; }
as_nobody() {
    if [ "$(id -u)" = 0 ]; then setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; else "$@"; fi
}

# ---- formats, by content -----------------------------------------------------------------------
mkdir "$work/formats" && cd "$work/formats" || exit 1
paper='Der gives 12.000 kr. til en ny bænk.'
named() { # NAME WORDS: the file is not read, and the message says what it is
    exits 1 "$bin/akt-extract" "$1" && says "$1: not read: $2" &&
        grep -q 'subtype="unsupported"' "$work/stdout"
}
printf 'PK\003\004....[Content_Types].xml word/document.xml' >docx.txt
printf 'PK\003\004....mimetypeapplication/vnd.oasis.opendocument.text' >odt.pdf
printf 'PK\003\004....[Content_Types].xml xl/workbook.xml' >xlsx
printf 'PK\003\004....[Content_Types].xml ppt/slides' >pptx
printf 'PK\003\004....bilag 1.pdf%%PDF-1.4 1 0 obj' >zip.html
printf '\320\317\021\340\241\261\032\341....W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0' >doc
printf '\320\317\021\340\241\261\032\341....__nameid_version1.0' | sed 's/[a-z_.0-9]/&\x00/g' >msg
printf '{\\rtf1\\ansi %s}' "$paper" >rtf.txt
printf 'From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\nSubject: x\r\n\r\n%s' "$paper" >eml.txt
printf '7z\274\257\047\034..' >7z.txt
printf '%%!PS-Adobe-3.0\n%%%%EOF' >ps.txt
printf 'AT&TFORM\0\0\0\1DJVM' >djvu.pdf
ok "docx" named docx.txt "a Word document (docx)"
ok "odt" named odt.pdf "an OpenDocument text (odt)"
ok "xlsx" named xlsx "an Excel workbook (xlsx)"
ok "pptx" named pptx "a PowerPoint presentation (pptx)"
ok "zip, with a PDF in it" named zip.html "a zip archive"
ok "doc" named doc "an old Word document (doc)"
ok "msg" named msg "an Outlook message (msg)"
ok "rtf" named rtf.txt "an RTF document"
ok "eml" named eml.txt "an e-mail (eml)"
ok "7z" named 7z.txt "a 7z archive"
ok "ps" named ps.txt "a PostScript file"
ok "djvu" named djvu.pdf "a DjVu document"
printf 'Fra: Bo Dam\nTil: Udvalget\nEmne: Bænk\n\n%s\n' "$paper" >mail-as-text
ok "a mail that was printed into a text is read" exits 0 "$bin/akt-extract" mail-as-text
printf '<html><body><p>%s</p></body></html>' "$paper" >page.pdf
ok "a page that is named a PDF is read" exits 0 "$bin/akt-extract" page.pdf
ok "... as a page" grep -q 'mimeType="text/html"' "$work/stdout"
ok "in a folder, all of them are heard of" exits 1 "$bin/akt-extract" -r .
states
ok "... each" lines 13
cd "$root" || exit 1

# ---- names -------------------------------------------------------------------------------------
mkdir "$work/names"
for name in 'a b.txt' "it's.txt" '"q".txt' 'new
line.txt' "$(printf 'caf\351.txt')" '-r.txt' 'tab	.txt' '*?.txt' "$(printf 'esc\033[31m.txt')"; do
    printf '%s\n' "$paper" >"$work/names/$name"
done
find "$work/names" -type f -print0 >"$work/list0"
ok "names with blanks, quotes, line ends, bytes that are no UTF-8: -0" \
    exits 0 sh -c "'$bin/akt-extract' -0 <'$work/list0'"
ok "... nine documents" lines 9
ok "... that are valid XML" sh -c "while read -r l; do printf '%s' \"\$l\" | xmllint --noout - || exit 1; done <'$work/stdout'"
ok "the same by -r" exits 0 "$bin/akt-extract" -r "$work/names"
ok "... nine documents" lines 9
ok "a name that begins with a dash, behind --" exits 0 sh -c "cd '$work/names' && '$bin/akt-extract' -- -r.txt"
"$bin/akt-extract" -r "$work/names" | "$bin/akt-normalise" | "$bin/akt-recognise" >"$work/recognised"
ok "akt-show: a row is a line whatever the name" \
    sh -c "[ \$('$bin/akt-show' mentions '$work/recognised' | wc -l) = 10 ]"
ok "... without control characters" \
    sh -c "! '$bin/akt-show' mentions '$work/recognised' | LC_ALL=C grep -q '[[:cntrl:]]' -c <<X
X"
ok "akt-show coverage: none either" \
    sh -c "! '$bin/akt-show' coverage '$work/recognised' | tr -d '\t\n' | LC_ALL=C grep -q '[[:cntrl:]]'"
ok "a name with control characters in a message" \
    exits 1 "$bin/akt-extract" "$(printf 'no\033[31m\nne.txt')"
ok "... is escaped" sh -c "! tr -d '\n' <'$work/stderr' | LC_ALL=C grep -q '[[:cntrl:]]'"
ok "... and the message is a line" sh -c "[ \$(wc -l <'$work/stderr') = 1 ]"

# ---- links, special files, folders --------------------------------------------------------------
mkdir -p "$work/tree/sub" "$work/outside" && cd "$work/tree" || exit 1
printf '%s\n' "$paper" >a.txt
printf '%s\n' "$paper" >../outside/secret.txt
cp a.txt copy.txt
ln a.txt hard.txt
ln -s a.txt link.txt
ln -s loop.txt loop.txt
ln -s nowhere.txt dangling.txt
ln -s ../outside/secret.txt out.txt
ln -s ../outside outside
ln -s .. sub/up
ln -s . self
mkfifo pipe.txt
ln -s /dev/zero zero.txt
cd "$root" || exit 1
ok "a folder with links, loops and a pipe ends" exits 1 timeout 20 "$bin/akt-extract" -r "$work/tree"
states
ok "... with four documents" lines 4
ok "... a link to a file inside is a name of it" has "$work/tree/link.txt" text
ok "... one that leads out is said" says "out.txt: a link that leads out of the folder"
ok "... one that leads nowhere is said" says "dangling.txt: a link that leads nowhere"
ok "... a loop is said" says "loop.txt: a link that leads to itself"
ok "a file under four names is one document" \
    exits 1 "$bin/aktspor" run "$work/tree" -o "$work/tree.db"
ok "... known by all four" test "$(sqlite3 "$work/tree.db" \
    'SELECT (SELECT count(*) FROM document WHERE sha256 IS NOT NULL) || " " || (SELECT count(*) FROM location)')" = "1 4"
ok "a pipe that is named is not waited for" exits 1 timeout 10 "$bin/akt-extract" "$work/tree/pipe.txt"
ok "... and said to be none" says "no regular file"
ok "a device" exits 1 timeout 10 "$bin/akt-extract" /dev/zero
ok "... the same" says "no regular file"
ok "a link that is named is followed" exits 0 "$bin/akt-extract" "$work/tree/out.txt"
mkdir "$work/closed" && printf x >"$work/closed/a.txt" && chmod 755 "$work" && chmod 000 "$work/closed"
if as_nobody test -x "$bin/akt-extract" 2>/dev/null; then
    ok "a folder without permission" exits 1 as_nobody "$bin/akt-extract" -r "$work/closed"
    ok "... is said" says "Permission denied"
else
    skip "nobody cannot run the programs here"
fi
chmod 755 "$work/closed"

# ---- files that change, vanish or are huge ------------------------------------------------------
printf '%s\n' "$paper" >"$work/gone.txt"
printf '%s\0' "$work/gone.txt" "$work/tree/a.txt" >"$work/list0"
rm "$work/gone.txt"
ok "a file that vanished after it was listed" exits 1 sh -c "'$bin/akt-extract' -0 <'$work/list0'"
ok "... the next is read" sh -c "[ \$(grep -c 12.000 '$work/stdout') = 1 ]"
(for i in 1 2 3 4 5 6 7 8 9; do
    printf '%s\n' "$paper" >>"$work/tree/grows.txt"
    : >"$work/tree/grows.txt"
done) &
ok "a file that changes while it is read" exits 0 "$bin/akt-extract" "$work/tree/copy.txt" "$work/tree/grows.txt" || true
wait
if truncate -s 3G "$work/sparse.txt" 2>/dev/null; then
    ok "a file of 3 GB with nothing in it" exits 1 timeout 60 "$bin/akt-extract" "$work/sparse.txt"
    states
    ok "... is over the limit" has "$work/sparse.txt" limit
else
    skip "no sparse files here"
fi
finish
