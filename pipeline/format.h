/* Formats that papers come in and that are not read: named by their content, so that a message can
 * say what a file is. */
#ifndef AKT_FORMAT_H
#define AKT_FORMAT_H

#include <glib.h>

/* What bytes are, as a message says it ("a Word document (docx)"), where they begin like a known
 * format that is neither PDF, HTML, text nor an image that can be recognised; else NULL. An e-mail
 * is one by its headers: one that somebody printed into a text is a text. Static. */
const char *format_name(const char *bytes, gsize length);

/* TRUE for such a format in which papers are kept: an office document, an e-mail, an archive; not
 * for a picture, a sound, a program. The first bytes of a file are enough. */
gboolean format_holds_papers(const char *bytes, gsize length);

#endif
