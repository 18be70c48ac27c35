/* The cue words of the dictionaries, found over the words of a text.
 *
 * A cue is one to six words in lower case; a word may begin or end with '*' for any letters:
 * "bevilge*", "*bevilling". Of the cues of one class at one word the longest holds. */
#ifndef AKT_RELATE_CUES_H
#define AKT_RELATE_CUES_H

#include "autoptr.h"
#include "lexicon.h"

/* Each class is a dictionary. */
enum cue_class {
    CUE_ROLE,      /* roles.tsv: the role of an amount */
    CUE_STATUS,    /* status-words.tsv: what happens to a project */
    CUE_DECISION,  /* decision-words.tsv */
    CUE_PARTNER,   /* partner-cues.tsv */
    CUE_SUM,       /* sum-words.tsv */
    CUE_REPORT,    /* report-words.tsv */
    CUE_REFERENCE, /* references.tsv */
    CUE_FIELD,     /* field-labels.tsv: labels of the paper's own fields */
    CUE_COLUMN,    /* column-headings.tsv: headings of tables */
    CUE_HEADING,   /* headings.tsv: kinds of papers and sections */
    N_CUE_CLASSES
};

struct word {
    gsize start, end;
};

/* A cue found: its row's two values, and where. */
struct hit {
    enum cue_class class;
    const char *value;  /* second column */
    const char *detail; /* third column, "" for none */
    gsize start, end;
    guint first_word, n_words;
};

struct dictionaries;
struct cues;

/* Reads the dictionaries. NULL and AKT_ERROR_DICTIONARY. Free with cues_free(). */
struct cues *cues_open(struct dictionaries *dictionaries, GError **error);
void cues_free(struct cues *cues);
AKT_AUTOPTR(cues, cues_free)

/* Appends the cues in a text (lower case) to `hits`, by start. */
void cues_find(const struct cues *cues, const char *lower, const struct word *words, guint n_words,
               GArray *hits);

#endif
