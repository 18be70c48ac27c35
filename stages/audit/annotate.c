/* annotate: a copy of a paper with its facts highlighted. What to highlight is found in one
 * closed-in process (boxes) and written in another; only the parent writes the file. */
#include "annotate.h"

#include "audit-private.h"
#include "cpr.h"
#include "labels.h"
#include "load/database-private.h"
#include "precision.h"
#include "program.h"
#include "shown-draw.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum {
    MAX_ORIGINAL = 400 * 1024 * 1024,
    MAX_NOTE = 8000 /* bytes: a title that a hundred facts share is told by the first */
};

/* What a copy is made of. */
struct copy {
    struct database *database;
    enum language language;
    struct original *original;
    struct document *document;
    struct cpr_mask *mask;
    gint64 id;
    GArray *boxes;         /* struct placed_box */
    GHashTable *verdicts;  /* fact's n -> "rejected" */
    GPtrArray *highlights; /* struct highlight */
};

struct placed_box {
    guint page;
    struct shown_box box;
};

/* ---- where ----------------------------------------------------------------------------------- */

static void
find_boxes(struct closed_pipe *pipe, gpointer data)
{
    const struct copy *copy = data;
    const struct shown_work work = {
        .document = copy->document, .original = copy->original, .no_picture = TRUE};
    shown_draw(pipe, &work);
}

static gboolean
take_boxes(const struct frame *frame, gpointer data, GError **error)
{
    struct copy *copy = data;
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(struct shown_box));
    (void)error;
    if (frame->kind != SHOWN_BOXES || !frame->n || frame->n > SHOWN_MAX_PAGES)
        return TRUE;
    g_array_append_vals(boxes, frame->bytes, (guint)(frame->length / sizeof(struct shown_box)));
    shown_boxes_check(copy->document->mentions->len, copy->document->sentences->len, boxes);
    for (guint i = 0; i < boxes->len; i++) {
        const struct placed_box placed = {frame->n, g_array_index(boxes, struct shown_box, i)};
        g_array_append_val(copy->boxes, placed);
    }
    return TRUE;
}

/* ---- what the notes say ---------------------------------------------------------------------- */

static char *
term_shown(struct copy *copy, const struct term *term)
{
    struct document *document = copy->document;
    if (term->kind == TERM_DOCUMENT)
        return g_strdup(label_word(copy->language, "document"));
    if (term->kind == TERM_TEXT)
        return g_strdup(
            label_word(copy->language, cpr_mask_text(copy->mask, document->arena, term->text)));
    const struct mention *mention = document_mention(document, term->mention);
    return value_shown(copy->language, mention_type_name(mention->type),
                       cpr_mask_text(copy->mask, document->arena, mention->value),
                       attrs_get(document->arena, mention->attrs, "currency"));
}

/* "penge: Åben Port, 2.500.000 kr.; status bevilget  [f12, funding.sentence]". */
static void
add_fact(GString *out, struct copy *copy, guint i)
{
    struct document *document = copy->document;
    const struct fact *fact = document_fact(document, i);
    const char *verdict = g_hash_table_lookup(copy->verdicts, GUINT_TO_POINTER(i + 1));
    g_autofree char *subject = term_shown(copy, &fact->subject);
    g_autofree char *object = term_shown(copy, &fact->object);
    if (out->len > MAX_NOTE)
        return;
    g_string_append_printf(out, "%s%s: %s, %s", out->len ? "\n" : "",
                           label_word(copy->language, predicate_name(fact->predicate)), subject,
                           object);
    for (guint k = 0; k < fact->n_qualifiers; k++)
        g_string_append_printf(
            out, "; %s %s", label_word(copy->language, fact->qualifiers[k].name),
            label_word(copy->language,
                       cpr_mask_text(copy->mask, document->arena, fact->qualifiers[k].value)));
    g_string_append_printf(out, "  [f%u, %s%s%s]", i + 1, fact->rule, verdict ? ", " : "",
                           verdict ? verdict : "");
}

/* Yellow for money and counts, green for what was decided, blue for the rest, red for what a
 * reviewer rejected: light, as words show through. */
static guint32
colour_of(const struct copy *copy, guint i)
{
    static const guint32 rejected = 0xff9d9d, money = 0xffe066, decided = 0xa8e6a1,
                         other = 0xa9d3ff;
    if (g_strcmp0(g_hash_table_lookup(copy->verdicts, GUINT_TO_POINTER(i + 1)), "rejected") == 0)
        return rejected;
    switch (document_fact(copy->document, i)->predicate) {
    case PREDICATE_FUNDING:
    case PREDICATE_SUM_CHECK:
    case PREDICATE_COUNT:
        return money;
    case PREDICATE_DECISION:
    case PREDICATE_CONSIDERED:
    case PREDICATE_STATUS:
        return decided;
    default:
        return other;
    }
}

/* ---- what is highlighted --------------------------------------------------------------------- */

static void
highlight_free(gpointer data)
{
    struct highlight *highlight = data;
    g_array_unref(highlight->boxes);
    g_free(highlight->note);
    g_free(highlight);
}

/* The facts of a mention, or of a sentence that shows a fact without any mention: arrays of guint,
 * NULL where there are none. */
struct shows {
    GPtrArray *mentions, *sentences;
};

static void
array_unref(gpointer data)
{
    if (data)
        g_array_unref(data);
}

static void
note_fact(GPtrArray *of, guint at, guint fact)
{
    GArray *facts = g_ptr_array_index(of, at);
    if (!facts)
        of->pdata[at] = facts = g_array_new(FALSE, FALSE, sizeof(guint));
    if (!facts->len || g_array_index(facts, guint, facts->len - 1) != fact)
        g_array_append_val(facts, fact);
}

static struct shows
find_shows(const struct document *document)
{
    struct shows shows = {g_ptr_array_new_with_free_func(array_unref),
                          g_ptr_array_new_with_free_func(array_unref)};
    g_ptr_array_set_size(shows.mentions, (int)document->mentions->len);
    g_ptr_array_set_size(shows.sentences, (int)document->sentences->len);
    for (guint i = 0; i < document->facts->len; i++) {
        const struct fact *fact = document_fact(document, i);
        const struct term *const terms[] = {&fact->subject, &fact->object};
        gboolean any = FALSE;
        for (guint t = 0; t < 2; t++) {
            if (terms[t]->kind != TERM_MENTION)
                continue;
            note_fact(shows.mentions, terms[t]->mention, i);
            any = TRUE;
        }
        for (guint e = 0; !any && e < fact->n_evidence; e++)
            note_fact(fact->evidence[e].is_mention ? shows.mentions : shows.sentences,
                      fact->evidence[e].index, i);
    }
    return shows;
}

/* One highlight for each mention or sentence and page; boxes of one come together. */
static void
make_highlights(struct copy *copy)
{
    struct shows shows = find_shows(copy->document);
    struct highlight *last = NULL;
    const struct placed_box *before = NULL;
    for (guint i = 0; i < copy->boxes->len; i++) {
        const struct placed_box *placed = &g_array_index(copy->boxes, struct placed_box, i);
        const struct shown_box *box = &placed->box;
        const GArray *facts = g_ptr_array_index(
            box->kind == SHOWN_MENTION ? shows.mentions : shows.sentences, box->index);
        const struct highlight_box corners = {box->x0, box->y0, box->x1, box->y1};
        if (!facts)
            continue;
        if (!before || before->page != placed->page || before->box.kind != box->kind ||
            before->box.index != box->index) {
            g_autoptr(GString) note = g_string_new(NULL);
            for (guint k = 0; k < facts->len; k++)
                add_fact(note, copy, g_array_index(facts, guint, k));
            last = g_new0(struct highlight, 1);
            *last = (struct highlight){
                placed->page, g_array_new(FALSE, FALSE, sizeof(struct highlight_box)),
                g_utf8_make_valid(note->str, -1), colour_of(copy, g_array_index(facts, guint, 0))};
            g_ptr_array_add(copy->highlights, last);
        }
        g_array_append_val(last->boxes, corners);
        before = placed;
    }
    g_ptr_array_unref(shows.mentions);
    g_ptr_array_unref(shows.sentences);
}

/* ---- from the database ----------------------------------------------------------------------- */

static gboolean
find_document(struct copy *copy, const char *path, GError **error)
{
    gboolean found;
    struct statement statement =
        statement_of(copy->database, "SELECT id FROM document WHERE sha256 = ?", "looking for it");
    put_text(&statement, copy->original->sha256);
    if (!statement_number(&statement, &found, &copy->id, error))
        return FALSE;
    if (!found)
        g_set_error(error, AKT_ERROR, AKT_ERROR_CHANGED,
                    "%s: the database has no paper of these bytes: it is another one, or has "
                    "changed since it was loaded",
                    path);
    return found;
}

static gboolean
read_verdicts(struct copy *copy, GError **error)
{
    gboolean row;
    struct statement statement =
        statement_of(copy->database,
                     "SELECT fact.n, v.verdict FROM fact JOIN verdict AS v ON v.id = " VERDICT_ON(
                         "fact.id") " WHERE fact.document = ?",
                     "reading verdicts");
    put_number(&statement, copy->id);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        g_hash_table_insert(copy->verdicts,
                            GUINT_TO_POINTER((guint)sqlite3_column_int64(statement.handle, 0)),
                            g_strdup(column_text(statement.handle, 1)));
    }
}

/* ---- writing --------------------------------------------------------------------------------- */

/* Refuses to write over the paper itself, by whatever name, or over any other original. */
static gboolean
may_write(const struct copy *copy, const char *path, const char *output, GError **error)
{
    struct stat in, out;
    gboolean found = FALSE;
    gint64 id;
    if (stat(output, &out))
        return TRUE;
    if (!S_ISREG(out.st_mode)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "%s is there and no file", output);
        return FALSE;
    }
    if (stat(path, &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "%s is the original itself", output);
        return FALSE;
    }
    g_autoptr(original) there = original_open(output, -1, MAX_ORIGINAL, error);
    if (!there)
        return FALSE;
    struct statement statement =
        statement_of(copy->database, "SELECT id FROM document WHERE sha256 = ?", "looking for it");
    put_text(&statement, there->sha256);
    if (!statement_number(&statement, &found, &id, error))
        return FALSE;
    if (found)
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "%s is an original of the database", output);
    return !found;
}

/* Under another name first, then renamed: what is there is whole. */
static gboolean
write_copy(GBytes *bytes, const char *output, GError **error)
{
    g_autoptr(GError) reason = NULL;
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    if (g_file_set_contents_full(output, data, (gssize)length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                 &reason))
        return TRUE;
    g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s", reason->message);
    return FALSE;
}

static gboolean
make_copy(struct copy *copy, const char *path, const char *output, GError **error)
{
    const struct closed closed = {
        .limits = &shown_limits, .work = find_boxes, .frame = take_boxes, .data = copy};
    if (!find_document(copy, path, error) || !may_write(copy, path, output, error))
        return FALSE;
    g_autoptr(paper) paper = paper_get(copy->database, copy->id, error);
    copy->document = paper ? paper_document(paper, error) : NULL;
    if (!copy->document || !read_verdicts(copy, error))
        return FALSE;
    copy->mask = cpr_mask_new(copy->document);
    if (!closed_run(&closed, error))
        return FALSE;
    make_highlights(copy);
    g_autoptr(GBytes) bytes = annotate_copy(copy->original, copy->highlights, error);
    return bytes && write_copy(bytes, output, error);
}

int
audit_annotate(const struct audit_options *options, struct database *database,
               char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    const char *path = arguments[1];
    if (!options->output)
        return audit_usage("annotate wants a file to write: -o OUT.pdf");
    g_autoptr(original) original = original_open(path, -1, MAX_ORIGINAL, &error);
    if (!original)
        return audit_failure(error);
    if (original->media != MEDIA_PDF)
        return audit_usage("annotate wants a PDF: others have no place for notes");
    struct copy copy = {.database = database,
                        .language =
                            g_strcmp0(options->language, "en") == 0 ? LANGUAGE_EN : LANGUAGE_DA,
                        .original = original,
                        .boxes = g_array_new(FALSE, FALSE, sizeof(struct placed_box)),
                        .verdicts = g_hash_table_new_full(NULL, NULL, NULL, g_free),
                        .highlights = g_ptr_array_new_with_free_func(highlight_free)};
    gboolean good = make_copy(&copy, path, options->output, &error);
    if (error && !strstr(error->message, path))
        g_prefix_error(&error, "%s: ", path);
    g_array_unref(copy.boxes);
    g_hash_table_unref(copy.verdicts);
    g_ptr_array_unref(copy.highlights);
    cpr_mask_free(copy.mask);
    document_free(copy.document);
    return good ? AKT_EXIT_OK : audit_failure(error);
}
