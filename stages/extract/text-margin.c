/* The margin column of a memo, as a converter leaves it between the paragraphs: labels that stand
 * alone over their values ("Sagsnr." over "2009-6315"), and narrow lines beside them (the office,
 * its address, its web page). */
#include "extract/text-private.h"
#include "lexicon.h"

#include <string.h>

enum {
    NARROW = 48,
    MAX_VALUE_LINES = 5,
    MAX_BETWEEN = 6,
    MAX_OFFICE = 2
};

struct text_words {
    GHashTable *labels; /* casefolded, without its last dot */
    gsize longest;
};

/* A label as a key: lower case, without the blanks, dots and hyphens that vary. */
static char *
label_key(const char *text, gsize length)
{
    g_autofree char *lower = g_utf8_strdown(text, (gssize)length);
    char *out = lower;
    for (const char *p = lower; *p; p++) {
        if (!strchr(" .-:*", *p))
            *out++ = *p;
    }
    *out = '\0';
    return g_steal_pointer(&lower);
}

struct text_words *
text_words_open(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"label", NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "margin-labels", columns, error);
    if (!lexicon)
        return NULL;
    struct text_words *words = g_new0(struct text_words, 1);
    words->labels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        const char *label = lexicon_get(lexicon, i, 0);
        g_hash_table_add(words->labels, label_key(label, strlen(label)));
        words->longest = MAX(words->longest, strlen(label));
    }
    return words;
}

void
text_words_free(struct text_words *words)
{
    if (!words)
        return;
    g_hash_table_unref(words->labels);
    g_free(words);
}

gboolean
text_is_label(const struct text_words *words, const char *text, gsize length)
{
    if (!length || length > words->longest + 4 || !g_unichar_isupper(g_utf8_get_char(text)))
        return FALSE;
    g_autofree char *key = label_key(text, length);
    return g_hash_table_contains(words->labels, key);
}

gsize
text_label_length(const struct text_words *words, const char *text, gsize length)
{
    gsize longest = 0;
    for (gsize i = 1; i <= length && i <= words->longest + 2; i++) {
        gboolean ends = i == length || strchr(" :\t", text[i]) != NULL;
        if (ends && text_is_label(words, text, i))
            longest = i;
    }
    return longest;
}

static const char *
line_text(const struct text_reader *reader, guint line, gsize *ret_length)
{
    return text_reader_line(reader, line, ret_length);
}

/* A line that is a label and nothing else, with markup and colon. */
gboolean
text_is_label_line(const struct text_reader *reader, guint line)
{
    gsize length;
    const char *text = line_text(reader, line, &length);
    while (length && *text == '*') {
        text++;
        length--;
    }
    return text_is_label(reader->words, text, length);
}

/* A chunk: the parts between the same blank lines. */
struct chunk {
    guint first, n;  /* parts */
    guint line, end; /* lines */
    gboolean narrow, label, margin, address;
    gboolean field; /* a label and its value on one line */
    gboolean given; /* it stood beside the text: a margin already, and none spreads from it */
};

/* "8000 Aarhus C", alone or at a line's end. */
static gboolean
has_post_town(const char *text, gsize length)
{
    for (gsize k = 0; k + 6 < length; k++) {
        gboolean start = k == 0 || text[k - 1] == ' ';
        if (start && g_ascii_isdigit(text[k]) && g_ascii_isdigit(text[k + 1]) &&
            g_ascii_isdigit(text[k + 2]) && g_ascii_isdigit(text[k + 3]) && text[k + 4] == ' ' &&
            g_unichar_isupper(g_utf8_get_char(text + k + 5)))
            return TRUE;
    }
    return FALSE;
}

/* A web or mail address alone on its line. */
static gboolean
is_net_address(const char *text, gsize length)
{
    return !memchr(text, ' ', length) &&
           (memchr(text, '@', length) || (length > 4 && !g_ascii_strncasecmp(text, "www.", 4)) ||
            (length > 4 && !g_ascii_strncasecmp(text, "http", 4)));
}

gboolean
text_is_contact(const char *text, gsize length)
{
    return has_post_town(text, length) || is_net_address(text, length);
}

static gboolean
looks_like_address(const struct text_reader *reader, guint line, guint end)
{
    gsize length;
    for (guint i = line; i < end; i++) {
        const char *text = line_text(reader, i, &length);
        if (has_post_town(text, length))
            return TRUE;
    }
    const char *text = line_text(reader, line, &length);
    return end == line + 1 && is_net_address(text, length);
}

static struct chunk
chunk_at(const struct text_reader *reader, guint first)
{
    struct chunk chunk = {.first = first, .narrow = TRUE};
    const struct part *part = reader_part(reader, first);
    chunk.line = part->first;
    while (first + chunk.n < reader->parts->len &&
           reader_part(reader, first + chunk.n)->chunk == part->chunk) {
        const struct part *p = reader_part(reader, first + chunk.n);
        chunk.n++;
        chunk.end = p->first + p->n;
        chunk.narrow &= !p->table && p->kind != BLOCK_ITEM;
    }
    if (part->kind == BLOCK_MARGIN) {
        chunk.given = TRUE;
        chunk.narrow = FALSE;
    }
    for (guint i = chunk.line; i < chunk.end && chunk.narrow; i++)
        chunk.narrow = reader_shape(reader, i)->points <= NARROW;
    if (!chunk.narrow || chunk.end - chunk.line > 2 * MAX_VALUE_LINES)
        return chunk;
    gsize length;
    const char *text = line_text(reader, chunk.line, &length);
    chunk.label = text_is_label_line(reader, chunk.line);
    chunk.field = text_label_length(reader->words, text, length) > 0;
    chunk.address = looks_like_address(reader, chunk.line, chunk.end);
    return chunk;
}

#define chunk_of(chunks, i) (&g_array_index((chunks), struct chunk, (i)))

static gboolean
ends_in_stop(const struct text_reader *reader, const struct chunk *chunk)
{
    gsize length;
    const char *text = line_text(reader, chunk->end - 1, &length);
    return length > 12 && text[length - 1] == '.';
}

/* Over a chunk of the margin: an address or a label with its value is margin too, and over an
 * address the names of the office, two chunks at most under a wide one. */
static void
spread_upwards(const struct text_reader *reader, GArray *chunks, guint i)
{
    struct chunk *over = chunk_of(chunks, i - 1);
    if (over->margin || !over->narrow)
        return;
    over->margin = over->address || over->field;
    if (over->margin || !chunk_of(chunks, i)->address)
        return;
    guint first = i;
    while (first > 0 && i - first < MAX_OFFICE && chunk_of(chunks, first - 1)->narrow &&
           !chunk_of(chunks, first - 1)->margin &&
           chunk_of(chunks, first - 1)->end - chunk_of(chunks, first - 1)->line <= 3 &&
           !ends_in_stop(reader, chunk_of(chunks, first - 1)))
        first--;
    if (first == i || first == 0 || chunk_of(chunks, first - 1)->narrow)
        return;
    for (guint k = first; k < i; k++)
        chunk_of(chunks, k)->margin = TRUE;
}

/* What stands between two labels is margin if it is narrow all the way and no sentence; so is an
 * address next to a label, and what stands over it. */
static void
spread_margin(const struct text_reader *reader, GArray *chunks)
{
    for (guint i = 0; i < chunks->len; i++) {
        struct chunk *chunk = chunk_of(chunks, i);
        if (!chunk->label)
            continue;
        chunk->margin = TRUE;
        guint next = i + 1, valueless = chunk->end - chunk->line == 1;
        if (valueless && next < chunks->len && chunk_of(chunks, next)->narrow &&
            !chunk_of(chunks, next)->label)
            chunk_of(chunks, next)->margin = TRUE; /* the value stands in the next chunk */
        guint j = next;
        while (j < chunks->len && j - i <= MAX_BETWEEN && chunk_of(chunks, j)->narrow &&
               !chunk_of(chunks, j)->label && !ends_in_stop(reader, chunk_of(chunks, j)))
            j++;
        gboolean reached = j < chunks->len && j - i <= MAX_BETWEEN && chunk_of(chunks, j)->label;
        for (guint k = next; k < j; k++) {
            if (!reached && !chunk_of(chunks, k)->address)
                break;
            chunk_of(chunks, k)->margin = TRUE;
        }
    }
    for (guint i = chunks->len; i-- > 1;) {
        if (chunk_of(chunks, i)->margin)
            spread_upwards(reader, chunks, i);
    }
}

static gboolean
begins_lower(const struct text_reader *reader, const struct chunk *chunk)
{
    gsize length;
    const char *text = line_text(reader, chunk->line, &length);
    return length && g_unichar_islower(g_utf8_get_char(text));
}

/* "Forvaltningen indstiller, at": narrow lines that something of their own follows. */
static gboolean
leads_on(const struct text_reader *reader, const struct chunk *chunk)
{
    gsize length;
    const char *text = line_text(reader, chunk->end - 1, &length);
    return !chunk->label && length > 3 &&
           (text[length - 1] == ',' || text[length - 1] == ':' ||
            !memcmp(text + length - 3, " at", 3));
}

/* Narrow lines between the two halves of a sentence are margin if a label or an address is among
 * them: "... Der vil" / "Sagsnr. 2009-1" / "være fokus ...". */
static void
find_interruptions(const struct text_reader *reader, GArray *chunks)
{
    for (guint i = 0; i + 2 < chunks->len; i++) {
        const struct chunk *before = chunk_of(chunks, i);
        gsize length;
        const char *text = line_text(reader, before->end - 1, &length);
        const struct part *last = reader_part(reader, before->first + before->n - 1);
        if (before->narrow || before->given || !length || strchr(".:;!?", text[length - 1]) ||
            (last->kind == BLOCK_HEADING && !last->by_looks))
            continue;
        guint end = i + 1;
        gboolean told = FALSE;
        while (end < chunks->len && end - i <= 2 * MAX_BETWEEN && chunk_of(chunks, end)->narrow &&
               !begins_lower(reader, chunk_of(chunks, end)) &&
               !leads_on(reader, chunk_of(chunks, end))) {
            const struct chunk *between = chunk_of(chunks, end++);
            told |= between->label || between->field || between->address;
        }
        if (!told || end == chunks->len || !begins_lower(reader, chunk_of(chunks, end)))
            continue;
        for (guint k = i + 1; k < end; k++)
            chunk_of(chunks, k)->margin = TRUE;
    }
}

/* "2015-0227270Dokumentnr.": where a label begins in the middle of a line, right after a figure.
 * The byte of the line, or 0. */
static gsize
glued_label(const struct text_reader *reader, const char *text, gsize length)
{
    for (gsize i = 1; i < length; i++) {
        if (!g_ascii_isdigit(text[i - 1]) || !g_ascii_isupper(text[i]))
            continue;
        if (text_label_length(reader->words, text + i, length - i) == length - i)
            return i;
    }
    return 0;
}

/* "2015-0227270-1*Baggrund*": a heading in emphasis glued to a value. Its byte, or 0. */
static gsize
glued_heading(const char *text, gsize length)
{
    if (length < 6 || text[length - 1] != '*')
        return 0;
    gsize end = length;
    while (end && text[end - 1] == '*')
        end--;
    gsize open = end;
    while (open && text[open - 1] != '*')
        open--;
    gsize stars = open;
    while (stars && text[stars - 1] == '*')
        stars--;
    gboolean fits = open - stars == length - end && stars && text[stars - 1] != ' ' && end > open &&
                    g_unichar_isupper(g_utf8_get_char(text + open));
    return fits ? stars : 0;
}

/* One part for the lines of a chunk, cut where a label or a heading is glued on. */
static void
add_margin(const struct text_reader *reader, const struct chunk *chunk, GArray *parts)
{
    guint number = reader_part(reader, chunk->first)->chunk;
    struct part part = {.first = chunk->line,
                        .chunk = number,
                        .kind = BLOCK_MARGIN,
                        .from = reader_shape(reader, chunk->line)->start};
    for (guint i = chunk->line; i < chunk->end; i++) {
        gsize length;
        const struct line_shape *shape = reader_shape(reader, i);
        const char *text = line_text(reader, i, &length);
        gsize heading = glued_heading(text, length);
        gsize label = heading ? 0 : glued_label(reader, text, length);
        gboolean own = i > part.first && text_is_label_line(reader, i);
        if (own) {
            g_array_append_val(parts, part);
            part.first = i;
            part.from = shape->start;
        }
        part.n = i - part.first + 1;
        part.to = shape->end;
        if (!heading && !label)
            continue;
        gsize cut = shape->start + (heading ? heading : label);
        part.to = cut;
        g_array_append_val(parts, part);
        part.first = i;
        part.n = 1;
        part.from = cut;
        part.to = shape->end;
        if (heading) {
            struct part head = part;
            head.kind = BLOCK_HEADING;
            g_array_append_val(parts, head);
            part.n = 0;
            part.first = i + 1;
            if (i + 1 < chunk->end)
                part.from = reader_shape(reader, i + 1)->start;
        }
    }
    if (part.n)
        g_array_append_val(parts, part);
}

void
text_margin(struct text_reader *reader)
{
    g_autoptr(GArray) chunks = g_array_new(FALSE, TRUE, sizeof(struct chunk));
    for (guint i = 0; i < reader->parts->len;) {
        struct chunk chunk = chunk_at(reader, i);
        g_array_append_val(chunks, chunk);
        i += chunk.n;
    }
    spread_margin(reader, chunks);
    find_interruptions(reader, chunks);
    GArray *parts = g_array_new(FALSE, TRUE, sizeof(struct part));
    for (guint i = 0; i < chunks->len; i++) {
        struct chunk *chunk = chunk_of(chunks, i);
        if (!chunk->margin) {
            g_array_append_vals(parts, reader_part(reader, chunk->first), chunk->n);
            continue;
        }
        gboolean label_only = chunk->label && chunk->end - chunk->line == 1;
        if (label_only && i + 1 < chunks->len && chunk_of(chunks, i + 1)->margin &&
            !chunk_of(chunks, i + 1)->label && !chunk_of(chunks, i + 1)->address &&
            chunk_of(chunks, i + 1)->end - chunk_of(chunks, i + 1)->line <= 2) {
            struct chunk both = *chunk; /* a label and, after a blank line, its value */
            both.end = chunk_of(chunks, i + 1)->end;
            add_margin(reader, &both, parts);
            i++;
            continue;
        }
        add_margin(reader, chunk, parts);
    }
    g_array_unref(reader->parts);
    reader->parts = parts;
}
