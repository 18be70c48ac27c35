/* How papers stand to each other: the same case, an answer, a follow-up, an attachment, the next
 * status, another version; and what changed from one to the next. Papers of our own. */
#include "link-fixture.h"

#include <string.h>

enum {
    MAX_PAPERS = 4,
    MAX_FACTS = 8
};

/* A paper: municipality, title, day of issue, text; and facts beside these. */
struct told {
    const char *name, *town, *title, *issued, *text;
    struct sample_mention mentions[MAX_FACTS];
    struct sample_fact facts[MAX_FACTS];
};

static void
put_told(struct database *database, const struct told *told)
{
    g_autofree char *town = g_strconcat("|", told->town, " Kommune", NULL);
    g_autofree char *letterhead = g_strconcat(told->town, " Kommune", NULL);
    g_autofree char *title = g_strconcat("text:", told->title, NULL);
    g_autofree char *date = g_strconcat("date:", told->issued, NULL);
    g_autofree char *issued = g_strconcat("Dato ", told->issued, NULL);
    const char *const words[] = {town, told->title, issued, told->text, NULL};
    struct sample_mention mentions[MAX_FACTS + 3] = {
        {MENTION_ORGANISATION, letterhead, NULL, "kind=municipality"},
        {MENTION_DATE, told->issued, NULL, NULL}};
    struct sample_fact facts[MAX_FACTS + 3] = {
        {PREDICATE_TITLE, "document:this", title, NULL, told->title},
        {PREDICATE_ISSUED, "document:this", date, NULL, issued}};
    for (guint i = 0; i < MAX_FACTS; i++) {
        mentions[i + 2] = told->mentions[i];
        facts[i + 2] = told->facts[i];
    }
    const struct sample sample = {told->name, words, mentions, facts};
    put(database, sample_document(&sample));
}

#define RELATIONS                                                                      \
    "SELECT p.path, q.path, reason FROM link JOIN document_path AS p ON p.document = " \
    "from_document JOIN document_path AS q ON q.document = to_document ORDER BY 1, 2, 3"
#define CHANGES                                                                                  \
    "SELECT kind, subject, path, other_path, reason FROM discrepancy WHERE kind <> 'sum' ORDER " \
    "BY 1, 2, 3"

#define CASE_MENTION                                   \
    {                                                  \
        MENTION_CASE, "2014-7711", NULL, "scheme=case" \
    }
#define CASE_FACT                                                                   \
    {                                                                               \
        PREDICATE_CASE_NUMBER, "document:this", "case:2014-7711", NULL, "2014-7711" \
    }

/* Papers, and what is said of them. */
static const struct {
    const char *what;
    struct told papers[MAX_PAPERS];
    const char *relations, *changes;
} cases[] = {
    {"the same case",
     {{"a",
       "Greve",
       "Tilskud til fester",
       "2014-02-03",
       "Sag 2014-7711.",
       {CASE_MENTION},
       {CASE_FACT}},
      {"b",
       "Greve",
       "Mere tilskud til fester",
       "2014-03-03",
       "Sag 2014-7711.",
       {CASE_MENTION},
       {CASE_FACT}}},
     "b|a|both belong to case 2014-7711 Greve\n",
     ""},
    {"an answer and a follow-up",
     {{"a",
       "Greve",
       "Tilskud til fester",
       "2014-02-03",
       "Sag 2014-7711.",
       {CASE_MENTION},
       {CASE_FACT}},
      {"b",
       "Greve",
       "Svar på spørgsmål om fester",
       "2014-03-03",
       "Se sag 2014-7711.",
       {CASE_MENTION},
       {{0}}},
      {"c",
       "Greve",
       "Opfølgning på fester",
       "2014-04-03",
       "Se sag 2014-7711.",
       {CASE_MENTION},
       {{0}}}},
     "b|a|an answer: it speaks of case 2014-7711 Greve, which is the other's\n"
     "c|a|a follow-up: it speaks of case 2014-7711 Greve, which is the other's\n",
     ""},
    {"an attachment",
     {{"a", "Greve", "Evaluering af lysfesten", "2014-02-03", "Alle var glade.", {{0}}, {{0}}},
      {"b",
       "Greve",
       "Lysfester fremover",
       "2014-03-03",
       "Bilag: Evaluering af lysfesten",
       {{0}},
       {{PREDICATE_ATTACHMENT, "document:this", "text:Evaluering af lysfesten", NULL, "Bilag"}}},
      {"c",
       "Køge",
       "Vore fester fremover",
       "2014-03-04",
       "Bilag: Evaluering af lysfesten",
       {{0}},
       {{PREDICATE_ATTACHMENT, "document:this", "text:Evaluering af lysfesten", NULL, "Bilag"}}}},
     "b|a|it attaches the other: Evaluering af lysfesten\n",
     ""},
    {"an attachment that may be two papers",
     {{"a", "Greve", "Evaluering af lysfesten", "2014-02-03", "Alle var glade.", {{0}}, {{0}}},
      {"c", "Greve", "Evaluering af lysfesten", "2015-02-03", "Ingen var glade.", {{0}}, {{0}}},
      {"b",
       "Greve",
       "Lysfester fremover",
       "2014-03-03",
       "Bilag: Evaluering af lysfesten",
       {{0}},
       {{PREDICATE_ATTACHMENT, "document:this", "text:Evaluering af lysfesten", NULL, "Bilag"}}}},
     "",
     ""},
    {"the next status",
     {{"a", "Greve", "Status 2012 for lysfesterne", "2012-11-03", "Fest.", {{0}}, {{0}}},
      {"b", "Greve", "Status 2013 for lysfesterne", "2013-11-03", "Ingen fest.", {{0}}, {{0}}},
      {"c", "Greve", "Status for lysfesterne, maj 2014", "2014-05-03", "Måske fest.", {{0}}, {{0}}},
      {"d", "Køge", "Status 2013 for lysfesterne", "2013-11-04", "Fest igen.", {{0}}, {{0}}}},
     "b|a|the next of its kind: Status 2012 for lysfesterne\n"
     "c|b|the next of its kind: Status 2013 for lysfesterne\n",
     ""},
    {"one title that is no kind",
     {{"a", "Greve", "Tilskud til fester i 2012", "2012-11-03", "Fest.", {{0}}, {{0}}},
      {"b", "Greve", "Tilskud til fester i 2013", "2013-11-03", "Ingen fest.", {{0}}, {{0}}}},
     "",
     ""},
    {"another version",
     {{"a",
       "Greve",
       "Regnskab for lysfesten",
       "2014-02-03",
       "Lys, Lyd, Mad, Vagt, Telt, Musik.",
       {{MENTION_PROJECT, "Lys", NULL, NULL},
        {MENTION_PROJECT, "Lyd", NULL, NULL},
        {MENTION_PROJECT, "Mad", NULL, NULL},
        {MENTION_PROJECT, "Vagt", NULL, NULL},
        {MENTION_PROJECT, "Telt", NULL, NULL},
        {MENTION_PROJECT, "Musik", NULL, NULL}},
       {{0}}},
      {"b",
       "Greve",
       "Regnskab for lysfesten",
       "2014-02-03",
       "Lys, Lyd, Mad, Vagt, Telt og Musik.",
       {{MENTION_PROJECT, "Lys", NULL, NULL},
        {MENTION_PROJECT, "Lyd", NULL, NULL},
        {MENTION_PROJECT, "Mad", NULL, NULL},
        {MENTION_PROJECT, "Vagt", NULL, NULL},
        {MENTION_PROJECT, "Telt", NULL, NULL},
        {MENTION_PROJECT, "Musik", NULL, NULL}},
       {{0}}}},
     NULL, /* which is the later is for their hashes to say */
     ""},
    {"a day that slipped",
     {{"a",
       "Greve",
       "Om lysfesten",
       "2012-01-03",
       "Lyshuset åbner i maj 2012.",
       {{MENTION_PROJECT, "Lyshuset", NULL, NULL}, {MENTION_DATE, "maj 2012", "2012-05", NULL}},
       {{PREDICATE_STATUS, "project:Lyshuset", "text:planned", "date=2012-05", "maj"}}},
      {"b",
       "Greve",
       "Mere om lysfesten",
       "2012-12-03",
       "Lyshuset åbnede i juli 2012.",
       {{MENTION_PROJECT, "Lyshuset", NULL, NULL}, {MENTION_DATE, "juli 2012", "2012-07", NULL}},
       {{PREDICATE_STATUS, "project:Lyshuset", "text:started", "date=2012-07", "juli"}}}},
     "",
     "change|Lyshuset|a|b|planned for 2012-05, and then started 2012-07\n"},
    {"a day that was kept",
     {{"a",
       "Greve",
       "Om lysfesten",
       "2012-01-03",
       "Lyshuset åbner i 2012.",
       {{MENTION_PROJECT, "Lyshuset", NULL, NULL}, {MENTION_DATE, "2012.", "2012", NULL}},
       {{PREDICATE_STATUS, "project:Lyshuset", "text:planned", "date=2012", "åbner"}}},
      {"b",
       "Greve",
       "Mere om lysfesten",
       "2012-12-03",
       "Lyshuset åbnede i juli 2012.",
       {{MENTION_PROJECT, "Lyshuset", NULL, NULL}, {MENTION_DATE, "juli 2012", "2012-07", NULL}},
       {{PREDICATE_STATUS, "project:Lyshuset", "text:started", "date=2012-07", "juli"}}}},
     "",
     ""},
    {"the next plan, when the first was long due",
     {{"a",
       "Greve",
       "Om lysfesten",
       "2012-01-03",
       "Lyshuset åbner i maj 2012.",
       {{MENTION_PROJECT, "Lyshuset", NULL, NULL}, {MENTION_DATE, "maj 2012", "2012-05", NULL}},
       {{PREDICATE_STATUS, "project:Lyshuset", "text:planned", "date=2012-05", "maj"}}},
      {"b",
       "Greve",
       "Mere om lysfesten",
       "2013-12-03",
       "Lyshuset udvides i juli 2014.",
       {{MENTION_PROJECT, "Lyshuset", NULL, NULL}, {MENTION_DATE, "juli 2014", "2014-07", NULL}},
       {{PREDICATE_STATUS, "project:Lyshuset", "text:planned", "date=2014-07", "juli"}}}},
     "",
     ""},
    {"a longer period",
     {{"a",
       "Greve",
       "Om lysfesten",
       "2012-01-03",
       "Lyshuset virker 2011-2014.",
       {{MENTION_PROJECT, "Lyshuset", NULL, NULL},
        {MENTION_PERIOD, "2011-2014", "2011/2014", NULL}},
       {{PREDICATE_PERIOD, "project:Lyshuset", "period:2011/2014", NULL, "virker"}}},
      {"b",
       "Greve",
       "Mere om lysfesten",
       "2012-12-03",
       "Lyshuset virker 2011-2016.",
       {{MENTION_PROJECT, "Lyshuset", NULL, NULL},
        {MENTION_PERIOD, "2011-2016", "2011/2016", NULL}},
       {{PREDICATE_PERIOD, "project:Lyshuset", "period:2011/2016", NULL, "virker"}}}},
     "",
     "change|Lyshuset|a|b|its period was 2011/2014, and then 2011/2016\n"},
    {"a project that vanished from the next paper on its programme",
     {{"a",
       "Greve",
       "Om lysfesten",
       "2012-01-03",
       "Under Festpuljen hører Lyshuset, Lydhuset og Madhuset.",
       {{MENTION_PROGRAMME, "Festpuljen", NULL, NULL},
        {MENTION_PROJECT, "Lyshuset", NULL, NULL},
        {MENTION_PROJECT, "Lydhuset", NULL, NULL},
        {MENTION_PROJECT, "Madhuset", NULL, NULL}},
       {{PREDICATE_PART_OF, "project:Lyshuset", "programme:Festpuljen", NULL, "Lyshuset"},
        {PREDICATE_PART_OF, "project:Lydhuset", "programme:Festpuljen", NULL, "Lydhuset"},
        {PREDICATE_PART_OF, "project:Madhuset", "programme:Festpuljen", NULL, "Madhuset"}}},
      {"b",
       "Greve",
       "Mere om lysfesten",
       "2012-12-03",
       "Under Festpuljen hører Lyshuset og Lydhuset.",
       {{MENTION_PROGRAMME, "Festpuljen", NULL, NULL},
        {MENTION_PROJECT, "Lyshuset", NULL, NULL},
        {MENTION_PROJECT, "Lydhuset", NULL, NULL}},
       {{PREDICATE_PART_OF, "project:Lyshuset", "programme:Festpuljen", NULL, "Lyshuset"},
        {PREDICATE_PART_OF, "project:Lydhuset", "programme:Festpuljen", NULL, "Lydhuset"}}}},
     "b|a|the next on the projects of Festpuljen\n",
     "vanished|Madhuset|a|b|the next paper on Festpuljen does not name it\n"},
};

/* Rows of a query after the papers were put in one order or the other, linked at the end or after
 * each. */
static void
check_orders(struct folder *folder, guint i)
{
    for (guint way = 0; way < 4; way++) {
        struct database *database = opened(folder->path);
        guint n = 0;
        while (n < MAX_PAPERS && cases[i].papers[n].name)
            n++;
        for (guint p = 0; p < n; p++) {
            put_told(database, &cases[i].papers[way & 1 ? n - 1 - p : p]);
            if (way & 2)
                link_with(database, NULL);
        }
        link_with(database, NULL);
        g_autofree char *relations = lines_of(database, RELATIONS);
        g_autofree char *changes = lines_of(database, CHANGES);
        if (cases[i].relations && strcmp(relations, cases[i].relations) != 0)
            g_error("%s, way %u: \"%s\", not \"%s\"", cases[i].what, way, relations,
                    cases[i].relations);
        if (!cases[i].relations)
            g_assert_nonnull(strstr(relations, "another version of the same paper"));
        if (strcmp(changes, cases[i].changes) != 0)
            g_error("%s, way %u: \"%s\", not \"%s\"", cases[i].what, way, changes,
                    cases[i].changes);
        database_close(database);
        g_remove(folder->path);
    }
}

static void
test_cases(struct folder *folder, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        check_orders(folder, i);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/relations/cases", struct folder, NULL, folder_set_up, test_cases,
               folder_tear_down);
    return g_test_run();
}
