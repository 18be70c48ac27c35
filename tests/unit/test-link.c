/* Papers of our own, and what akt-link makes of them; and that neither the order nor the number of
 * loads shows. */
#include "link-fixture.h"

#include "lexicon.h"

/* ---- papers -------------------------------------------------------------------------------- */

static const char *const words_a[] = {"|Greve Kommune", "Sag 2014-7711 Natte Ravnene",
                                      "Byrådet bevilgede 300.000 kr.", NULL};
static const struct sample_mention mentions_a[] = {
    LETTERHEAD,
    {MENTION_CASE, "2014-7711", NULL, "scheme=case"},
    {MENTION_PROJECT, "Natte Ravnene", NULL, NULL},
    {MENTION_ORGANISATION, "Byrådet", NULL, "kind=council"},
    {MENTION_AMOUNT, "300.000 kr.", "300000", NULL},
    {0}};
static const struct sample_fact facts_a[] = {
    {PREDICATE_CASE_NUMBER, "document:this", "case:2014-7711", NULL, "Sag"},
    {PREDICATE_FUNDING, "project:Natte Ravnene", "amount:300000", "period=2014;status=granted",
     "bevilgede"},
    {0}};
static const char *const words_b[] = {"|Greve Kommune",
                                      "Natteravnene fik 350.000 kr., se sag 2014-7711.",
                                      "Også Aftenvagten fik besøg.", NULL};
static const struct sample_fact facts_b[] = {{PREDICATE_FUNDING, "project:Natteravnene",
                                              "amount:350000", "period=2014;status=granted", "fik"},
                                             {0}};
static const char *const words_c[] = {"|Køge Kommune", "Natteravnene i Køge og Byrådet", NULL};
static const struct sample_mention mentions_c[] = {
    {MENTION_ORGANISATION, "Køge Kommune", NULL, "kind=municipality"},
    {MENTION_PROJECT, "Natteravnene", NULL, NULL},
    {MENTION_ORGANISATION, "Byrådet", NULL, "kind=council"},
    {0}};

static struct document *
paper_b(void)
{
    static const struct sample_mention mentions[] = {
        LETTERHEAD,
        {MENTION_PROJECT, "Natteravnene", NULL, NULL},
        {MENTION_PROJECT, "Aftenvagten", NULL, NULL},
        {MENTION_CASE, "2014-7711", NULL, "scheme=case"},
        {MENTION_AMOUNT, "350.000 kr.", "350000", NULL},
        {0}};
    const struct sample sample = {"b.txt", words_b, mentions, facts_b};
    return sample_document(&sample);
}

static struct document *
paper_a(void)
{
    const struct sample sample = {"a.txt", words_a, mentions_a, facts_a};
    return sample_document(&sample);
}

static struct document *
paper_c(void)
{
    const struct sample sample = {"c.txt", words_c, mentions_c, NULL};
    return sample_document(&sample);
}

#define ENTITIES                                                                                \
    "SELECT entity.kind, entity.name, entity.scope, group_concat(name.value, '+') FROM entity " \
    "JOIN (SELECT * FROM name ORDER BY value) AS name ON name.entity = entity.id "              \
    "WHERE entity.kind <> 'place' GROUP BY entity.id ORDER BY 1, 2, 3"
#define LINKS                                                                      \
    "SELECT link.kind, score, reason, a.value, b.value, p.path, q.path FROM link " \
    "LEFT JOIN name a ON a.id = from_name LEFT JOIN name b ON b.id = to_name "     \
    "LEFT JOIN document_path p ON p.document = from_document "                     \
    "LEFT JOIN document_path q ON q.document = to_document ORDER BY 1, 4, 5, 6, 7, 3"
#define CONTRADICTIONS                                                           \
    "SELECT subject, value, path, other_value, other_path, difference, verdict " \
    "FROM discrepancy WHERE kind = 'contradiction'"

static void
test_papers(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) database = opened(folder->path);
    put(database, paper_a());
    put(database, paper_b());
    put(database, paper_c());
    link_with(database, NULL);
    assert_lines(database, ENTITIES,
                 "case|2014-7711|Greve|2014-7711\n"
                 "organisation|Byrådet|Greve|Byrådet\n"
                 "organisation|Byrådet|Køge|Byrådet\n"
                 "organisation|Greve Kommune||Greve Kommune\n"
                 "organisation|Køge Kommune||Køge Kommune\n"
                 "project|Aftenvagten|Greve|Aftenvagten\n"
                 "project|Natte Ravnene|Greve|Natte Ravnene+Natteravnene\n"
                 "project|Natteravnene|Køge|Natteravnene\n");
    assert_lines(database,
                 "SELECT score, reason, path FROM link JOIN document_path ON document = "
                 "from_document",
                 "1.0|it speaks of case 2014-7711 Greve, which is the other's|b.txt\n");
    assert_lines(database, CONTRADICTIONS, "Natte Ravnene|300000|a.txt|350000|b.txt|50000|off\n");
    assert_lines(database, "SELECT count(*) FROM document WHERE NOT linked", "0\n");
}

/* A paper that says so makes two names one. */
static void
test_renaming(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const char *const words[] = {
        "|Greve Kommune", "Projekt Lyshuset (tidligere projekt Mørkebo) er åbnet.", NULL};
    static const struct sample_mention mentions[] = {LETTERHEAD,
                                                     {MENTION_PROJECT, "Lyshuset", NULL, NULL},
                                                     {MENTION_PROJECT, "Mørkebo", NULL, NULL},
                                                     {0}};
    const struct sample sample = {"d.txt", words, mentions, NULL};
    g_autoptr(database) database = opened(folder->path);
    put(database, sample_document(&sample));
    link_with(database, NULL);
    assert_lines(database, "SELECT name FROM entity WHERE kind = 'project'", "Lyshuset\n");
    assert_lines(database, "SELECT reason FROM link",
                 "a paper says: \"Lyshuset (tidligere projekt Mørkebo)\"\n");
    /* The paper is replaced by one that does not say so. */
    static const char *const silent[] = {"|Greve Kommune", "Lyshuset og Mørkebo er åbnet.", NULL};
    const struct sample next = {"d.txt", silent, mentions, NULL};
    put(database, sample_document(&next));
    link_with(database, NULL);
    assert_lines(database, "SELECT count(*) FROM entity WHERE kind = 'project'", "2\n");
    assert_lines(database, "SELECT count(*) FROM link", "0\n");
}

/* A paper that writes a short form for a name says what other papers mean by it; two papers that
 * write it for two names say nothing. */
static void
test_short_form(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const char *const first[] = {"|Greve Kommune",
                                        "Kvarterplan Nordby (KN): KN er vedtaget.", NULL};
    static const struct sample_mention both[] = {
        LETTERHEAD,
        {MENTION_PROGRAMME, "Kvarterplan Nordby", NULL, NULL},
        {MENTION_PROGRAMME, "KN", "Kvarterplan Nordby", NULL},
        {0}};
    static const char *const second[] = {"|Greve Kommune", "Status på KN for året.", NULL};
    static const struct sample_mention short_only[] = {
        LETTERHEAD, {MENTION_PROGRAMME, "KN", NULL, NULL}, {0}};
    static const char *const third[] = {"|Greve Kommune", "Klimanetværket (KN) mødes.", NULL};
    static const struct sample_mention other[] = {LETTERHEAD,
                                                  {MENTION_PROGRAMME, "Klimanetværket", NULL, NULL},
                                                  {MENTION_PROGRAMME, "KN", "Klimanetværket", NULL},
                                                  {0}};
    const struct sample a = {"a.txt", first, both, NULL}, b = {"b.txt", second, short_only, NULL},
                        c = {"c.txt", third, other, NULL};
    g_autoptr(database) database = opened(folder->path);
    put(database, sample_document(&a));
    put(database, sample_document(&b));
    link_with(database, NULL);
    assert_lines(database, "SELECT name FROM entity WHERE kind = 'programme'",
                 "Kvarterplan Nordby\n");
    assert_lines(database, "SELECT reason FROM link",
                 "a paper writes \"KN\" for \"Kvarterplan Nordby\"\n");
    put(database, sample_document(&c));
    link_with(database, NULL);
    assert_lines(database, "SELECT name FROM entity WHERE kind = 'programme' ORDER BY name",
                 "KN\nKlimanetværket\nKvarterplan Nordby\n");
    assert_lines(database, "SELECT count(*) FROM link", "0\n");
}

/* An association is one in all municipalities, also where papers take it for an institution; a
 * name of one word, and one that nobody knows as an association, belongs to its municipality. */
static void
test_everywhere(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *town, *name, *attrs;
    } papers[] = {
        {"Greve Kommune", "Lilla Kors", "kind=association"},
        {"Køge Kommune", "Lilla Kors", "kind=institution"},
        {"Faxe Kommune", "Lilla Kors", "kind=institution"},
        {"Greve Kommune", "Medborgerhuset", "kind=association"},
        {"Køge Kommune", "Medborgerhuset", "kind=institution"},
        {"Faxe Kommune", "Medborgerhuset", "kind=institution"},
        {"Køge Kommune", "Café Kilden", "kind=institution"},
        {"Faxe Kommune", "Café Kilden", "kind=institution"},
    };
    g_autoptr(database) database = opened(folder->path);
    for (guint i = 0; i < G_N_ELEMENTS(papers); i++) {
        g_autofree char *letterhead = g_strconcat("|", papers[i].town, NULL);
        g_autofree char *path = g_strdup_printf("%u.txt", i);
        const char *const words[] = {letterhead, papers[i].name, NULL};
        const struct sample_mention mentions[] = {
            {MENTION_ORGANISATION, papers[i].town, NULL, "kind=municipality"},
            {MENTION_ORGANISATION, papers[i].name, NULL, papers[i].attrs},
            {0}};
        const struct sample sample = {path, words, mentions, NULL};
        put(database, sample_document(&sample));
    }
    link_with(database, NULL);
    assert_lines(database,
                 "SELECT name, scope FROM entity WHERE name NOT LIKE '%Kommune' ORDER BY 1, 2",
                 "Café Kilden|Faxe\nCafé Kilden|Køge\nLilla Kors|\nMedborgerhuset|\n"
                 "Medborgerhuset|Faxe\nMedborgerhuset|Køge\n");
}

/* All orders of three papers, linked at the end or after each: the same entities and links. */
static void
test_order(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const guint orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                      {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    struct document *(*const papers[])(void) = {paper_a, paper_b, paper_c};
    g_autofree char *expected = NULL;
    for (guint order = 0; order < G_N_ELEMENTS(orders); order++) {
        for (guint each = 0; each < 2; each++) {
            struct database *database = opened(folder->path);
            for (guint i = 0; i < 3; i++) {
                put(database, papers[orders[order][i]]());
                if (each)
                    link_with(database, NULL);
            }
            link_with(database, NULL);
            g_autofree char *entities = lines_of(database, ENTITIES);
            g_autofree char *links = lines_of(database, LINKS);
            g_autofree char *checks = lines_of(database, CONTRADICTIONS);
            g_autofree char *all = g_strconcat(entities, links, checks, NULL);
            if (!expected)
                expected = g_strdup(all);
            g_assert_cmpstr(all, ==, expected);
            database_close(database);
            g_remove(folder->path);
        }
    }
}

/* One paper a name: "Kommunekontakten kadhuset", ... The first two are a slip of the pen apart,
 * and only the first word brings them together. */
static void
put_variants(struct database *database, guint from, guint to)
{
    for (guint i = from; i < to; i++) {
        g_autofree char *letters =
            i < 2 ? g_strdup(i ? "kenal" : "kennal")
                  : g_strdup_printf("k%c%c%chuset", 'a' + (char)(i / 100),
                                    'd' + (char)(i / 10 % 10), 'o' + (char)(i % 10));
        g_autofree char *name = g_strdup_printf("Kommunekontakten %s", letters);
        g_autofree char *path = g_strdup_printf("%u.txt", i);
        const char *const words[] = {"|Greve Kommune", name, NULL};
        const struct sample_mention mentions[] = {
            LETTERHEAD, {MENTION_PROJECT, name, NULL, NULL}, {0}};
        const struct sample sample = {path, words, mentions, NULL};
        put(database, sample_document(&sample));
    }
}

/* A block of names that grows too large is passed over and reported, and what was linked for it
 * before is as if it had been too large from the first. */
static void
test_large_block(struct folder *folder, gconstpointer data)
{
    (void)data;
    const char *linked = "SELECT count(*) FROM link JOIN name ON name.id = from_name "
                         "WHERE value LIKE '%ken%al'";
    struct database *database = opened(folder->path);
    put_variants(database, 0, 150);
    struct link_report small = link_with(database, NULL);
    g_assert_cmpuint(small.skipped, ==, 0);
    assert_lines(database, linked, "1\n");
    put_variants(database, 150, 230);
    struct link_report large = link_with(database, NULL);
    g_assert_cmpuint(large.skipped, >, 0);
    assert_lines(database, linked, "0\n");
    g_autofree char *stepwise = lines_of(database, LINKS);
    database_close(database);
    g_remove(folder->path);
    database = opened(folder->path);
    put_variants(database, 0, 230);
    link_with(database, NULL);
    g_autofree char *at_once = lines_of(database, LINKS);
    g_assert_cmpstr(stepwise, ==, at_once);
    database_close(database);
}

/* A dictionary of one's own: names that are one, that are not, that are one everywhere. */
static void
test_aliases(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const char *const files[] = {"name-heads",           "name-fillers", "name-tails",
                                        "link-features",        "paper-titles", "municipalities",
                                        "municipality-domains", "name-changes"};
    g_autoptr(GError) error = NULL;
    g_autofree char *dictionaries = g_build_filename(folder->name, "d", NULL);
    g_assert_cmpint(g_mkdir(dictionaries, 0700), ==, 0);
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *from = g_strdup_printf("dictionaries/%s.tsv", files[i]);
        g_autofree char *to = g_strdup_printf("%s/%s.tsv", dictionaries, files[i]);
        g_autofree char *text = NULL;
        gsize length;
        g_assert_true(g_file_get_contents(from, &text, &length, &error));
        g_assert_true(g_file_set_contents(to, text, (gssize)length, &error));
    }
    g_autofree char *aliases = g_build_filename(dictionaries, "aliases.tsv", NULL);
    g_assert_true(g_file_set_contents(aliases,
                                      "kind\tname\tsame_as\tscope\tdecision\n"
                                      "project\tNatte Ravnene\tNatteravnene\tGreve\tnot-same\n"
                                      "project\taftenvagten\tNatteravnene\t\tsame\n"
                                      "organisation\tByrådet\tByrådet\t\tsame\n",
                                      -1, &error));
    struct database *database = opened(folder->path);
    put(database, paper_a());
    put(database, paper_b());
    put(database, paper_c());
    link_with(database, NULL); /* first with the ordinary ones: another dictionary, all anew */
    link_with(database, dictionaries);
    assert_lines(database, ENTITIES,
                 "case|2014-7711|Greve|2014-7711\n"
                 "organisation|Byrådet||Byrådet+Byrådet\n"
                 "organisation|Greve Kommune||Greve Kommune\n"
                 "organisation|Køge Kommune||Køge Kommune\n"
                 "project|Natte Ravnene|Greve|Natte Ravnene\n"
                 "project|Natteravnene|Greve|Aftenvagten+Natteravnene\n"
                 "project|Natteravnene|Køge|Natteravnene\n");
    assert_lines(database, CONTRADICTIONS, "");
    link_with(database, NULL);
    assert_lines(database, CONTRADICTIONS, "Natte Ravnene|300000|a.txt|350000|b.txt|50000|off\n");
    database_close(database);
    g_remove(aliases);
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *file = g_strdup_printf("%s/%s.tsv", dictionaries, files[i]);
        g_remove(file);
    }
    g_rmdir(dictionaries);
}

/* Nothing new: nothing is done. */
static void
test_again(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) database = opened(folder->path);
    put(database, paper_a());
    put(database, paper_b());
    link_with(database, NULL);
    int before = sqlite3_total_changes(database_handle(database));
    struct link_report report = link_with(database, NULL);
    g_assert_cmpint(sqlite3_total_changes(database_handle(database)), ==, before);
    g_assert_cmpuint(report.contradictions, ==, 1);
}

/* Amounts that agree as far as their digits go, parts, other times and bounds are no
 * contradictions. */
static void
test_no_contradiction(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *first, *first_qualifiers, *second, *second_qualifiers;
        gboolean off;
    } cases[] = {
        {"4400000", "status=granted", "4398000", "status=granted", FALSE},
        {"4400000", "status=granted", "4700000", "status=granted", TRUE},
        {"4400000", "period=2014;status=granted", "4700000", "period=2015;status=granted", FALSE},
        {"4400000", "status=granted", "4700000", "status=applied", FALSE},
        {"4400000", "status=spent", "4700000", "status=spent", FALSE},
        {"4400000", "status=granted", "4700000", "approx=max;status=granted", FALSE},
        {"4400000", "grantor=Fonden;status=granted", "4700000", "status=granted", FALSE},
        {"4400000", "status=budget", "4700000", "note=oprindeligt;status=budget", FALSE},
        {"4400000", "per=year;status=budget", "4700000", "status=budget", FALSE},
        {"4400000", "status=granted", "1200000", "status=granted", FALSE},
        {"4400000", "status=granted", "440000", "status=granted", TRUE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct database *database = opened(folder->path);
        for (guint paper = 0; paper < 2; paper++) {
            const char *amount = paper ? cases[i].second : cases[i].first;
            g_autofree char *sentence = g_strdup_printf("Gadehaven og %s kr.", amount);
            g_autofree char *object = g_strdup_printf("amount:%s", amount);
            g_autofree char *path = g_strdup_printf("%u.txt", paper);
            const char *const words[] = {"|Greve Kommune", sentence, NULL};
            const struct sample_mention mentions[] = {LETTERHEAD,
                                                      {MENTION_PROJECT, "Gadehaven", NULL, NULL},
                                                      {MENTION_AMOUNT, amount, NULL, NULL},
                                                      {0}};
            const struct sample_fact facts[] = {
                {PREDICATE_FUNDING, "project:Gadehaven", object,
                 paper ? cases[i].second_qualifiers : cases[i].first_qualifiers, "Gadehaven"},
                {0}};
            const struct sample sample = {path, words, mentions, facts};
            put(database, sample_document(&sample));
        }
        struct link_report report = link_with(database, NULL);
        if ((report.contradictions > 0) != cases[i].off)
            g_error("case %u: %u contradictions", i, report.contradictions);
        database_close(database);
        g_remove(folder->path);
    }
}

/* In one paper: near to each other in two places, but not in one sentence. */
static void
test_one_paper(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const char *const apart[] = {"|Greve Kommune", "Lyshuset har fået 410.000 kr.",
                                        "Til Lyshuset er der givet 400.000 kr.", NULL};
    static const char *const together[] = {
        "|Greve Kommune", "Lyshuset har fået 410.000 kr. mod før 400.000 kr.", NULL};
    static const struct sample_mention mentions[] = {
        LETTERHEAD,
        {MENTION_PROJECT, "Lyshuset", NULL, NULL},
        {MENTION_AMOUNT, "410.000 kr.", "410000", NULL},
        {MENTION_AMOUNT, "400.000 kr.", "400000", NULL},
        {0}};
    static const struct sample_fact facts[] = {
        {PREDICATE_FUNDING, "project:Lyshuset", "amount:410000", "status=granted", "410.000"},
        {PREDICATE_FUNDING, "project:Lyshuset", "amount:400000", "status=granted", "400.000"},
        {0}};
    const struct sample first = {"a.txt", apart, mentions, facts};
    const struct sample second = {"b.txt", together, mentions, facts};
    g_autoptr(database) database = opened(folder->path);
    put(database, sample_document(&second));
    g_assert_cmpuint(link_with(database, NULL).contradictions, ==, 0);
    g_autofree char *other = g_build_filename(folder->name, "other.db", NULL);
    g_autoptr(database) apart_only = opened(other);
    put(apart_only, sample_document(&first));
    link_with(apart_only, NULL);
    assert_lines(apart_only, CONTRADICTIONS,
                 "Lyshuset|410000|a.txt|400000|a.txt|10000|unverified\n");
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*function)(struct folder *folder, gconstpointer data);
    } tests[] = {{"/link/papers", test_papers},
                 {"/link/renaming", test_renaming},
                 {"/link/short-form", test_short_form},
                 {"/link/everywhere", test_everywhere},
                 {"/link/order", test_order},
                 {"/link/large-block", test_large_block},
                 {"/link/aliases", test_aliases},
                 {"/link/again", test_again},
                 {"/link/no-contradiction", test_no_contradiction},
                 {"/link/one-paper", test_one_paper}};
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].name, struct folder, NULL, folder_set_up, tests[i].function,
                   folder_tear_down);
    return g_test_run();
}
