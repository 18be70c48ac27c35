/* Drawing by lot, so that anybody can draw the same again: each thing that can be drawn has a key
 * (the first 64 bits of the SHA-256 of its name), a seed gives each key a ticket, and the lowest
 * tickets are drawn. The order of the database does not matter, a larger sample of the same seed
 * begins with the smaller one, and what was drawn first is a random sample itself. Pure functions.
 */
#ifndef AKT_AUDIT_DRAW_H
#define AKT_AUDIT_DRAW_H

#include <glib.h>

/* Of "d0123456789abcdef/0a1b2c3d4e", a fact's stable id, or of a page "d0123456789abcdef#page=3".
 */
guint64 draw_key(const char *name);

/* The ticket: splitmix64 (Steele, Lea and Flood 2014) of the key plus splitmix64 of the seed. */
guint64 draw_ticket(guint64 seed, guint64 key);

/* Keeps the `size` lowest tickets of those that it is offered, with a number each. */
struct lot {
    guint64 ticket;
    gsize which;
};
struct lottery;
struct lottery *lottery_new(gsize size);
void lottery_free(struct lottery *lottery);

/* FALSE: the ticket is too high to be drawn. Constant time, taken together. */
gboolean lottery_offer(struct lottery *lottery, guint64 ticket, gsize which);

/* Those drawn, the lowest ticket first: struct lot. Borrowed, until the next offer. */
const GArray *lottery_drawn(struct lottery *lottery);

/* How many to draw of each stratum: at least two, or all of it, and the rest by the square roots of
 * the populations (power allocation, Bankier 1988), so that small kinds are known nearly as well as
 * large ones. FALSE: `size` is less than two of each. */
gboolean draw_allocate(const guint64 *populations, guint n, guint64 size, guint64 *ret_sizes);

/* Systematic drawing in proportion to amounts: how many of start, start + interval, ... fall on an
 * amount that lies after a sum of `before`. start < interval; all in øre, none negative. */
guint64 draw_hits(gint64 before, gint64 amount, gint64 start, gint64 interval);

/* A start from 0 to below the interval, by the seed. */
gint64 draw_start(guint64 seed, gint64 interval);

#endif
