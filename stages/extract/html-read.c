/* A web page to runs and blocks.
 *
 * The parser's events keep a stack of what is open. A tag that begins or ends a block closes the
 * block before it; the next run of text opens one, of the kind that the stack says. Tables are told
 * in a first pass: one that holds another table, or never has two cells in a row, is layout and
 * only parts blocks. */
#include "extract/html-private.h"

#include "error.h"

#include <string.h>

static void
end_block(struct reader *reader)
{
    reader->block_open = FALSE;
    reader->run_open = FALSE;
    reader->blank_before = FALSE;
    reader->after_break = FALSE;
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

/* An item of a list as Word writes it: a paragraph with its bullet as text. */
static gboolean
is_word_item(const xmlChar **attributes)
{
    const char *class = html_attribute_value(attributes, "class");
    const char *style = html_attribute_value(attributes, "style");
    return (class && !strncmp(class, "MsoList", 7)) || (style && strstr(style, "mso-list:l"));
}

/* What a block inside the element will be, from what it would be around it. */
static void
set_context(struct reader *reader, struct open_element *element, const xmlChar **attributes)
{
    struct context *context = &element->context;
    gboolean in_cell = reader->cell >= 0;
    switch (element->role) {
    case ROLE_HEADING:
        if (!in_cell && context->kind != BLOCK_MARGIN) {
            gboolean numbered = g_ascii_isdigit(element->name[1]); /* or a summary */
            context->kind = BLOCK_HEADING;
            context->level = numbered ? (guint)(element->name[1] - '0') : 3;
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
    case ROLE_BLOCK:
        if (is_word_item(attributes)) {
            const char *style = html_attribute_value(attributes, "style");
            const char *level = style ? strstr(style, " level") : NULL;
            context->kind = BLOCK_ITEM;
            context->level = level ? (guint)CLAMP(g_ascii_strtoull(level + 6, NULL, 10), 1, 9) : 1;
        }
        break;
    default:
        break;
    }
}

static void
start_element(void *data, const xmlChar *xml_name, const xmlChar **attributes)
{
    struct reader *reader = data;
    const char *name = (const char *)xml_name;
    struct open_element element = {.context.kind = BLOCK_PARAGRAPH};
    if (reader->stack->len) {
        element.context = top_of(reader)->context;
        element.cell_look = top_of(reader)->cell_look;
        element.link = top_of(reader)->link;
    }
    element.context.bold |= html_is_bold(name, attributes);
    element.context.pre |= !strcmp(name, "pre");
    element.role = html_role(name, &element.reason);
    element.name = arena_strdup(reader->page->arena, name);
    const char *outer = reader->stack->len ? top_of(reader)->reason : NULL;
    if (outer)
        element.reason = outer;
    if (!element.reason)
        element.reason = html_hidden(attributes, reader->hidden);
    if (!element.reason && html_is_jump(reader, name, attributes))
        element.reason = "navigation";
    html_look_at_cell(reader, &element, attributes);
    if (reader->survey) {
        html_survey_start(reader, element.role, !element.reason);
    } else if (element.reason) {
        reader->seen += element.role == ROLE_TABLE;
    } else {
        if (element.role == ROLE_BREAK) {
            reader->after_break = reader->block_open;
            reader->blank_before = TRUE;
        } else if (element.role != ROLE_INLINE) {
            end_block(reader);
        }
        if (element.role == ROLE_TABLE)
            html_start_table(reader, &element, attributes);
        else if (element.role == ROLE_ROW && reader->in_grid)
            html_begin_row(reader);
        else if (element.role == ROLE_CELL && reader->in_grid)
            html_begin_cell(reader, attributes, name[1] == 'h');
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
        if (element.role == ROLE_TABLE && reader->look_stack->len)
            g_array_set_size(reader->look_stack, reader->look_stack->len - 1);
        return;
    }
    if (element.reason || element.role == ROLE_INLINE || element.role == ROLE_BREAK)
        return;
    end_block(reader);
    if (element.role == ROLE_CELL && reader->in_grid)
        html_end_cell(reader);
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

/* Characters of the page as part of a run, or as a new one. */
static void
put_run(struct reader *reader, const char *bytes, gsize length)
{
    struct html_page *page = reader->page;
    guint visible = text_visible(bytes, length);
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

/* Lines of preformatted text: a line's end parts as <br> does where the line is short or ends in a
 * stop; else it was wrapped. */
static void
put_lines(struct reader *reader, const char *bytes, gsize length)
{
    enum {
        WRAPPED = 50
    };
    for (gsize at = 0; at < length;) {
        const char *end = memchr(bytes + at, '\n', length - at);
        gsize n = end ? (gsize)(end - bytes) - at : length - at;
        gsize shown = n;
        put_run(reader, bytes + at, n);
        while (shown && strchr(" \r\t", bytes[at + shown - 1]))
            shown--;
        if (end) {
            gboolean parts = shown < WRAPPED || strchr(".:;!?", bytes[at + shown - 1]);
            if (!shown)
                end_block(reader);
            reader->after_break = parts && reader->block_open;
            reader->blank_before = TRUE;
            reader->run_open = FALSE;
        }
        at += n + (end != NULL);
    }
}

static void
add_characters(void *data, const xmlChar *characters, int count)
{
    struct reader *reader = data;
    const char *bytes = (const char *)characters;
    gsize length = (gsize)count;
    if (!g_utf8_validate_len(bytes, length, NULL))
        return;
    if (reader->survey) {
        html_survey_characters(reader, bytes, length);
        return;
    }
    const char *reason = reader->stack->len ? top_of(reader)->reason : NULL;
    guint visible = text_visible(bytes, length);
    if (reason) {
        discard(reader, reason, visible);
        return;
    }
    if (reader->stack->len && top_of(reader)->context.pre)
        put_lines(reader, bytes, length);
    else
        put_run(reader, bytes, length);
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

/* Takes "<![if !supportLists]>" and "<![endif]>" out, which Word leaves in its pages and the parser
 * takes for text. The length that is left. */
static gsize
drop_conditions(char *text, gsize length)
{
    enum {
        LONGEST = 80
    };
    gsize out = 0;
    for (gsize at = 0; at < length;) {
        const char *end = NULL;
        if (text[at] == '<' && length - at > 5 && !memcmp(text + at, "<![", 3))
            end = memmem(text + at, MIN(length - at, (gsize)LONGEST), "]>", 2);
        if (end && !memchr(text + at + 1, '<', (gsize)(end - text) - at - 1) &&
            !memchr(text + at, '-', (gsize)(end - text) - at))
            at = (gsize)(end + 2 - text);
        else
            text[out++] = text[at++];
    }
    text[out] = '\0';
    return out;
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
    text_length = drop_conditions(text, text_length);
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
    g_autoptr(GArray) cell_looks = g_array_new(FALSE, TRUE, sizeof(struct cell_look));
    g_autoptr(GArray) filled = g_array_new(FALSE, TRUE, sizeof(guint));
    g_autoptr(GString) style = g_string_new(NULL);
    g_autoptr(GHashTable) hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct reader reader = {.page = page,
                            .stack = stack,
                            .looks = looks,
                            .look_stack = look_stack,
                            .cell_looks = cell_looks,
                            .grid.filled = filled,
                            .cell = -1,
                            .survey = TRUE,
                            .style = style,
                            .hidden = hidden};
    if (!run_parser(&reader, text, text_length, error))
        return NULL;
    reader.survey = FALSE;
    reader.cells_seen = 0;
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
