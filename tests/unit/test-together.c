/* What papers make one by what stands together in them: short forms, first letters, initials of
 * persons, things of another municipality, and what they say outright. A paper is a list of blocks;
 * names in it are marked by brackets: "[p Grøn Dal] er åbnet." */
#include "link-fixture.h"

#include <string.h>

enum {
    MAX_PAPERS = 5,
    MAX_BLOCKS = 6,
    MAX_NAMES = 20
};

static enum mention_type
type_of(char letter)
{
    switch (letter) {
    case 'p':
        return MENTION_PROJECT;
    case 'g':
        return MENTION_PROGRAMME;
    case 'n':
        return MENTION_PERSON;
    case 'l':
        return MENTION_PLACE;
    case 'c':
        return MENTION_CASE;
    case 'd':
        return MENTION_DATE;
    default:
        return MENTION_ORGANISATION;
    }
}

/* Takes the marks out of a block; their names go into `mentions`. */
static char *
unmark(const char *block, GArray *mentions)
{
    GString *out = g_string_new(NULL);
    while (*block) {
        const char *end = *block == '[' ? strchr(block, ']') : NULL;
        if (!end) {
            g_string_append_c(out, *block++);
            continue;
        }
        char *text = g_strndup(block + 3, (gsize)(end - block - 3));
        struct sample_mention mention = {.type = type_of(block[1]), .words = text};
        if (block[1] == 'k')
            mention.attrs = "kind=municipality";
        if (block[1] == 'u')
            mention.attrs = "kind=committee";
        if (block[1] == 'd')
            mention.value = "2012";
        g_array_append_val(mentions, mention);
        g_string_append(out, text);
        block = end + 1;
    }
    return g_string_free(out, FALSE);
}

static void
put_marked(struct database *database, const char *path, const char *const *blocks)
{
    g_autoptr(GArray) mentions = g_array_new(TRUE, TRUE, sizeof(struct sample_mention));
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < MAX_BLOCKS && blocks[i]; i++)
        g_ptr_array_add(words, unmark(blocks[i], mentions));
    g_ptr_array_add(words, NULL);
    const struct sample sample = {path, (const char *const *)words->pdata,
                                  (const struct sample_mention *)(gconstpointer)mentions->data,
                                  NULL};
    put(database, sample_document(&sample));
    for (guint i = 0; i < mentions->len; i++)
        g_free((char *)g_array_index(mentions, struct sample_mention, i).words);
}

/* Papers, and which names are one then: each entity of several names on a line. */
static const struct {
    const char *what;
    const char *papers[MAX_PAPERS][MAX_BLOCKS];
    const char *joined;
} cases[] = {
    {"a shorter name behind the full one",
     {{"|[k Greve Kommune]", "[p Grøn Dal i Moseby] er åbnet.",
       "Der er plads i [p Den grønne dal]."}},
     "Den grønne dal+Grøn Dal i Moseby\n"},
    {"before it",
     {{"|[k Greve Kommune]", "[p Den grønne dal] har fået penge.",
       "[p Grøn Dal i Moseby] er åbnet."}},
     ""},
    {"in one sentence with it",
     {{"|[k Greve Kommune]", "[p Grøn Dal i Moseby] hører under [p Den grønne dal]."}},
     ""},
    {"behind two of them",
     {{"|[k Greve Kommune]", "[p Grøn Dal i Moseby] er åbnet.", "[p Grøn Dal i Lund] er lukket.",
       "Der er plads i [p Den grønne dal]."}},
     ""},
    {"two of them in two papers",
     {{"|[k Greve Kommune]", "[p Grøn Dal i Moseby] er åbnet.",
       "Der er plads i [p Den grønne dal]."},
      {"|[k Greve Kommune]", "[p Grøn Dal i Lund] er lukket.",
       "Alle i [p Den grønne dal] er glade."}},
     ""},
    {"first letters of one",
     {{"|[k Greve Kommune]", "[g Lys i Lunden] er vedtaget."},
      {"|[k Greve Kommune]", "Status på [g LiL]."}},
     "LiL+Lys i Lunden\n"},
    {"first letters of two",
     {{"|[k Greve Kommune]", "[g Lys i Lunden] er vedtaget.", "[g Liv i Landsbyen] også."},
      {"|[k Greve Kommune]", "Status på [g LiL]."}},
     ""},
    {"first letters in another municipality",
     {{"|[k Greve Kommune]", "[g Lys i Lunden] er vedtaget."},
      {"|[k Køge Kommune]", "Status på [g LiL]."}},
     ""},
    {"an initial of one person",
     {{"|[k Greve Kommune]", "[n Poul Holm] bød velkommen."},
      {"|[k Greve Kommune]", "[n P. Holm] takkede."}},
     "P. Holm+Poul Holm\n"},
    {"an initial of two",
     {{"|[k Greve Kommune]", "[n Poul Holm] og [n Per Holm] bød velkommen."},
      {"|[k Greve Kommune]", "[n P. Holm] takkede."}},
     ""},
    {"a guest in a paper that speaks of its municipality",
     {{"|[k Greve Kommune]", "[p Natlys på Torvet] er åbnet."},
      {"|[k Køge Kommune]", "Her ser udvalget [k Greve Kommune] og [p Natlys på Torvet]."}},
     "Natlys på Torvet+Natlys på Torvet\n"},
    {"a guest that is at home, too",
     {{"|[k Greve Kommune]", "[p Natlys på Torvet] er åbnet."},
      {"|[k Køge Kommune]", "Her ser udvalget [k Greve Kommune] og [p Natlys på Torvet]."},
      {"|[k Køge Kommune]", "Vort [p Natlys på Torvet] er åbnet."}},
     ""},
    {"of two municipalities that do not speak of each other",
     {{"|[k Greve Kommune]", "[p Natlys på Torvet] er åbnet."},
      {"|[k Køge Kommune]", "[p Natlys på Torvet] er åbnet."}},
     ""},
    {"parts that a name without a number would join",
     {{"|[k Greve Kommune]", "[p Havnebad, etape 1] er åbnet.", "[p Havnebad, etape 2] er lukket.",
       "Der er vand i [p Havnebadet]."}},
     ""},
    {"renamed, with a date between",
     {{"|[k Greve Kommune]", "[u Socialudvalget] hedder fra [d 2012] [u Velfærdsudvalget]."}},
     "Socialudvalget+Velfærdsudvalget\n"},
    {"renamed, named above",
     {{"|[k Greve Kommune]", "Til [u Socialudvalget]",
       "Fra [d 2012] hedder udvalget [u Velfærdsudvalget]."}},
     "Socialudvalget+Velfærdsudvalget\n"},
    {"renamed, but nothing of the kind named above",
     {{"|[k Greve Kommune]", "Til [o Socialforvaltningen]",
       "Fra [d 2012] hedder udvalget [u Velfærdsudvalget]."}},
     ""},
    {"in brackets",
     {{"|[k Greve Kommune]", "[u Velfærds- og Omsorgsudvalget] (tidligere [u Socialudvalget])."}},
     "Socialudvalget+Velfærds- og Omsorgsudvalget\n"},
    {"an abbreviation in brackets",
     {{"|[k Greve Kommune]", "[o Rådet for Ældre med Behov] ([o RÆMB]) mødes."},
      {"|[k Greve Kommune]", "[o RÆMB] mødes igen."}},
     "RÆMB+Rådet for Ældre med Behov\n"},
    {"something else in brackets",
     {{"|[k Greve Kommune]", "[o Rådet for Ældre] ([o KFUM]) mødes."}},
     ""},
    {"a project that another paper calls a programme",
     {{"|[k Greve Kommune]", "[p Lys i Lunden] er åbnet."},
      {"|[k Greve Kommune]", "Status på [g Lys i lunden]."}},
     "Lys i Lunden+Lys i lunden\n"},
    {"a project and a programme in one paper",
     {{"|[k Greve Kommune]", "[p Lys i Lunden] er åbnet.", "Penge fra [g Lys i lunden]."}},
     ""},
    {"a programme and a project of its name in a place",
     {{"|[k Greve Kommune]", "[p Lys i Lunden i Moseby] er åbnet."},
      {"|[k Greve Kommune]", "Status på [g Lys i Lunden]."}},
     ""},
    {"a former one in brackets with commas",
     {{"|[k Greve Kommune]", "[p Lyshuset], det tidligere [p Mørkehuset], er åbnet."}},
     "Lyshuset+Mørkehuset\n"},
    {"took over from its like",
     {{"|[k Greve Kommune]", "[o Fonden Elmevang], som har afløst [o Foreningen Elmevang]."}},
     "Fonden Elmevang+Foreningen Elmevang\n"},
    {"took over from another",
     {{"|[k Greve Kommune]", "[p Elmevang] har afløst [p Bøgebakken]."}},
     ""},
};

#define JOINED                                                                              \
    "SELECT group_concat(value, '+') FROM (SELECT entity, value FROM name WHERE entity IS " \
    "NOT NULL AND class <> 'municipality' ORDER BY value, scope) GROUP BY entity "          \
    "HAVING count(*) > 1 ORDER BY 1"

static void
test_cases(struct folder *folder, gconstpointer data)
{
    (void)data;
    guint wrong = 0;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct database *database = opened(folder->path);
        for (guint p = 0; p < MAX_PAPERS && cases[i].papers[p][0]; p++) {
            g_autofree char *path = g_strdup_printf("%u-%u.txt", i, p);
            put_marked(database, path, cases[i].papers[p]);
        }
        link_with(database, NULL);
        g_autofree char *found = lines_of(database, JOINED);
        if (strcmp(found, cases[i].joined) != 0) {
            g_printerr("%s: \"%s\", not \"%s\"\n", cases[i].what, found, cases[i].joined);
            wrong++;
        }
        database_close(database);
        g_remove(folder->path);
    }
    g_assert_cmpuint(wrong, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/together/cases", struct folder, NULL, folder_set_up, test_cases, folder_tear_down);
    return g_test_run();
}
