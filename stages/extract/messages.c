#include "messages.h"

#include <stdio.h>
#include <string.h>

enum {
    MOST_FIRST = 160 /* bytes of the first message that are kept */
};

struct messages {
    FILE *before, *stream;
    char first[MOST_FIRST + 1];
    gsize length;
    gboolean complete; /* the first message has ended */
    guint64 lines;
};

static ssize_t
take(void *data, const char *bytes, size_t size)
{
    struct messages *messages = data;
    for (size_t i = 0; i < size; i++) {
        messages->lines += bytes[i] == '\n';
        messages->complete |= bytes[i] == '\n';
        if (!messages->complete && messages->length < MOST_FIRST)
            messages->first[messages->length++] = bytes[i];
    }
    return (ssize_t)size;
}

struct messages *
messages_begin(void)
{
    struct messages *messages = g_new0(struct messages, 1);
    messages->before = stderr;
    messages->stream = fopencookie(messages, "w", (cookie_io_functions_t){.write = take});
    if (messages->stream)
        stderr = messages->stream;
    return messages;
}

void
messages_end(struct messages *messages, struct document *document)
{
    stderr = messages->before;
    if (messages->stream)
        fclose(messages->stream);
    if (messages->lines) {
        g_autofree char *first = g_utf8_make_valid(messages->first, (gssize)messages->length);
        for (char *c = first; *c; c++)
            if ((guchar)*c < ' ' || *c == 0x7f)
                *c = '?';
        document_issue(document, "poppler", 0,
                       "%" G_GUINT64_FORMAT " messages of poppler, the first: %s", messages->lines,
                       first);
    }
    g_free(messages);
}
