#!/usr/bin/env python3
"""Papers of the cases that are PDFs, a function each: what real papers do against all expectations (stages/extract/VIOLATIONS.md).

    tests/cases/sources/papers.py [NAME ...]       writes tests/cases/extract/NAME.pdf

All of them are invented. Not part of make check: the PDFs are kept."""
import sys

from typeset import Page, width, write

HALL = ("Udvalget bad i november om en oversigt over, hvor meget hallerne bruges uden for skoletiden, og hvad det vil koste at "
        "holde dem åbne i weekenden fra august 2013. Forvaltningen har spurgt 42 foreninger, og 31 har svaret. De fleste vil "
        "gerne bruge hallerne om søndagen, men kun få kan selv stille med en vagt hele dagen.")
COST = ("Udgiften er 187.000 kr. i 2013 og 402.000 kr. i et helt år. Beløbet dækker løn, varme og ekstra rengøring. "
        "Foreningerne har foreslået, at de selv låser af, og at pengene i stedet bruges til nøglebrikker og til at "
        "udskifte de ældste redskaber, som gymnastikforeningen flere gange har klaget over.")


def numbered_lines():
    page = Page()
    lines = ["", "Referat af borgermøde om havnen", "", "Mødet blev holdt på rådhuset, og omkring firs borgere",
             "deltog. Formanden bød velkommen og fortalte, at byrådet", "har afsat 450.000 kr. til en ny bro.",
             "", "Flere spurgte, om broen kan bruges af kørestole, og", "forvaltningen svarede, at hældningen bliver højst fem",
             "procent. Der bliver ikke plads til biler.", "", "Mødet sluttede kl. 21.", ""]
    for i, line in enumerate(lines):
        page.right(84, 100 + 22 * i, str(i + 1), 12, "Courier")
        page.text(104, 100 + 22 * i, line, 12, "Courier")
    write("extract/numbered-lines.pdf", [page])


def margin_touches_text():
    page = Page()
    page.text(62, 80, "Notat om hallerne", 15, "Times-Bold")
    y = page.paragraph(62, 110, 360, HALL, justify=True)
    y = page.paragraph(62, y + 8, 360, COST, justify=True)
    page.paragraph(62, y + 8, 360, HALL, justify=True)
    fields = ["Kultur og Fritid", "26-02-2013", "", "Sagsnr.", "2012-178344", "", "Dokumentnr.", "2013-98211", "",
              "Sagsbehandler", "Karen Lindegaard", "", "Telefon", "5465 1122"]
    for i, field in enumerate(fields):
        page.text(426.3, 114 + 10.6 * i, field, 8.5, "Helvetica")
    write("extract/margin-touches-text.pdf", [page])


def evenly_set_line():
    """Two justified lines have a blank at one place, as if a gutter ran there."""
    page = Page()
    y = page.paragraph(99, 100, 397, COST, justify=True)
    first = "I BETRAGTNING af at huset er fredet efter loven af"
    second = "lokalplanen om Gammel Havn skal opfattes som et hele"
    for line in (first, second):
        y += 13.75
        spacing = (397 - width(line, 11, "Times-Roman")) / line.count(" ")
        page.text(99, y, line, spacing=spacing)
    page.text(99, y + 13.75, "med molerne.")
    write("extract/evenly-set-line.pdf", [page])


def item_a_page():
    pages = []
    for n, (title, case, text) in enumerate([
            ("1. Godkendelse af dagsorden", "Sagsnr.: 12/1093", "Dagsordenen godkendes."),
            ("2. Ny ledelse af klubberne", "Sagsnr.: 12/417", HALL),
            ("3. Orientering om byggeriet", "Sagsnr.: 12/11", COST)]):
        page = Page()
        page.text(62, 40, title, 11, "Helvetica-Bold")
        page.text(62, 56, case, 11, "Helvetica")
        page.text(62, 72, "Åben sag", 11, "Helvetica")
        page.paragraph(62, 95, 460, text, 11, "Helvetica")
        page.centre(297, 800, "Side %d af 3" % (n + 1), 9, "Helvetica")
        pages.append(page)
    write("extract/item-a-page.pdf", pages)


def book_pages():
    """Headers at the outer sides of two pages, a footnote, a sentence that runs over the page's end."""
    right, left = Page(), Page()
    right.right(533, 70, "Socialcenter Vest, juni 2010", 11)
    right.text(94, 120, "Evaluering af efterværn", 17, "Times-Bold")
    y = right.paragraph(94, 150, 439, HALL + " " + COST, justify=True)
    while y < 640:
        y = right.paragraph(94, y + 8, 439, COST, justify=True)
    right.paragraph(94, y + 8, 439, "Aftalen er skrevet under af begge parter, og den gælder, indtil den bliver sagt op med "
                    "mindst seks måneders varsel. Opsigelsen skal ske skriftligt, og den skal begrundes af enten", justify=True, full=True)
    right.text(94, 775, "1", 6)
    right.text(98, 778, "Reglerne står i servicelovens § 76, som blev ændret i 2009.", 9)
    right.text(94, 812, "Fløjby Kommune", 9)
    right.right(533, 812, "1", 9)
    left.text(62, 70, "Evaluering af efterværn", 11)
    y = left.paragraph(62, 120, 439, "kommunen eller boligselskabet. " + HALL, justify=True)
    left.paragraph(62, y + 8, 439, COST, justify=True)
    left.text(62, 812, "2", 9)
    left.right(501, 812, "Fløjby Kommune", 9)
    write("extract/book-pages.pdf", [right, left])


def letter_of_two_pages():
    """The sender's address at the foot of the first page only; the sentence above it goes on."""
    first, second = Page(), Page()
    first.right(538, 60, "VESTERLUND KOMMUNE", 13, "Times-Bold")
    for i, line in enumerate(["Foreningen Havnens Venner", "Att. Mogens Tarp", "Kajgade 14, st. th.", "6950 Ringkøbing"]):
        first.text(65, 110 + 14 * i, line, 11, "Helvetica")
    for i, line in enumerate(["Dato: 12. maj 2006", "Sagsnr.: 06/2213", "Sagsbehandler: Britta Holm", "Direkte tlf.: 9675 4410"]):
        first.text(410, 110 + 12 * i, line, 9, "Helvetica")
    first.text(65, 220, "Tilskud til redningshuset", 11, "Helvetica-Bold")
    y = 250
    while y < 640:
        y = first.paragraph(65, y, 470, COST, 11, "Helvetica") + 9
    first.paragraph(65, y, 470, "Den anden halvdel udbetales, når regnskabet er godkendt. Bliver arbejdet dyrere, kan foreningen ikke "
                    "regne med et større tilskud, men er velkommen til at søge igen, når puljen bliver slået op i", 11, "Helvetica")
    for i, (a, b, c) in enumerate([("Vesterlund Kommune", "Telefon 9675 4400", "post@vesterlund.example"),
                                   ("Torvet 2, 6950 Ringkøbing", "CVR 12 34 56 78", "www.vesterlund.example")]):
        for x, text in ((65, a), (240, b), (400, c)):
            first.text(x, 795 + 10 * i, text, 8, "Helvetica")
    second.paragraph(65, 90, 470, "lokalaviserne. Spørgsmål om udbetaling kan rettes til undertegnede.", 11, "Helvetica")
    second.text(65, 130, "Med venlig hilsen", 11, "Helvetica")
    second.text(65, 170, "Britta Holm", 11, "Helvetica")
    write("extract/letter-of-two-pages.pdf", [first, second])


def bullets_of_other_fonts():
    """Bullets that only their font makes bullets, and the letter o that Word prints for the second level."""
    page = Page()
    y = page.paragraph(72, 80, 440, COST)
    y += 6
    items = [("Symbol", b"\xb7", 0, "at klubberne slås sammen den 1. august og beholder deres navne og deres lokaler indtil videre, "
              "medmindre bestyrelsen bestemmer andet,"),
             ("Courier", b"o", 18, "fire forældre"), ("Courier", b"o", 18, "to medarbejdere"),
             ("ZapfDingbats", b"n", 0, "at besparelsen bruges til flere timer om aftenen,"),
             ("ZapfDingbats", b"n", 0, "at ordningen evalueres efter et år.")]
    for font, mark, indent, text in items:
        page.text(90 + indent, y, "", 11, font, raw=mark)
        y = page.paragraph(108 + indent, y, 400 - indent, text)
    page.paragraph(72, y + 8, 440, HALL)
    write("extract/bullets-of-other-fonts.pdf", [page])


def plain_headings():
    """Headings whose line under the letters no reader reports: a blank line above, the text right below."""
    page = Page()
    y = page.paragraph(72, 80, 440, HALL)
    for title, text in (("Forslaget i hovedtræk", COST), ("Høring", HALL), ("Kære Bente", "")):
        page.text(72, y + 14, title)
        y = page.paragraph(72, y + 14 + 13.75, 440, text) if text else y + 28
    page.paragraph(72, y + 14, 440, COST)
    write("extract/plain-headings.pdf", [page])


def three_lines_against_two():
    """The sender's address has a line more than the date beside it."""
    page = Page()
    for i, line in enumerate(["Solbakke Skole", "Lærkevej 2", "5700 Svendborg"]):
        page.text(72, 100 + 13 * i, line)
    for i, line in enumerate(["6. april 2016", "kl. 7.30"]):
        page.right(523, 100 + 12.3 * i, line)
    page.paragraph(72, 170, 451, HALL)
    write("extract/three-lines-against-two.pdf", [page])


def main():
    papers = {f.__name__.replace("_", "-"): f for f in
              (numbered_lines, margin_touches_text, evenly_set_line, item_a_page, book_pages, letter_of_two_pages,
               bullets_of_other_fonts, plain_headings, three_lines_against_two)}
    for name in sys.argv[1:] or papers:
        papers[name]()


main()
