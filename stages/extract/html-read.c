/* A web page to runs and blocks.
 *
 * The parser's events keep a stack of what is open. A tag that begins or ends a block closes the
 * block before it; the next run of text opens one, of the kind that the stack says. Tables are told
 * in a first pass: one that holds another table, or never has two cells in a row, is layout and
 * only parts blocks. */
#include "extract/html-private.h"

#include "error.h"

#include <string.h>

enum {
    MAX_SPAN = 200,
    MAX_COLUMNS = 1000,
    MAX_CELLS = 200000
};

/* What a block is that begins inside an element: the innermost of its ancestors says. */
struct context {
    enum block_kind kind;
    guint level;
    const char *n;
    guint list; /* 1 + the stack's index of the nearest list, 0 for none */
    gboolean bold;
};

/* An open element. */
struct open_element {
    const char *name; /* in the arena */
    enum role role;
    const char *reason; /* it and what it holds are left out */
    guint number;       /* numbered list: of its next item */
    gboolean numbered;
    struct context context;
    gboolean layout; /* table: only for its looks */
};

/* Where a table stands: the columns that cells from rows above still fill. */
struct open_table {
    guint table, row, column;
    gboolean in_row, header_rows;
    GArray *filled; /* guint: rows for which each column is still taken */
};

/* What the first pass knows of a table. */
struct table_look {
    gboolean nested, grid;
    guint cells_in_row;
};

struct reader {
    struct html_page *page;
    GArray *stack;          /* struct open_element */
    GArray *looks;          /* struct table_look, in the order of their tags */
    GArray *look_stack;     /* guint: first pass, the open tables */
    struct open_table grid; /* tables do not nest once layout is told */
    gboolean in_grid;
    guint seen;   /* tables met in this pass */
    guint tables; /* tables that are none for looks */
    int cell;
    gboolean survey;    /* the first pass */
    GString *style;     /* first pass: what <style> holds */
    GHashTable *hidden; /* classes that a style sheet of the page hides */
    gboolean block_open, run_open, blank_before, after_break;
    guint list_depth;
};

#define top_of(r) (&g_array_index((r)->stack, struct open_element, (r)->stack->len - 1))

static void
end_block(struct reader *reader)
{
    reader->block_open = FALSE;
    reader->run_open = FALSE;
    reader->blank_before = FALSE;
    reader->after_break = FALSE;
}

static guint
span_attribute(const xmlChar **attributes, const char *name)
{
    const char *value = html_attribute_value(attributes, name);
    guint64 span = value ? g_ascii_strtoull(value, NULL, 10) : 1;
    return (guint)CLAMP(span, 1, MAX_SPAN);
}

static guint *
filled_at(struct open_table *grid, guint column)
{
    while (grid->filled->len <= column) {
        guint none = 0;
        g_array_append_val(grid->filled, none);
    }
    return &g_array_index(grid->filled, guint, column);
}

static void
begin_row(struct reader *reader)
{
    struct open_table *grid = &reader->grid;
    if (grid->in_row) {
        for (guint i = 0; i < grid->filled->len; i++) {
            guint *rows = filled_at(grid, i);
            *rows -= *rows > 0;
        }
        grid->row++;
    }
    grid->in_row = TRUE;
    grid->column = 0;
}

static void
begin_cell(struct reader *reader, const xmlChar **attributes, gboolean header)
{
    struct open_table *grid = &reader->grid;
    if (!grid->in_row)
        begin_row(reader);
    while (grid->column < MAX_COLUMNS && *filled_at(grid, grid->column))
        grid->column++;
    if (grid->column >= MAX_COLUMNS || reader->page->cells->len >= MAX_CELLS)
        return;
    struct cell cell = {.table = grid->table,
                        .row = grid->row,
                        .column = grid->column,
                        .rows = span_attribute(attributes, "rowspan"),
                        .columns = span_attribute(attributes, "colspan"),
                        .header = header};
    for (guint i = 0; i < cell.columns; i++)
        *filled_at(grid, grid->column + i) = cell.rows;
    grid->column += cell.columns;
    g_array_append_val(reader->page->cells, cell);
    reader->cell = (int)reader->page->cells->len - 1;
}

/* A cell that nothing was said in still is one. */
static void
end_cell(struct reader *reader)
{
    struct html_page *page = reader->page;
    const struct html_block *last =
        page->blocks->len ? &g_array_index(page->blocks, struct html_block, page->blocks->len - 1)
                          : NULL;
    if (reader->cell >= 0 && (!last || last->cell != reader->cell)) {
        struct html_block block = {
            .kind = BLOCK_CELL, .cell = reader->cell, .first_run = page->runs->len};
        g_array_append_val(page->blocks, block);
    }
    reader->cell = -1;
}

static void
survey_start(struct reader *reader, enum role role)
{
    if (role == ROLE_TABLE) {
        if (reader->look_stack->len) {
            guint outer = g_array_index(reader->look_stack, guint, reader->look_stack->len - 1);
            g_array_index(reader->looks, struct table_look, outer).nested = TRUE;
        }
        struct table_look look = {0};
        g_array_append_val(reader->looks, look);
        guint index = reader->looks->len - 1;
        g_array_append_val(reader->look_stack, index);
    } else if (reader->look_stack->len && (role == ROLE_ROW || role == ROLE_CELL)) {
        guint open = g_array_index(reader->look_stack, guint, reader->look_stack->len - 1);
        struct table_look *look = &g_array_index(reader->looks, struct table_look, open);
        look->cells_in_row = role == ROLE_ROW ? 0 : look->cells_in_row + 1;
        look->grid |= look->cells_in_row > 1;
    }
}

static void
start_table(struct reader *reader, struct open_element *element, const xmlChar **attributes)
{
    const struct table_look *look =
        reader->seen < reader->looks->len
            ? &g_array_index(reader->looks, struct table_look, reader->seen)
            : NULL;
    reader->seen++;
    element->layout = reader->in_grid || !look || look->nested || !look->grid ||
                      html_has_token(html_attribute_value(attributes, "role"), "presentation");
    if (element->layout)
        return;
    reader->in_grid = TRUE;
    reader->grid.table = reader->tables++;
    reader->grid.row = 0;
    reader->grid.in_row = FALSE;
    g_array_set_size(reader->grid.filled, 0);
}

/* The number of an item in a numbered list, and that of the next one. */
static void
start_item(struct reader *reader, struct open_element *element, const xmlChar **attributes)
{
    if (!element->context.list)
        return;
    struct open_element *list =
        &g_array_index(reader->stack, struct open_element, element->context.list - 1);
    const char *value = html_attribute_value(attributes, "value");
    if (value)
        list->number = (guint)MIN(g_ascii_strtoull(value, NULL, 10), 1000000);
    if (list->numbered)
        element->context.n = arena_printf(reader->page->arena, "%u.", list->number);
    list->number++;
}

/* What a block inside the element will be, from what it would be around it. */
static void
set_context(struct reader *reader, struct open_element *element, const xmlChar **attributes)
{
    struct context *context = &element->context;
    gboolean in_cell = reader->cell >= 0;
    switch (element->role) {
    case ROLE_HEADING:
        if (!in_cell) {
            context->kind = BLOCK_HEADING;
            context->level = (guint)(element->name[1] - '0');
        }
        break;
    case ROLE_ITEM:
    case ROLE_DEFINITION:
        context->kind = BLOCK_ITEM;
        context->level = MAX(reader->list_depth, 1);
        context->n = NULL;
        if (element->role == ROLE_ITEM)
            start_item(reader, element, attributes);
        break;
    case ROLE_LABEL:
    case ROLE_ASIDE:
        if (!in_cell)
            context->kind = element->role == ROLE_LABEL ? BLOCK_LABEL : BLOCK_MARGIN;
        break;
    case ROLE_CELL:
        if (in_cell)
            *context =
                (struct context){.kind = BLOCK_CELL, .list = context->list, .bold = context->bold};
        break;
    default:
        break;
    }
}

/* A link to a place on the page that stands for itself, no part of a text: "Gå til indhold", a
 * table of contents. */
static gboolean
is_jump(const struct reader *reader, const char *name, const xmlChar **attributes)
{
    static const char *const texts[] = {"p", "td", "th", "dd", "h1", "h2", "h3", "h4"};
    const char *target = html_attribute_value(attributes, "href");
    if (strcmp(name, "a") != 0 || !target || target[0] != '#' || reader->block_open)
        return FALSE;
    const char *parent = reader->stack->len ? top_of(reader)->name : "";
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (!strcmp(parent, texts[i]))
            return FALSE;
    }
    return TRUE;
}

static void
start_element(void *data, const xmlChar *xml_name, const xmlChar **attributes)
{
    struct reader *reader = data;
    const char *name = (const char *)xml_name;
    struct open_element element = {.context.kind = BLOCK_PARAGRAPH};
    if (reader->stack->len)
        element.context = top_of(reader)->context;
    element.context.bold |= !strcmp(name, "b") || !strcmp(name, "strong");
    element.role = html_role(name, &element.reason);
    element.name = arena_strdup(reader->page->arena, name);
    const char *outer = reader->stack->len ? top_of(reader)->reason : NULL;
    if (outer)
        element.reason = outer;
    if (!element.reason)
        element.reason = html_hidden(attributes, reader->hidden);
    if (!element.reason && is_jump(reader, name, attributes))
        element.reason = "navigation";
    if (reader->survey) {
        if (!element.reason)
            survey_start(reader, element.role);
    } else if (!element.reason) {
        if (element.role == ROLE_BREAK) {
            reader->after_break = reader->block_open;
            reader->blank_before = TRUE;
        } else if (element.role != ROLE_INLINE) {
            end_block(reader);
        }
        if (element.role == ROLE_TABLE)
            start_table(reader, &element, attributes);
        else if (element.role == ROLE_ROW && reader->in_grid)
            begin_row(reader);
        else if (element.role == ROLE_CELL && reader->in_grid)
            begin_cell(reader, attributes, name[1] == 'h');
        else if (element.role == ROLE_LIST) {
            const char *start = html_attribute_value(attributes, "start");
            element.numbered = name[0] == 'o';
            element.number = start ? (guint)MIN(g_ascii_strtoull(start, NULL, 10), 1000000) : 1;
            reader->list_depth++;
            element.context.list = reader->stack->len + 1;
        }
        set_context(reader, &element, attributes);
    }
    reader->run_open = FALSE;
    g_array_append_val(reader->stack, element);
}

static void
close_top(struct reader *reader)
{
    struct open_element element = *top_of(reader);
    g_array_set_size(reader->stack, reader->stack->len - 1);
    reader->run_open = FALSE;
    if (reader->survey) {
        if (element.role == ROLE_TABLE && !element.reason && reader->look_stack->len)
            g_array_set_size(reader->look_stack, reader->look_stack->len - 1);
        return;
    }
    if (element.reason || element.role == ROLE_INLINE || element.role == ROLE_BREAK)
        return;
    end_block(reader);
    if (element.role == ROLE_CELL && reader->in_grid)
        end_cell(reader);
    else if (element.role == ROLE_TABLE && !element.layout)
        reader->in_grid = FALSE;
    else if (element.role == ROLE_LIST)
        reader->list_depth--;
}

static void
end_element(void *data, const xmlChar *name)
{
    struct reader *reader = data;
    guint n = reader->stack->len;
    for (guint i = n; i-- > 0 && n - i <= 64;) { /* a tag that closes nothing is passed over */
        if (!strcmp(g_array_index(reader->stack, struct open_element, i).name,
                    (const char *)name)) {
            while (reader->stack->len > i)
                close_top(reader);
            return;
        }
    }
}

static void
open_block(struct reader *reader)
{
    struct html_page *page = reader->page;
    struct html_block block = {
        .kind = BLOCK_PARAGRAPH, .cell = reader->cell, .first_run = page->runs->len};
    if (reader->stack->len) {
        const struct context *context = &top_of(reader)->context;
        block.kind = context->kind;
        block.level = context->level;
        block.n = context->n;
    }
    g_array_append_val(page->blocks, block);
    reader->block_open = TRUE;
}

static void
discard(struct reader *reader, const char *reason, guint characters)
{
    GArray *discards = reader->page->discards;
    for (guint i = 0; i < discards->len; i++) {
        struct discard *known = &g_array_index(discards, struct discard, i);
        if (!strcmp(known->reason, reason)) {
            known->characters += characters;
            return;
        }
    }
    struct discard discard = {1, reason, characters};
    if (characters)
        g_array_append_val(discards, discard);
}

/* Appends characters to the page's text with line ends as blanks. */
static void
put_characters(GString *text, const char *bytes, gsize length)
{
    gsize from = text->len;
    g_string_append_len(text, bytes, (gssize)length);
    for (gsize i = from; i < text->len; i++) {
        if (strchr("\n\r\t\f", text->str[i]))
            text->str[i] = ' ';
    }
}

/* TRUE where a line break parts two texts: the second neither begins in lower case nor is the
 * place under a street, and the first does not end in a comma or hyphen. */
static gboolean
break_parts(const GString *text, const char *bytes, gsize length)
{
    gsize start = 0, end = text->len;
    while (start < length && strchr(" \n\r\t", bytes[start]))
        start++;
    while (end && text->str[end - 1] == ' ')
        end--;
    if (start == length || !end || strchr(",-", text->str[end - 1]))
        return FALSE;
    gboolean post = length - start > 5 && bytes[start + 4] == ' ' &&
                    g_unichar_isupper(g_utf8_get_char(bytes + start + 5));
    for (gsize i = start; post && i < start + 4; i++)
        post = g_ascii_isdigit(bytes[i]);
    return !post && !g_unichar_islower(g_utf8_get_char(bytes + start));
}

static void
add_characters(void *data, const xmlChar *characters, int count)
{
    struct reader *reader = data;
    const char *bytes = (const char *)characters;
    gsize length = (gsize)count;
    struct html_page *page = reader->page;
    if (!g_utf8_validate_len(bytes, length, NULL))
        return;
    if (reader->survey) {
        if (reader->stack->len && !strcmp(top_of(reader)->name, "style"))
            g_string_append_len(reader->style, bytes, (gssize)length);
        return;
    }
    const char *reason = reader->stack->len ? top_of(reader)->reason : NULL;
    guint visible = text_visible(bytes, length);
    if (reason) {
        discard(reader, reason, visible);
        return;
    }
    if (!reader->run_open && !visible) {
        reader->blank_before |= length > 0;
        return;
    }
    if (reader->after_break && break_parts(page->text, bytes, length))
        end_block(reader);
    if (!reader->block_open)
        open_block(reader);
    gsize before = page->text->len;
    gboolean blank_first = strchr(" \n\r\t", bytes[0]) || !strncmp(bytes, "\xc2\xa0", 2);
    put_characters(page->text, bytes, length);
    if (reader->run_open) {
        html_run_at(page, page->runs->len - 1)->length += length;
    } else {
        struct html_block *block =
            &g_array_index(page->blocks, struct html_block, page->blocks->len - 1);
        struct html_run run = {.start = before, .length = length};
        run.bold = reader->stack->len && top_of(reader)->context.bold;
        run.joined = block->n_runs > 0 && !reader->blank_before && !blank_first;
        g_array_append_val(page->runs, run);
        block->n_runs++;
    }
    reader->run_open = TRUE;
    reader->after_break = FALSE;
    char last = page->text->str[page->text->len - 1];
    reader->blank_before = last == ' ' || g_str_has_suffix(page->text->str, "\xc2\xa0");
}

static gboolean
run_parser(struct reader *reader, const char *text, gsize length, GError **error)
{
    xmlSAXHandler sax = {.startElement = start_element,
                         .endElement = end_element,
                         .characters = add_characters,
                         .ignorableWhitespace = add_characters,
                         .cdataBlock = add_characters};
    htmlParserCtxtPtr parser =
        htmlCreatePushParserCtxt(&sax, reader, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!parser) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY, "libxml2 made no HTML parser");
        return FALSE;
    }
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                   HTML_PARSE_NONET | HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC);
    enum {
        CHUNK = 1 << 20
    };
    for (gsize at = 0; at < length; at += CHUNK)
        htmlParseChunk(parser, text + at, (int)MIN((gsize)CHUNK, length - at), 0);
    htmlParseChunk(parser, NULL, 0, 1);
    htmlFreeParserCtxt(parser);
    while (reader->stack->len)
        close_top(reader);
    return TRUE;
}

struct html_page *
html_page_read(const char *bytes, gsize length, GError **error)
{
    enum {
        MAX_BYTES = 32 * 1024 * 1024
    };
    gsize text_length;
    struct text_slips slips;
    if (length > MAX_BYTES) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIMIT,
                    "a page of %" G_GSIZE_FORMAT " bytes: %d are the limit", length, MAX_BYTES);
        return NULL;
    }
    g_autofree char *text = text_decode(bytes, length, &text_length, &slips, error);
    if (!text)
        return NULL;
    g_autoptr(html_page) page = g_new0(struct html_page, 1);
    page->arena = arena_new();
    page->text = g_string_new(NULL);
    page->runs = g_array_new(FALSE, TRUE, sizeof(struct html_run));
    page->blocks = g_array_new(FALSE, TRUE, sizeof(struct html_block));
    page->cells = g_array_new(FALSE, TRUE, sizeof(struct cell));
    page->discards = g_array_new(FALSE, TRUE, sizeof(struct discard));
    page->slips = slips;
    g_autoptr(GArray) stack = g_array_new(FALSE, TRUE, sizeof(struct open_element));
    g_autoptr(GArray) looks = g_array_new(FALSE, TRUE, sizeof(struct table_look));
    g_autoptr(GArray) look_stack = g_array_new(FALSE, TRUE, sizeof(guint));
    g_autoptr(GArray) filled = g_array_new(FALSE, TRUE, sizeof(guint));
    g_autoptr(GString) style = g_string_new(NULL);
    g_autoptr(GHashTable) hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct reader reader = {.page = page,
                            .stack = stack,
                            .looks = looks,
                            .look_stack = look_stack,
                            .grid.filled = filled,
                            .cell = -1,
                            .survey = TRUE,
                            .style = style,
                            .hidden = hidden};
    if (!run_parser(&reader, text, text_length, error))
        return NULL;
    reader.survey = FALSE;
    html_hidden_classes(style->str, hidden);
    end_block(&reader);
    if (!run_parser(&reader, text, text_length, error))
        return NULL;
    return g_steal_pointer(&page);
}

void
html_page_free(struct html_page *page)
{
    if (!page)
        return;
    g_array_unref(page->runs);
    g_array_unref(page->blocks);
    g_array_unref(page->cells);
    g_array_unref(page->discards);
    g_string_free(page->text, TRUE);
    arena_free(page->arena);
    g_free(page);
}
