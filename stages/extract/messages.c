/* Poppler says most things through GLib's log, and some (when memory is short) on standard error:
 * both are taken. */
#include "messages.h"

#include <stdio.h>
#include <string.h>

#define DOMAIN "Poppler"

enum {
    MOST_FIRST = 160,    /* bytes of the first message that are kept */
    MOST_COUNTED = 10000 /* then poppler is not listened to any more */
};

struct messages {
    FILE *before, *stream;
    guint handler; /* of the log; 0: not heard any more */
    char first[MOST_FIRST + 1];
    gsize length;
    gboolean complete; /* the first message has ended */
    guint lines;
};

static void
take(struct messages *messages, const char *bytes, gsize size)
{
    for (gsize i = 0; i < size; i++) {
        messages->lines += bytes[i] == '\n' && messages->lines < MOST_COUNTED;
        messages->complete |= bytes[i] == '\n';
        if (!messages->complete && messages->length < MOST_FIRST)
            messages->first[messages->length++] = bytes[i];
    }
}

static ssize_t
printed(void *data, const char *bytes, size_t size)
{
    take(data, bytes, size);
    return (ssize_t)size;
}

static void
logged(const char *domain, GLogLevelFlags level, const char *text, gpointer data)
{
    (void)domain, (void)level;
    struct messages *messages = data;
    take(messages, text, strlen(text));
    take(messages, "\n", 1);
    if (messages->lines == MOST_COUNTED && messages->handler) {
        g_log_remove_handler(DOMAIN, messages->handler);
        messages->handler = 0;
    }
}

struct messages *
messages_begin(void)
{
    struct messages *messages = g_new0(struct messages, 1);
    messages->before = stderr;
    messages->stream = fopencookie(messages, "w", (cookie_io_functions_t){.write = printed});
    if (messages->stream)
        stderr = messages->stream;
    messages->handler = g_log_set_handler(
        DOMAIN, G_LOG_LEVEL_MASK & ~(GLogLevelFlags)G_LOG_LEVEL_ERROR, logged, messages);
    return messages;
}

void
messages_end(struct messages *messages, struct document *document)
{
    stderr = messages->before;
    if (messages->stream)
        fclose(messages->stream);
    if (messages->handler)
        g_log_remove_handler(DOMAIN, messages->handler);
    if (messages->lines) {
        g_autofree char *first = g_utf8_make_valid(messages->first, (gssize)messages->length);
        char *nowhere = strstr(first, " at position -1");
        if (nowhere)
            memmove(nowhere, nowhere + strlen(" at position -1"),
                    strlen(nowhere + strlen(" at position -1")) + 1);
        for (char *c = first; *c; c++)
            if ((guchar)*c < ' ' || *c == 0x7f)
                *c = '?';
        document_issue(document, "poppler", 0, "%u%s message%s, the first: %s", messages->lines,
                       messages->lines == MOST_COUNTED ? " or more" : "",
                       messages->lines == 1 ? "" : "s", first);
    }
    g_free(messages);
}
