/* The cell of a table that holds nothing but a number: "12.500", "-250", "(250)", "1 250", "450*".
 * Several numbers in one cell, which a table lost its columns in, are an amount each. */
#include <string.h>

#include "quantity-private.h"

enum {
    MOST_ITEMS = 12
};

/* One number with its sign or brackets: tokens [first, end), the number itself [from, to). */
struct item {
    guint first, end, from, to;
    gboolean negative;
};

/* A year, where a table's numbers have their groups parted: "2018". */
static gboolean
is_year_alone(const struct scan *scan, guint i)
{
    return quantity_is_year(scan, i) && scan->tokens[i].length == 4;
}

/* A mark that leads to a note: "*", "1)". */
static guint
note_at(const struct scan *scan, guint i)
{
    if (scan->tokens[i].kind == TOKEN_OTHER) {
        return 1;
    }
    return scan->tokens[i].kind == TOKEN_NUMBER && scan->tokens[i].length == 1 &&
                   i + 2 == scan->n && scan->tokens[i + 1].kind == TOKEN_CLOSE
               ? 2
               : 0;
}

static gboolean
item_at(const struct scan *scan, guint i, struct item *item)
{
    enum token_kind kind = scan->tokens[i].kind;
    if (kind == TOKEN_OPEN && i + 2 < scan->n && scan->tokens[i + 1].kind == TOKEN_NUMBER &&
        scan->tokens[i + 2].kind == TOKEN_CLOSE) {
        *item = (struct item){i, i + 3, i + 1, i + 2, TRUE};
        return TRUE;
    }
    /* "- 250" may stand apart at the start of a cell, further on it would be a range */
    gboolean sign = (kind == TOKEN_DASH || kind == TOKEN_PLUS) && i + 1 < scan->n &&
                    scan->tokens[i + 1].kind == TOKEN_NUMBER && (i == 0 || token_touches(scan, i));
    if (sign) {
        gboolean minus = kind == TOKEN_DASH;
        *item = (struct item){minus ? i : i + 1, i + 2, i + 1, i + 2, minus};
        return TRUE;
    }
    *item = (struct item){i, i + 1, i, i + 1, FALSE};
    return kind == TOKEN_NUMBER || (kind == TOKEN_RANGE && scan->n == 1);
}

/* "1 250 000": groups of three digits after the first. */
static gboolean
are_groups(const struct scan *scan, const struct item *items, guint n)
{
    for (guint i = 0; i < n; i++) {
        const struct token *token = &scan->tokens[items[i].from];
        const char *text = scan->text + token->start;
        gsize digits = strspn(text, "0123456789");
        gboolean decimals = i + 1 == n && token->length > digits && text[digits] == ',';
        if ((i == 0 ? digits > 3 : digits != 3 || items[i].negative) ||
            (token->length != digits && !decimals)) {
            return FALSE;
        }
    }
    return n > 1;
}

/* The attributes of an amount. */
static const char *
amount_attrs(struct arena *arena, const struct cell_unit *unit)
{
    static const char *const told[] = {"", "", "", "1000", "", "", "1000000", "", "", "1000000000"};
    const char *attrs = "";
    if (unit->told && unit->power < G_N_ELEMENTS(told)) {
        attrs = attrs_set(arena, attrs, "unit", told[unit->power]);
    }
    if (unit->rate != NULL) {
        attrs = attrs_set(arena, attrs, "per", unit->rate);
    }
    if (unit->pricelevel != NULL) {
        attrs = attrs_set(arena, attrs, "pricelevel", unit->pricelevel);
    }
    return attrs;
}

/* The value of an item, as it is written and in its unit; FALSE where it is none. */
static gboolean
item_value(const struct scan *scan, const struct item *item, const struct cell_unit *unit,
           char *value, gsize size)
{
    const struct token *one = &scan->tokens[item->from], *last = &scan->tokens[item->to - 1];
    gsize length = last->start + last->length - one->start;
    struct figure figure = {0};
    gboolean grouped = item->to > item->from + 1;
    if (is_year_alone(scan, item->from) || length >= NUMBER_PRINTED ||
        (grouped ? !number_from_digits(scan->text + one->start, length, &figure.low)
                 : !figure_read(scan, item->from, &figure)) ||
        (!grouped && figure.end != item->to)) {
        return FALSE;
    }
    gboolean plain = memchr(scan->text + one->start, '.', length) == NULL &&
                     memchr(scan->text + one->start, ',', length) == NULL;
    if (unit->money ? unit->mixed && plain : item->negative) {
        return FALSE;
    }
    char low[NUMBER_PRINTED], high[NUMBER_PRINTED];
    guint power = unit->money ? unit->power : 0;
    if (!number_scale(&figure.low, power) ||
        (figure.is_range && !number_scale(&figure.high, power))) {
        return FALSE;
    }
    number_print(&figure.low, item->negative, low);
    if (figure.is_range) {
        g_snprintf(value, size, "%s/%s", low, number_print(&figure.high, FALSE, high));
    } else {
        g_strlcpy(value, low, size);
    }
    return TRUE;
}

static void
add_item(struct scan *scan, const struct item *item, const struct cell_unit *unit)
{
    char value[2 * NUMBER_PRINTED];
    struct arena *arena = scan->document->arena;
    if (!item_value(scan, item, unit, value, sizeof value)) {
        return;
    }
    const struct token *start = &scan->tokens[item->first], *stop = &scan->tokens[item->end - 1];
    struct mention mention = {.type = unit->money ? MENTION_AMOUNT : MENTION_COUNT,
                              .span = {start->start, stop->start + stop->length},
                              .value = value,
                              .attrs = unit->money ? amount_attrs(arena, unit)
                                                   : attrs_set(arena, "", "of", unit->counted),
                              .rule = unit->money ? "amount.table" : "count.table",
                              .cert = CERT_MEDIUM};
    mention_set_add(scan->set, &mention, 50);
    for (guint i = item->first; i < item->end; i++) {
        scan->tokens[i].used = 1;
    }
}

void
quantity_cell(struct scan *scan, const struct cell_unit *unit)
{
    struct item items[MOST_ITEMS];
    guint n = 0;
    for (guint i = 0; i < scan->n;) {
        guint note = n > 0 ? note_at(scan, i) : 0;
        if (note > 0) {
            i += note;
            continue;
        }
        if (n == MOST_ITEMS || !item_at(scan, i, &items[n])) {
            return;
        }
        i = items[n++].end;
    }
    if (!unit->apart && are_groups(scan, items, n)) {
        items[0].end = items[n - 1].end;
        items[0].to = items[n - 1].to;
        n = 1;
    }
    if (!unit->money && n > 1) {
        return;
    }
    for (guint i = 0; i < n; i++) {
        add_item(scan, &items[i], unit);
    }
}
