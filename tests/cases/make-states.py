#!/usr/bin/env python3
"""Makes the PDFs under tests/cases/states, each in a state of its own; run where they shall be.
Deterministic; the papers are invented."""
import hashlib
import zlib

TEXT = ["Notat om haven ved kanalen", "Naboerne passer bedene, og kommunen betaler vandet.",
        "Der er plads til tyve familier, og ti har meldt sig."]


def content(lines, size=11):
    out = ["BT /F %d Tf 72 760 Td 16 TL" % size]
    out += ["(%s) Tj T*" % line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") for line in lines]
    return "\n".join(out + ["ET"]).encode("cp1252")


def stream(data, keys=""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (keys.encode(), len(data), data)


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
ID = b"0123456789abcdef"


class Encryption:
    """Revision 2 of the standard handler: RC4 with 40 bits."""

    def __init__(self, user, owner):
        self.permissions = -44
        self.owner = rc4(hashlib.md5((owner + PAD)[:32]).digest()[:5], (user + PAD)[:32])
        bits = self.permissions & 0xFFFFFFFF
        self.key = hashlib.md5((user + PAD)[:32] + self.owner + bits.to_bytes(4, "little") + ID).digest()[:5]
        self.user = rc4(self.key, PAD)

    def stream(self, number, data):
        key = hashlib.md5(self.key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
        return rc4(key, data)

    def dictionary(self):
        return b"<</Filter/Standard/V 1/R 2/P %d/O<%s>/U<%s>>>" % (
            self.permissions, self.owner.hex().encode(), self.user.hex().encode())


def pdf(pages, catalog="", page="", more=(), encryption=None):
    """Objects: 1 catalog, 2 pages, 3 font, 4 encryption; from 5 pages and their contents; then `more`."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog.encode("cp1252"),
               2: b"<</Type/Pages/MediaBox[0 0 595 842]/Kids[%s]/Count %d>>" % (
                   b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(len(pages))), len(pages)),
               3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
               4: encryption.dictionary() if encryption else b"null"}
    for i, data in enumerate(pages):
        if encryption:
            data = encryption.stream(6 + 2 * i, data)
        objects[5 + 2 * i] = (b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R%s>>"
                              % (6 + 2 * i, page.encode("cp1252")))
        objects[6 + 2 * i] = stream(data)
    for i, body in enumerate(more):
        objects[5 + 2 * len(pages) + i] = body
    out, offsets = bytearray(b"%PDF-1.5\n"), {}
    for number in sorted(objects):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for number in sorted(objects):
        out += b"%010d 00000 n \n" % offsets[number]
    out += b"trailer<</Size %d/Root 1 0 R/ID[<%s><%s>]%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, ID.hex().encode(), ID.hex().encode(), b"/Encrypt 4 0 R" if encryption else b"", start)
    return bytes(out)


def write(name, data):
    with open(name, "wb") as f:
        f.write(data)


def attachment(number, name, data):
    return [("<</Type/Filespec/F(%s)/EF<</F %d 0 R>>>>" % (name, number + 1)).encode("cp1252"),
            stream(data, "/Type/EmbeddedFile/Params<</Size %d>>" % len(data))]


one = [content(TEXT)]
write("owner-password.pdf", pdf(one, encryption=Encryption(b"", b"ejer")))
write("user-password.pdf", pdf(one, encryption=Encryption(b"bruger", b"ejer")))
three = pdf([content(["Side et"] + TEXT), content(["Side to"] + TEXT), content(["Side tre"] + TEXT)])
write("cut-off.pdf", three[:three.index(b"9 0 obj")])
write("beheaded.pdf", three[three.index(b"1 0 obj"):])
write("no-pages.pdf", pdf([]))
write("blank.pdf", pdf([b""]))
write("outlines.pdf", pdf([b"1 w 72 700 m 80 720 l 88 700 l S 75 708 m 85 708 l S"]))
garbled = [line.translate(str.maketrans("abcdefghijklmnopqrstuvwxyz\xe6\xf8\xe5", "DEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"))
           for line in TEXT * 2]
write("garbled.pdf", pdf([content(TEXT * 2), content(garbled)]))
form = """/AcroForm<</Fields[7 0 R 8 0 R 9 0 R 10 0 R 11 0 R]/DR<</Font<</F 3 0 R>>>>>>"""
write("form.pdf", pdf(one, form, "/Annots[7 0 R 8 0 R 9 0 R 10 0 R 11 0 R]", [
    "<</Type/Annot/Subtype/Widget/FT/Tx/T(a1)/TU(Foreningens navn)/V(Kanalens Venner)/Rect[72 600 300 620]>>".encode(),
    "<</Type/Annot/Subtype/Widget/FT/Tx/T(belob)/V(12.500 kr.)/Rect[72 570 300 590]>>".encode(),
    "<</Type/Annot/Subtype/Widget/FT/Ch/Ff 131072/T(bydel)/Opt[(Nord)(Syd)]/V(Syd)/Rect[72 540 300 560]>>".encode(),
    "<</Type/Annot/Subtype/Widget/FT/Tx/T(tom)/Rect[72 510 300 530]>>".encode(),
    "<</Type/Annot/Subtype/Widget/FT/Tx/T(nr)/TU(Formandens CPR-nr.)/V(010275-1239)/Rect[72 480 300 500]>>".encode()]))
write("notes.pdf", pdf(one, "", "/Annots[7 0 R 8 0 R 9 0 R]", [
    "<</Type/Annot/Subtype/Text/Contents(Tallet er for h\xf8jt)/T(Ida)/Rect[300 700 320 720]>>".encode("cp1252"),
    "<</Type/Annot/Subtype/FreeText/Contents(Modtaget 3. maj)/DA(/F 9 Tf)/Rect[300 600 420 620]>>".encode(),
    "<</Type/Annot/Subtype/Link/Rect[72 700 90 720]/A<</S/URI/URI(http://havn.example/)>>>>".encode()]))
write("attachments.pdf", pdf(one, "/Names<</EmbeddedFiles<</Names[(a)7 0 R(b)9 0 R]>>>>", "",
                             attachment(7, "budget.xlsx", b"x" * 40) + attachment(9, "kort.png", b"y" * 9)))
write("portfolio.pdf", pdf(one, "/Collection<</View/T>>/Names<</EmbeddedFiles<</Names[(a)7 0 R]>>>>", "",
                           attachment(7, "referat.pdf", zlib.compress(b"no paper", 0))))
write("script.pdf", pdf(one, "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</WC<</S/Launch/F(x.exe)>>>>"))
