#include "tokens.h"

#include "letters.h"

#include <string.h>

enum {
    FEWEST_WORDS = 64,
    MOST_KEPT = 1 << 17 /* words, between two texts */
};

/* Inside a word: between two letters or digits. */
static gboolean
joins(gunichar before, gunichar c, gunichar after)
{
    if (!is_alnum(before) || !is_alnum(after)) {
        return FALSE;
    }
    switch (c) {
    case '-':
    case '/':
    case '\'':
    case 0x2019: /* ’ */
        return TRUE;
    case '.':
        return is_alpha(before) == is_alpha(after);
    default:
        return FALSE;
    }
}

/* The end of a run of letters and digits of ASCII and Latin-1: most words, and most of the rest. */
static inline const char *
run_end(const char *at, const char *end)
{
    const guchar *p = (const guchar *)at;
    while (p < (const guchar *)end) {
        if (letter_kinds[*p] == LETTER_ASCII) {
            p++;
        } else if (letter_kinds[*p] == LETTER_LATIN && p[1] != 0x97 && p[1] != 0xb7) {
            p += 2;
        } else {
            break; /* × and ÷ are no letters */
        }
    }
    return (const char *)p;
}

/* The end of the word that begins at `at`; a single character where it is none. */
static const char *
word_end(const char *at, const char *end)
{
    const char *p = run_end(at, end);
    gunichar before;
    if (p == at) {
        before = char_at(at);
        p = g_utf8_next_char(at);
        if (!is_alnum(before)) {
            return p;
        }
    } else {
        before = (guchar)p[-1] < 0x80 ? (guchar)p[-1] : char_at(p - 2);
    }
    while (p < end && letter_kinds[(guchar)*p] != LETTER_BLANK) {
        gunichar c = char_at(p);
        const char *next = g_utf8_next_char(p);
        if (is_mark(c)) {
            p = next;
            continue;
        }
        gunichar after = next < end ? char_at(next) : ' ';
        if (!is_alnum(c) && !joins(before, c, after)) {
            /* "Social- og", "Børne-, Unge-": the hyphen belongs to the word */
            return c == '-' && is_alpha(before) ? next : p;
        }
        before = c;
        p = next;
        next = run_end(p, end);
        if (next > p) {
            before = (guchar)next[-1] < 0x80 ? (guchar)next[-1] : char_at(next - 2);
            p = next;
        }
    }
    return p;
}

/* A place for one more word. */
static inline struct word *
add_word(struct tokens *words)
{
    guint n = words->array->len;
    if (n == words->room) {
        words->room = MAX(2 * n, (guint)FEWEST_WORDS);
        g_array_set_size(words->array, words->room);
    }
    words->array->len = n + 1;
    return tokens_at(words, n);
}

static void
add_stop(struct tokens *words, gsize at, guint block)
{
    *add_word(words) = (struct word){.span = {at, at},
                                     .lower = "",
                                     .form = vocabulary_nothing(words->vocabulary),
                                     .block = block,
                                     .flags = WORD_STOP | WORD_FIRST};
}

static void
add_stops(struct tokens *words, guint n, gsize at, guint block)
{
    for (guint i = 0; i < n; i++) {
        add_stop(words, at, block);
    }
}

/* Figures or one letter with a full stop or bracket after it: the number of an item or heading. */
static gboolean
is_numbering(const char *word, const char *end, const char *last)
{
    gsize digits = strspn(word, "0123456789.");
    gboolean number = digits > 0 && word + digits >= end;
    return (number || g_utf8_next_char(word) == end) && end < last && (*end == '.' || *end == ')');
}

/* The words of text[start, end), appended. */
static void
scan(struct tokens *words, gsize start, gsize end, guint block)
{
    const char *p = words->text + start, *last = words->text + end;
    gboolean blank = TRUE, first = TRUE;
    while (p < last) {
        guint8 kind = letter_kinds[(guchar)*p];
        if (kind == LETTER_BLANK || (kind == LETTER_BEYOND && is_space(char_at(p)))) {
            blank = TRUE;
            p = g_utf8_next_char(p);
            continue;
        }
        const char *stop = word_end(p, last);
        struct word *word = add_word(words);
        struct looked looked;
        vocabulary_look(words->vocabulary, p, (gsize)(stop - p), &looked);
        guint flags = looked.flags;
        if (first) {
            flags |= WORD_FIRST | WORD_LINE;
            /* an opening quotation mark, and the number of a heading: "2. ", "B) " */
            first = (flags & (WORD_LETTERS | WORD_NUMBER)) == 0 || is_numbering(p, stop, last);
        }
        *word = (struct word){.span = {(gsize)(p - words->text), (gsize)(stop - words->text)},
                              .lower = looked.lower,
                              .form = looked.form,
                              .block = block,
                              .flags = flags | (blank ? 0 : WORD_CLOSE),
                              .length = looked.length};
        blank = FALSE;
        p = stop;
    }
}

/* Whether a line's start in a block means something, as in a letterhead, a margin or a cell: in
 * running text lines break anywhere. */
static gboolean
has_fields(const struct document *document, const struct block *block)
{
    if (block->cell >= 0 || block->kind == BLOCK_MARGIN || block->kind == BLOCK_LABEL ||
        block_is_furniture(block->kind)) {
        return TRUE;
    }
    gsize length;
    const char *text = document_block_text(document, block, &length);
    return block->kind == BLOCK_PARAGRAPH && length > 0 &&
           strchr(".:;!?", text[length - 1]) == NULL;
}

/* Marks the words from `first` on that begin a sentence. *sentence is the first one that may. */
static void
mark_sentences(struct tokens *words, const struct document *document, guint first, guint *sentence)
{
    guint i = first, n = words->array->len;
    for (; *sentence < document->sentences->len && i < n; (*sentence)++) {
        gsize start = document_sentence(document, *sentence)->span.start;
        while (i < n && tokens_at(words, i)->span.start < start) {
            i++;
        }
        if (i == n) {
            break; /* it begins in a later block */
        }
        if (tokens_at(words, i)->span.start == start) {
            tokens_at(words, i)->flags |= WORD_FIRST;
        }
    }
}

/* The same for a printed line; *piece is the first one that may hold one of them. */
static void
mark_lines(struct tokens *words, const struct document *document, guint first, guint *piece)
{
    guint line = G_MAXUINT;
    for (guint i = first; i < words->array->len && document->pieces->len > 0; i++) {
        struct word *word = tokens_at(words, i);
        while (*piece + 1 < document->pieces->len &&
               document_piece(document, *piece)->text +
                       document_piece(document, *piece)->text_length <=
                   word->span.start) {
            (*piece)++;
        }
        guint here = document_piece(document, *piece)->line;
        if (here != line) {
            word->flags |= WORD_LINE;
        }
        line = here;
    }
}

/* Lists the words with marks, and chains those with a capital by their forms. */
static void
chain(struct tokens *words)
{
    g_array_set_size(words->marked, words->array->len); /* room for all */
    guint *marked = (guint *)(gpointer)words->marked->data, n = 0;
    for (guint i = WORDS_BEFORE; i + WORDS_AFTER < words->array->len; i++) {
        const struct word *word = tokens_at(words, i);
        struct form *form = word->form;
        marked[n] = i;
        n += (word->flags & words->marks) != 0 ? 1 : 0;
        if (!(word->flags & WORD_CAPITAL) || word->length == 0) {
            continue;
        }
        if (form->reading != words->reading) {
            form->reading = words->reading;
            form->places = 1;
            form->first = i;
        } else if (form->places++ >= MOST_PLACES) {
            continue;
        } else {
            tokens_at(words, form->last)->again = i;
        }
        form->last = i;
    }
    g_array_set_size(words->marked, n);
}

struct tokens *
tokens_new(struct vocabulary *vocabulary, guint marks)
{
    struct tokens *words = g_new0(struct tokens, 1);
    words->vocabulary = vocabulary;
    words->arena = arena_new();
    words->array = g_array_new(FALSE, FALSE, sizeof(struct word));
    words->block_first = g_array_new(FALSE, FALSE, sizeof(guint));
    words->marked = g_array_new(FALSE, FALSE, sizeof(guint));
    words->marks = marks;
    return words;
}

/* The words of the text before, and the memory where they were very many. */
static void
drop(struct tokens *words)
{
    arena_clear(words->arena);
    g_array_set_size(words->block_first, 0);
    g_array_set_size(words->array, 0);
    if (words->room > MOST_KEPT) {
        g_array_unref(words->array);
        words->array = g_array_new(FALSE, FALSE, sizeof(struct word));
        words->room = 0;
        g_array_unref(words->marked);
        words->marked = g_array_new(FALSE, FALSE, sizeof(guint));
    }
}

void
tokens_read(struct tokens *words, const struct document *document)
{
    guint sentence = 0, piece = 0;
    drop(words);
    vocabulary_trim(words->vocabulary);
    words->text = document->text->str;
    words->reading++;
    add_stops(words, WORDS_BEFORE, 0, 0);
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        guint first = words->array->len;
        g_array_append_val(words->block_first, first);
        scan(words, block->span.start, block->span.end, i);
        mark_sentences(words, document, first, &sentence);
        if (has_fields(document, block)) {
            mark_lines(words, document, first, &piece);
        }
        add_stop(words, block->span.end, i);
    }
    guint blocks = document->blocks->len;
    add_stops(words, WORDS_AFTER, document->text->len, blocks > 0 ? blocks - 1 : 0);
    chain(words);
}

struct tokens *
tokens_of(const char *text)
{
    struct vocabulary *vocabulary = vocabulary_new(NULL, NULL);
    struct tokens *words = tokens_new(vocabulary, 0);
    gsize length = strlen(text);
    words->own = vocabulary;
    words->text = arena_strndup(words->arena, text, length);
    add_stops(words, WORDS_BEFORE, 0, 0);
    guint first = WORDS_BEFORE;
    g_array_append_val(words->block_first, first);
    scan(words, 0, length, 0);
    add_stops(words, WORDS_AFTER, length, 0);
    return words;
}

void
tokens_free(struct tokens *words)
{
    if (words == NULL) {
        return;
    }
    g_array_unref(words->array);
    g_array_unref(words->block_first);
    g_array_unref(words->marked);
    arena_free(words->arena);
    vocabulary_free(words->own);
    g_free(words);
}

gboolean
word_in(const struct word *word, const char *const *list)
{
    const char *lower = word->lower;
    for (; *list != NULL; list++) {
        const char *other = *list;
        /* strcmp() is called for few: the second byte is there where the first is no NUL */
        if (lower[0] == other[0] &&
            (lower[0] == '\0' || (lower[1] == other[1] && strcmp(lower, other) == 0))) {
            return TRUE;
        }
    }
    return FALSE;
}

char *
tokens_string(const struct tokens *words, struct arena *arena, guint first, guint last)
{
    gsize start = tokens_at(words, first)->span.start, end = tokens_at(words, last)->span.end;
    return arena_strndup(arena, words->text + start, end - start);
}
