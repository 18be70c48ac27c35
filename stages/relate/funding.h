/* An amount on the way to its fact: its role, whose it is, from whom and for when. Private to
 * stages/relate. */
#ifndef AKT_RELATE_FUNDING_H
#define AKT_RELATE_FUNDING_H

#include "relate/context.h"

/* What is known of an amount on the way to its fact. */
struct amount {
    const struct unit *unit;
    guint mention;
    struct span span;
    struct span segment; /* from its end to the next amount, or the sentence's end */
    int role;            /* hit, or -1 */
    const char *status;
    gboolean part; /* stands behind `fordelt med`, `heraf` */
};

/* ---- funding-role.c ---- */

/* The role nearest to an amount (a CUE_ROLE hit), or -1; `afsatte på budgettet` is what was done,
 * not where it stands. */
int amount_role(const struct context *context, const struct unit *unit, struct span span);

/* The role that the block, or the list that it is in, spoke of last before this unit: for parts
 * told in a sentence of their own. -1 for none. */
int amount_role_before(const struct context *context, const struct unit *unit);

/* The role of a part: the words that divide a sum give it none where the sum has one. */
int amount_role_of_whole(const struct context *context, const struct amount *amount);

/* Whether a SUM cue of a kind stands in a unit before `offset`. */
gboolean amount_is_part(const struct context *context, const struct unit *unit, const char *kind,
                        gsize offset);

/* The status that the role and the place make; NULL for none. */
const char *amount_status(const struct context *context, const struct amount *amount);

/* `har givet tilsagn om at dække 40 pct.`: a share that was granted. */
gboolean amount_is_granted_share(const struct context *context, const struct amount *amount);

/* `givet tilskud på 35 pct.`: a role of granting right before a share. */
gboolean amount_is_grant_of(const struct context *context, const struct hit *hit, struct span span);

/* ---- funding-subject.c ---- */

/* Whose an amount is; n = 0 for nobody's. */
struct subject amount_subject(struct context *context, const struct amount *amount);

/* The one municipality that the paper names: an entity, or -1. */
int amount_municipality(const struct context *context);

/* The word before a name, over the noun of a fund: `fra` in `fra puljen X`; -1 for none. */
int amount_word_before(const struct context *context, gsize from, gsize start);

/* ---- funding-qualify.c ---- */

/* Puts the funding of a subject, with all that its sentence says of it. */
void amount_put(struct context *context, const struct amount *amount, const struct subject *subject,
                const char *rule, enum cert cert);

/* The value of a fact's qualifier, NULL for none. */
const char *amount_fact_value(const struct fact *fact, const char *name);

/* ---- funding-source.c ---- */

/* Money that a project was given, from nobody whom the sentence names, comes from the programme
 * that the paper lists it under, else from the fund that the paper is on. */
void amount_qualify_source(const struct context *context, const struct amount *amount, guint entity,
                           struct draft *draft);

/* Parts of a programme's money come from it, and are for the time that the whole is for. */
void amount_qualify_part(const struct context *context, const struct amount *amount,
                         const struct subject *subject, struct draft *draft);

/* Adds the grantor to what comes from a programme that one pays alone. */
void amount_sole_grantors(struct context *context);

#endif
