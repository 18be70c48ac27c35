#include "draw.h"

#include <math.h>
#include <string.h>

guint64
draw_key(const char *name)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof(digest);
    guint64 key = 0;
    g_checksum_update(checksum, (const guchar *)name, (gssize)strlen(name));
    g_checksum_get_digest(checksum, digest, &length);
    for (guint i = 0; i < 8; i++)
        key = key << 8 | digest[i];
    return key;
}

static guint64
splitmix64(guint64 x)
{
    x += G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

guint64
draw_ticket(guint64 seed, guint64 key)
{
    return splitmix64(key + splitmix64(seed));
}

/* ---- the lowest tickets ---------------------------------------------------------------------- */

/* Up to twice as many as wanted are held, then the higher half goes. */
struct lottery {
    gsize size;
    guint64 highest; /* of those that stay; what is above is not taken any more */
    gboolean full;
    GArray *lots;
};

struct lottery *
lottery_new(gsize size)
{
    struct lottery *lottery = g_new0(struct lottery, 1);
    lottery->size = size;
    lottery->lots = g_array_new(FALSE, FALSE, sizeof(struct lot));
    return lottery;
}

void
lottery_free(struct lottery *lottery)
{
    if (!lottery)
        return;
    g_array_unref(lottery->lots);
    g_free(lottery);
}

static gint
compare_lots(gconstpointer a, gconstpointer b)
{
    const struct lot *s = a, *t = b;
    if (s->ticket != t->ticket)
        return s->ticket < t->ticket ? -1 : 1;
    return s->which < t->which ? -1 : s->which > t->which;
}

const GArray *
lottery_drawn(struct lottery *lottery)
{
    g_array_sort(lottery->lots, compare_lots);
    if (lottery->lots->len >= lottery->size) {
        g_array_set_size(lottery->lots, (guint)lottery->size);
        lottery->full = TRUE;
        if (lottery->size)
            lottery->highest = g_array_index(lottery->lots, struct lot, lottery->size - 1).ticket;
    }
    return lottery->lots;
}

gboolean
lottery_offer(struct lottery *lottery, guint64 ticket, gsize which)
{
    const struct lot lot = {ticket, which};
    if (!lottery->size || (lottery->full && ticket > lottery->highest))
        return FALSE;
    g_array_append_val(lottery->lots, lot);
    if (lottery->lots->len >= 2 * lottery->size + 64)
        lottery_drawn(lottery);
    return TRUE;
}

/* ---- how many of each ------------------------------------------------------------------------ */

gboolean
draw_allocate(const guint64 *populations, guint n, guint64 size, guint64 *ret_sizes)
{
    guint64 given = 0;
    for (guint i = 0; i < n; i++) {
        ret_sizes[i] = MIN(populations[i], 2);
        given += ret_sizes[i];
    }
    if (given > size)
        return FALSE;
    /* One at a time to the stratum that is furthest behind its share: size times n steps, no more
     * than a person reviews. */
    for (; given < size; given++) {
        guint best = n;
        double behind = 0;
        for (guint i = 0; i < n; i++) {
            double root = sqrt((double)populations[i]);
            double want = root / ((double)ret_sizes[i] + 1);
            if (ret_sizes[i] < populations[i] && want > behind) {
                best = i;
                behind = want;
            }
        }
        if (best == n)
            break;
        ret_sizes[best]++;
    }
    return TRUE;
}

/* ---- in proportion to amounts ---------------------------------------------------------------- */

/* How many of start, start + interval, ... lie below a sum. */
static gint64
below(gint64 sum, gint64 start, gint64 interval)
{
    return sum > start ? (sum - start - 1) / interval + 1 : 0;
}

guint64
draw_hits(gint64 before, gint64 amount, gint64 start, gint64 interval)
{
    return (guint64)(below(before + amount, start, interval) - below(before, start, interval));
}

gint64
draw_start(guint64 seed, gint64 interval)
{
    const guint64 lot = draw_ticket(seed, draw_key("start"));
    return (gint64)(((__uint128_t)lot * (guint64)interval) >> 64);
}
