"""PDFs with pages of other shapes, made of one PDF: turned, cropped, mixed.

    page-variants.py IN.pdf OUT-FOLDER [OTHER.pdf]

turned-90, -180, -270: /Rotate, as a scanner or a landscape table leaves it. cropped: a CropBox inside the MediaBox, whose
corner is not at zero. moved: a MediaBox that begins elsewhere. mixed: first as it is, then turned, then OTHER's pages. Wants qpdf."""
import os
import re
import subprocess
import sys


def qpdf(*arguments):
    subprocess.run(["qpdf", "--warning-exit-0"] + list(arguments), check=True)


def rewritten(source, target, box):
    """The PDF with its MediaBox [0 0 w h] rewritten by `box(w, h)`, as lines of a page's dictionary."""
    plain = target + ".qdf"
    qpdf("--qdf", "--object-streams=disable", source, plain)
    with open(plain, "rb") as file:
        body = file.read()
    os.remove(plain)
    found = re.findall(rb"/MediaBox \[\s*([^\]]*)\]", body)
    if not found:
        sys.exit(source + ": no MediaBox")

    def replace(match):
        x0, y0, x1, y1 = (float(number) for number in match.group(1).split())
        if (x0, y0) != (0, 0):
            sys.exit(source + ": its MediaBox does not begin at zero")
        return box(x1, y1).encode()

    body = re.sub(rb"/MediaBox \[\s*([^\]]*)\]", replace, re.sub(rb"/CropBox \[[^\]]*\]", b"", body))
    fixed = subprocess.run(["fix-qdf"], input=body, stdout=subprocess.PIPE, check=True).stdout
    with open(target, "wb") as file:
        file.write(fixed)


def main():
    source, folder = sys.argv[1:3]
    for turn in ("90", "180", "270"):
        qpdf("--rotate=+" + turn, source, os.path.join(folder, "turned-%s.pdf" % turn))
    rewritten(source, os.path.join(folder, "cropped.pdf"),
              lambda w, h: "/MediaBox [0 0 %g %g] /CropBox [24 18 %g %g]" % (w, h, w - 12, h - 30))
    rewritten(source, os.path.join(folder, "moved.pdf"),
              lambda w, h: "/MediaBox [-40 -60 %g %g]" % (w + 25, h + 15))
    mixed = ["--empty", "--pages", source, os.path.join(folder, "turned-90.pdf"),
             os.path.join(folder, "cropped.pdf")] + sys.argv[3:]
    qpdf(*mixed, "--", os.path.join(folder, "mixed.pdf"))


main()
