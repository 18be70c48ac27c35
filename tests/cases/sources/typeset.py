"""A few lines of PDF: words at places, in the fonts that every reader has. Small files, the same bytes each time.

    page = Page()                                  # A4, or Page(842, 595)
    y = page.paragraph(72, 100, 300, "Teksten ...", justify=True)      # returns the y below
    page.text(72, 60, "Notat", size=14, font="Helvetica-Bold")         # y is the baseline, from the top
    write("extract/name.pdf", [page])

Widths are those of the fonts' metric files (package fonts-urw-base35)."""
import glob
import os

METRICS = {"Helvetica": "NimbusSans-Regular", "Helvetica-Bold": "NimbusSans-Bold",
           "Times-Roman": "NimbusRoman-Regular", "Times-Bold": "NimbusRoman-Bold",
           "Courier": "NimbusMonoPS-Regular", "Courier-Bold": "NimbusMonoPS-Bold"}
CASES = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_widths = {}


def widths(font):
    """character -> thousandths of the font size."""
    if font not in _widths:
        path = glob.glob("/usr/share/fonts/**/%s.afm" % METRICS[font], recursive=True)[0]
        by_name = {}
        for line in open(path):
            if line.startswith("C "):
                fields = dict(f.split(None, 1) for f in line.strip().split(" ; ") if " " in f)
                by_name[fields["N"]] = float(fields["WX"])
        names = {"æ": "ae", "ø": "oslash", "å": "aring", "Æ": "AE", "Ø": "Oslash", "Å": "Aring", "é": "eacute",
                 "§": "section", "–": "endash", "·": "periodcentered", " ": "space", ".": "period", ",": "comma",
                 ":": "colon", ";": "semicolon", "-": "hyphen", "/": "slash", "(": "parenleft", ")": "parenright",
                 "%": "percent", "@": "at", "?": "question", "!": "exclam", "\"": "quotedbl", "'": "quotesingle",
                 "•": "bullet", "½": "onehalf", "&": "ampersand", "_": "underscore", "+": "plus", "*": "asterisk", "²": "twosuperior", "=": "equal"}
        for digit, name in enumerate("zero one two three four five six seven eight nine".split()):
            names[str(digit)] = name
        _widths[font] = lambda c: by_name[names.get(c, c)]
    return _widths[font]


def width(text, size, font):
    return sum(widths(font)(c) for c in text) * size / 1000


class Page:
    def __init__(self, w=595, h=842, rotate=0, upward=False):
        """`rotate`: degrees by which a reader turns the page; `upward`: the text is set from the bottom to the top."""
        self.w, self.h, self.rotate, self.upward, self.content, self.fonts = w, h, rotate, upward, [], []

    def text(self, x, y, text, size=11, font="Times-Roman", spacing=0, raw=None, rise=0):
        """A line whose baseline is y points from the top; `spacing` is added to its blanks, `raw` are bytes instead."""
        if font not in self.fonts:
            self.fonts.append(font)
        data = raw if raw is not None else text.encode("cp1252")
        place = b"0 1 -1 0 %.2f %.2f" % (y - rise, x) if self.upward else b"1 0 0 1 %.2f %.2f" % (x, self.h - y + rise)
        self.content.append(b"BT /F%d %g Tf %g Tw %s Tm (%s) Tj ET\n" % (
            self.fonts.index(font), size, spacing, place,
            data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")))

    def right(self, x, y, text, size=11, font="Times-Roman"):
        self.text(x - width(text, size, font), y, text, size, font)

    def centre(self, x, y, text, size=11, font="Times-Roman"):
        self.text(x - width(text, size, font) / 2, y, text, size, font)

    def paragraph(self, x, y, measure, text, size=11, font="Times-Roman", leading=1.25, justify=False, full=False):
        """Breaks the text into lines; `full`: the last line is set to the measure too, for it goes on elsewhere."""
        lines, line = [], ""
        for word in text.split():
            longer = (line + " " + word).strip()
            if line and width(longer, size, font) > measure:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
        for i, line in enumerate(lines):
            blanks = line.count(" ")
            set_full = justify and blanks and (i + 1 < len(lines) or full)
            self.text(x, y, line, size, font, (measure - width(line, size, font)) / blanks if set_full else 0)
            y += size * leading
        return y


def write(name, pages):
    """Writes the pages to a file under tests/cases."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", None]
    kids = []
    for page in pages:
        stream = b"".join(page.content)
        fonts = b" ".join(b"/F%d << /Type /Font /Subtype /Type1 /BaseFont /%s%s >>" % (
            i, f.encode(), b"" if f in ("Symbol", "ZapfDingbats") else b" /Encoding /WinAnsiEncoding")
            for i, f in enumerate(page.fonts))
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(stream), stream))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R /Resources << /Font << %s >> >> >>"
                       % (page.w, page.h, page.rotate, len(objects), fonts))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, offsets = b"%PDF-1.4\n", []
    for i, body in enumerate(objects):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i + 1, body)
    xref = b"".join(b"%010d 00000 n \n" % o for o in offsets)
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, xref, len(objects) + 1, len(out))
    open(os.path.join(CASES, name), "wb").write(out)
