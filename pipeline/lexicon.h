/* Reads dictionaries/NAME.tsv: what is known of Danish and of municipalities, as a user edits it.
 *
 * A file: lines that begin with '#' are comments (purpose, columns, sources); the first other line
 * names the columns, tab-separated; each further line is a row. Empty lines are passed over. UTF-8
 * in NFC, no tab or blank at a line's end, no cell with blanks around it. A user's own rows stand
 * in files of the same name and columns in $XDG_CONFIG_HOME/aktspor/dictionaries/ and are read
 * after ours; --dictionaries DIR reads another folder in place of ours, --no-user-dictionaries
 * leaves the user's out. */
#ifndef AKT_LEXICON_H
#define AKT_LEXICON_H

#include "autoptr.h"

/* Where dictionaries are, and the hash of the rows read through it. One for each stage. */
struct dictionaries;

/* `folder` NULL: the installed one, or the source tree's beside build/. Free with
 * dictionaries_free(), after the lexicons opened through it. */
struct dictionaries *dictionaries_new(const char *folder, gboolean with_user);
void dictionaries_free(struct dictionaries *dictionaries);
AKT_AUTOPTR(dictionaries, dictionaries_free)

/* SHA-256 in hex over the names, columns and rows of all lexicons opened so far, comments left out.
 * Owned by the dictionaries, good until the next lexicon_open(). */
const char *dictionaries_hash(struct dictionaries *dictionaries);

/* One table. Cells are owned by it. */
struct lexicon;

/* Opens NAME.tsv; `columns` (NULL at the end) are those the caller reads, in the order in which
 * lexicon_get() will count them. Further columns in the file are allowed and ignored. NULL and
 * AKT_ERROR_DICTIONARY as "FILE:LINE: reason" for a missing file or column, bad UTF-8, a row with
 * the wrong number of cells or nothing in the first, the same row twice in one file. Free with
 * lexicon_free(). */
struct lexicon *lexicon_open(struct dictionaries *dictionaries, const char *name,
                             const char *const *columns, GError **error);
void lexicon_free(struct lexicon *lexicon);
AKT_AUTOPTR(lexicon, lexicon_free)

guint lexicon_rows(const struct lexicon *lexicon);

/* The cell, "" where it is empty; never NULL. */
const char *lexicon_get(const struct lexicon *lexicon, guint row, guint column);

/* Sets an error that names the row's file and line: for rows that a stage finds wrong. */
void lexicon_error(const struct lexicon *lexicon, guint row, GError **error, const char *format,
                   ...) G_GNUC_PRINTF(4, 5);

#endif
