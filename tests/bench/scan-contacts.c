#include "recognise/contact-scan.h"
#include "scan.h"

gsize
scan_contacts(const char *text, gsize length)
{
    struct contact_scanner scanner = {text, text, text + length};
    gsize n = 0, start, end;
    while (contact_scan(&scanner, &start, &end) != HINT_END)
        n++;
    return n;
}
