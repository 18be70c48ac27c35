/* The first pass over a page: which tables are there for their looks, which cells are menus, and
 * what its style sheet says. */
#include "extract/html-private.h"

#include <string.h>

void
html_survey_start(struct reader *reader, enum role role, gboolean seen)
{
    if (role == ROLE_TABLE) {
        if (reader->look_stack->len && seen) {
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

/* A link to a place on the page that stands for itself, no part of a text: "Gå til indhold", a
 * table of contents. */
gboolean
html_is_jump(const struct reader *reader, const char *name, const xmlChar **attributes)
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

/* A menu's link is short, and no number stands first. */
void
html_survey_characters(struct reader *reader, const char *bytes, gsize length)
{
    enum {
        MENU_LINK = 30
    };
    const struct open_element *top = reader->stack->len ? top_of(reader) : NULL;
    if (top && !strcmp(top->name, "style"))
        g_string_append_len(reader->style, bytes, (gssize)length);
    if (!top || top->reason || !top->cell_look)
        return;
    guint visible = text_visible(bytes, length);
    struct cell_look *look =
        &g_array_index(reader->cell_looks, struct cell_look, top->cell_look - 1);
    gboolean sign = visible == 1 && strchr("|-*>", bytes[strspn(bytes, " \t\r\n")]);
    if (!sign && (!top->link || visible > MENU_LINK || (visible && g_ascii_isdigit(bytes[0]))))
        look->other += visible;
}

/* A link to another page; not to a file or a place on this page. */
static gboolean
is_page_link(const char *name, const xmlChar **attributes)
{
    static const char *const files[] = {".pdf", ".doc", ".docx", ".xls", ".xlsx",
                                        ".ppt", ".rtf", ".odt",  ".tif"};
    const char *target = html_attribute_value(attributes, "href");
    if (strcmp(name, "a") != 0 || !target || target[0] == '#' || strchr(target, '?'))
        return FALSE;
    gsize length = strlen(target);
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        gsize n = strlen(files[i]);
        if (length > n && !g_ascii_strcasecmp(target + length - n, files[i]))
            return FALSE;
    }
    return TRUE;
}

/* Keeps what the first pass learns of a cell, and tells a menu: a cell of a table for looks that
 * holds three short links or more and nothing else. */
void
html_look_at_cell(struct reader *reader, struct open_element *element, const xmlChar **attributes)
{
    enum {
        MENU_LINKS = 3
    };
    gboolean is_cell = element->role == ROLE_CELL;
    element->link |= is_page_link(element->name, attributes);
    reader->cells_seen += is_cell;
    if (is_cell)
        element->cell_look = reader->cells_seen;
    if (reader->survey) {
        struct cell_look none = {0};
        if (is_cell)
            g_array_append_val(reader->cell_looks, none);
        else if (element->cell_look && element->link && !strcmp(element->name, "a"))
            g_array_index(reader->cell_looks, struct cell_look, element->cell_look - 1).links++;
        return;
    }
    if (!is_cell || element->reason || reader->in_grid ||
        element->cell_look > reader->cell_looks->len)
        return;
    const struct cell_look *look =
        &g_array_index(reader->cell_looks, struct cell_look, element->cell_look - 1);
    if (look->links >= MENU_LINKS && !look->other)
        element->reason = "navigation";
}
