/* Where a paper says that two names are one: two mentions of a kind, and between them nothing but
 * words of dictionaries/name-changes.tsv; or a name and its abbreviation in brackets; or a name
 * that something gets which was named above ("Udvalget skifter navn til B"). */
#include "cpr.h"
#include "database-private.h"
#include "lexicon.h"

#include <string.h>

enum {
    MAX_BETWEEN = 120,
    MIN_SHARED = 4,        /* letters of a word that akin names share */
    MAX_ABBREVIATION = 12, /* bytes of an abbreviation */
    MAX_ABOVE = 200,       /* mentions above that are looked at */
    MAX_WORD = 64          /* bytes of a word of the dictionary */
};

enum use {
    USE_CHANGE = 1,
    USE_AKIN,
    USE_LEAD,
    USE_TIME,
    USE_SUBJECT
};

/* ---- the dictionary ------------------------------------------------------------------------ */

static enum use
use_of(const char *name)
{
    static const char *const names[] = {"change", "akin", "lead", "time", "subject"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(names[i], name) == 0)
            return i + 1;
    }
    return 0;
}

GHashTable *
renaming_words(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"between", "use", NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "name-changes", columns, error);
    if (!lexicon)
        return NULL;
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        enum use use = use_of(lexicon_get(lexicon, i, 1));
        if (!use) {
            lexicon_error(lexicon, i, error, "the use is change, akin, lead, time or subject");
            g_hash_table_unref(words);
            return NULL;
        }
        g_hash_table_insert(words, g_utf8_casefold(lexicon_get(lexicon, i, 0), -1),
                            GUINT_TO_POINTER(use));
    }
    return words;
}

static enum use
look_up(const struct database *database, const char *words)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(database->renamings, words));
}

/* ---- what stands between ------------------------------------------------------------------- */

/* The text of a span, with a word of its own for each date and period in it. */
static char *
without_dates(const struct document *document, struct span span)
{
    GString *out = g_string_new(NULL);
    guint first, last;
    gsize at = span.start;
    document_mentions_in(document, span, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(document, i);
        gboolean date = mention->type == MENTION_DATE || mention->type == MENTION_PERIOD;
        if (!date || mention->span.start < at || mention->span.end > span.end)
            continue;
        g_string_append_len(out, document->text->str + at, (gssize)(mention->span.start - at));
        g_string_append(out, " \x01 ");
        at = mention->span.end;
    }
    g_string_append_len(out, document->text->str + at, (gssize)(span.end - at));
    return g_string_free(out, FALSE);
}

/* Takes the words back that lead to a date: "pr.", "fra den". */
static void
drop_leads(const struct database *database, GPtrArray *words)
{
    while (words->len && look_up(database, words->pdata[words->len - 1]) == USE_LEAD)
        g_ptr_array_set_size(words, (gint)words->len - 1);
}

static char *
join_words(const GPtrArray *words)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++)
        g_string_append_printf(out, "%s%s", i ? " " : "", (const char *)words->pdata[i]);
    return g_string_free(out, FALSE);
}

/* Text without commas, brackets, quotes, dates and the word projekt, folded and squeezed. */
static char *
bare_words(const struct database *database, const struct document *document, struct span span)
{
    g_autofree char *slice = without_dates(document, span);
    g_autofree char *folded = g_utf8_casefold(slice, -1);
    g_autoptr(GString) plain = g_string_new(NULL);
    for (const char *at = folded; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        g_string_append_unichar(plain, g_unichar_isalnum(c) || c == 1 ? c : ' ');
    }
    g_auto(GStrv) split = g_strsplit(plain->str, " ", -1);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (guint i = 0; split[i]; i++) {
        if (!*split[i] || strcmp(split[i], "projekt") == 0 || strcmp(split[i], "projektet") == 0)
            continue;
        if (*split[i] == 1 || look_up(database, split[i]) == USE_TIME)
            drop_leads(database, words);
        else
            g_ptr_array_add(words, split[i]);
    }
    return join_words(words);
}

/* ---- what is said -------------------------------------------------------------------------- */

/* Whether two names have a long word in common. */
static gboolean
share_word(const char *first, const char *second)
{
    g_autofree char *a = g_utf8_casefold(first, -1), *b = g_utf8_casefold(second, -1);
    g_auto(GStrv) words = g_strsplit_set(a, " -,", -1), others = g_strsplit_set(b, " -,", -1);
    for (guint i = 0; words[i]; i++) {
        if (g_utf8_strlen(words[i], -1) >= MIN_SHARED &&
            g_strv_contains((const char *const *)others, words[i]))
            return TRUE;
    }
    return FALSE;
}

/* Whether the letters of a short name, of which two are capitals, stand in this order in a longer
 * one: UVSB, Udvalget for Voksne med Særlige Behov. */
static gboolean
is_abbreviation(const char *shorter, const char *longer)
{
    g_autofree char *folded = g_utf8_casefold(longer, -1);
    const char *in = folded;
    guint capitals = 0;
    if (strlen(shorter) > MAX_ABBREVIATION || strlen(shorter) >= strlen(longer))
        return FALSE;
    for (const char *at = shorter; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isalnum(c))
            continue;
        capitals += g_unichar_isupper(c);
        const char *found = g_utf8_strchr(in, -1, g_unichar_tolower(c));
        if (!found || (at == shorter && found != folded && found[-1] != ' '))
            return FALSE;
        in = g_utf8_next_char(found);
    }
    return capitals > 1;
}

/* "A (B)": an abbreviation right behind, in brackets. */
static gboolean
is_bracketed(const struct document *document, const struct mention *first,
             const struct mention *second)
{
    const char *text = document->text->str;
    gsize between = second->span.start - first->span.end;
    return between == 2 && strncmp(text + first->span.end, " (", 2) == 0 &&
           text[second->span.end] == ')' && is_abbreviation(second->value, first->value);
}

/* Whether a sentence of the document says that the second mention is another name of the first. */
static gboolean
is_renaming(const struct database *database, const struct document *document,
            const struct mention *first, const struct mention *second)
{
    if (first->type != second->type || first->span.end > second->span.start)
        return FALSE;
    struct span between = {first->span.end, second->span.start};
    gsize length = between.end - between.start;
    if (length < 2 || length > MAX_BETWEEN ||
        document_sentence_at(document, first->span.start) !=
            document_sentence_at(document, second->span.start) ||
        memchr(document->text->str + between.start, '\n', length))
        return FALSE;
    if (is_bracketed(document, first, second))
        return TRUE;
    g_autofree char *words = bare_words(database, document, between);
    enum use use = look_up(database, words);
    return use == USE_CHANGE || (use == USE_AKIN && share_word(first->value, second->value));
}

/* The thing that "udvalget hedder", "hedder udvalget" speaks of: its word, or NULL. In `words`. */
static const char *
subject_of(const struct database *database, char *words)
{
    char *first = strchr(words, ' '), *last = strrchr(words, ' ');
    if (!first)
        return NULL;
    *first = '\0';
    if (look_up(database, words) == USE_SUBJECT && look_up(database, first + 1) == USE_CHANGE)
        return words;
    *first = ' ';
    *last = '\0';
    if (look_up(database, last + 1) == USE_SUBJECT && look_up(database, words) == USE_CHANGE)
        return last + 1;
    return NULL;
}

/* Whether a name is one of the thing's kind: it begins or ends with its word. */
static gboolean
is_of_kind(const char *value, const char *word)
{
    g_autofree char *folded = g_utf8_casefold(value, -1);
    gsize length = strlen(word);
    return g_str_has_suffix(folded, word) ||
           (strncmp(folded, word, length) == 0 && folded[length] == ' ');
}

/* Whether a word that stands for a thing above is in the text at all: nearly always there is none,
 * and nothing more need be looked at. Capitals are those of Latin-1. */
static gboolean
has_subject(const struct database *database, const char *text, gsize length)
{
    char word[MAX_WORD];
    gsize n = 0;
    for (gsize i = 0; i <= length; i++) {
        guchar c = i < length ? (guchar)text[i] : ' ';
        if (g_ascii_isalnum(c) || c >= 0x80) {
            gboolean capital =
                c >= 0x80 && c < 0x9f && n && (guchar)word[MIN(n, MAX_WORD) - 1] == 0xc3;
            if (n < MAX_WORD)
                word[n] = capital ? (char)(c + 0x20) : g_ascii_tolower((char)c);
            n++;
            continue;
        }
        if (n && n < MAX_WORD) {
            word[n] = '\0';
            if (look_up(database, word) == USE_SUBJECT)
                return TRUE;
        }
        n = 0;
    }
    return FALSE;
}

/* The mention above that the words before this one in its sentence give a new name, or -1. */
static int
subject_mention(const struct database *database, const struct document *document, guint index)
{
    const struct mention *mention = document_mention(document, index);
    int sentence = document_sentence_at(document, mention->span.start);
    if (sentence < 0)
        return -1;
    struct span before = {document_sentence(document, sentence)->span.start, mention->span.start};
    if (before.end - before.start < 2 || before.end - before.start > MAX_BETWEEN ||
        !has_subject(database, document->text->str + before.start, before.end - before.start))
        return -1;
    g_autofree char *words = bare_words(database, document, before);
    const char *word = subject_of(database, words);
    for (int i = (int)index - 1; word && i >= 0 && i + MAX_ABOVE > (int)index; i--) {
        const struct mention *above = document_mention(document, (guint)i);
        if (above->type == mention->type && above->span.end <= before.start &&
            is_of_kind(above->value, word))
            return strcmp(above->value, mention->value) != 0 ? i : -1;
    }
    return -1;
}

/* ---- rows ---------------------------------------------------------------------------------- */

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

/* Which earlier mention the one at `index` is another name of, or -1; and what says so. */
static int
renamed_mention(const struct database *database, const struct document *document, int last,
                guint index, struct span *ret_quote)
{
    const struct mention *mention = document_mention(document, index);
    const struct mention *before = last < 0 ? NULL : document_mention(document, (guint)last);
    *ret_quote = mention->span;
    if (before && is_renaming(database, document, before, mention)) {
        ret_quote->start = before->span.start;
        return last;
    }
    int above = subject_mention(database, document, index);
    if (above >= 0)
        ret_quote->start =
            document_sentence(document, document_sentence_at(document, mention->span.start))
                ->span.start;
    return above;
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
        struct span quote;
        int from = renamed_mention(database, document, last, i, &quote);
        if (from >= 0 && names[from] && names[from] != names[i]) {
            const gint64 pair[] = {names[from], names[i]};
            quote.end += document->text->str[quote.end] == ')';
            if (!renaming_row(database, document, id, pair, quote, error))
                return FALSE;
        }
        if (last < 0 || mention->span.end > document_mention(document, (guint)last)->span.end)
            last = (int)i;
    }
    return TRUE;
}
