/* Sentences: wordings of municipal papers, and the suites of other projects where they are there.
 */
#include "lexicon.h"
#include "normalise/sentences.h"

#include <string.h>

static struct abbreviations *abbreviations;

/* The sentences of a text, parted by " | ". */
static char *
split(const char *text)
{
    GString *out = g_string_new(NULL);
    gsize length = strlen(text);
    for (gsize at = 0; at < length;) {
        gsize end = sentence_end(abbreviations, text, length, at);
        g_string_append_printf(out, "%s%.*s", out->len ? " | " : "", (int)(end - at), text + at);
        for (at = end; at < length && text[at] == ' ';)
            at++;
    }
    return g_string_free(out, FALSE);
}

static const char *const wordings[] = {
    "Udvalget mødes den 9. maj. | Mødet begynder kl. 15.30.",
    "Der er bevilget 4,2 mio. kr. til formålet. | Pengene dækker løn.",
    "Der er bevilget 4,2 mio. kr. | Pengene dækker løn.",
    "Puljen er på 600 t.kr. og 2 mia. kr. i alt.",
    "Støtten gives efter § 104, jf. Lov om social service, og højst 1. gang.",
    "Se bl.a. Bilag 2 og pkt. 4 i referatet.",
    "Tilbuddet omfatter kaffe, brød m.v. | Der er ingen betaling.",
    "Tilbuddet omfatter kaffe, brød m.v. og avis.",
    "Kontakt A. B. Sørensen eller Chr. Holm.",
    "Mette S.W. Dahl leder projektet.",
    "1. Godkendelse af dagsorden",
    "A. Den grønne stue",
    "Byggeriet afsluttes i 2016. | Herefter flytter børnene ind.",
    "Det gælder projekt 1 og 2. | Projekt 3 venter.",
    "Status gives i 3. Kvartal og igen i 4. kvartal 2014.",
    "Hvorfor fremsendes forslaget? | Fordi der mangler pladser!",
    "Hun sagde: ”Det er for dyrt.” | Derefter gik hun.",
    "Hun sagde ”Det er for dyrt.” og gik.",
    "(Se bilag 1.) | Resten følger.",
    "Prisen er 500.000-600.000 kr. pr. modul pr. år.",
    "Sagsnr. 2009-4410 og Dok.nr. 81 hører sammen.",
    "Det sker pr. 1. januar 2019. | 12 borgere er berørt.",
    "Udvalget traf beslutning d. 3. Marts og den 31.12. samme år.",
    "Han kom … | Hun gik.",
    "Åbent 9-16. | Ældre har forrang.",
    "Driften lægges ud til Nordlys A/S. | Selskabet overtager personalet.",
    "Hun arbejder i 2450 København SV. | Han bor i 1620 København V. | De mødes.",
    "Forvaltningen anbefaler model B. | Udvalget valgte A.",
    "Redegørelsen er skrevet af cand.polit. Mona Lind og dr.-ing. Per Due.",
    "Alle (også de nye!) – er omfattet, og alle! – er med.",
    "Beløbet dækker 40.000 kr. årl. | Resten betales af staten.",
    "Indsatsen dækker ca. 5 pct. | Målet var 10 pct. af de unge.",
};

static void
test_wordings(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(wordings); i++) {
        g_autoptr(GString) text = g_string_new(wordings[i]);
        g_string_replace(text, " | ", " ", 0);
        g_autofree char *found = split(text->str);
        g_assert_cmpstr(found, ==, wordings[i]);
    }
}

/* Any input ends, and in linear time. */
static void
test_hostile(void)
{
    static const char *const units[] = {".", ". ", "1. ", "A. ", "... A", "\" ", "kr. A ", "(("};
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < 1000000)
            g_string_append(text, units[i]);
        gsize at = 0;
        while (at < text->len) {
            gsize end = sentence_end(abbreviations, text->str, text->len, at);
            g_assert_cmpuint(end, >, at);
            for (at = end; at < text->len && text->str[at] == ' ';)
                at++;
        }
    }
}

static char *
peer_file(const char *name)
{
    g_autofree char *path = g_build_filename("..", "shared", "peers", name, NULL);
    char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        g_test_skip("the suites of other projects are not here");
    return text;
}

/* Cases in Danish of four suites; a few hold what is no prose of ours. */
static void
test_suites(void)
{
    g_autofree char *text = peer_file("segmentation_suites_da.tsv");
    if (!text)
        return;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint cases = 0, right = 0;
    for (guint i = 1; lines[i] && *lines[i]; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        if (strcmp(cells[2], "da") != 0 || strstr(cells[3], "\\n"))
            continue;
        g_autoptr(GString) expected = g_string_new(cells[5]);
        g_string_replace(expected, " ||| ", " | ", 0);
        g_autofree char *found = split(cells[3]);
        cases++;
        if (!strcmp(found, expected->str))
            right++;
        else
            g_test_message("%s: %s", cells[0], found);
    }
    g_test_message("%u of %u cases", right, cases);
    g_assert_cmpuint(right * 100, >=, cases * 95);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(dictionaries) dictionaries = dictionaries_new("dictionaries", FALSE);
    g_autoptr(GError) error = NULL;
    abbreviations = abbreviations_open(dictionaries, &error);
    g_assert_no_error(error);
    g_test_add_func("/sentences/wordings", test_wordings);
    g_test_add_func("/sentences/hostile", test_hostile);
    g_test_add_func("/sentences/suites", test_suites);
    int status = g_test_run();
    abbreviations_free(abbreviations);
    return status;
}
