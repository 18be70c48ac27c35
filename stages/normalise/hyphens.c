/* Words that a hyphen divides at a line's end: joined, joined with the hyphen kept, or left apart.
 *
 *   fælles-/spisning            fællesspisning          the word is Danish, or the paper has it
 *   6.100-/7.200  10-/12        6.100-7.200             between figures the hyphen is printed
 *   Gaa-Glad-/Hjem IT-/drift    Gaa-Glad-Hjem           before a capital, after capitals
 *   Beskæftigelses-/og ...      Beskæftigelses- og      before og, eller, samt
 *
 * A word that nobody knows is joined where the paper divides words at its lines' ends at all, and
 * the hyphen is kept where it does not. A layout never leaves a part of one letter or without a
 * vowel: there the hyphen is the word's own ("cpr-/nummer").
 *
 * and inside a line, where a converter lost the line's end: "for- eninger", only if sure. */
#include "normalise/work.h"

#include <string.h>

enum joining {
    JOIN_NOT,
    JOIN_DROP,
    JOIN_KEEP
};

/* The letters around a hyphen. */
struct halves {
    char left[WORD_BYTES + 1], right[WORD_BYTES + 1]; /* in lower case, "" where there are none */
    char left_printed[WORD_BYTES + 1], right_printed[WORD_BYTES + 1];
    gunichar before, after; /* the characters next to it */
    gboolean right_hyphen;  /* a hyphen follows the right half: "kost- motions- og" */
    gboolean compound;      /* a hyphen stands before the left half: "Gaa-Glad-" */
};

static void
take_word(char lower[WORD_BYTES + 1], char printed[WORD_BYTES + 1], const char *text, gsize length)
{
    lower[0] = printed[0] = '\0';
    if (length && word_lower(text, length, lower)) {
        memcpy(printed, text, length);
        printed[length] = '\0';
    }
}

/* Reads what stands around a hyphen at text[hyphen]; the right half begins at right[0]. */
static void
read_halves(const char *text, gsize from, gsize hyphen, const char *right, gsize right_length,
            struct halves *ret)
{
    gsize start = hyphen, end = 0;
    while (start > from && word_letter_at(text, hyphen, start - 1))
        start--;
    while (start < hyphen && ((guchar)text[start] & 0xc0) == 0x80)
        start++;
    gsize letters;
    if (right_length && word_letter_at(right, right_length, 0))
        word_next(right, right_length, 0, &letters, &end);
    take_word(ret->left, ret->left_printed, text + start, hyphen - start);
    take_word(ret->right, ret->right_printed, right, end);
    ret->before = hyphen > from ? g_utf8_get_char(g_utf8_prev_char(text + hyphen)) : 0;
    ret->after = right_length ? g_utf8_get_char(right) : 0;
    ret->right_hyphen = end < right_length && right[end] == '-';
    ret->compound = start > from && text[start - 1] == '-';
}

/* "og", "eller": the hyphen stands for the end that two words share. The small words that also end
 * others ("hertil", "indenfor") do so only where the joined word is none. */
static gboolean
is_coordinator(struct work *work, const char *left, const char *word)
{
    static const char *const strict[] = {"og", "eller", "samt", "hhv"};
    char joined[2 * WORD_BYTES + 1];
    for (gsize i = 0; i < G_N_ELEMENTS(strict); i++) {
        if (!strcmp(word, strict[i]))
            return TRUE;
    }
    g_snprintf(joined, sizeof joined, "%s%s", left, word);
    if (left[0] && (words_count(work->words, joined) || spelling_knows(work->spelling, joined)))
        return FALSE;
    static const char *const words[] = {"til", "henholdsvis", "såvel", "kontra", "mod",  "men",
                                        "med", "plus",        "over",  "som",    "både", "and"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (!strcmp(word, words[i]))
            return TRUE;
    }
    return FALSE;
}

/* First parts that are written with a hyphen in Danish, before a word ("it-drift", not "it-alien");
 * those of the second row may also begin a word that is written in one ("eksport"). */
static gboolean
keeps_hyphen(struct work *work, const struct halves *halves, const char *joined)
{
    static const char *const parts[] = {"it", "tv", "cd", "pc", "ikke"};
    static const char *const prefixes[] = {"eks", "ex", "non", "co"};
    gboolean before_word = spelling_knows(work->spelling, halves->right);
    for (gsize i = 0; before_word && i < G_N_ELEMENTS(parts); i++) {
        if (!strcmp(halves->left, parts[i]))
            return TRUE;
    }
    for (gsize i = 0; before_word && i < G_N_ELEMENTS(prefixes); i++) {
        if (!strcmp(halves->left, prefixes[i]))
            return !spelling_knows(work->spelling, joined);
    }
    gsize capitals = 0, letters = 0;
    for (const char *p = halves->left_printed; *p; p = g_utf8_next_char(p), letters++)
        capitals += g_unichar_isupper(g_utf8_get_char(p));
    return letters >= 2 && letters <= 6 && capitals == letters;
}

static gboolean
all_capitals(const char *word)
{
    for (const char *p = word; *p; p = g_utf8_next_char(p)) {
        if (!g_unichar_isupper(g_utf8_get_char(p)))
            return FALSE;
    }
    return word[0] && word[1];
}

/* "januar-/december", "mandag-/fredag", "to-/tre": both ends of a period or a range, which the
 * dictionary would take for a compound. */
static gboolean
is_range(const char *left, const char *right)
{
    static const char *const ends[][12] = {
        {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
         "oktober", "november", "december"},
        {"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"},
        {"en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"},
        {"forår", "sommer", "efterår", "vinter", "primo", "medio", "ultimo"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        guint found = 0;
        for (gsize k = 0; k < G_N_ELEMENTS(ends[i]) && ends[i][k]; k++)
            found += !strcmp(ends[i][k], left) + !strcmp(ends[i][k], right);
        if (found == 2)
            return TRUE;
    }
    return FALSE;
}

/* A part that no layout leaves: one letter, or none that is a vowel. */
static gboolean
is_no_syllable(const char *part)
{
    gsize letters = 0, vowels = 0;
    for (const char *p = part; *p; p = g_utf8_next_char(p), letters++) {
        gunichar c = g_utf8_get_char(p);
        vowels += (c < 0x80 && strchr("aeiouy", (int)c)) || c >= 0xc0;
    }
    return letters < 2 || !vowels;
}

/* TRUE where the paper has the word, as it is or with another ending. */
static gboolean
paper_has(const struct work *work, const char *word)
{
    static const char *const endings[] = {"",   "s",   "en",  "et",   "er",    "e",   "n",
                                          "ne", "ens", "ets", "erne", "ernes", "ene", "es"};
    char other[2 * WORD_BYTES + 16];
    gsize length = strlen(word);
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize n = strlen(endings[i]);
        g_snprintf(other, sizeof other, "%s%s", word, endings[i]);
        if (words_count(work->words, other))
            return TRUE;
        if (length > n + 5 && n && !strcmp(word + length - n, endings[i])) {
            g_snprintf(other, sizeof other, "%.*s", (int)(length - n), word);
            if (words_count(work->words, other))
                return TRUE;
        }
    }
    return FALSE;
}

/* What the paper says of the joined word. */
static enum joining
ask_paper(const struct work *work, const struct halves *halves)
{
    char joined[2 * WORD_BYTES + 2];
    g_snprintf(joined, sizeof joined, "%s-%s", halves->left, halves->right);
    if (paper_has(work, joined))
        return JOIN_KEEP;
    g_snprintf(joined, sizeof joined, "%s%s", halves->left, halves->right);
    return paper_has(work, joined) ? JOIN_DROP : JOIN_NOT;
}

/* What the paper itself and the dictionary say of the joined word. */
static enum joining
ask_words(struct work *work, const struct halves *halves)
{
    char joined[2 * WORD_BYTES + 2];
    enum joining paper = ask_paper(work, halves);
    if (paper != JOIN_NOT)
        return paper;
    g_snprintf(joined, sizeof joined, "%s%s", halves->left, halves->right);
    if (is_range(halves->left, halves->right))
        return JOIN_KEEP;
    if (keeps_hyphen(work, halves, joined) && !all_capitals(halves->right_printed))
        return JOIN_KEEP;
    if (spelling_knows(work->spelling, joined))
        return JOIN_DROP;
    g_snprintf(joined, sizeof joined, "%s%s", halves->left_printed, halves->right);
    if (spelling_knows(work->spelling, joined))
        return JOIN_DROP;
    return JOIN_NOT;
}

/* A hyphen at a line's end; `layout` says that it is a sign that only a layout sets (U+2010). */
static enum joining
decide_at_end(struct work *work, const struct halves *halves, gboolean layout)
{
    if (!halves->after || halves->before == ' ' || !halves->before)
        return JOIN_NOT;
    if (!g_unichar_isalnum(halves->before))
        return g_unichar_isdigit(halves->after) && strchr(".%)", (int)(halves->before & 0x7f))
                   ? JOIN_KEEP
                   : JOIN_NOT;
    if (!g_unichar_isalnum(halves->after))
        return JOIN_NOT;
    if (!halves->left[0] || !halves->right[0]) /* a figure on one side */
        return is_coordinator(work, halves->left, halves->right) ? JOIN_NOT : JOIN_KEEP;
    if (is_coordinator(work, halves->left, halves->right) && !layout)
        return JOIN_NOT;
    if (g_unichar_isupper(halves->after)) {
        gboolean capitals =
            all_capitals(halves->left_printed) && all_capitals(halves->right_printed);
        return capitals && ask_words(work, halves) == JOIN_DROP ? JOIN_DROP : JOIN_KEEP;
    }
    if (!layout && (is_no_syllable(halves->left) || is_no_syllable(halves->right)))
        return JOIN_KEEP;
    if (halves->compound && ask_paper(work, halves) == JOIN_NOT &&
        spelling_knows(work->spelling, halves->left))
        return JOIN_KEEP; /* "Gaa-Glad-Hjem-/projektet" */
    enum joining joining = ask_words(work, halves);
    if (joining != JOIN_NOT)
        return joining;
    if (layout)
        return JOIN_DROP;
    gboolean capital = g_unichar_isupper(g_utf8_get_char(halves->left_printed));
    if (work->divided && !halves->compound &&
        !(capital && words_count(work->words, halves->left) > 1))
        return JOIN_DROP; /* "mindre-/forbrug", "Frivil-/ligcentret": the paper divides words */
    /* An unknown word: a compound with a hyphen of its own has two Danish halves, or begins with a
     * name. A word cut by the layout has a half that is none. */
    gboolean whole = spelling_knows_any(work->spelling, halves->left_printed) &&
                     spelling_knows(work->spelling, halves->right);
    gboolean name = capital && !spelling_knows(work->spelling, halves->left) &&
                    spelling_knows(work->spelling, halves->right);
    return whole || name || halves->compound ? JOIN_KEEP : JOIN_DROP;
}

/* The source byte before text position `end`: the printed sign, which folding may hide. */
static gunichar
printed_before(const struct document *document, guint piece_index)
{
    const struct piece *piece = document_piece(document, piece_index);
    gsize end = piece->source + piece->source_length;
    if (!piece->source_length)
        return 0;
    return g_utf8_get_char(g_utf8_prev_char(document->source->str + end));
}

static void
mark_joined(struct work *work, guint line)
{
    document_line(work->document, line)->joined = TRUE;
}

/* A line's end between text position `hyphen` + 1 and the text at `right`. */
static void
join_line_end(struct work *work, const struct block *block, guint last_piece, gsize end,
              const char *right, gsize right_length, guint next_line)
{
    struct document *document = work->document;
    const char *text = document->text->str;
    gunichar printed = printed_before(document, last_piece);
    if (printed == 0xad) { /* read as nothing already */
        mark_joined(work, next_line);
        return;
    }
    if (end < block->span.start + 2)
        return;
    /* "og/" "eller", "budget-/" "lægges": a stroke has no blanks around it in Danish */
    if (text[end - 1] == '/' && text[end - 2] != ' ' && right_length &&
        g_unichar_isalnum(g_utf8_get_char(right)))
        mark_joined(work, next_line);
    if (text[end - 1] != '-')
        return;
    struct halves halves;
    read_halves(text, block->span.start, end - 1, right, right_length, &halves);
    enum joining joining = decide_at_end(work, &halves, printed == 0x2010);
    if (joining == JOIN_NOT)
        return;
    if (joining == JOIN_DROP) {
        if (!work_edit(work, end - 1, end, "", CERT_HIGH))
            return;
        char joined[2 * WORD_BYTES + 1];
        g_snprintf(joined, sizeof joined, "%s%s", halves.left, halves.right);
        words_add(work->words, joined);
    }
    mark_joined(work, next_line);
}

/* The last piece of a block that has text or source, before piece `i`. */
static gboolean
piece_before(const struct document *document, const struct block *block, guint i, guint *ret_piece)
{
    while (i-- > block->first_piece) {
        const struct piece *piece = document_piece(document, i);
        if (piece->kind == PIECE_CHOICE && !piece->text_length)
            continue;
        if (piece->source_length) {
            *ret_piece = i;
            return TRUE;
        }
    }
    return FALSE;
}

/* A word whose two parts are none: only a layout divides it so. */
static gboolean
is_sure_division(struct work *work, const struct block *block, guint before,
                 const struct piece *piece)
{
    const struct document *document = work->document;
    gunichar printed = printed_before(document, before);
    if (printed == 0xad || printed == 0x2010) /* what is then printed as "-" is no division */
        return FALSE;
    const char *text = document->text->str;
    gsize end = piece->text, right = end + piece->text_length;
    if (end < block->span.start + 2 || text[end - 1] != '-' || right >= block->span.end)
        return FALSE;
    struct halves halves;
    read_halves(text, block->span.start, end - 1, text + right, block->span.end - right, &halves);
    if (!halves.left[0] || !halves.right[0] || !g_unichar_islower(halves.after))
        return FALSE;
    char joined[2 * WORD_BYTES + 2];
    g_snprintf(joined, sizeof joined, "%s%s", halves.left, halves.right);
    return (!spelling_knows_any(work->spelling, halves.left_printed) ||
            !spelling_knows(work->spelling, halves.right)) &&
           spelling_knows(work->spelling, joined);
}

/* TRUE where the paper divides words at its lines' ends: twice or more for sure. */
static gboolean
divides_words(struct work *work)
{
    const struct document *document = work->document;
    guint sure = 0, before;
    for (guint i = 0; i < document->blocks->len && sure < 2; i++) {
        const struct block *block = document_block(document, i);
        for (guint k = block->first_piece; k < block->first_piece + block->n_pieces; k++) {
            const struct piece *piece = document_piece(document, k);
            if (piece->kind == PIECE_BREAK && piece_before(document, block, k, &before))
                sure += is_sure_division(work, block, before, piece);
        }
    }
    return sure >= 2;
}

static void
join_in_block(struct work *work, const struct block *block)
{
    struct document *document = work->document;
    guint before;
    for (guint i = block->first_piece; i < block->first_piece + block->n_pieces; i++) {
        const struct piece *piece = document_piece(document, i);
        if (piece->kind != PIECE_BREAK || document_line(document, piece->line)->joined ||
            !piece_before(document, block, i, &before))
            continue;
        gsize right = piece->text + piece->text_length;
        join_line_end(work, block, before, piece->text, document->text->str + right,
                      block->span.end - right, piece->line);
    }
}

/* Between a block and the one that goes on it. */
static void
join_to_next(struct work *work, const struct block *block, guint next)
{
    struct document *document = work->document;
    const struct block *after = document_block(document, next);
    guint before, line = document_piece(document, after->first_piece)->line;
    gsize length;
    const char *right = document_block_text(document, after, &length);
    if (piece_before(document, block, block->first_piece + block->n_pieces, &before))
        join_line_end(work, block, before, block->span.end, right, length, line);
}

/* "for- eninger": a hyphen and a blank between small letters that make one Danish word. */
static void
join_inside(struct work *work, const struct block *block)
{
    struct document *document = work->document;
    const char *text = document->text->str;
    for (gsize at = block->span.start + 1; at + 2 < block->span.end; at++) {
        const char *sign = memchr(text + at, '-', block->span.end - at);
        if (!sign)
            return;
        at = (gsize)(sign - text);
        if (at + 2 >= block->span.end || text[at + 1] != ' ' || text[at - 1] == ' ')
            continue;
        struct halves halves;
        read_halves(text, block->span.start, at, text + at + 2, block->span.end - at - 2, &halves);
        if (strlen(halves.left) < 2 || strlen(halves.right) < 2 || halves.right_hyphen ||
            halves.compound || !g_unichar_islower(halves.after) ||
            is_range(halves.left, halves.right) || is_coordinator(work, halves.left, halves.right))
            continue;
        char joined[2 * WORD_BYTES + 1];
        g_snprintf(joined, sizeof joined, "%s%s", halves.left, halves.right);
        gboolean seen = words_count(work->words, joined) > 0;
        if (!seen && !spelling_knows(work->spelling, joined))
            continue;
        if (work_edit(work, at, at + 2, "", seen ? CERT_MEDIUM : CERT_LOW))
            words_add(work->words, joined);
    }
}

void
hyphens_join(struct work *work)
{
    work->divided = divides_words(work);
    for (guint i = 0; i < work->document->blocks->len; i++) {
        const struct block *block = document_block(work->document, i);
        guint next = work_plan(work, i)->next;
        join_in_block(work, block);
        if (next != G_MAXUINT)
            join_to_next(work, block, next);
        join_inside(work, block);
    }
}
