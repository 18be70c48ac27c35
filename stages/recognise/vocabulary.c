/* Printed words in the order in which they were met, each with its flags and its form, and a small
 * open-addressed table that leads to them; a form is made for the word in lower case. Words of one
 * text so stand together in memory, which is what a look costs. */
#include "vocabulary.h"

#include "arena.h"
#include "letters.h"
#include "tokens.h"

#include <stdlib.h>
#include <string.h>

enum {
    FEWEST_SLOTS = 64,
    MOST_KEPT = 1 << 16, /* printed words, between two texts */
    DEEPEST = 3          /* how often a lower case may have a lower case of its own */
};

enum {
    TEXT_WITHIN = 26, /* bytes of a printed word that stand within its print */
    LINE = 64         /* bytes: a line of the cache */
};

struct print {
    struct form *form;
    const char *lower; /* of the form */
    const char *text;  /* of the whole word */
    guint64 head;      /* letters_head() of it */
    guint flags;
    guint8 length, lower_length;
    char within[TEXT_WITHIN];
};
G_STATIC_ASSERT(sizeof(struct print) == LINE && LONGEST_WORD <= G_MAXUINT8);

struct slot {
    guint hash;
    guint print; /* 1 + index; 0: free */
};

struct vocabulary {
    struct arena *arena;
    struct slot *slots;
    struct print *prints;
    guint n_slots, n_prints; /* n_slots is a power of two; half as many prints have room */
    struct form nothing;
    vocabulary_describe describe;
    gpointer data;
};

/* Slots, all free, and room for half as many prints; what was there is forgotten, not freed. */
static void
open_slots(struct vocabulary *vocabulary, guint n)
{
    vocabulary->slots = g_new0(struct slot, n);
    vocabulary->prints = aligned_alloc(LINE, n / 2 * sizeof(struct print));
    if (vocabulary->prints == NULL) {
        g_error("no memory for %u words", n / 2);
    }
    vocabulary->n_slots = n;
}

struct vocabulary *
vocabulary_new(vocabulary_describe describe, gpointer data)
{
    struct vocabulary *vocabulary = g_new0(struct vocabulary, 1);
    vocabulary->arena = arena_new();
    vocabulary->nothing.lower = "";
    vocabulary->describe = describe;
    vocabulary->data = data;
    open_slots(vocabulary, FEWEST_SLOTS);
    return vocabulary;
}

void
vocabulary_free(struct vocabulary *vocabulary)
{
    if (vocabulary == NULL) {
        return;
    }
    arena_free(vocabulary->arena);
    g_free(vocabulary->slots);
    free(vocabulary->prints);
    g_free(vocabulary);
}

struct form *
vocabulary_nothing(struct vocabulary *vocabulary)
{
    return &vocabulary->nothing;
}

struct arena *
vocabulary_arena(struct vocabulary *vocabulary)
{
    return vocabulary->arena;
}

void
vocabulary_trim(struct vocabulary *vocabulary)
{
    if (vocabulary->n_prints <= MOST_KEPT) {
        return;
    }
    arena_free(vocabulary->arena);
    vocabulary->arena = arena_new();
    g_free(vocabulary->slots);
    free(vocabulary->prints);
    open_slots(vocabulary, FEWEST_SLOTS);
    vocabulary->n_prints = 0;
}

static inline gboolean
is_print(const struct print *print, const char *text, gsize length, guint64 head)
{
    if (print->length != length || print->head != head) {
        return FALSE;
    }
    return length <= sizeof head ||
           memcmp(length <= TEXT_WITHIN ? print->within : print->text, text, length) == 0;
}

/* The slot of a printed word, or the free one where it would stand. */
static inline struct slot *
slot_of(const struct vocabulary *vocabulary, const char *text, gsize length, guint64 head,
        guint hash)
{
    guint mask = vocabulary->n_slots - 1;
    for (guint i = hash & mask;; i = (i + 1) & mask) {
        struct slot *slot = &vocabulary->slots[i];
        if (slot->print == 0 ||
            (slot->hash == hash &&
             is_print(&vocabulary->prints[slot->print - 1], text, length, head))) {
            return slot;
        }
    }
}

static void
grow(struct vocabulary *vocabulary)
{
    struct slot *old = vocabulary->slots;
    struct print *prints = vocabulary->prints;
    guint n = vocabulary->n_slots, mask = 2 * n - 1;
    open_slots(vocabulary, 2 * n);
    memcpy(vocabulary->prints, prints, vocabulary->n_prints * sizeof *prints);
    for (guint i = 0; i < n; i++) {
        guint at = old[i].hash & mask;
        while (old[i].print != 0 && vocabulary->slots[at].print != 0) {
            at = (at + 1) & mask;
        }
        if (old[i].print != 0) {
            vocabulary->slots[at] = old[i];
        }
    }
    g_free(old);
    free(prints);
}

static guint
flags_of(const char *text, const char *end)
{
    guint flags = 0, letters = 0, capitals = 0, digits = 0, others = 0;
    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        gunichar c = char_at(p);
        if (is_alpha(c)) {
            letters++;
            capitals += is_upper(c) ? 1 : 0;
        } else if (is_digit(c)) {
            digits++;
        } else {
            others++;
        }
    }
    if (letters > 0) {
        flags |= WORD_LETTERS;
    }
    if (is_upper(char_at(text))) {
        flags |= WORD_CAPITAL;
    }
    if (g_ascii_isdigit(text[0])) {
        flags |= WORD_FIGURE;
    }
    if (letters > 1 && letters == capitals) {
        flags |= WORD_UPPER;
    }
    if (digits > 0 && letters + others == 0) {
        flags |= WORD_NUMBER;
    }
    if (letters > 0 && end[-1] == '-') {
        flags |= WORD_HYPHEN;
    }
    return flags;
}

static inline struct print *look(struct vocabulary *vocabulary, const char *text, gsize length,
                                 guint depth);

static struct form *
form_new(struct vocabulary *vocabulary, const char *lower, gsize length)
{
    struct form *form = arena_alloc(vocabulary->arena, sizeof *form);
    form->lower = lower;
    form->length = (guint)length;
    if (vocabulary->describe != NULL) {
        vocabulary->describe(form, vocabulary->data);
    }
    return form;
}

/* The form of a word that is met for the first time. */
static struct form *
form_of(struct vocabulary *vocabulary, const char *text, gsize length, guint depth)
{
    char latin[LONGEST_WORD + 1];
    g_autofree char *other = NULL;
    const char *lower = latin;
    memcpy(latin, text, length);
    latin[length] = '\0';
    if (!letters_lower_latin(latin)) {
        lower = other = g_utf8_strdown(text, (gssize)length);
    }
    gsize n = strlen(lower);
    if (depth == DEEPEST || n > LONGEST_WORD || (n == length && memcmp(lower, text, n) == 0)) {
        return form_new(vocabulary, arena_strndup(vocabulary->arena, lower, n), n);
    }
    return look(vocabulary, lower, n, depth + 1)->form;
}

/* Puts a word in that is met for the first time. */
static struct print *
meet(struct vocabulary *vocabulary, const char *text, gsize length, guint64 head, guint hash,
     guint depth)
{
    struct form *form = form_of(vocabulary, text, length, depth);
    gboolean same = form->length == length && memcmp(form->lower, text, length) == 0;
    struct print print = {.form = form,
                          .lower = form->lower,
                          .text =
                              same ? form->lower : arena_strndup(vocabulary->arena, text, length),
                          .head = head,
                          .flags = flags_of(text, text + length) | form->marks,
                          .length = (guint8)length,
                          .lower_length = (guint8)form->length};
    memcpy(print.within, text, MIN(length, (gsize)TEXT_WITHIN));
    if (vocabulary->n_prints == vocabulary->n_slots / 2) {
        grow(vocabulary);
    }
    struct slot *slot = slot_of(vocabulary, text, length, head, hash);
    vocabulary->prints[vocabulary->n_prints++] = print;
    *slot = (struct slot){.hash = hash, .print = vocabulary->n_prints};
    return &vocabulary->prints[slot->print - 1];
}

static inline struct print *
look(struct vocabulary *vocabulary, const char *text, gsize length, guint depth)
{
    guint64 head = letters_head(text, length);
    guint hash = letters_hash(text, length, head);
    const struct slot *slot = slot_of(vocabulary, text, length, head, hash);
    return slot->print != 0 ? &vocabulary->prints[slot->print - 1]
                            : meet(vocabulary, text, length, head, hash, depth);
}

void
vocabulary_look(struct vocabulary *vocabulary, const char *text, gsize length,
                struct looked *ret_looked)
{
    if (length > LONGEST_WORD) {
        *ret_looked = (struct looked){
            .form = &vocabulary->nothing, .lower = "", .flags = flags_of(text, text + length)};
        return;
    }
    const struct print *print = look(vocabulary, text, length, 0);
    *ret_looked = (struct looked){.form = print->form,
                                  .lower = print->lower,
                                  .length = print->lower_length,
                                  .flags = print->flags};
}
