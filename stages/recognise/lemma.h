/* Words and their stems, by hunspell's Danish dictionary: the singular indefinite form of a noun
 * (FACTS.md: the attributes of= and per=unit:), and whether a word is an ordinary one.
 *
 * hunspell is slow on compounds (0.24 ms an accepted one), so answers are kept by word type; the
 * memory of them is bounded and an answer never depends on it. suggest() is never called. */
#ifndef AKT_LEMMA_H
#define AKT_LEMMA_H

#include "danish.h"

struct lemma;

/* Over the Danish dictionary `shared`, or one of its own (NULL). NULL and AKT_ERROR_LIBRARY where
 * there is none. Free with lemma_free(). */
struct lemma *lemma_new(struct danish *shared, GError **error);
void lemma_free(struct lemma *lemma);

/* The singular indefinite form of a noun (or of an adjective that stands for one), in lower case:
 * "brugere" and "Brugerne" are "bruger", "børn" is "barn", "værestedsbrugere" is
 * "værestedsbruger", "unge" is "ung", "ældre" stays. A word that hunspell does not know is tried by
 * the longest end of it that is known ("gåvenner": "gåven"); one that is no noun at all comes back
 * in lower case as it is. Any UTF-8; a word of more than 120 bytes comes back in lower case.
 * Free with g_free(). */
char *lemma_noun(struct lemma *lemma, const char *word);

/* What a word can be by its inflection, as bits; 0 for one that hunspell does not know. For a
 * compound the last part of it that is known decides, as for lemma_noun(). */
enum word_form {
    FORM_PLURAL = 1,          /* a noun, indefinite and plural: "borgere", "børn", "hold" */
    FORM_DEFINITE_PLURAL = 2, /* a noun, definite and plural: "borgerne" */
    FORM_DEFINITE = 4,        /* a noun, definite and singular: "borgeren" */
    FORM_ADJECTIVE = 8,       /* an adjective in -e, plural or definite: "private" */
    FORM_PARTICIPLE = 16,     /* a past or a present participle: "igangsatte", "igangværende" */
    FORM_VERB = 32,           /* a verb in the present, past or passive, or an imperative */
    FORM_STEM = 64,           /* the word is its own stem, of whatever class */
    FORM_NOUN = 128           /* ... that of a noun: it has definite forms */
};
guint lemma_forms(struct lemma *lemma, const char *word);

/* Whether the word, in lower case, is a form of a verb and no noun in the plural or definite form:
 * "gennemføres", "løber"; not "overgange". FALSE for what hunspell does not know. */
gboolean lemma_is_verb(struct lemma *lemma, const char *word);

/* Whether hunspell accepts the word as it is written (compounds too). FALSE above 120 bytes. */
gboolean lemma_knows(struct lemma *lemma, const char *word);

/* How often hunspell was asked so far: what was answered once is kept. It is the dear part of a
 * first reading, so tests count it. */
guint64 lemma_asked(const struct lemma *lemma);

#endif
