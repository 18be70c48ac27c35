/* An open-addressed table of printed words, each with its flags and its form; a form is the entry
 * of the word in lower case. */
#include "vocabulary.h"

#include "arena.h"
#include "letters.h"
#include "tokens.h"

#include <string.h>

enum {
    FEWEST_SLOTS = 64,
    MOST_KEPT = 1 << 16, /* printed words, between two texts */
    DEEPEST = 3          /* how often a lower case may have a lower case of its own */
};

struct print {
    guint64 head; /* letters_head() it */
    const char *text;
    struct form *form; /* NULL: a free slot */
    guint hash, flags;
    guint8 length;
};
G_STATIC_ASSERT(LONGEST_WORD <= G_MAXUINT8);

struct vocabulary {
    struct arena *arena;
    struct print *slots;
    guint n_slots, n_prints; /* n_slots is a power of two */
    struct form nothing;
    vocabulary_describe describe;
    gpointer data;
};

static void
open_slots(struct vocabulary *vocabulary, guint n)
{
    vocabulary->slots = g_new0(struct print, n);
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
    open_slots(vocabulary, FEWEST_SLOTS);
    vocabulary->n_prints = 0;
}

/* The slot of a printed word, or the free one where it would stand. */
static inline struct print *
slot_of(const struct vocabulary *vocabulary, const char *text, gsize length, guint64 head,
        guint hash)
{
    guint mask = vocabulary->n_slots - 1;
    for (guint i = hash & mask;; i = (i + 1) & mask) {
        struct print *slot = &vocabulary->slots[i];
        if (slot->form == NULL ||
            (slot->head == head && slot->length == length &&
             (length <= sizeof head ||
              (slot->hash == hash && memcmp(slot->text, text, length) == 0)))) {
            return slot;
        }
    }
}

static void
grow(struct vocabulary *vocabulary)
{
    struct print *old = vocabulary->slots;
    guint n = vocabulary->n_slots;
    open_slots(vocabulary, 2 * n);
    for (guint i = 0; i < n; i++) {
        if (old[i].form != NULL) {
            *slot_of(vocabulary, old[i].text, old[i].length, old[i].head, old[i].hash) = old[i];
        }
    }
    g_free(old);
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
    struct print print = {.head = head,
                          .form = form_of(vocabulary, text, length, depth),
                          .hash = hash,
                          .flags = flags_of(text, text + length),
                          .length = (guint8)length};
    print.flags |= print.form->marks;
    gboolean same = print.form->length == length && memcmp(print.form->lower, text, length) == 0;
    print.text = same ? print.form->lower : arena_strndup(vocabulary->arena, text, length);
    if (++vocabulary->n_prints > vocabulary->n_slots / 2) {
        grow(vocabulary);
    }
    struct print *slot = slot_of(vocabulary, text, length, head, hash);
    *slot = print;
    return slot;
}

static inline struct print *
look(struct vocabulary *vocabulary, const char *text, gsize length, guint depth)
{
    guint64 head = letters_head(text, length);
    guint hash = letters_hash(text, length, head);
    struct print *slot = slot_of(vocabulary, text, length, head, hash);
    return slot->form != NULL ? slot : meet(vocabulary, text, length, head, hash, depth);
}

struct form *
vocabulary_look(struct vocabulary *vocabulary, const char *text, gsize length, guint *ret_flags)
{
    if (length > LONGEST_WORD) {
        *ret_flags = flags_of(text, text + length);
        return &vocabulary->nothing;
    }
    const struct print *print = look(vocabulary, text, length, 0);
    *ret_flags = print->flags;
    return print->form;
}
