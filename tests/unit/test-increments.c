/* Random increments against a run over everything: papers come, are replaced, read anew, copied and
 * forgotten, with a link now and then; in the end the database says what one says that is loaded
 * with the papers that are left, in another order, and linked once. */
#include "sample.h"

#include "danish.h"
#include "link/link.h"
#include "load/forget.h"
#include "load/load.h"

#include <glib/gstdio.h>

enum {
    SEEDS = 24,
    STEPS = 30,
    MOST = 16,  /* mentions, and facts, of a small paper */
    CROWD = 199 /* at most 225 names can be made */
};

/* ---- papers -------------------------------------------------------------------------------- */

/* Ways to write one thing; a paper has one of them at most. A value of its own follows a '='. */
struct thing {
    enum mention_type type;
    const char *attrs;
    const char *spellings[5];
};

static const struct thing things[] = {
    {MENTION_PROJECT, NULL, {"Natte Ravnene", "Natteravnene", "natteravnene", "Natteravnen"}},
    {MENTION_PROJECT, NULL, {"Åbne Haver – sundhed", "Åbne Haver", "åbne haver", "Åbne Have"}},
    {MENTION_PROJECT, NULL, {"Lyshuset", "Mørkebo"}},
    {MENTION_PROJECT, NULL, {"Kulturnat 2012", "Kulturnat 2013", "Kulturnatten 2012"}},
    {MENTION_PROJECT, NULL, {"Huset Syrenen", "Huset Syernen"}},
    {MENTION_PROGRAMME, "kind=strategy", {"Kvarterplan Nordby", "Kvarterplanen Nordby"}},
    {MENTION_PROGRAMME, "kind=strategy", {"Klimanetværket", "Klimanetværk"}},
    {MENTION_PROGRAMME, "kind=strategy", {"KN", "KN=Kvarterplan Nordby", "KN=Klimanetværket"}},
    {MENTION_ORGANISATION, "kind=association", {"Lilla Kors", "Foreningen Lilla Kors"}},
    {MENTION_ORGANISATION, "kind=institution", {"Gule Kors", "Foreningen Gule Kors"}},
    {MENTION_ORGANISATION, "kind=committee", {"Socialudvalget", "Social-Udvalget"}},
    {MENTION_PERSON, NULL, {"Karen Madsen", "KAREN MADSEN"}},
    {MENTION_CASE, "scheme=case", {"2014-7711", "2014-7712"}},
    {MENTION_CASE, "scheme=case", {"SOU 12/2011", "sou 12/2011"}},
};

static const char *const towns[] = {"Greve Kommune", "Køge Kommune", "Kommunen"};

/* A paper before it is built. */
struct draft {
    struct arena *arena;
    GPtrArray *words; /* const char *, NULL at the end */
    struct sample_mention mentions[CROWD + MOST + 2];
    struct sample_fact facts[MOST + 1];
    guint n_mentions, n_facts;
};

static void
add_words(struct draft *draft, const char *words)
{
    g_ptr_array_add(draft->words, (gpointer)words);
}

/* Returns the term of FACTS.md. */
static const char *
add_mention(struct draft *draft, enum mention_type type, const char *spelling, const char *attrs)
{
    const char *equals = strchr(spelling, '=');
    const char *words =
        equals ? arena_strndup(draft->arena, spelling, (gsize)(equals - spelling)) : spelling;
    const char *value = equals ? equals + 1 : words;
    add_words(draft, words);
    draft->mentions[draft->n_mentions++] = (struct sample_mention){type, words, value, attrs};
    return arena_printf(draft->arena, "%s:%s", mention_type_name(type), value);
}

static void
add_fact(struct draft *draft, enum predicate predicate, const char *subject, const char *object,
         const char *qualifiers, const char *words)
{
    if (draft->n_facts < MOST)
        draft->facts[draft->n_facts++] =
            (struct sample_fact){predicate, subject, object, qualifiers, words};
}

static void
add_money(struct draft *draft, GRand *chance, guint i, const char *subject, const char *words)
{
    int kroner = 100000 * (g_rand_int_range(chance, 1, 4) * 10 + (int)i);
    const char *text = arena_printf(draft->arena, "%d kr.", kroner);
    add_words(draft, text);
    draft->mentions[draft->n_mentions++] = (struct sample_mention){
        MENTION_AMOUNT, text, arena_printf(draft->arena, "%d", kroner), NULL};
    add_fact(draft, PREDICATE_FUNDING, subject, arena_printf(draft->arena, "amount:%d", kroner),
             g_rand_boolean(chance) ? "status=granted;period=2014"
                                    : "status=granted;period=2014;source=Klimanetværket",
             words);
}

/* What a paper says of the things that it names. */
static void
add_facts(struct draft *draft, GRand *chance, const char *const *terms)
{
    const char *case_number = terms[12], *committee = terms[10], *programme = terms[6];
    for (guint i = 0; i < 5; i++) {
        const char *words = terms[i] ? strchr(terms[i], ':') + 1 : NULL;
        if (terms[i] && g_rand_boolean(chance))
            add_money(draft, chance, i, terms[i], words);
        if (terms[i] && programme && g_rand_int_range(chance, 0, 3) == 0)
            add_fact(draft, PREDICATE_PART_OF, terms[i], programme, NULL, words);
    }
    const char *when =
        arena_printf(draft->arena, "date=2014-05-0%d%s", g_rand_int_range(chance, 1, 4),
                     g_rand_boolean(chance) ? ";item=3" : "");
    if (case_number && g_rand_boolean(chance))
        add_fact(draft, PREDICATE_CASE_NUMBER, "document:this", case_number, NULL,
                 strchr(case_number, ':') + 1);
    if (case_number && committee)
        add_fact(draft, PREDICATE_CONSIDERED, case_number, committee, when,
                 strchr(committee, ':') + 1);
    else if (committee)
        add_fact(draft, PREDICATE_DECISION, committee, "text:godkendt", when,
                 strchr(committee, ':') + 1);
}

/* Many names that share a word: so many that one paper more, or fewer, decides whether it counts.
 */
static void
add_crowd(struct draft *draft)
{
    static const char letters[] = "bdfghklmnprstvz";
    for (guint i = 0; i < CROWD; i++) {
        const char *name = arena_printf(draft->arena, "Gadeværksted %c%co%c%co", letters[i % 15],
                                        letters[i / 15], letters[(i / 3) % 15], letters[i % 13]);
        add_mention(draft, MENTION_PROJECT, name, NULL);
    }
}

static void
add_some_of_crowd(struct draft *draft, GRand *chance)
{
    static const char *const names[] = {"Gadeværksted Bøgevangen", "Gadeværksted Bøgevnagen",
                                        "Gadeværksted Wilhelmina", "Gadeværksted Wilhemlina",
                                        "Gadeværksted Xenia",      "Gadeværksted Zacharias"};
    guint from = (guint)g_rand_int_range(chance, 0, 5);
    for (guint i = from; i < MIN(from + 2, G_N_ELEMENTS(names)); i++)
        add_mention(draft, MENTION_PROJECT, names[i], NULL);
}

/* The mentions of a term, and the facts with it, are not found; its words are there. */
static void
overlook(struct draft *draft, const char *term)
{
    guint mentions = 0, facts = 0;
    for (guint i = 0; i < draft->n_facts; i++) {
        if (strcmp(draft->facts[i].subject, term) != 0 && strcmp(draft->facts[i].object, term) != 0)
            draft->facts[facts++] = draft->facts[i];
    }
    for (guint i = 0; i < draft->n_mentions; i++) {
        const struct sample_mention *mention = &draft->mentions[i];
        const char *value = strchr(term, ':') + 1;
        if (strcmp(mention->value, value) != 0 ||
            !g_str_has_prefix(term, mention_type_name(mention->type)))
            draft->mentions[mentions++] = *mention;
    }
    memset(draft->facts + facts, 0, (draft->n_facts - facts) * sizeof *draft->facts);
    memset(draft->mentions + mentions, 0, (draft->n_mentions - mentions) * sizeof *draft->mentions);
    draft->n_facts = facts;
    draft->n_mentions = mentions;
}

/* The paper of a number, at a path, as version `reading` of the stages reads it: later ones
 * overlook things. Number 0 is the crowd. */
static struct document *
paper(guint number, guint reading, const char *path)
{
    g_autoptr(arena) arena = arena_new();
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_autofree struct draft *draft = g_new0(struct draft, 1);
    GRand *text = g_rand_new_with_seed(number + 1), *found = g_rand_new_with_seed(reading + 77);
    const char *terms[G_N_ELEMENTS(things)] = {0};
    draft->arena = arena;
    draft->words = words;
    const char *town = towns[number ? g_rand_int_range(text, 0, G_N_ELEMENTS(towns)) : 0];
    add_words(draft, arena_printf(arena, "|%s", town));
    add_words(draft, arena_printf(arena, "Nr. %u", number));
    if (!strchr(town, ' '))
        add_words(draft, "uden by");
    else
        draft->mentions[draft->n_mentions++] =
            (struct sample_mention){MENTION_ORGANISATION, town, town, "kind=municipality"};
    for (guint i = 0; number && i < G_N_ELEMENTS(things); i++) {
        guint n = 0;
        while (n < G_N_ELEMENTS(things[i].spellings) && things[i].spellings[n])
            n++;
        const char *spelling = things[i].spellings[g_rand_int_range(text, 0, (int)n)];
        gboolean named = g_rand_int_range(text, 0, 3) < (spelling[0] == 'K' ? 2 : 1);
        if (named)
            terms[i] = add_mention(draft, things[i].type, spelling, things[i].attrs);
    }
    if (g_rand_int_range(text, 0, 6) == 0 && !terms[2]) {
        add_words(draft, "Projekt Lyshuset (tidligere projekt Mørkebo) er åbnet.");
        draft->mentions[draft->n_mentions++] =
            (struct sample_mention){MENTION_PROJECT, "Lyshuset", "Lyshuset", NULL};
        draft->mentions[draft->n_mentions++] =
            (struct sample_mention){MENTION_PROJECT, "Mørkebo", "Mørkebo", NULL};
    }
    if (number == 0)
        add_crowd(draft);
    else if (number % 2)
        add_some_of_crowd(draft, text);
    add_facts(draft, text, terms);
    for (guint i = 0; reading && i < G_N_ELEMENTS(things); i++) {
        if (terms[i] && g_rand_int_range(found, 0, 4) == 0)
            overlook(draft, terms[i]);
    }
    g_ptr_array_add(words, NULL);
    const struct sample sample = {path, (const char *const *)words->pdata, draft->mentions,
                                  draft->facts};
    struct document *document = sample_document(&sample);
    g_autofree char *version = g_strdup_printf("1.%u", reading);
    document_applied(document, "recognise", version, NULL);
    g_rand_free(text);
    g_rand_free(found);
    return document;
}

/* ---- databases ----------------------------------------------------------------------------- */

static struct database *
opened(const char *path)
{
    static const struct stage_options options = {.no_user_dictionaries = TRUE};
    g_autoptr(GError) error = NULL;
    struct database *database = database_open(path, DATABASE_CREATE, &error);
    g_assert_no_error(error);
    g_assert_true(database_dictionaries(database, &options, &error));
    return database;
}

static void
put(struct database *database, struct document *document)
{
    g_autoptr(GError) error = NULL;
    GString *line = sample_line(document);
    g_assert_true(
        database_document(database, document, line->str, line->len, document->path, &error));
    g_assert_no_error(error);
    g_string_free(line, TRUE);
    document_free(document);
}

static void
link_all(struct database *database, struct danish *danish)
{
    const struct stage_options options = {.no_user_dictionaries = TRUE, .danish = danish};
    g_autoptr(GError) error = NULL;
    gboolean ok = link_database(database, &options, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
}

/* All that link says, without the numbers of rows. */
static const char *const contents[] = {
    "SELECT entity.kind, entity.name, entity.scope, name.value, name.class, name.scope FROM entity "
    "JOIN name ON name.entity = entity.id ORDER BY 1, 2, 3, 4, 5, 6",
    "SELECT count(*) FROM entity",
    "SELECT count(*) FROM block",
    "SELECT link.kind, score, reason, a.kind, a.value, a.class, a.scope, b.value, b.class, b.scope "
    "FROM link JOIN name AS a ON a.id = from_name JOIN name AS b ON b.id = to_name "
    "ORDER BY 4, 5, 6, 7, 8, 9, 10, 3",
    "SELECT reason, p.path, q.path, entity.name, day FROM link "
    "JOIN document_path AS p ON p.document = from_document "
    "JOIN document_path AS q ON q.document = to_document "
    "JOIN entity ON entity.id = link.entity ORDER BY 2, 3, 1",
    "SELECT count(*), sum(kind = 'refers') FROM link",
    "SELECT \"check\".reason, difference, \"check\".verdict, p.path, a.n, q.path, b.n "
    "FROM \"check\" JOIN fact AS a ON a.id = fact JOIN fact AS b ON b.id = other "
    "JOIN document_path AS p ON p.document = a.document "
    "JOIN document_path AS q ON q.document = b.document ORDER BY 4, 5, 6, 7",
    "SELECT count(*) FROM \"check\"",
    "SELECT count(*) FROM document WHERE NOT linked",
    "SELECT count(*) FROM name WHERE compared <> 1",
    "SELECT count(*) FROM pragma_foreign_key_check",
};

static char *
content_of(struct database *database)
{
    GString *out = g_string_new(NULL);
    for (guint q = 0; q < G_N_ELEMENTS(contents); q++) {
        sqlite3_stmt *statement = NULL;
        if (sqlite3_prepare_v2(database_handle(database), contents[q], -1, &statement, NULL))
            g_error("%s: %s", contents[q], sqlite3_errmsg(database_handle(database)));
        g_string_append_printf(out, "-- %u\n", q);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            for (int i = 0; i < sqlite3_column_count(statement); i++) {
                const char *cell = (const char *)sqlite3_column_text(statement, i);
                g_string_append_printf(out, "%s%s", i ? "|" : "", cell ? cell : "");
            }
            g_string_append_c(out, '\n');
        }
        sqlite3_finalize(statement);
    }
    return g_string_free(out, FALSE);
}

/* The line where they part, as both have it; the memory is the program's. */
static char *
first_difference(const char *a, const char *b)
{
    g_auto(GStrv) left = g_strsplit(a, "\n", -1), right = g_strsplit(b, "\n", -1);
    guint i = 0;
    while (left[i] && right[i] && strcmp(left[i], right[i]) == 0)
        i++;
    return g_strdup_printf("grown has\n%s\nand fresh\n%s", left[i] ? left[i] : "nothing more",
                           right[i] ? right[i] : "nothing more");
}

/* ---- increments ---------------------------------------------------------------------------- */

/* What stands where: the number of the paper at each path, 0 for none, and how it was last read. */
enum {
    PATHS = 12,
    PAPERS = 40
};

struct archive {
    struct danish *danish;
    gboolean taken[PATHS];
    guint at[PATHS], readings[PAPERS];
    guint64 ever[PATHS]; /* a bit for each paper that stood there: they are forgotten together */
};
G_STATIC_ASSERT(PAPERS < 64);

static void
put_at(struct database *database, const struct archive *archive, guint path)
{
    g_autofree char *name = g_strdup_printf("p%02u.txt", path);
    guint number = archive->at[path];
    put(database, paper(number, archive->readings[number], name));
}

static void
forget_at(struct database *database, struct archive *archive, guint path)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strdup_printf("p%02u.txt", path);
    g_assert_true(database_commit(database, &error));
    g_autoptr(GArray) ids = forget_find(database, name, &error);
    g_assert_no_error(error);
    g_assert_true(forget_documents(database, ids, &error));
    g_assert_no_error(error);
    guint64 gone = archive->ever[path];
    for (guint i = 0; i < PATHS; i++) {
        archive->taken[i] &= !(gone >> archive->at[i] & 1);
        archive->ever[i] &= ~gone;
    }
}

static void
step(struct database *database, struct archive *archive, GRand *chance)
{
    guint path = (guint)g_rand_int_range(chance, 0, PATHS);
    switch (g_rand_int_range(chance, 0, 8)) {
    case 0:
        if (archive->taken[path])
            forget_at(database, archive, path);
        break;
    case 1:
        if (archive->taken[path]) {
            archive->readings[archive->at[path]]++;
            put_at(database, archive, path);
        }
        break;
    case 2:
        link_all(database, archive->danish);
        break;
    default:
        archive->at[path] = (guint)g_rand_int_range(chance, -2, PAPERS) % PAPERS;
        archive->at[path] *= g_rand_int_range(chance, 0, 5) > 0;
        archive->taken[path] = TRUE;
        archive->ever[path] |= G_GUINT64_CONSTANT(1) << archive->at[path];
        put_at(database, archive, path);
        break;
    }
    if (g_rand_boolean(chance))
        link_all(database, archive->danish);
}

static void
remove_file(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *name = g_strconcat(path, ends[i], NULL);
        g_remove(name);
    }
}

static void
one_seed(const char *folder, struct danish *danish, guint32 seed)
{
    GRand *chance = g_rand_new_with_seed(seed);
    g_autofree char *grown_path = g_build_filename(folder, "grown.db", NULL);
    g_autofree char *fresh_path = g_build_filename(folder, "fresh.db", NULL);
    struct database *grown = opened(grown_path), *fresh = opened(fresh_path);
    struct archive archive = {.danish = danish};
    for (guint i = 0; i < STEPS; i++)
        step(grown, &archive, chance);
    link_all(grown, danish);
    guint first = (guint)g_rand_int_range(chance, 0, PATHS);
    for (guint i = 0; i < PATHS; i++) {
        if (archive.taken[(first + i) % PATHS])
            put_at(fresh, &archive, (first + i) % PATHS);
    }
    link_all(fresh, danish);
    g_autofree char *of_grown = content_of(grown), *of_fresh = content_of(fresh);
    if (strcmp(of_grown, of_fresh) != 0)
        g_error("seed %u: %s", seed, first_difference(of_grown, of_fresh));
    database_close(grown);
    database_close(fresh);
    remove_file(grown_path);
    remove_file(fresh_path);
    g_rand_free(chance);
}

/* ---- rare ones ----------------------------------------------------------------------------- */

static char *
number_of(struct database *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database_handle(database), sql, -1, &statement, NULL) ||
        sqlite3_step(statement) != SQLITE_ROW)
        g_error("%s: %s", sql, sqlite3_errmsg(database_handle(database)));
    char *number = g_strdup((const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return number;
}

#define assert_number(database, sql, expected)             \
    do {                                                   \
        g_autofree char *found = number_of(database, sql); \
        g_assert_cmpstr(found, ==, expected);              \
    } while (0)

#define TOWN                                                             \
    {                                                                    \
        MENTION_ORGANISATION, "Greve Kommune", NULL, "kind=municipality" \
    }

static void
put_sample(struct database *database, const char *path, const char *const *words,
           const struct sample_mention *mentions, const struct sample_fact *facts,
           const char *version)
{
    const struct sample sample = {path, words, mentions, facts};
    struct document *document = sample_document(&sample);
    document_applied(document, "recognise", version, NULL);
    put(database, document);
}

/* Two papers write KN for two names, and nobody knows which is meant; then one of them is read
 * anew, and says so no more. */
static void
test_short_form(void)
{
    static const char *const first[] = {"|Greve Kommune",
                                        "Kvarterplan Nordby (KN): KN er vedtaget.", NULL};
    static const char *const second[] = {"|Greve Kommune", "Status på KN for året.", NULL};
    static const char *const third[] = {"|Greve Kommune", "Klimanetværket (KN) mødes.", NULL};
    static const struct sample_mention of_first[] = {
        TOWN,
        {MENTION_PROGRAMME, "Kvarterplan Nordby", NULL, NULL},
        {MENTION_PROGRAMME, "KN", "Kvarterplan Nordby", NULL},
        {0}};
    static const struct sample_mention of_second[] = {
        TOWN, {MENTION_PROGRAMME, "KN", NULL, NULL}, {0}};
    static const struct sample_mention of_third[] = {
        TOWN,
        {MENTION_PROGRAMME, "Klimanetværket", NULL, NULL},
        {MENTION_PROGRAMME, "KN", "Klimanetværket", NULL},
        {0}};
    static const struct sample_mention overlooked[] = {
        TOWN, {MENTION_PROGRAMME, "Klimanetværket", NULL, NULL}, {0}};
    static const char said[] = "SELECT count(*) FROM link WHERE reason LIKE 'a paper writes%'";
    g_autofree char *folder = g_dir_make_tmp("akt-increments-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "short.db", NULL);
    struct danish *danish = danish_new(NULL);
    struct database *database = opened(path);
    put_sample(database, "a.txt", first, of_first, NULL, "1");
    put_sample(database, "b.txt", second, of_second, NULL, "1");
    put_sample(database, "c.txt", third, of_third, NULL, "1");
    link_all(database, danish);
    assert_number(database, said, "0");
    put_sample(database, "c.txt", third, overlooked, NULL, "2");
    link_all(database, danish);
    assert_number(database, said, "1");
    database_close(database);
    remove_file(path);
    g_rmdir(folder);
    danish_unref(danish);
}

/* A project is part of Klimanetværk, and Klimanetværket pays for it; once a paper tells that these
 * are one name, the payer says nothing, and two amounts contradict each other. */
static void
test_payer(void)
{
    static const char *const first[] = {"|Greve Kommune", "Lyshuset under Klimanetværk",
                                        "fik 1.000.000 kr.", NULL};
    static const char *const second[] = {"|Greve Kommune", "Lyshuset", "fik 1.300.000 kr.", NULL};
    static const char *const third[] = {"|Greve Kommune", "Klimanetværket", NULL};
    static const struct sample_mention of_first[] = {
        TOWN,
        {MENTION_PROJECT, "Lyshuset", NULL, NULL},
        {MENTION_PROGRAMME, "Klimanetværk", NULL, NULL},
        {MENTION_AMOUNT, "1.000.000 kr.", "1000000", NULL},
        {0}};
    static const struct sample_mention of_second[] = {
        TOWN,
        {MENTION_PROJECT, "Lyshuset", NULL, NULL},
        {MENTION_AMOUNT, "1.300.000 kr.", "1300000", NULL},
        {0}};
    static const struct sample_mention of_third[] = {
        TOWN, {MENTION_PROGRAMME, "Klimanetværket", NULL, NULL}, {0}};
    static const struct sample_fact by_first[] = {
        {PREDICATE_PART_OF, "project:Lyshuset", "programme:Klimanetværk", NULL, "Lyshuset"},
        {PREDICATE_FUNDING, "project:Lyshuset", "amount:1000000",
         "period=2014;source=Klimanetværket;status=granted", "fik"},
        {0}};
    static const struct sample_fact by_second[] = {{PREDICATE_FUNDING, "project:Lyshuset",
                                                    "amount:1300000", "period=2014;status=granted",
                                                    "fik"},
                                                   {0}};
    static const char contradictions[] =
        "SELECT count(*) FROM \"check\" WHERE kind = 'contradiction'";
    g_autofree char *folder = g_dir_make_tmp("akt-increments-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "payer.db", NULL);
    struct danish *danish = danish_new(NULL);
    struct database *database = opened(path);
    put_sample(database, "a.txt", first, of_first, by_first, "1");
    put_sample(database, "b.txt", second, of_second, by_second, "1");
    link_all(database, danish);
    assert_number(database, contradictions, "0");
    put_sample(database, "c.txt", third, of_third, NULL, "1");
    link_all(database, danish);
    assert_number(database, contradictions, "1");
    database_close(database);
    remove_file(path);
    g_rmdir(folder);
    danish_unref(danish);
}

static void
test_increments(void)
{
    g_autofree char *folder = g_dir_make_tmp("akt-increments-XXXXXX", NULL);
    struct danish *danish = danish_new(NULL);
    g_assert_nonnull(danish);
    const char *only = g_getenv("INCREMENTS_SEED");
    for (guint seed = 1; seed <= SEEDS; seed++)
        one_seed(folder, danish, only ? (guint32)g_ascii_strtoull(only, NULL, 10) : seed);
    danish_unref(danish);
    g_rmdir(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/increments/short-form", test_short_form);
    g_test_add_func("/increments/payer", test_payer);
    g_test_add_func("/increments/random", test_increments);
    return g_test_run();
}
