/* One pass over the text for what contacts begin with. */
#include "recognise/contact-scan.h"

enum contact_hint
contact_scan(struct contact_scanner *scanner, gsize *ret_start, gsize *ret_end)
{
    const char *YYCURSOR = scanner->cursor, *YYMARKER, *start;
    enum contact_hint hint;
    for (;;) {
        start = YYCURSOR;
        /*!re2c
        re2c:define:YYCTYPE = "unsigned char";
        re2c:yyfill:enable = 0;

        letter = [a-zA-Z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f];
        name   = [a-zA-Z0-9\u00e6\u00f8\u00e5\u00c6\u00d8\u00c5-];
        path   = name | [._~:/?#@!$&'()*+,;=%] | "[" | "]";

        "@" { hint = HINT_AT; goto found; }
        ("http" "s"? "://" | "www.") path+ { hint = HINT_URL; goto found; }
        ("HTTP" "S"? "://" | "Www." | "WWW.") path+ { hint = HINT_URL; goto found; }
        name{2,63} ("." name{2,63}){0,2} "." ("dk" | "com" | "org" | "eu" | "net" | "info")
            ("/" path*)? { hint = HINT_DOMAIN; goto found; }
        [+0-9] [0-9]* { hint = HINT_NUMBER; goto found; }
        letter+ { continue; }
        "\x00" {
            if (start < scanner->end)
                continue;
            scanner->cursor = start;
            return HINT_END;
        }
        [^] { continue; }
        * { continue; }
        */
    }
found:
    *ret_start = (gsize)(start - scanner->text);
    *ret_end = (gsize)(YYCURSOR - scanner->text);
    scanner->cursor = YYCURSOR;
    return hint;
}
