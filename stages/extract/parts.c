#include "parts.h"

#include <string.h>

enum {
    MOST_LISTED = 500, /* of a document */
    MOST_TEXT = 4000   /* bytes of one value */
};

/* One line for a person: blanks for line ends, bounded. Free with g_free(). */
static char *
one_line(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    GString *out = g_string_new(NULL);
    for (const char *at = valid; *at && out->len < MOST_TEXT; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isspace(c) && !g_unichar_iscntrl(c) && c != 0xfffe && c != 0xffff)
            g_string_append_unichar(out, c);
        else if (out->len && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    g_strchomp(out->str);
    return g_string_free(out, FALSE);
}

/* TRUE while there is room in the list; says once that it ended. */
static gboolean
may_list(struct document *document, guint n, guint *listed)
{
    if (*listed == MOST_LISTED)
        document_issue(document, "limit", n, "more than %d parts: the rest is not listed",
                       MOST_LISTED);
    return (*listed)++ < MOST_LISTED;
}

/* ---- attachments ----------------------------------------------------------------------------- */

/* Free with g_free(). */
static char *
attachment_line(const PopplerAttachment *attachment)
{
    g_autofree char *name = one_line(attachment->name);
    const char *shown = *name ? name : "without a name";
    return attachment->size && attachment->size < G_MAXINT64
               ? g_strdup_printf("%s, %" G_GSIZE_FORMAT " bytes", shown, attachment->size)
               : g_strdup(shown);
}

/* TRUE for a collection of files whose pages are only its cover. Poppler does not tell: by the
 * catalog's key, where the catalog is not compressed, or by what opens first. */
static gboolean
is_portfolio(struct page_file *file)
{
    static const char key[] = "/Collection";
    gsize length;
    const char *bytes = g_bytes_get_data(page_file_bytes(file), &length);
    const char *end = bytes + length, *at = bytes;
    while ((at = memmem(at, (gsize)(end - at), key, sizeof key - 1))) {
        at += sizeof key - 1;
        if (at < end && (g_ascii_isspace(*at) || *at == '<'))
            return TRUE;
    }
    return poppler_document_get_page_mode(page_file_poppler(file)) ==
           POPPLER_PAGE_MODE_USE_ATTACHMENTS;
}

void
parts_of_document(struct document *document, struct page_file *file)
{
    PopplerDocument *poppler = page_file_poppler(file);
    if (!poppler || !poppler_document_has_attachments(poppler))
        return;
    GList *all = poppler_document_get_attachments(poppler);
    guint listed = 0;
    if (is_portfolio(file))
        document_issue(document, "portfolio", 0,
                       "the pages are the cover of the files within it: %u", g_list_length(all));
    for (GList *l = all; l; l = l->next) {
        g_autofree char *line = attachment_line(l->data);
        if (may_list(document, 0, &listed))
            document_issue(document, "attachment", 0, "%s", line);
    }
    g_list_free_full(all, g_object_unref);
}

/* ---- forms ----------------------------------------------------------------------------------- */

static void
append_choices(PopplerFormField *field, GString *out)
{
    int n = poppler_form_field_choice_get_n_items(field);
    g_autofree char *typed = poppler_form_field_choice_is_editable(field)
                                 ? poppler_form_field_choice_get_text(field)
                                 : NULL;
    if (typed && *typed) {
        g_string_append(out, typed);
        return;
    }
    for (int i = 0; i < n; i++) {
        g_autofree char *item = poppler_form_field_choice_is_item_selected(field, i)
                                    ? poppler_form_field_choice_get_item(field, i)
                                    : NULL;
        if (item && out->len < MOST_TEXT)
            g_string_append_printf(out, "%s%s", out->len ? "; " : "", item);
    }
}

/* What a field holds, "" for nothing. A password stays unsaid. Free with g_free(). */
static char *
field_value(PopplerFormField *field)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *text = NULL;
    switch (poppler_form_field_get_field_type(field)) {
    case POPPLER_FORM_FIELD_TEXT:
        if (poppler_form_field_text_is_password(field))
            break;
        text = poppler_form_field_text_get_text(field);
        g_string_append(out, text ? text : "");
        break;
    case POPPLER_FORM_FIELD_CHOICE:
        append_choices(field, out);
        break;
    case POPPLER_FORM_FIELD_BUTTON:
        if (poppler_form_field_button_get_button_type(field) != POPPLER_FORM_BUTTON_PUSH &&
            poppler_form_field_button_get_state(field))
            g_string_append(out, "on");
        break;
    case POPPLER_FORM_FIELD_SIGNATURE:
        g_string_append(out, "signature");
        break;
    case POPPLER_FORM_FIELD_UNKNOWN:
        break;
    }
    return one_line(out->str);
}

static void
list_fields(struct document *document, guint n, PopplerPage *page, guint *listed)
{
    GList *fields = poppler_page_get_form_field_mapping(page);
    guint empty = 0, all = 0;
    for (GList *l = g_list_last(fields); l; l = l->prev) { /* poppler lists the last one first */
        PopplerFormField *field = ((PopplerFormFieldMapping *)l->data)->field;
        g_autofree char *value = field_value(field);
        g_autofree char *label = poppler_form_field_get_alternate_ui_name(field);
        g_autofree char *full = label && *label ? NULL : poppler_form_field_get_name(field);
        g_autofree char *name = one_line(full ? full : label);
        all++;
        empty += !*value;
        if (*value && may_list(document, n, listed))
            document_issue(document, "form", n, "%s: %s", *name ? name : "field", value);
    }
    if (empty && may_list(document, n, listed))
        document_issue(document, "form", n, "%u of %u fields hold nothing", empty, all);
    poppler_page_free_form_field_mapping(fields);
}

/* ---- annotations ----------------------------------------------------------------------------- */

/* What kind it is, for a person; NULL for those that say nothing of their own: links, the fields of
 * forms, windows of other notes, marks of printers. */
static const char *
annotation_kind(PopplerAnnotType type)
{
    switch (type) {
    case POPPLER_ANNOT_TEXT:
    case POPPLER_ANNOT_FREE_TEXT:
        return "note";
    case POPPLER_ANNOT_HIGHLIGHT:
    case POPPLER_ANNOT_UNDERLINE:
    case POPPLER_ANNOT_SQUIGGLY:
        return "marked text";
    case POPPLER_ANNOT_STRIKE_OUT:
        return "struck out";
    case POPPLER_ANNOT_STAMP:
        return "stamp";
    case POPPLER_ANNOT_FILE_ATTACHMENT:
        return "file";
    case POPPLER_ANNOT_LINE:
    case POPPLER_ANNOT_SQUARE:
    case POPPLER_ANNOT_CIRCLE:
    case POPPLER_ANNOT_POLYGON:
    case POPPLER_ANNOT_POLY_LINE:
    case POPPLER_ANNOT_INK:
    case POPPLER_ANNOT_CARET:
        return "drawing";
    default:
        return NULL;
    }
}

static void
list_annotation(struct document *document, guint n, PopplerAnnot *annotation, guint *listed)
{
    PopplerAnnotType type = poppler_annot_get_annot_type(annotation);
    const char *kind = annotation_kind(type);
    if (!kind)
        return;
    g_autofree char *raw = poppler_annot_get_contents(annotation);
    g_autofree char *contents = one_line(raw);
    g_autofree char *label = POPPLER_IS_ANNOT_MARKUP(annotation)
                                 ? poppler_annot_markup_get_label(POPPLER_ANNOT_MARKUP(annotation))
                                 : NULL;
    g_autofree char *author = one_line(label);
    if (type == POPPLER_ANNOT_FILE_ATTACHMENT) {
        PopplerAttachment *file =
            poppler_annot_file_attachment_get_attachment(POPPLER_ANNOT_FILE_ATTACHMENT(annotation));
        g_autofree char *line = file ? attachment_line(file) : NULL;
        if (line && may_list(document, n, listed))
            document_issue(document, "attachment", n, "%s", line);
        g_clear_object(&file);
    }
    if ((!*contents && !*author) || !may_list(document, n, listed))
        return;
    document_issue(document, "annotation", n, "%s%s%s%s%s", kind, *author ? " of " : "", author,
                   *contents ? ": " : "", contents);
}

static void
list_annotations(struct document *document, guint n, PopplerPage *page, guint *listed)
{
    GList *all = poppler_page_get_annot_mapping(page);
    for (GList *l = g_list_last(all); l; l = l->prev)
        list_annotation(document, n, ((PopplerAnnotMapping *)l->data)->annot, listed);
    poppler_page_free_annot_mapping(all);
}

void
parts_of_page(struct document *document, guint n, const struct page_characters *page, guint *listed)
{
    if (!page->page)
        return; /* an image file */
    list_fields(document, n, page->page, listed);
    list_annotations(document, n, page->page, listed);
}
