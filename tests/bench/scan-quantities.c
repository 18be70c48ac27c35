#include "recognise/quantity-private.h"
#include "scan.h"

gsize
scan_quantities(const char *text, gsize length)
{
    static struct token tokens[1024];
    gsize n = 0, cursor = 0;
    while (cursor < length)
        n += quantity_tokens(text, &cursor, length, tokens, G_N_ELEMENTS(tokens));
    return n;
}
