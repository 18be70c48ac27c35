/* aktspor diff: which facts differ between two databases of the same papers, after an upgrade or an
 * edit of a dictionary. Papers are paired by their bytes, facts by their key (place and rule
 * family), and what is left by predicate and the line where it stands. Only the facts of two papers
 * are in memory at a time. */
#include "aktspor-commands.h"
#include "load/database-private.h"
#include "program.h"

#include <string.h>

#define PROGRAM "aktspor"

enum field {
    FIELD_SUBJECT,
    FIELD_OBJECT,
    FIELD_QUALIFIERS,
    N_FIELDS
};
static const char *const field_names[N_FIELDS] = {"subject", "object", "qualifiers"};

struct said {
    char *key, *predicate, *fields[N_FIELDS];
    gint64 page, line;
    gboolean paired;
};

enum change {
    CHANGE_ADDED,
    CHANGE_GONE,
    CHANGE_CHANGED,
    CHANGE_PAPER_ADDED,
    CHANGE_PAPER_GONE,
    N_CHANGES
};
static const char *const change_names[N_CHANGES] = {"added", "gone", "changed", "paper-added",
                                                    "paper-gone"};

/* A side: papers in the order of their bytes. */
struct side {
    struct database *database;
    struct statement papers;
    gboolean row; /* a paper is there */
    char *sha256, *path;
    gint64 id;
    GArray *facts; /* struct said, of the paper */
};

struct diff {
    struct side old, new;
    gboolean summary;
    GString *out;
    GHashTable *counts; /* "change\tpredicate" -> guint */
};

static void
said_clear(gpointer data)
{
    struct said *said = data;
    g_free(said->key);
    g_free(said->predicate);
    for (guint i = 0; i < N_FIELDS; i++)
        g_free(said->fields[i]);
}

/* ---- reading --------------------------------------------------------------------------------- */

static gboolean
next_paper(struct side *side, GError **error)
{
    if (!statement_row(&side->papers, &side->row, error))
        return FALSE;
    g_free(side->sha256);
    g_free(side->path);
    side->sha256 = side->row ? g_strdup(column_text(side->papers.handle, 0)) : NULL;
    side->path = side->row ? g_strdup(column_text(side->papers.handle, 1)) : NULL;
    side->id = side->row ? sqlite3_column_int64(side->papers.handle, 2) : 0;
    return TRUE;
}

static gboolean
open_side(struct side *side, const char *path, GError **error)
{
    side->facts = g_array_new(FALSE, FALSE, sizeof(struct said));
    g_array_set_clear_func(side->facts, said_clear);
    side->database = database_open(path, DATABASE_READ, error);
    if (!side->database ||
        !database_execute(side->database, "BEGIN", "reading it", error)) /* one moment of it */
        return FALSE;
    side->papers = statement_of(side->database,
                                "SELECT sha256, path, id FROM document JOIN document_path "
                                "ON document = id WHERE sha256 IS NOT NULL ORDER BY sha256",
                                "reading papers");
    return next_paper(side, error);
}

static void
close_side(struct side *side)
{
    if (side->facts)
        g_array_unref(side->facts);
    g_free(side->sha256);
    g_free(side->path);
    database_close(side->database);
}

static gboolean
read_facts(struct side *side, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(
        side->database,
        "SELECT key, predicate, subject_type || ':' || subject, object_type || ':' || object, "
        "qualifiers, evidence.page, evidence.line FROM fact LEFT JOIN evidence "
        "ON evidence.fact = fact.id AND evidence.n = 1 WHERE document = ? ORDER BY fact.n",
        "reading facts");
    put_number(&statement, side->id);
    g_array_set_size(side->facts, 0);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        sqlite3_stmt *handle = statement.handle;
        struct said said = {.key = g_strdup(column_text(handle, 0)),
                            .predicate = g_strdup(column_text(handle, 1)),
                            .page = sqlite3_column_int64(handle, 5),
                            .line = sqlite3_column_int64(handle, 6)};
        for (guint i = 0; i < N_FIELDS; i++)
            said.fields[i] = g_strdup(column_text(handle, 2 + (int)i));
        g_array_append_val(side->facts, said);
    }
}

/* ---- printing -------------------------------------------------------------------------------- */

static void
put_cell(GString *out, const char *cell)
{
    g_autofree char *valid = g_utf8_make_valid(cell, -1);
    for (const char *at = valid; *at; at++) {
        if (*at == '\t')
            g_string_append(out, "\\t");
        else if (*at == '\n')
            g_string_append(out, "\\n");
        else if (*at == '\\')
            g_string_append(out, "\\\\");
        else
            g_string_append_c(out, *at);
    }
}

static void
put_row(struct diff *diff, enum change change, const struct side *side, const struct said *said,
        const char *field, const char *old, const char *new)
{
    g_autofree char *page = said ? g_strdup_printf("%" G_GINT64_FORMAT, said->page) : g_strdup("");
    g_autofree char *line = said ? g_strdup_printf("%" G_GINT64_FORMAT, said->line) : g_strdup("");
    g_autofree char *stable = said ? g_strdup_printf("d%.16s/%s", side->sha256, said->key)
                                   : g_strdup_printf("d%.16s", side->sha256);
    const char *const cells[] = {change_names[change],        side->path, page, line, stable,
                                 said ? said->predicate : "", field,      old,  new};
    g_autofree char *count = g_strdup_printf("%s\t%s", cells[0], cells[5]);
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(diff->counts, count));
    g_hash_table_insert(diff->counts, g_steal_pointer(&count), GUINT_TO_POINTER(n + 1));
    if (diff->summary)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(cells); i++) {
        put_cell(diff->out, cells[i]);
        g_string_append_c(diff->out, i + 1 < G_N_ELEMENTS(cells) ? '\t' : '\n');
    }
    program_write(PROGRAM, diff->out->str, diff->out->len);
    g_string_truncate(diff->out, 0);
}

static char *
whole(const struct said *said)
{
    return g_strdup_printf("%s %s %s", said->fields[0], said->fields[1], said->fields[2]);
}

static gint
compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(a, b);
}

static void
put_summary(const struct diff *diff)
{
    g_autoptr(GList) keys = g_list_sort(g_hash_table_get_keys(diff->counts), compare_strings);
    g_autoptr(GString) out = g_string_new("change\tpredicate\tcount\n");
    for (GList *at = keys; at; at = at->next)
        g_string_append_printf(out, "%s\t%u\n", (const char *)at->data,
                               GPOINTER_TO_UINT(g_hash_table_lookup(diff->counts, at->data)));
    program_write(PROGRAM, out->str, out->len);
}

/* ---- pairing --------------------------------------------------------------------------------- */

static void
pair(struct diff *diff, struct said *old, struct said *new)
{
    old->paired = new->paired = TRUE;
    for (guint i = 0; i < N_FIELDS; i++) {
        if (strcmp(old->fields[i], new->fields[i]) != 0)
            put_row(diff, CHANGE_CHANGED, &diff->new, new, field_names[i], old->fields[i],
                    new->fields[i]);
    }
}

/* What pairs two facts: first all of it but the key, then the key, then predicate and line. */
static char *
pairing_key(const struct said *said, guint turn)
{
    if (turn == 0)
        return g_strjoin("\n", said->predicate, said->fields[0], said->fields[1], said->fields[2],
                         said->key, NULL);
    if (turn == 1)
        return g_strdup(said->key);
    return turn == 2 ? g_strjoin("\n", said->predicate, said->fields[0], said->fields[1],
                                 said->fields[2], NULL)
                     : g_strdup_printf("%s\n%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT,
                                       said->predicate, said->page, said->line);
}

/* Pairs each new fact with the first old one that is free and has its pairing key. */
static void
pair_all(struct diff *diff, guint turn)
{
    g_autoptr(GHashTable) olds =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_queue_free);
    for (guint i = 0; i < diff->old.facts->len; i++) {
        struct said *said = &g_array_index(diff->old.facts, struct said, i);
        if (said->paired)
            continue;
        g_autofree char *key = pairing_key(said, turn);
        GQueue *queue = g_hash_table_lookup(olds, key);
        if (!queue) {
            queue = g_queue_new();
            g_hash_table_insert(olds, g_steal_pointer(&key), queue);
        }
        g_queue_push_tail(queue, said);
    }
    for (guint i = 0; i < diff->new.facts->len; i++) {
        struct said *said = &g_array_index(diff->new.facts, struct said, i);
        g_autofree char *key = pairing_key(said, turn);
        GQueue *queue = said->paired ? NULL : g_hash_table_lookup(olds, key);
        struct said *old = queue ? g_queue_pop_head(queue) : NULL;
        if (old)
            pair(diff, old, said);
    }
}

static void
put_unpaired(struct diff *diff, const struct side *side, enum change change)
{
    for (guint i = 0; i < side->facts->len; i++) {
        const struct said *said = &g_array_index(side->facts, struct said, i);
        if (said->paired)
            continue;
        g_autofree char *text = whole(said);
        put_row(diff, change, side, said, "", change == CHANGE_GONE ? text : "",
                change == CHANGE_GONE ? "" : text);
    }
}

static gboolean
compare_papers(struct diff *diff, GError **error)
{
    if (!read_facts(&diff->old, error) || !read_facts(&diff->new, error))
        return FALSE;
    for (guint turn = 0; turn < 4; turn++)
        pair_all(diff, turn);
    put_unpaired(diff, &diff->old, CHANGE_GONE);
    put_unpaired(diff, &diff->new, CHANGE_ADDED);
    return TRUE;
}

static gboolean
compare_all(struct diff *diff, GError **error)
{
    while (diff->old.row || diff->new.row) {
        int order = !diff->old.row   ? 1
                    : !diff->new.row ? -1
                                     : strcmp(diff->old.sha256, diff->new.sha256);
        if (order < 0)
            put_row(diff, CHANGE_PAPER_GONE, &diff->old, NULL, "", "", "");
        else if (order > 0)
            put_row(diff, CHANGE_PAPER_ADDED, &diff->new, NULL, "", "", "");
        else if (!compare_papers(diff, error))
            return FALSE;
        if ((order <= 0 && !next_paper(&diff->old, error)) ||
            (order >= 0 && !next_paper(&diff->new, error)))
            return FALSE;
    }
    return TRUE;
}

/* ---- the program ----------------------------------------------------------------------------- */

static int
run(const char *old, const char *new, gboolean summary)
{
    static const char header[] =
        "change\tdocument\tpage\tline\tstable_id\tpredicate\tfield\told\tnew\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct diff diff = {.summary = summary, .out = out, .counts = counts};
    int status = AKT_EXIT_FAILURE;
    if (open_side(&diff.old, old, &error) && open_side(&diff.new, new, &error)) {
        if (!summary)
            program_write(PROGRAM, header, strlen(header));
        if (compare_all(&diff, &error))
            status = g_hash_table_size(counts) ? AKT_EXIT_SOME : AKT_EXIT_OK;
        if (!error && summary)
            put_summary(&diff);
    }
    close_side(&diff.old);
    close_side(&diff.new);
    if (error)
        program_message(PROGRAM, NULL, 0, "%s", error->message);
    return program_finish(PROGRAM, (enum akt_exit)status);
}

int
diff_main(int argc, char **argv)
{
    gboolean summary = FALSE;
    const GOptionEntry entries[] = {{"summary", 's', 0, G_OPTION_ARG_NONE, &summary,
                                     "Print only how many of each change and predicate", NULL},
                                    {NULL}};
    const struct program program = {
        .name = "aktspor diff",
        .arguments = "OLD NEW",
        .summary = "Say which facts differ between two databases of the same papers.",
        .description = "Exit status 0: none, 1: some.",
        .entries = entries};
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    if (argc == 3)
        return run(argv[1], argv[2], summary);
    program_message(PROGRAM, NULL, 0, "diff wants two databases");
    return AKT_EXIT_USAGE;
}
