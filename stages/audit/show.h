/* One fact of one paper, told on a terminal: what show and explain share. */
#ifndef AKT_AUDIT_SHOW_H
#define AKT_AUDIT_SHOW_H

#include "annotation.h"
#include "papers.h"

struct cpr_mask;

/* The fact that is shown; zeroed before show_open(). */
struct shown {
    gint64 id; /* fact.id */
    struct paper *paper;
    struct document *document;
    struct cpr_mask *mask;
    guint fact; /* index in the document */
    GString *out;
};

/* Finds a fact by "d0123456789abcdef/f12", its stable id or its number in the database. FALSE and
 * AKT_ERROR_USAGE: there is none. */
gboolean show_open(struct shown *shown, struct database *database, const char *fact,
                   GError **error);
void show_clear(struct shown *shown);

/* Appends "NAME   text" without what could drive a terminal; persons' numbers are the caller's to
 * mask. NULL is nothing. */
void show_field(struct shown *shown, const char *name, const char *text);

/* The same in the middle of a line. */
void show_text(GString *out, const char *text);

/* Subject, predicate, object, qualifiers, rule, cert and where it stands. */
void show_fact(struct shown *shown);

/* File, title and stages; and where the original is not what was loaded, that. */
void show_file(struct shown *shown, const char *originals);

/* The lines around the first evidence. */
void show_context(struct shown *shown);

/* show-picture.c: the page of the first evidence, cut around the words, its boxes marked. NULL with
 * an error: the paper has no pictures (AKT_ERROR_USAGE), its original is missing or changed, or
 * could not be drawn. PNG. */
GBytes *show_picture(struct shown *shown, const char *originals, GError **error);

#endif
