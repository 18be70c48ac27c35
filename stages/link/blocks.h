/* The blocks that a name stands in. */
#ifndef AKT_LINK_BLOCKS_H
#define AKT_LINK_BLOCKS_H

#include "link-private.h"

enum {
    BLOCK_MAX = 200, /* a block of more names says nothing */
    MAX_KEYS = 2 * (3 * MAX_WORDS + 2) + 9
};

struct block_key {
    gint64 hash;
    const char *text; /* what its names share; borrowed from the name */
    gsize length;
    char kind; /* x all of it, y its stems, z what matters, t a word, p beginning, s end, i letters
                */
};

struct block_keys {
    struct block_key keys[MAX_KEYS];
    guint n;
};

/* The keys of a name, each once. */
void block_keys_of(const struct name *name, struct block_keys *ret_keys);

#endif
