#include "recognise/quantity-private.h"
#include "scan.h"

gsize
scan_quantities(const char *text, gsize length)
{
    gsize n = 0, cursor = 0;
    while (quantity_token(text, &cursor, length).kind != TOKEN_END)
        n++;
    return n;
}
