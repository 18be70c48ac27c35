/* What the fuzz entries share.
 *
 * An entry is a file NAME.c with LLVMFuzzerTestOneInput() and, in its first comment, a line
 * "Fuzzes: PATTERN..." that names the sources it is for; `run` reports how much of them it reached.
 * An entry never refuses an input; it asserts what must hold of any. */
#ifndef AKT_FUZZ_H
#define AKT_FUZZ_H

#include "annotation.h"
#include "builder.h"
#include "danish.h"
#include "lexicon.h"

#include <stdint.h>
#include <string.h>

/* Of a document that has no original. */
#define FUZZ_SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input as text that a document can hold: UTF-8 without NUL. Free with g_free(). */
static inline G_GNUC_UNUSED char *
fuzz_text(const uint8_t *data, size_t size)
{
    char *text = g_utf8_make_valid((const char *)data, (gssize)size);
    for (char *c = text; *c; c++) {
        if ((guchar)*c < 0x20 && !strchr("\n\t", *c))
            *c = ' ';
    }
    return text;
}

/* The dictionaries of the source tree, opened once for all. */
static inline G_GNUC_UNUSED struct dictionaries *
fuzz_dictionaries(void)
{
    static struct dictionaries *dictionaries;
    if (!dictionaries)
        dictionaries = dictionaries_new("dictionaries", FALSE);
    return dictionaries;
}

static inline G_GNUC_UNUSED gpointer
fuzz_opened(gpointer opened, GError *error)
{
    if (!opened)
        g_error("%s", error->message);
    return opened;
}

/* Runs one recogniser over the input and settles what it offers. */
#define FUZZ_RECOGNISER(finder, find, data, size)            \
    do {                                                     \
        g_autofree char *text = fuzz_text((data), (size));   \
        g_autoptr(document) document = sample_paper(text);   \
        struct mention_set *set = mention_set_new(document); \
        find((finder), document, set);                       \
        mention_set_settle(set);                             \
        mention_set_free(set);                               \
    } while (0)

#endif
