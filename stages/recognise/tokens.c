#include "tokens.h"

#include <string.h>

/* GLib's classes of characters, with ASCII and the letters of Latin-1 told at once: nearly all. */
static inline gboolean
is_latin_letter(gunichar c)
{
    return c >= 0xc0 && c <= 0xff && c != 0xd7 && c != 0xf7; /* no × nor ÷ */
}

static inline gboolean
is_alpha(gunichar c)
{
    return c < 0x80 ? g_ascii_isalpha((char)c) : is_latin_letter(c) || g_unichar_isalpha(c);
}

static inline gboolean
is_alnum(gunichar c)
{
    return c < 0x80 ? g_ascii_isalnum((char)c) : is_latin_letter(c) || g_unichar_isalnum(c);
}

static inline gboolean
is_digit(gunichar c)
{
    return c < 0x80 ? g_ascii_isdigit((char)c) : !is_latin_letter(c) && g_unichar_isdigit(c);
}

static inline gboolean
is_upper(gunichar c)
{
    return c < 0x80             ? g_ascii_isupper((char)c)
           : is_latin_letter(c) ? c < 0xdf
                                : g_unichar_isupper(c);
}

static inline gboolean
is_space(gunichar c)
{
    return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r' && c != '\v')
                    : !is_latin_letter(c) && g_unichar_isspace(c);
}

static inline gboolean
is_mark(gunichar c)
{
    return c >= 0x300 && g_unichar_ismark(c);
}

/* g_utf8_get_char() with ASCII told at once. */
static inline gunichar
char_at(const char *at)
{
    return (guchar)*at < 0x80 ? (guchar)*at : g_utf8_get_char(at);
}

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

/* The end of the word that begins at `at`; a single character where it is none. */
static const char *
word_end(const char *at, const char *end)
{
    gunichar before = char_at(at);
    const char *p = g_utf8_next_char(at);
    if (!is_alnum(before)) {
        return p;
    }
    while (p < end) {
        gunichar c = char_at(p);
        const char *next = g_utf8_next_char(p);
        gunichar after = next < end ? char_at(next) : ' ';
        if (is_mark(c)) {
            p = next;
            continue;
        }
        if (!is_alnum(c) && !joins(before, c, after)) {
            /* "Social- og", "Børne-, Unge-": the hyphen belongs to the word */
            return c == '-' && is_alpha(before) ? next : p;
        }
        before = c;
        p = next;
    }
    return p;
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

static void
add_stop(struct tokens *words, gsize at, guint block)
{
    struct word stop = {
        .span = {at, at}, .lower = "", .block = block, .flags = WORD_STOP | WORD_FIRST};
    g_array_append_val(words->array, stop);
}

static void
add_stops(struct tokens *words, guint n, gsize at, guint block)
{
    for (guint i = 0; i < n; i++) {
        add_stop(words, at, block);
    }
}

/* Puts ASCII and the letters of Latin-1 in lower case, in place; FALSE where there are others. */
static gboolean
lower_latin(char *text)
{
    for (guchar *p = (guchar *)text; *p != '\0'; p++) {
        if (*p < 0x80) {
            *p = (guchar)g_ascii_tolower((char)*p);
        } else if (*p == 0xc3) {
            p++;
            if (*p >= 0x80 && *p <= 0x9e && *p != 0x97) {
                *p = (guchar)(*p + 0x20);
            }
        } else {
            return FALSE;
        }
    }
    return TRUE;
}

static const char *
lower_of(struct arena *arena, const char *text, gsize length)
{
    if (length > LONGEST_WORD) {
        return "";
    }
    char *copy = arena_strndup(arena, text, length);
    if (lower_latin(copy)) {
        return copy;
    }
    g_autofree char *lower = g_utf8_strdown(text, (gssize)length);
    return arena_strdup(arena, lower);
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
        if (is_space(char_at(p))) {
            blank = TRUE;
            p = g_utf8_next_char(p);
            continue;
        }
        const char *stop = word_end(p, last);
        struct word word = {.span = {(gsize)(p - words->text), (gsize)(stop - words->text)},
                            .lower = lower_of(words->arena, p, (gsize)(stop - p)),
                            .block = block,
                            .flags = flags_of(p, stop)};
        word.length = (guint)strlen(word.lower);
        if (first) {
            word.flags |= WORD_FIRST | WORD_LINE;
            /* an opening quotation mark, and the number of a heading: "2. ", "B) " */
            first = (word.flags & (WORD_LETTERS | WORD_NUMBER)) == 0 || is_numbering(p, stop, last);
        }
        if (!blank) {
            word.flags |= WORD_CLOSE;
        }
        g_array_append_val(words->array, word);
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

/* Marks the words that begin a sentence and those that begin a printed line. */
static void
mark(struct tokens *words, const struct document *document)
{
    guint sentence = 0, piece = 0, line = G_MAXUINT, block = G_MAXUINT;
    gboolean fields = FALSE;
    for (guint i = 0; i < words->array->len; i++) {
        struct word *word = tokens_at(words, i);
        if (word->flags & WORD_STOP) {
            line = G_MAXUINT;
            continue;
        }
        while (sentence < document->sentences->len &&
               document_sentence(document, sentence)->span.start < word->span.start) {
            sentence++;
        }
        if (sentence < document->sentences->len &&
            document_sentence(document, sentence)->span.start == word->span.start) {
            word->flags |= WORD_FIRST;
        }
        while (piece + 1 < document->pieces->len) {
            const struct piece *at = document_piece(document, piece);
            if (at->text + at->text_length > word->span.start) {
                break;
            }
            piece++;
        }
        if (piece < document->pieces->len) {
            guint here = document_piece(document, piece)->line;
            if (word->block != block) {
                block = word->block;
                fields = has_fields(document, document_block(document, block));
            }
            if (here != line && fields) {
                word->flags |= WORD_LINE;
            }
            line = here;
        }
    }
}

static struct tokens *
tokens_alloc(void)
{
    struct tokens *words = g_new0(struct tokens, 1);
    words->arena = arena_new();
    words->array = g_array_new(FALSE, FALSE, sizeof(struct word));
    words->block_first = g_array_new(FALSE, FALSE, sizeof(guint));
    return words;
}

struct tokens *
tokens_new(const struct document *document)
{
    struct tokens *words = tokens_alloc();
    words->text = document->text->str;
    add_stops(words, WORDS_BEFORE, 0, 0);
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        guint first = words->array->len;
        g_array_append_val(words->block_first, first);
        scan(words, block->span.start, block->span.end, i);
        add_stop(words, block->span.end, i);
    }
    guint blocks = document->blocks->len;
    add_stops(words, WORDS_AFTER, document->text->len, blocks > 0 ? blocks - 1 : 0);
    mark(words, document);
    return words;
}

struct tokens *
tokens_of(const char *text)
{
    struct tokens *words = tokens_alloc();
    gsize length = strlen(text);
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
    arena_free(words->arena);
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
