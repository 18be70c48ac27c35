/* Sums that a paper announces: what adds up to what. Private to stages/relate.
 *
 * A sum is only ever made of the parts that an announcement points at, all of them, never of a
 * choice among them. Where one of them is circa, a range, or was not read, the sum is told as
 * unverified, with the reason. */
#ifndef AKT_RELATE_SUMS_H
#define AKT_RELATE_SUMS_H

#include "relate/context.h"

enum {
    SUM_PARTS = 56 /* at most */
};

/* Parts that are to make up a whole; all are mentions. Zeroed, a sum of nothing. */
struct addition {
    guint whole;
    guint n, parts[SUM_PARTS];
    gboolean minus[SUM_PARTS]; /* taken away: the income of gross and net */
    guint times;               /* years of a yearly amount; 0 and 1: none */
    gboolean loose;            /* `heraf`: less than the whole is no mistake */
    const char *unread;        /* why not all parts are known, or NULL */
};

enum sum_verdict {
    SUM_NONE, /* not two parts, nor one for several years */
    SUM_HOLDS,
    SUM_OFF,
    SUM_SHORT,  /* loose parts that are less than the whole */
    SUM_UNCLEAR /* an operand is circa, a range, or not read */
};

/* Adds a part. Beyond SUM_PARTS the sum becomes unread. */
void sum_add(struct addition *sum, guint mention);

/* Whether the parts make up the whole, by interval arithmetic from the digits as written. */
enum sum_verdict sum_verdict(struct context *context, const struct addition *sum);

/* Puts a sum-check into the document, with the span that announces it; FALSE where there is nothing
 * to say (SUM_NONE, SUM_SHORT, loose parts that are unclear). */
gboolean sum_check(struct context *context, const struct addition *sum, struct span shown,
                   const char *rule);

/* The same of a cell that is a total by column and by row (a sum of nothing for neither): told once
 * where both come to the same. */
void sum_check_table_cell(struct context *context, const struct addition *column,
                          const struct addition *row, struct span shown);

/* ---- sum-parts.c ---- */

/* `whole, fordelt med A til x og B til y`: the parts behind cue `h` of unit `u`; the whole may
 * stand in the sentence before, the parts in the list behind. */
void sum_check_parts(struct context *context, guint u, guint h);

/* `whole: A til x og B til y`, `whole (A til x og B til y)`, `whole til tre formål:` and a list. */
void sum_check_colon(struct context *context, guint u);

/* ---- sum-whole.c ---- */

/* `A til x og B til y, i alt C`; `A om året i tre år, i alt C`. */
void sum_check_total(struct context *context, guint u, guint h);

/* `C over fire år (A om året)`. */
void sum_check_years(struct context *context, guint u);

/* `I alt C` on a line of its own under a list whose items each hold one amount. */
void sum_check_list(struct context *context, guint u, guint h);

/* Gross, income and net in one sentence. */
void sum_check_net(struct context *context, guint u);

/* The years that a unit speaks of: of a duration of whole years, or of a period. 0 for none. */
guint sum_years(const struct context *context, const struct unit *unit);

/* ---- sum-across.c ---- */

/* `i alt bevilget 9,6 mio. kr. til fire projekter`: the whole against the one amount that the paper
 * gives for each project of its list. */
void sum_check_across(struct context *context);

/* ---- sum-tables.c ---- */

/* The totals of the table of blocks [first, last), by row and by column. */
void sum_check_table(struct context *context, guint first, guint last);

#endif
