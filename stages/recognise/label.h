/* Labels beside a number: "Sagsnr." before it, on the line above, in the cell to the left, or over
 * its column. Shared by cases and contacts. */
#ifndef AKT_LABEL_H
#define AKT_LABEL_H

#include "document.h"
#include "lexicon.h"

struct labels;

/* Reads a dictionary whose columns are "label" and `value`. Case, full stops, hyphens and brackets
 * of a label do not count; a colon at its end does. NULL and AKT_ERROR_DICTIONARY. Free with
 * labels_free(). */
struct labels *labels_open(struct dictionaries *dictionaries, const char *name, const char *value,
                           GError **error);
void labels_free(struct labels *labels);

/* The value of the label that ends right before byte `at` of the text, in its block; NULL if none
 * does. The longest label holds. Looks at a bounded number of bytes. */
const char *labels_before(const struct labels *labels, const struct document *document, gsize at);

/* As labels_before(); where `at` is the start of its block also the value of the block before that
 * is a label, or of the heading of the column that the cell stands in. NULL for none. */
const char *labels_beside(const struct labels *labels, const struct document *document, gsize at);

/* Does a label begin at `at`? The bytes of it, 0 for none: one word. */
gsize labels_word_at(const struct labels *labels, const char *text, gsize at);

#endif
