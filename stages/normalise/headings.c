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
    gboolean digit = FALSE;
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isdigit(text[i])) {
            parts += !digit;
            digit = TRUE;
        } else if (text[i] == '.') {
            digit = FALSE;
        } else {
            return text[i] == ' ' ? parts : 0;
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

void
headings_level(struct work *work)
{
    struct document *document = work->document;
    gboolean first = TRUE;
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        if (block->kind != BLOCK_HEADING)
            continue;
        gsize length;
        const char *text = document_block_text(document, block, &length);
        guint parts = number_parts(text, length);
        if (!block->level)
            work_plan(work, i)->level = parts ? MIN(parts + 1, 6) : first ? 1 : 2;
        if (first && length < 24 && names_kind(text, length) && !block->level)
            continue;
        first = FALSE;
    }
}
