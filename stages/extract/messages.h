/* What poppler says of a file while it reads it: the number of its messages and the first of them.
 * Poppler prints to standard error; a hostile file makes it print millions of lines. */
#ifndef AKT_EXTRACT_MESSAGES_H
#define AKT_EXTRACT_MESSAGES_H

#include "document.h"

struct messages;

/* Takes what is printed to stderr from here on. One at a time in a process of one thread. */
struct messages *messages_begin(void);

/* Gives stderr back and frees; notes an issue "poppler" where there were messages. */
void messages_end(struct messages *messages, struct document *document);

#endif
