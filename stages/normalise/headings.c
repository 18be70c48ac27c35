/* Levels of headings: those that extract gave stay; of the others the first is the paper's title
 * (and the word over it that names the paper's kind),
 * a number of several parts ("2.1 Formål") says its depth, the rest stand under the title. */
#include "normalise/work.h"

#include <string.h>

/* "2.1.3": the parts of a heading's number, 0 without one. */
static guint
number_parts(const char *text, gsize length)
{
    guint parts = 0;
    gboolean digit = FALSE, stop = FALSE; /* "7 pladser" is no number of a heading */
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isdigit(text[i])) {
            parts += !digit;
            digit = TRUE;
        } else if (text[i] == '.' || text[i] == ')') {
            digit = FALSE;
            stop = TRUE;
        } else {
            return text[i] == ' ' && stop ? parts : 0;
        }
    }
    return 0;
}

/* "Notat", "Referat": what kind of paper it is, over its title. */
static gboolean
names_kind(const char *text, gsize length)
{
    static const char *const kinds[] = {"notat",
                                        "referat",
                                        "dagsorden",
                                        "indstilling",
                                        "bilag",
                                        "orientering",
                                        "redegørelse",
                                        "cover",
                                        "beslutningsreferat",
                                        "dagsordenspunkt",
                                        "sagsfremstilling",
                                        "pressemeddelelse",
                                        "brev",
                                        "følgeseddel",
                                        "memo"};
    g_autofree char *lower = g_utf8_strdown(text, (gssize)length);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!strcmp(lower, kinds[i]))
            return TRUE;
    }
    return FALSE;
}

/* Headings with a number of one part. */
static guint
count_numbered(const struct document *document)
{
    guint numbered = 0;
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        gsize length;
        const char *text = document_block_text(document, block, &length);
        numbered += block->kind == BLOCK_HEADING && number_parts(text, length) == 1;
    }
    return numbered;
}

void
headings_level(struct work *work)
{
    struct document *document = work->document;
    gboolean first = TRUE;
    guint numbered = count_numbered(document);
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        if (block->kind != BLOCK_HEADING)
            continue;
        gsize length;
        const char *text = document_block_text(document, block, &length);
        guint parts = number_parts(text, length);
        if (first && parts == 1 && numbered == 1)
            parts = 0; /* an item of an agenda by itself: its number and title */
        if (!block->level)
            work_plan(work, i)->level = parts ? MIN(parts + 1, 6) : first ? 1 : 2;
        if (first && length < 24 && names_kind(text, length) && !block->level)
            continue;
        first = FALSE;
    }
}
