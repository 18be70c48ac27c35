/* Makes the PDFs among the cases, with cairo: cc make-pdf.c $(pkg-config --cflags --libs cairo),
 * run where they shall be. */
#include <cairo-pdf.h>
#include <cairo.h>
static cairo_t *c;
static void
font(double s, int b)
{
    cairo_select_font_face(c, "DejaVu Sans", 0,
                           b ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(c, s);
}
static void
t(double x, double y, const char *s)
{
    cairo_move_to(c, x, y);
    cairo_show_text(c, s);
}
static void
start(const char *f)
{
    cairo_surface_t *s = cairo_pdf_surface_create(f, 595, 842);
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, "2011-01-01T00:00:00Z");
    c = cairo_create(s);
    cairo_surface_destroy(s);
}
static void
end(void)
{
    cairo_show_page(c);
    cairo_destroy(c);
}
int
main(void)
{
    start("margin-column.pdf");
    font(16, 0);
    t(70, 100, "Orientering om bænken ved søen");
    font(10, 0);
    const char *l[] = {"Bænken ved søen er sat op igen, efter at stormen havde væltet",
                       "den i januar. Den er malet grøn og står nu på fliser, så den",
                       "bliver stående, når vandet stiger til foråret.", 0};
    for (int i = 0; l[i]; i++)
        t(70, 140 + 14 * i, l[i]);
    const char *k[] = {"Borgerne har skrevet, at de er glade for bænken, og de har",
                       "foreslået, at der kommer en til på den anden side af søen.", 0};
    for (int i = 0; k[i]; i++)
        t(70, 200 + 14 * i, k[i]);
    font(8, 0);
    t(450, 140, "Sagsnr.");
    t(450, 150, "2011-44718");
    t(450, 170, "Dokumentnr.");
    t(450, 180, "2011-90233");
    t(450, 200, "Sagsbehandler");
    t(450, 210, "Mette Grøn");
    end();
    start("two-columns.pdf");
    font(10, 0);
    const char *a[] = {"Skolehaven blev sået til i maj,", "og børnene har vandet den hver",
                       "dag hele sommeren. Der er nu", 0};
    const char *b[] = {"høstet kartofler, ærter og løg", "til hele klassen, og resten er",
                       "givet til naboerne på vejen.", 0};
    const char *d[] = {"Haven lukker til vinter, men der", "bliver plads til flere klasser i",
                       "det næste skoleår, siger lederen.", 0};
    const char *e[] = {"Lederen har søgt om penge til et", "drivhus, og svaret ventes, inden",
                       "sæsonen begynder igen til marts.", 0};
    for (int i = 0; a[i]; i++) {
        t(60, 100 + 14 * i, a[i]);
        t(320, 100 + 14 * i, d[i]);
    }
    for (int i = 0; b[i]; i++) {
        t(60, 142 + 14 * i, b[i]);
        t(320, 142 + 14 * i, e[i]);
    }
    end();
    start("table-over-pages.pdf");
    const char *h[] = {"Forening", "Lokale", "Tilskud"};
    const char *r[][3] = {{"Skakklubben", "3", "12.000"},
                          {"Koret", "5", "8.500"},
                          {"Roklubben", "11", "40.000"},
                          {"Korets", "2", "6.250"}};
    for (int p = 0; p < 2; p++) {
        font(8, 0);
        t(70, 40, "Kulturforvaltningen");
        font(10, 0);
        if (!p)
            t(70, 660, "Foreningerne har fået tilskud og lokaler her:");
        double y = p ? 90 : 720;
        font(10, 0);
        for (int j = 0; j < 3; j++)
            t(70 + 160 * j, y, h[j]);
        font(10, 0);
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 3; j++)
                t(70 + 160 * j, y + 18 * (i + 1), r[2 * p + i][j]);
        font(8, 0);
        t(280, 810, p ? "Side 2" : "Side 1");
        if (p) {
            font(10, 0);
            t(70, 190, "Foreningerne har sagt ja tak til tilskuddene.");
        }
        if (!p)
            cairo_show_page(c);
    }
    end();
    start("hyphens.pdf");
    font(10, 0);
    const char *y[] = {"Forvaltningen har talt med forældre og med pæda-",
                       "gogerne om turene til skoven, og alle vil gerne fort-",
                       "sætte med børne- og ungdomsgrupperne til næste år.", 0};
    for (int i = 0; y[i]; i++)
        t(70, 100 + 14 * i, y[i]);
    end();
    start("list.pdf");
    font(14, 1);
    t(70, 90, "Indstilling");
    font(10, 0);
    t(70, 120, "Det indstilles, at udvalget tager følgende tre punkter til efterretning:");
    t(80, 145, "1.");
    t(100, 145, "at broen males og får nye brædder på den side,");
    t(100, 159, "der vender mod havnen");
    t(80, 177, "2.");
    t(100, 177, "at lyset sættes i stand");
    t(80, 195, "3.");
    t(100, 195, "at der sættes skilte op ved indkørslen");
    end();
    return 0;
}
