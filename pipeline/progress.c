#include "progress.h"

#include <stdio.h>
#include <unistd.h>

enum {
    WIDTH = 40,
    INTERVAL = G_USEC_PER_SEC / 10
};

struct progress {
    guint done, total;
    gboolean shown, silent;
    gint64 start, drawn;
};

struct progress *
progress_new(guint total, gboolean quiet)
{
    struct progress *progress = g_new0(struct progress, 1);
    progress->total = total;
    progress->silent = quiet || !isatty(STDERR_FILENO);
    progress->start = g_get_monotonic_time();
    return progress;
}

void
progress_clear(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = FALSE;
    progress->drawn = 0;
}

void
progress_free(struct progress *progress)
{
    if (!progress)
        return;
    progress_clear(progress);
    g_free(progress);
}

void
progress_step(struct progress *progress)
{
    progress->done++;
    gint64 now = g_get_monotonic_time();
    if (progress->silent || now - progress->drawn < INTERVAL)
        return;
    guint full = (guint)((guint64)progress->done * WIDTH / MAX(progress->total, 1));
    gint64 elapsed = now - progress->start;
    guint left = (guint)(elapsed / MAX(progress->done, 1) * (progress->total - progress->done) /
                         G_USEC_PER_SEC);
    fputs("\r[", stderr);
    for (guint i = 0; i < WIDTH; i++)
        fputc(i < full ? '#' : '.', stderr);
    fprintf(stderr, "] %u/%u, %u:%02u left\033[K", progress->done, progress->total, left / 60,
            left % 60);
    fflush(stderr);
    progress->drawn = now;
    progress->shown = TRUE;
}
