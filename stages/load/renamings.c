/* Where a paper says that two names are one: two mentions of a kind, and between them nothing but
 * words of dictionaries/name-changes.tsv. */
#include "cpr.h"
#include "database-private.h"
#include "lexicon.h"

#include <string.h>

enum {
    MAX_BETWEEN = 80
};

GHashTable *
renaming_words(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"between", NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "name-changes", columns, error);
    if (!lexicon)
        return NULL;
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < lexicon_rows(lexicon); i++)
        g_hash_table_add(words, g_utf8_casefold(lexicon_get(lexicon, i, 0), -1));
    return words;
}

/* Text between two names without commas, brackets, quotes and the word projekt, squeezed. */
static char *
bare_words(const char *text, gsize length)
{
    g_autofree char *slice = g_strndup(text, length);
    g_autofree char *folded = g_utf8_casefold(slice, -1);
    g_autoptr(GString) plain = g_string_new(NULL);
    for (const char *at = folded; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        g_string_append_unichar(plain, g_unichar_isalnum(c) ? c : ' ');
    }
    g_auto(GStrv) words = g_strsplit(plain->str, " ", -1);
    GString *out = g_string_new(NULL);
    for (guint i = 0; words[i]; i++) {
        if (!*words[i] || strcmp(words[i], "projekt") == 0 || strcmp(words[i], "projektet") == 0)
            continue;
        g_string_append_printf(out, "%s%s", out->len ? " " : "", words[i]);
    }
    return g_string_free(out, FALSE);
}

static gboolean
renaming_row(struct database *database, struct document *document, gint64 id, const gint64 *names,
             struct span quote, GError **error)
{
    struct statement statement =
        statement_of(database,
                     "INSERT OR IGNORE INTO renaming (document, from_name, to_name, quote) "
                     "VALUES (?, ?, ?, ?)",
                     "writing a renaming");
    put_number(&statement, id);
    put_number(&statement, names[0]);
    put_number(&statement, names[1]);
    put_text(&statement, cpr_mask_text(NULL, document->arena, document_printed(document, quote)));
    return statement_run(&statement, error);
}

/* Whether the document says that the second mention is another name of the first. */
static gboolean
is_renaming(const struct database *database, const struct document *document,
            const struct mention *first, const struct mention *second)
{
    if (first->type != second->type || first->span.end > second->span.start)
        return FALSE;
    gsize between = second->span.start - first->span.end;
    const char *text = document->text->str + first->span.end;
    if (between < 3 || between > MAX_BETWEEN || memchr(text, '\n', between))
        return FALSE;
    g_autofree char *words = bare_words(text, between);
    return g_hash_table_contains(database->renamings, words);
}

gboolean
renamings_write(struct database *database, struct document *document, gint64 id,
                const gint64 *names, GError **error)
{
    int last = -1; /* the last mention with a name */
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        if (!names[i] || mention->type == MENTION_CASE || mention->type == MENTION_PERSON)
            continue;
        const struct mention *before = last < 0 ? NULL : document_mention(document, (guint)last);
        if (before && names[last] != names[i] && is_renaming(database, document, before, mention)) {
            const gint64 pair[] = {names[last], names[i]};
            struct span quote = {before->span.start, mention->span.end};
            quote.end += document->text->str[quote.end] == ')';
            if (!renaming_row(database, document, id, pair, quote, error))
                return FALSE;
        }
        if (!before || mention->span.end > before->span.end)
            last = (int)i;
    }
    return TRUE;
}
