/* For tests that write a value out in every form a paper may give it and read it back: a seeded
 * generator, the same in each run (ROUNDTRIP_SEED in the environment draws others), numbers as
 * Danish digits and words, and a check of the one mention that a sentence must have. */
#ifndef AKT_TEST_ROUNDTRIP_H
#define AKT_TEST_ROUNDTRIP_H

#include "lexicon.h"
#include "recognise-sample.h"

static inline GRand *
roundtrip_random(void)
{
    const char *seed = g_getenv("ROUNDTRIP_SEED");
    return g_rand_new_with_seed(seed ? (guint32)g_ascii_strtoull(seed, NULL, 10) : 1849);
}

#define roundtrip_pick(random, list) \
    ((list)[g_rand_int_range((random), 0, (gint32)G_N_ELEMENTS(list))])

/* A whole number of up to `digits` digits, small ones as often as large ones. */
static inline guint64
roundtrip_whole(GRand *random, gint32 digits)
{
    guint64 number = 0;
    for (gint32 n = g_rand_int_range(random, 1, digits + 1); n > 0; n--)
        number = number * 10 + (guint64)g_rand_int_range(random, 0, 10);
    return number;
}

/* "1.250.000" with the separator between groups of three. Free with g_free(). */
static inline char *
roundtrip_grouped(guint64 number, const char *separator)
{
    GString *out = g_string_new(NULL);
    g_string_printf(out, "%" G_GUINT64_FORMAT, number);
    for (gssize at = (gssize)out->len - 3; at > 0; at -= 3)
        g_string_insert(out, at, separator);
    return g_string_free(out, FALSE);
}

/* 0 to 999 in words: "tre", "femogtyve", "to hundrede og syvoghalvfjerds". */
static inline void
roundtrip_hundreds(guint n, gboolean neuter, gboolean apart, GString *out)
{
    static const char *const ones[] = {"nul",    "en",      "to",     "tre",     "fire",
                                       "fem",    "seks",    "syv",    "otte",    "ni",
                                       "ti",     "elleve",  "tolv",   "tretten", "fjorten",
                                       "femten", "seksten", "sytten", "atten",   "nitten"};
    static const char *const tens[] = {"",          "",     "tyve",       "tredive", "fyrre",
                                       "halvtreds", "tres", "halvfjerds", "firs",    "halvfems"};
    if (n >= 100) {
        guint hundreds = n / 100;
        g_string_append_printf(out, "%s%shundrede", hundreds == 1 ? "et" : ones[hundreds],
                               apart ? " " : "");
        if (n % 100)
            g_string_append(out, apart ? " og " : "og");
    }
    n %= 100;
    if (n >= 20) {
        if (n % 10)
            g_string_append_printf(out, "%sog", ones[n % 10]);
        g_string_append(out, tens[n / 10]);
    } else if (n || !out->len) {
        g_string_append(out, n == 1 && neuter ? "et" : ones[n]);
    }
}

/* A number below 1,000,000 in words; `apart` with blanks between its parts. Free with g_free(). */
static inline char *
roundtrip_words(guint number, gboolean apart)
{
    GString *out = g_string_new(NULL);
    if (number >= 1000) {
        roundtrip_hundreds(number / 1000, TRUE, apart, out);
        g_string_append(out, apart ? " tusind" : "tusind");
        if (number % 1000)
            g_string_append(out, !apart                ? number % 1000 < 100 ? "og" : ""
                                 : number % 1000 < 100 ? " og "
                                                       : " ");
    }
    if (number % 1000 || !number)
        roundtrip_hundreds(number % 1000, FALSE, apart, out);
    return g_string_free(out, FALSE);
}

/* The mentions of a type in the text are exactly one, with this value. */
static inline void
roundtrip_check(struct document *document, enum mention_type type, const char *value)
{
    const char *found = NULL;
    guint n = 0;
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        if (mention->type == type) {
            found = mention->value;
            n++;
        }
    }
    if (n != 1 || strcmp(found, value) != 0)
        g_error("“%s” reads as %s (%u mentions), not as %s", document->text->str,
                found ? found : "nothing", n, value);
}

#endif
