/* The places of a text where a contact may begin. Private to the contact recogniser. */
#ifndef AKT_CONTACT_SCAN_H
#define AKT_CONTACT_SCAN_H

#include <glib.h>

enum contact_hint {
    HINT_END,
    HINT_AT,     /* an @: bytes to either side may be an e-mail address */
    HINT_URL,    /* [start, end): begins with http://, https:// or www. */
    HINT_DOMAIN, /* [start, end): a bare "kk.dk" */
    HINT_NUMBER  /* start: the first digit or + of a number */
};

struct contact_scanner {
    const char *text, *cursor, *end;
    const char *run_end; /* of the letters, digits and hyphens looked at last; NULL at first */
};

/* The next place at or after the cursor. A number's cursor is left after its first run of digits.
 */
enum contact_hint contact_scan(struct contact_scanner *scanner, gsize *ret_start, gsize *ret_end);

#endif
