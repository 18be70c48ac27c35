/* Marks in a stream the names that a person listed, as a recogniser would that reads everything:
 * what link makes of them is then link's alone.
 *
 *   mark-names ENTITIES <recognised >marked
 *
 * ENTITIES: entities.tsv of fixtures/links (entity, type, paper, spelling). A spelling is marked
 * wherever it stands as whole words and is no part of a longer one; a mention that is there
 * already, of these words and this type, stays as it is. */
#include "annotation.h"
#include "lexicon.h"
#include "stream.h"
#include "tei.h"

#include <stdio.h>
#include <string.h>

enum {
    WEIGHT_LISTED = 1000000
};

struct listed {
    enum mention_type type;
    const char *paper, *spelling;
};

static int
longer_first(gconstpointer a, gconstpointer b)
{
    const struct listed *p = a, *q = b;
    gsize n = strlen(p->spelling), m = strlen(q->spelling);
    return n != m ? (n > m ? -1 : 1) : strcmp(p->spelling, q->spelling);
}

static GArray *
read_listed(const char *path, struct arena *arena)
{
    g_autofree char *content = NULL;
    if (!g_file_get_contents(path, &content, NULL, NULL))
        return NULL;
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct listed));
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    for (guint i = 1; lines[0] && lines[i]; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        struct listed row = {0};
        if (g_strv_length(cells) != 4 || !mention_type_from_name(cells[1], &row.type))
            continue;
        row.paper = arena_strdup(arena, cells[2]);
        row.spelling = arena_strdup(arena, cells[3]);
        g_array_append_val(all, row);
    }
    g_array_sort(all, longer_first);
    return all;
}

static gboolean
is_letter(const char *at)
{
    return g_unichar_isalnum(g_utf8_get_char(at));
}

/* Whether the span is whole words, and nothing longer was marked there. */
static gboolean
is_free(const struct document *document, const char *taken, struct span span)
{
    const char *text = document->text->str;
    if ((span.start && is_letter(g_utf8_prev_char(text + span.start))) ||
        is_letter(text + span.end))
        return FALSE;
    return !memchr(taken + span.start, 1, span.end - span.start);
}

static const struct mention *
mention_there(const struct document *document, struct span span, enum mention_type type)
{
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        if (mention->type == type && mention->span.start == span.start &&
            mention->span.end == span.end)
            return mention;
    }
    return NULL;
}

static void
mark(struct document *document, struct mention_set *set, char *taken, const struct listed *row)
{
    const char *text = document->text->str, *at = text;
    gsize length = strlen(row->spelling);
    for (; (at = strstr(at, row->spelling)); at += length) {
        struct span span = {(gsize)(at - text), (gsize)(at - text) + length};
        if (!is_free(document, taken, span))
            continue;
        memset(taken + span.start, 1, length);
        const struct mention *there = mention_there(document, span, row->type);
        struct mention mention = {
            .type = row->type, .span = span, .value = row->spelling, .attrs = "", .rule = "listed"};
        mention_set_add(set, there ? there : &mention, WEIGHT_LISTED);
    }
}

static gboolean
mark_document(struct document *document, const char *line, gsize length, gpointer data,
              GError **error)
{
    (void)line;
    (void)length;
    (void)error;
    const GArray *listed = data;
    g_autofree char *name = g_path_get_basename(document->path);
    g_autofree char *taken = g_malloc0(document->text->len + 1);
    g_autoptr(mention_set) set = mention_set_new(document);
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < listed->len; i++) {
        const struct listed *row = &g_array_index(listed, struct listed, i);
        gsize stem = strlen(row->paper);
        if (strncmp(name, row->paper, stem) == 0 && name[stem] == '.')
            mark(document, set, taken, row);
    }
    for (guint i = 0; i < document->mentions->len; i++)
        mention_set_add(set, document_mention(document, i), 0);
    mention_set_settle(set);
    tei_write(document, out);
    fwrite(out->str, 1, out->len, stdout);
    return TRUE;
}

int
main(int argc, char **argv)
{
    char *none[] = {NULL};
    g_autoptr(arena) arena = arena_new();
    g_autoptr(GArray) listed = argc == 2 ? read_listed(argv[1], arena) : NULL;
    if (!listed) {
        fputs("usage: mark-names ENTITIES <recognised >marked\n", stderr);
        return 2;
    }
    return (int)stream_each("mark-names", none, mark_document, listed);
}
