/* Where the rows of a table begin.
 *
 * Poppler shows no ruling lines, but whatever way cells are aligned, the longest cell of a row
 * fills it, so the white strip between two rows has one height throughout a table. It is told from
 * the other rooms by where these show:
 *
 *     lines       above a line that goes on with a sentence
 *     paragraphs  above a line of one column, where a line of another stands beside the room
 *     rows        strips through all columns that are higher than both
 *
 * Lines with less room above than rows have are groups; a group begins a row if it fills the
 * first column and another, or has a number where the row has one. Where rows stand as near as
 * lines, each line is a group, and sentences decide. */
#include "tables-private.h"

#include <math.h>

/* Rooms that differ by less are equal: producers round to their pixels. Points, font sizes. */
static const float ROOM_EQUAL = 1.3f, ROOM_EQUAL_SIZES = 0.12f;
static const float ROOM_EXACT = 0.5f;   /* points: and those of a producer that does not, by this */
static const float LEVEL = 0.1f;        /* font sizes: the tops of cells that begin at one height */
static const float SHORT_COLUMN = 8.0f; /* font sizes: narrower columns hold words and figures */

struct finder {
    const struct parts *parts;
    struct row_rooms *rooms;
    float equal;    /* points: rooms that differ by less are the same */
    float group;    /* more room than this parts groups; -G_MAXFLOAT: every band is a group */
    float row;      /* and no more than this is the room of a paragraph in a cell */
    gboolean level; /* the cells of most rows begin at one height */
    gboolean *begins;
    guint *seen, stamp; /* of each column: the group that fills it */
    gboolean bold_row;  /* the row is bold so far */
    guint *row_part;    /* index + 1 of the last part of the row in each column; 0: none */
    guint n_rows;
};

static gint
compare_floats(gconstpointer a, gconstpointer b)
{
    float p = *(const float *)a, q = *(const float *)b;
    return p < q ? -1 : p > q;
}

/* The value below which a share of the (sorted in place) values lies. */
static float
quantile(GArray *values, guint numerator, guint denominator)
{
    g_array_sort(values, compare_floats);
    return g_array_index(values, float, (values->len - 1) * numerator / denominator);
}

static float
strip_above(const struct parts *parts, guint band)
{
    return parts_band(parts, band)->box.y0 - parts_band(parts, band - 1)->box.y1;
}

static gboolean
part_is_number(const struct parts *parts, guint i)
{
    return chunk_content(parts->layout, parts_chunk(parts, i)) == CONTENT_NUMBER;
}

/* ---- the rooms ---- */

static void
find_line_room(struct finder *finder)
{
    const struct parts *parts = finder->parts;
    g_autoptr(GArray) rooms = g_array_new(FALSE, FALSE, sizeof(float));
    for (guint i = 0; i < parts->parts->len; i++) {
        if (!part_goes_on(parts, i))
            continue;
        float room = part_room(parts, i);
        g_array_append_val(rooms, room);
    }
    if (rooms->len) {
        finder->rooms->lines = quantile(rooms, 1, 2);
        finder->rooms->lines_known = TRUE;
    }
    finder->group = finder->rooms->lines_known ? finder->rooms->lines + finder->equal : -G_MAXFLOAT;
}

/* TRUE where rows stand as near as lines: numbers meet, or lines that all begin anew. */
static gboolean
is_tight(const struct finder *finder)
{
    const struct parts *parts = finder->parts;
    guint near = 0, clean = 0, far = 0;
    for (guint b = 1; b < parts->bands->len; b++) {
        const struct part_band *band = parts_band(parts, b);
        if (strip_above(parts, b) > finder->group) {
            far++;
            continue;
        }
        gboolean first = FALSE, on = FALSE;
        for (guint i = band->first; i < band->first + band->n; i++) {
            const struct part *part = parts_part(parts, i);
            first |= part->first == 0;
            on |= part_goes_on(parts, i) ||
                  (parts_chunk(parts, i)->n > 2 && part_fills_line_above(parts, i));
            if (part->above && parts_part(parts, part->above - 1)->band + 1 == b &&
                part_is_number(parts, i) && part_is_number(parts, part->above - 1))
                return TRUE;
        }
        near++;
        clean += first && !on && band->n > 1;
    }
    return far * 4 < clean && clean * 3 >= near;
}

static void
find_paragraph_room(struct finder *finder)
{
    const struct parts *parts = finder->parts;
    g_autoptr(GArray) rooms = g_array_new(FALSE, FALSE, sizeof(float));
    g_autofree guint *parted = g_new0(guint, parts->bands->len); /* the last band below a strip */
    for (guint b = 1; b < parts->bands->len; b++)
        parted[b] = strip_above(parts, b) > finder->group ? b : parted[b - 1];
    for (guint i = 0; i < parts->parts->len; i++) {
        const struct part *part = parts_part(parts, i);
        if (!part->above || parted[part->band] > parts_part(parts, part->above - 1)->band)
            continue;
        float room = part_room(parts, i);
        /* where letters turn bold a cell may begin that those beside it span */
        if (room > finder->group &&
            parts_chunk(parts, i)->bold == parts_chunk(parts, part->above - 1)->bold)
            g_array_append_val(rooms, room);
    }
    finder->rooms->paragraphs = rooms->len ? quantile(rooms, 1, 4) : finder->rooms->paragraphs;
}

/* ---- groups ---- */

struct look {
    guint filled, on, announced, bold, unbold;
    guint under, bridged; /* the part above that spans the last one; others below the same */
    gboolean any_bold, first, first_on, numbers, short_columns, spans;
    float top, lowest; /* of the first lines of the cells */
};

/* TRUE where a part stands below others that it spans, or beside others below one that spans. */
static gboolean
spans_otherwise(struct finder *finder, const struct part *part, struct look *look)
{
    guint columns = 0;
    for (guint c = part->first; c <= part->last; c++) {
        guint above = finder->row_part[c];
        if (!above)
            continue;
        const struct part *other = parts_part(finder->parts, above - 1);
        columns += other->first == other->last;
        if (part->first == part->last && other->last > other->first) {
            look->bridged += look->under == above;
            look->under = above;
        }
    }
    return part->last > part->first && columns > 1;
}

static void
look_at_band(struct finder *finder, guint b, struct look *look)
{
    const struct parts *parts = finder->parts;
    const struct part_band *band = parts_band(parts, b);
    float size = parts->layout->body_size;
    for (guint i = band->first; i < band->first + band->n; i++) {
        const struct part *part = parts_part(parts, i);
        const struct chunk *chunk = parts_chunk(parts, i);
        if (finder->seen[part->first] == finder->stamp)
            continue;
        finder->seen[part->first] = finder->stamp;
        guint above = finder->row_part[part->first];
        const struct chunk *other = above ? parts_chunk(parts, above - 1) : NULL;
        gboolean number = part_is_number(parts, i);
        look->top = look->filled ? MIN(look->top, chunk->box.y0) : chunk->box.y0;
        look->lowest = look->filled ? MAX(look->lowest, chunk->box.y0) : chunk->box.y0;
        look->filled++;
        look->first |= part->first == 0;
        look->any_bold |= chunk->bold;
        look->on += above && part_goes_on(parts, i);
        look->first_on |= part->first == 0 && above && part_goes_on(parts, i);
        look->announced += other && chunk_last_character(parts->layout, other) == ':';
        look->bold += chunk->bold && !(other && other->bold);
        look->unbold += !chunk->bold && other && other->bold;
        look->numbers |= number && above && part_is_number(parts, above - 1);
        look->short_columns |= number || parts->measure[part->first] < SHORT_COLUMN * size;
        look->spans |= spans_otherwise(finder, part, look);
    }
}

/* TRUE where a band begins a row whatever room is above it: its letters turn bold, the header's are
 * no longer so, or its cells span others than those of the row. */
static gboolean
turns(const struct finder *finder, const struct look *look)
{
    if (look->filled > 1 && look->bold == look->filled)
        return TRUE;
    if (look->filled > 1 && look->unbold == look->filled && finder->n_rows == 1)
        return TRUE;
    return look->spans || look->bridged > 0;
}

/* TRUE where the cells begin at one height. */
static gboolean
is_level(const struct finder *finder, const struct look *look)
{
    return look->lowest - look->top < LEVEL * finder->parts->layout->body_size;
}

/* TRUE where a strip is as high as the room of paragraphs, which is more than that of rows. */
static gboolean
is_paragraph_room(const struct finder *finder, float strip)
{
    const struct row_rooms *rooms = finder->rooms;
    return rooms->rows_known && rooms->paragraphs > rooms->rows &&
           fabsf(strip - rooms->paragraphs) < ROOM_EXACT && strip - rooms->rows > ROOM_EXACT;
}

/* Where each line is a group: a label that begins anew, with its value beside it that may begin in
 * small letters ("uge 20", "medio maj"). */
static gboolean
is_new_label(const struct finder *finder, const struct look *look)
{
    return finder->group == -G_MAXFLOAT && look->first && !look->first_on && look->filled > 1 &&
           look->on == 1;
}

static gboolean
begins_row(const struct finder *finder, const struct look *look, float strip)
{
    if (look->numbers || turns(finder, look))
        return TRUE;
    if (finder->n_rows == 1 && finder->bold_row && !look->any_bold && strip > 0)
        return TRUE; /* below the header, be it the rest of a row alone */
    if (look->announced == look->filled)
        return FALSE; /* lines that end in a colon have something below them */
    if (finder->level && !is_level(finder, look) && strip < finder->rooms->rows + finder->equal)
        return FALSE;
    if (strip <= finder->row || is_paragraph_room(finder, strip) ||
        (look->on && look->on * 2 >= look->filled && !is_new_label(finder, look)))
        return FALSE;
    if (look->first && look->filled > 1)
        return TRUE;
    if (!finder->rooms->rows_known)
        return look->first && finder->group > -G_MAXFLOAT;
    return strip > finder->rooms->rows - finder->equal &&
           (look->first || (look->filled > 1 && look->short_columns));
}

/* The end of the group that begins at band `b`. */
static guint
group_end(const struct finder *finder, guint b)
{
    for (b++; b < finder->parts->bands->len; b++)
        if (strip_above(finder->parts, b) > finder->group)
            break;
    return b;
}

static gboolean
band_is_bold(const struct parts *parts, guint b)
{
    const struct part_band *band = parts_band(parts, b);
    for (guint i = band->first; i < band->first + band->n; i++)
        if (!parts_chunk(parts, i)->bold)
            return FALSE;
    return TRUE;
}

/* The least strips above groups that fill the first column and another: of all, and of those with
 * more room than paragraphs. The one below a bold header is told apart, for its cells may be set
 * otherwise. */
struct strips {
    float least, above_paragraphs, header;
    guint level, uneven;
};

static struct strips
find_strips(struct finder *finder)
{
    const struct parts *parts = finder->parts;
    struct strips strips = {G_MAXFLOAT, G_MAXFLOAT, G_MAXFLOAT, 0, 0};
    guint first = group_end(finder, 0);
    for (guint b = first, end; b < parts->bands->len; b = end) {
        struct look look = {0};
        end = group_end(finder, b);
        finder->stamp++;
        for (guint k = b; k < end; k++)
            look_at_band(finder, k, &look);
        float strip = strip_above(parts, b);
        if (!look.first || look.filled < 2)
            continue;
        strips.level += is_level(finder, &look);
        strips.uneven += !is_level(finder, &look);
        if (b == first && band_is_bold(parts, 0)) {
            strips.header = strip;
            continue;
        }
        strips.least = MIN(strips.least, strip);
        if (strip > finder->rooms->paragraphs + 0.7f * finder->equal)
            strips.above_paragraphs = MIN(strips.above_paragraphs, strip);
    }
    return strips;
}

static void
find_row_room(struct finder *finder)
{
    struct row_rooms *rooms = finder->rooms;
    struct strips strips = find_strips(finder);
    gboolean more = rooms->paragraphs > 0 && strips.above_paragraphs < G_MAXFLOAT;
    float least = more ? strips.above_paragraphs : strips.least;
    if (rooms->rows_known && (least == G_MAXFLOAT || !rooms->header_only))
        least = MIN(least, rooms->rows);
    rooms->header_only = least == G_MAXFLOAT || (rooms->header_only && least == rooms->rows);
    if (least == G_MAXFLOAT)
        least = strips.header;
    rooms->rows_known = least < G_MAXFLOAT;
    rooms->rows = rooms->rows_known ? least : 0;
    finder->row = -G_MAXFLOAT;
    if (rooms->paragraphs > 0 && rooms->rows > rooms->paragraphs + 0.7f * finder->equal)
        finder->row = (rooms->paragraphs + rooms->rows) / 2;
    finder->level = strips.level > 2 * strips.uneven;
}

/* ---- rows ---- */

static void
begin_row(struct finder *finder, guint b)
{
    finder->begins[b] = TRUE;
    finder->bold_row = TRUE;
    finder->n_rows++;
    for (guint c = 0; c < finder->parts->table->n_columns; c++)
        finder->row_part[c] = 0;
}

static void
take_band(struct finder *finder, guint b)
{
    const struct part_band *band = parts_band(finder->parts, b);
    for (guint i = band->first; i < band->first + band->n; i++) {
        const struct part *part = parts_part(finder->parts, i);
        finder->bold_row = finder->bold_row && parts_chunk(finder->parts, i)->bold;
        for (guint c = part->first; c <= part->last; c++)
            finder->row_part[c] = i + 1;
    }
}

static void
find_rows(struct finder *finder)
{
    const struct parts *parts = finder->parts;
    begin_row(finder, 0);
    take_band(finder, 0);
    for (guint b = 1, end = group_end(finder, 0); b < parts->bands->len; b++) {
        struct look look = {0};
        finder->stamp++;
        look_at_band(finder, b, &look);
        gboolean begins = turns(finder, &look);
        if (!begins && b == end) {
            end = group_end(finder, b);
            for (guint k = b + 1; k < end; k++)
                look_at_band(finder, k, &look);
            begins = begins_row(finder, &look, strip_above(parts, b));
        } else if (b == end) {
            end = group_end(finder, b);
        }
        if (begins)
            begin_row(finder, b);
        take_band(finder, b);
    }
}

gboolean *
table_find_rows(const struct parts *parts, struct row_rooms *rooms)
{
    gsize columns = parts->table->n_columns;
    g_autofree guint *memory = g_new0(guint, 2 * columns);
    struct finder finder = {.parts = parts,
                            .rooms = rooms,
                            .equal = MAX(ROOM_EQUAL, ROOM_EQUAL_SIZES * parts->layout->body_size),
                            .begins = g_new0(gboolean, parts->bands->len),
                            .seen = memory,
                            .row_part = memory + columns};
    find_line_room(&finder);
    if (is_tight(&finder))
        finder.group = -G_MAXFLOAT;
    else
        find_paragraph_room(&finder);
    find_row_room(&finder);
    find_rows(&finder);
    return finder.begins;
}
