/* Persons' numbers (CPR: six digits that are a day, month and year, four digits) are printed by
 * nobody: show, load, report and serve write '•' for their digits, and the database never holds
 * them. The stream alone keeps the source as it is. */
#ifndef AKT_CPR_H
#define AKT_CPR_H

#include "document.h"

/* What is known of a document's persons' numbers: those that recognise marked, and numbers of the
 * same form that it read as something else (a case, a telephone) and that are therefore none. */
struct cpr_mask;

/* Borrows the document for the call only. Free with cpr_mask_free(). */
struct cpr_mask *cpr_mask_new(struct document *document);
void cpr_mask_free(struct cpr_mask *mask);
AKT_AUTOPTR(cpr_mask, cpr_mask_free)

/* The text with the digits of every person's number replaced by '•': `text` itself where there is
 * none, else a copy in the arena. As many code points as before. A number is found by its form, a
 * plausible date and a hyphen or blank before the last four, also where recognise has not been;
 * ten digits in one where recognise, a word before them or the modulus says so. Linear. `mask` may
 * be NULL: by form alone. */
const char *cpr_mask_text(const struct cpr_mask *mask, struct arena *arena, const char *text);

/* A copy with every person's number hidden, by form alone: for messages and paths. */
char *cpr_mask_copy(const char *text);

/* A mask that hides nothing: for who asks to see the numbers (--show-cpr). */
struct cpr_mask *cpr_mask_nothing(void);

/* A person's number at text[at], by its form and what announces it: TRUE with its end. Ten digits
 * in one that nothing announces and no label names are one where the modulus fits. */
gboolean cpr_at(const char *text, gsize at, gboolean labelled, gsize *ret_end);

/* document_source_text(), and a stretch of the source, with the same digits hidden, also of a
 * number that a line's end divides. To free. */
char *cpr_mask_source(const struct cpr_mask *mask, const struct document *document);
char *cpr_mask_source_span(const struct cpr_mask *mask, const struct document *document,
                           struct span source);

/* Whether the document holds a person's number at all, in what is printed or in what is read: a
 * quick look that saves cpr_mask_line() its work. */
gboolean cpr_mask_applies(const struct cpr_mask *mask, const struct document *document);

/* The same for a line of the stream: the digits of its text, tags between them or not, and of
 * attributes that repeat it. NULL where there is nothing to mask, else a copy to free. */
char *cpr_mask_line(const struct cpr_mask *mask, const char *line, gsize length, gsize *ret_length);

#endif
