/* Ends of sentences on a treebank's sentences joined by blanks: precision, recall and F1.
 *
 *   sentences [-v] FILE SPLIT     FILE: columns split and text, tab-separated, a header line
 *
 * -v prints what is told wrong: "<" an end that was missed, ">" one that is none. */
#include "normalise/sentences.h"
#include "lexicon.h"

#include <stdio.h>
#include <string.h>

/* The sentences of one split joined by blanks, and where each of them ends. */
static GString *
join_split(const char *path, const char *split, GHashTable *ends)
{
    g_autofree char *content = NULL;
    if (!g_file_get_contents(path, &content, NULL, NULL))
        return NULL;
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    GString *whole = g_string_new(NULL);
    for (guint i = 1; lines[i] && *lines[i]; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        guint n = g_strv_length(cells);
        if (n < 2 || strcmp(cells[0], split) != 0)
            continue;
        g_string_append_printf(whole, "%s%s", whole->len ? " " : "", cells[n - 1]);
        g_hash_table_add(ends, GSIZE_TO_POINTER(whole->len));
    }
    return whole;
}

/* The text around an end, on one line. */
static void
print_end(char mark, const GString *text, gsize end)
{
    enum {
        AROUND = 45
    };
    gsize from = end > AROUND ? end - AROUND : 0, to = MIN(text->len, end + AROUND);
    while (from < end && ((guchar)text->str[from] & 0xc0) == 0x80)
        from++;
    while (to < text->len && ((guchar)text->str[to] & 0xc0) == 0x80)
        to++;
    printf("%c %.*s|%.*s\n", mark, (int)(end - from), text->str + from, (int)(to - end),
           text->str + end);
}

static void
measure(const struct abbreviations *abbreviations, const GString *text, GHashTable *ends,
        const char *split, gboolean verbose)
{
    g_autoptr(GHashTable) ours = g_hash_table_new(NULL, NULL);
    guint right = 0;
    for (gsize at = 0; at < text->len;) {
        gsize end = sentence_end(abbreviations, text->str, text->len, at);
        g_hash_table_add(ours, GSIZE_TO_POINTER(end));
        if (g_hash_table_contains(ends, GSIZE_TO_POINTER(end)))
            right++;
        for (at = end; at < text->len && text->str[at] == ' ';)
            at++;
    }
    for (gsize end = 1; verbose && end <= text->len; end++) {
        gboolean is = g_hash_table_contains(ends, GSIZE_TO_POINTER(end));
        if (is != g_hash_table_contains(ours, GSIZE_TO_POINTER(end)))
            print_end(is ? '<' : '>', text, end);
    }
    guint found = g_hash_table_size(ours), gold = g_hash_table_size(ends);
    double precision = (double)right / MAX(found, 1), recall = (double)right / MAX(gold, 1);
    double f1 = right ? 2 * precision * recall / (precision + recall) : 0;
    printf("%s\tsentences %u\tprecision %.4f\trecall %.4f\tF1 %.4f\n", split, gold, precision,
           recall, f1);
}

int
main(int argc, char **argv)
{
    gboolean verbose = argc > 1 && !strcmp(argv[1], "-v");
    if (argc != 3 + verbose) {
        fputs("usage: sentences [-v] FILE SPLIT\n", stderr);
        return 2;
    }
    const char *path = argv[1 + verbose], *split = argv[2 + verbose];
    g_autoptr(dictionaries) dictionaries = dictionaries_new("dictionaries", FALSE);
    g_autoptr(GError) error = NULL;
    g_autoptr(abbreviations) abbreviations = abbreviations_open(dictionaries, &error);
    if (!abbreviations) {
        fprintf(stderr, "sentences: %s\n", error->message);
        return 3;
    }
    g_autoptr(GHashTable) ends = g_hash_table_new(NULL, NULL);
    GString *text = join_split(path, split, ends);
    if (!text) {
        fprintf(stderr, "sentences: %s: cannot be read\n", path);
        return 1;
    }
    measure(abbreviations, text, ends, split, verbose);
    g_string_free(text, TRUE);
    return 0;
}
