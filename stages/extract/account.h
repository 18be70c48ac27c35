/* The account of an original's characters. */
#ifndef AKT_EXTRACT_ACCOUNT_H
#define AKT_EXTRACT_ACCOUNT_H

#include "document.h"

/* Notes an issue "unaccounted" for every page whose visible characters are not all in blocks or
 * among those left out, or whose blocks hold more than the page has: a mistake of ours, which
 * akt-show coverage says as well. */
void account_check(struct document *document);

#endif
