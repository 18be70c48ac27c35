#!/usr/bin/env python3
"""Papers of the cases that are PDFs, a function each: what real papers do against all expectations (stages/extract/VIOLATIONS.md).

    tests/cases/sources/papers.py [NAME ...]       writes tests/cases/extract/NAME.pdf

All of them are invented. Not part of make check: the PDFs are kept."""
import random
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


def ocr_layer():
    """A scan's text layer: each word at its place, a little up or down and larger or smaller, the page askew."""
    rng, page = random.Random(5), Page()

    def put(x, y, text, size=11):
        for word in text.split():
            page.text(x + rng.uniform(-0.5, 0.5), y + (x - 72) * 0.006 + rng.uniform(-0.6, 0.6), word, size * rng.uniform(0.94, 1.05))
            x += width(word + " ", size, "Times-Roman")

    put(72, 90, "Notat om hallerne", 15)
    y = 130
    for text in (HALL, COST):
        for line in broken(text, 450):
            put(72, y, line)
            y += 13.75
        y += 8
    for mark, text in (("1.", "Hallerne holdes åbne lørdag og søndag fra kl. 9 til 15, og foreningerne fordeler selv tiderne "
                        "mellem sig efter de regler, som udvalget har vedtaget."), ("2.", "Ordningen evalueres efter et år.")):
        put(74, y, mark)
        for line in broken(text, 430):
            put(92, y, line)
            y += 13.75
    write("extract/ocr-layer.pdf", [page])


def broken(text, measure, size=11, font="Times-Roman"):
    lines, line = [], ""
    for word in text.split():
        longer = (line + " " + word).strip()
        if line and width(longer, size, font) > measure:
            lines.append(line)
            longer = word
        line = longer
    return lines + [line]


def typewriter_memo():
    page = Page()
    page.text(72, 80, "SOCIALUDVALGET", 12, "Courier")
    page.right(540, 80, "Side 1", 12, "Courier")
    page.text(72, 120, "N O T A T", 12, "Courier-Bold")
    for i, line in enumerate(["J.nr. 16.20.00G01/1996", "Dato: 4. marts 1996", "", "Vedr.: Hjemmehjælp i Østerby",
                              "____________________________", "", "Udvalget har ved mødet den 12. februar 1996 bedt",
                              "forvaltningen om at redegøre for, hvorledes udgifterne", "til hjemmehjælp har udviklet sig siden 1993, og hvor-",
                              "dan de forventes at blive i årene 1996-1999.", "", "Forvaltningen indstiller,", "",
                              "  a) at budgettet forhøjes med 450.000 kr. i 1996,", "", "  b) at der ansættes en ekstra visitator fra 1. maj,",
                              "     og at stillingen opslås internt."]):
        if line:
            page.text(72, 150 + 14.4 * i, line, 12, "Courier")
    write("extract/typewriter-memo.pdf", [page])


def contents_with_leaders():
    page = Page()
    page.text(72, 80, "Indholdsfortegnelse", 14, "Helvetica-Bold")
    for i, (indent, title, number) in enumerate([
            (0, "1. Indledning", "2"), (0, "2. Baggrund og formål", "3"), (15, "2.1 Den hidtidige indsats", "3"),
            (15, "2.2 Erfaringer fra andre kommuner", "4"), (30, "2.2.1 Havneby", "5"), (0, "Bilag 1. Oversigt over projekter", "9")]):
        room = 450 - indent - width(title + "  " + number, 11, "Helvetica")
        page.text(72 + indent, 110 + 16 * i, title + " " + "." * int(room / width(".", 11, "Helvetica")), 11, "Helvetica")
        page.right(522, 110 + 16 * i, number, 11, "Helvetica")
    write("extract/contents-with-leaders.pdf", [page])


def footnotes_and_raised_figures():
    page = Page()
    x = 72
    for text, rise in (("Lokalet er på 140 m", 0), ("2", 4), (" og koster 840 kr. pr. m", 0), ("2", 4), (" om året, jf. note", 0), ("3)", 4)):
        size = 7 if rise else 11
        page.text(x, 80, text, size, rise=rise)
        x += width(text, size, "Times-Roman")
    page.text(72, 93.75, "i bilaget.")
    y = 130
    for _ in range(4):
        y = page.paragraph(72, y, 450, COST.replace("rengøring.", "rengøring.*")) + 9
    for i, line in enumerate(["*  Alderen regnes pr. 31. december året før ansøgningsåret, og medlemmer, der er meldt ind i",
                              "løbet af året, tæller med for et halvt medlem.", "3)  Beløbet er i 2009-priser."]):
        page.text(72, 760 + 10 * i, line, 8)
    write("extract/footnotes-and-raised-figures.pdf", [page])


def nested_lists():
    page = Page()
    y = page.paragraph(72, 80, 450, "Udvalget besluttede følgende:")
    for indent, mark, text in [
            (0, "1)", "Børnehaverne åbner kl. 6.30 hver dag undtagen fredag, hvor de åbner kl. 7.00, og forældrene får besked herom i god "
             "tid inden sommerferien begynder."), (20, "a)", "Personalet møder i hold."),
            (20, "b)", "Køkkenet åbner en halv time før, så maden kan være klar, når de første børn kommer."),
            (40, "-", "brød og mælk"), (40, "-", "frugt"), (0, "2)", "Ledelsen skriver til forældrene."),
            (0, "i.", "Det sker i april."), (0, "ii.", "Svarene samles i maj.")]:
        page.text(80 + indent, y, mark)
        y = page.paragraph(98 + indent, y, 400 - indent, text)
    for text in ("§ 1. Vedtægten gælder for alle haller.", "Ad 1) Godkendt.", "Ad 2) Udsat.", "At 1) sagen udsættes,"):
        y += 20
        page.text(72, y, text)
    write("extract/nested-lists.pdf", [page])


def headers_that_alternate():
    """A first page with the sender's name, then left and right pages; page numbers at the outer side."""
    pages = []
    for n in range(4):
        page = Page()
        if n == 0:
            page.text(72, 60, "Solbakke Kommune", 16, "Helvetica-Bold")
        elif n % 2:
            page.text(72, 45, "Kulturudvalget 4. maj 2011", 9, "Helvetica")
        else:
            page.right(523, 45, "Solbakke Kommune - referat", 9, "Helvetica")
        if n % 2:
            page.text(72, 800, "Side %d/4" % (n + 1), 9, "Helvetica")
        else:
            page.right(523, 800, "Side %d/4" % (n + 1), 9, "Helvetica")
        y = page.paragraph(72, 90, 451, HALL)
        page.paragraph(72, y + 9, 451, "Sag %d blev behandlet sidst på mødet." % (n + 1))
        pages.append(page)
    write("extract/headers-that-alternate.pdf", pages)


def header_of_many_lines():
    """The sender's whole address over each page, down to a fifth of it; the sentence below goes on."""
    pages = []
    for n, text in enumerate([HALL + " Sagen er behandlet af to udvalg og forelægges nu for", "byrådet, som skal tage stilling inden sommeren. " + COST]):
        page = Page()
        for i, line in enumerate(["Bakkeby Kommune", "Teknik og Miljø", "Rådhustorvet 1", "7990 Bakkeby", "Telefon 9911 2233",
                                  "post@bakkeby.example", "www.bakkeby.example", "CVR 12 34 56 78"]):
            page.text(400, 50 + 13 * i, line, 9, "Helvetica")
        page.paragraph(72, 200, 451, text, full=True)
        page.centre(297, 800, "- %d -" % (n + 1))
        pages.append(page)
    write("extract/header-of-many-lines.pdf", pages)


def margin_touches_from_the_left():
    """Fields that end where the lines of the text begin; on the second page three fields at the right."""
    first, second = Page(), Page()
    y = first.paragraph(190, 100, 340, HALL, justify=True)
    first.paragraph(190, y + 8, 340, COST, justify=True)
    for i, field in enumerate(["Dato", "26-02-2013", "", "Sagsnummer", "2012-178344-7", "", "Sagsbehandler", "Karen Lindegaard"]):
        first.right(185.7, 100 + 11 * i, field, 9, "Helvetica")
    y = second.paragraph(62, 100, 360, COST, justify=True)
    second.paragraph(62, y + 8, 360, HALL, justify=True)
    for i, field in enumerate(["Side 2", "", "Sagsnummer", "2012-178344-7"]):
        second.text(426.5, 100 + 11 * i, field, 9, "Helvetica")
    write("extract/margin-touches-from-the-left.pdf", [first, second])


def turned_pages():
    """Upright, across, turned by the reader, set upwards, and upside down."""
    pages = [Page(), Page(842, 595), Page(rotate=90, upward=True), Page(upward=True), Page(rotate=180)]
    for n, page in enumerate(pages):
        page.text(60, 100, "Bilag %d om hallerne" % (n + 1), 14, "Times-Bold")
        y = page.paragraph(60, 130, 450, HALL, justify=True)
        for i, row in enumerate([("Hal", "2011", "2012"), ("Nordhallen", "120.000", "125.500"), ("Sydhallen", "98.000", "99.250")]):
            page.text(60, y + 20 + 16 * i, row[0])
            page.right(300, y + 20 + 16 * i, row[1])
            page.right(400, y + 20 + 16 * i, row[2])
    write("extract/turned-pages.pdf", pages)


def list_without_marks():
    """What is proposed begins with "at"; its marks are drawn, or there are none."""
    page = Page()
    y = page.paragraph(72, 80, 450, "Forvaltningen indstiller til udvalget,")
    for text in ("at klubberne slås sammen den 1. august 2012, og at de beholder deres navne og deres lokaler, indtil byrådet "
                 "har taget stilling til en ny plan for hele området og dets skoler,",
                 "at der vælges én bestyrelse med fire forældre og to medarbejdere fra klubberne, og",
                 "at besparelsen bruges til flere timer om aftenen."):
        y = page.paragraph(90, y, 432, text)
    page.paragraph(72, y + 8, 450, HALL)
    write("extract/list-without-marks.pdf", [page])


def hyphens_at_line_ends():
    page = Page()
    for i, line in enumerate([
            "Udgiften pr. plads er ifølge forvaltningens beregninger fra april 6.100-", "7.200 kr. om måneden. Omkring 10-",
            "20% af pladserne er ikke i brug, og i perioden 2005-", "2015 har tallet ligget fast. Beløbet er budget-/",
            "lægges derfor uændret, og social- og sundheds-", "forvaltningen følger op. CO2-", "udledningen er faldet."]):
        page.text(72, 80 + 13.75 * i, line)
    write("extract/hyphens-at-line-ends.pdf", [page])
    write("text/hyphens-at-line-ends.pdf", [page])


def main():
    papers = {f.__name__.replace("_", "-"): f for f in
              (numbered_lines, margin_touches_text, evenly_set_line, item_a_page, book_pages, letter_of_two_pages,
               bullets_of_other_fonts, plain_headings, three_lines_against_two, ocr_layer, typewriter_memo,
               contents_with_leaders, footnotes_and_raised_figures, nested_lists, headers_that_alternate, header_of_many_lines,
               margin_touches_from_the_left, turned_pages, hyphens_at_line_ends,
               list_without_marks)}
    for name in sys.argv[1:] or papers:
        papers[name]()


main()
