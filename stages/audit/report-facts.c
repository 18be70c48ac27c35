#include "cpr.h"
#include "report.h"

#include <string.h>

enum {
    MAX_COMPARED = 50 /* evidences of one fact that each is compared with */
};

/* ---- which facts belong to what -------------------------------------------------------------- */

static void
unref_array(gpointer array)
{
    if (array)
        g_array_unref(array);
}

/* Adds a fact to a list, once; facts come in order. */
static void
add_fact(GPtrArray *lists, guint at, guint fact)
{
    GArray *list = g_ptr_array_index(lists, at);
    if (!list)
        g_ptr_array_index(lists, at) = list = g_array_new(FALSE, FALSE, sizeof(guint));
    if (!list->len || g_array_index(list, guint, list->len - 1) != fact)
        g_array_append_val(list, fact);
}

struct fact_index *
fact_index_new(struct document *document)
{
    struct fact_index *index = g_new0(struct fact_index, 1);
    index->document = document;
    index->mask = cpr_mask_new(document);
    index->anchors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    index->of_mention = g_ptr_array_new_with_free_func(unref_array);
    index->of_sentence = g_ptr_array_new_with_free_func(unref_array);
    g_ptr_array_set_size(index->of_mention, (gint)document->mentions->len);
    g_ptr_array_set_size(index->of_sentence, (gint)document->sentences->len);
    for (guint i = 0; i < document->facts->len; i++) {
        const struct fact *fact = document_fact(document, i);
        if (fact->subject.kind == TERM_MENTION)
            add_fact(index->of_mention, fact->subject.mention, i);
        if (fact->object.kind == TERM_MENTION)
            add_fact(index->of_mention, fact->object.mention, i);
        for (guint e = 0; e < fact->n_evidence; e++)
            add_fact(fact->evidence[e].is_mention ? index->of_mention : index->of_sentence,
                     fact->evidence[e].index, i);
    }
    return index;
}

void
fact_index_free(struct fact_index *index)
{
    if (!index)
        return;
    cpr_mask_free(index->mask);
    g_hash_table_unref(index->anchors);
    g_clear_pointer(&index->entities, g_hash_table_unref);
    g_clear_pointer(&index->runs, g_array_unref);
    g_ptr_array_unref(index->of_mention);
    g_ptr_array_unref(index->of_sentence);
    g_free(index);
}

void
report_data(GString *out, const GArray *facts)
{
    if (!facts)
        return;
    g_string_append(out, " data-f=\"");
    for (guint i = 0; i < facts->len; i++)
        g_string_append_printf(out, "%s%u", i ? " " : "", g_array_index(facts, guint, i) + 1);
    g_string_append_c(out, '"');
}

gboolean
report_anchor(GString *out, struct fact_index *index, const char *id)
{
    if (!g_hash_table_add(index->anchors, g_strdup(id)))
        return FALSE;
    html_attribute(out, "id", id);
    return TRUE;
}

/* ---- mentions -------------------------------------------------------------------------------- */

const char *
mention_class(enum mention_type type)
{
    static const char *const classes[N_MENTION_TYPES] = {
        [MENTION_AMOUNT] = "k-money",     [MENTION_PERCENT] = "k-money",
        [MENTION_DATE] = "k-time",        [MENTION_PERIOD] = "k-time",
        [MENTION_DURATION] = "k-time",    [MENTION_CASE] = "k-ref",
        [MENTION_PROJECT] = "k-name",     [MENTION_PROGRAMME] = "k-name",
        [MENTION_ORGANISATION] = "k-who", [MENTION_PERSON] = "k-who",
        [MENTION_PLACE] = "k-who",        [MENTION_COUNT] = "k-count",
        [MENTION_CONTACT] = "k-ref",      [MENTION_LAW] = "k-ref",
        [MENTION_CPR] = "k-ref"};
    return classes[type];
}

static char *
mention_value(const struct report *report, struct fact_index *index, const struct mention *mention)
{
    struct arena *arena = index->document->arena;
    const char *currency = attrs_get(arena, mention->attrs, "currency");
    return value_shown(report->language, mention_type_name(mention->type),
                       cpr_mask_text(index->mask, arena, mention->value), currency);
}

char *
mention_shown(const struct report *report, struct fact_index *index, const struct mention *mention)
{
    g_autofree char *value = mention_value(report, index, mention);
    return g_strdup_printf("%s: %s", label_word(report->language, mention_type_name(mention->type)),
                           value);
}

/* ---- facts ----------------------------------------------------------------------------------- */

/* The three parts of the list. */
static const struct {
    const char *title; /* for label_say() */
    enum predicate predicates[12];
    guint n;
} parts[] = {
    {"Projects and money",
     {PREDICATE_FUNDING, PREDICATE_SUM_CHECK, PREDICATE_COUNT, PREDICATE_PERIOD, PREDICATE_DURATION,
      PREDICATE_STATUS, PREDICATE_PART_OF, PREDICATE_LEAD, PREDICATE_PARTNER, PREDICATE_SUPPLIER},
     10},
    {"Case and decision",
     {PREDICATE_CONSIDERED, PREDICATE_DECISION, PREDICATE_REPORTS_TO, PREDICATE_NEXT_REPORT},
     4},
    {"About the paper",
     {PREDICATE_TITLE, PREDICATE_ISSUED, PREDICATE_ISSUING_UNIT, PREDICATE_ADDRESSED_TO,
      PREDICATE_CASE_NUMBER, PREDICATE_DOCUMENT_NUMBER, PREDICATE_CASE_OFFICER,
      PREDICATE_ATTACHMENT, PREDICATE_ADDRESS, PREDICATE_PHONE},
     10},
    {"About the paper", {PREDICATE_FAX, PREDICATE_EMAIL, PREDICATE_URL, PREDICATE_EAN}, 4},
};

static const char *
fact_class(enum predicate predicate)
{
    switch (predicate) {
    case PREDICATE_FUNDING:
    case PREDICATE_SUM_CHECK:
        return "k-money";
    case PREDICATE_COUNT:
        return "k-count";
    case PREDICATE_PERIOD:
    case PREDICATE_DURATION:
    case PREDICATE_ISSUED:
    case PREDICATE_NEXT_REPORT:
        return "k-time";
    case PREDICATE_STATUS:
    case PREDICATE_PART_OF:
        return "k-name";
    case PREDICATE_LEAD:
    case PREDICATE_PARTNER:
    case PREDICATE_SUPPLIER:
    case PREDICATE_CONSIDERED:
    case PREDICATE_DECISION:
    case PREDICATE_REPORTS_TO:
        return "k-who";
    default:
        return "k-ref";
    }
}

static char *
term_shown(const struct report *report, struct fact_index *index, const struct fact *fact,
           const struct term *term)
{
    struct arena *arena = index->document->arena;
    if (term->kind == TERM_DOCUMENT)
        return g_strdup(label_word(report->language, "document"));
    if (term->kind == TERM_MENTION)
        return mention_value(report, index, document_mention(index->document, term->mention));
    if (fact->predicate == PREDICATE_SUM_CHECK)
        return sum_shown(report->language, cpr_mask_text(index->mask, arena, term->text));
    gboolean word = fact->predicate == PREDICATE_STATUS || fact->predicate == PREDICATE_DECISION;
    return g_strdup(word ? label_word(report->language, term->text)
                         : cpr_mask_text(index->mask, arena, term->text));
}

char *
per_shown(const struct report *report, const char *value)
{
    g_auto(GStrv) units = g_strsplit(value, ",", -1);
    GString *out = g_string_new(NULL);
    for (guint i = 0; units[i]; i++) {
        gboolean unit = g_str_has_prefix(units[i], "unit:");
        g_string_append_printf(out, "%s%s", i ? ", " : "",
                               unit ? units[i] + strlen("unit:")
                                    : label_word(report->language, units[i]));
    }
    return g_string_free(out, FALSE);
}

void
report_qualifier(GString *out, const struct report *report, const char *name, const char *value)
{
    static const char *const words[] = {"status", "verdict", "approx"};
    gboolean word = FALSE;
    g_autofree char *shown = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        word |= !strcmp(name, words[i]);
    if (word)
        shown = g_strdup(label_word(report->language, value));
    else if (!strcmp(name, "per"))
        shown = per_shown(report, value);
    else if (!strcmp(name, "period") || !strcmp(name, "date"))
        shown = value_shown(report->language, "date", value, NULL);
    else if (!strcmp(name, "by"))
        shown = value_shown(report->language, "count", value, NULL);
    else
        shown = g_strdup(value);
    g_string_append(out, "<li><span>");
    html_text(out, label_word(report->language, name));
    g_string_append(out, "</span> ");
    html_text(out, shown);
    g_string_append(out, "</li>");
}

static struct span
evidence_span(const struct document *document, const struct evidence *evidence)
{
    return evidence->is_mention ? document_mention(document, evidence->index)->span
                                : document_sentence(document, evidence->index)->span;
}

/* TRUE for words that stand inside other evidence of the same fact: shown once is enough. */
static gboolean
is_inside_other(const struct document *document, const struct fact *fact, guint e)
{
    struct span span = evidence_span(document, &fact->evidence[e]);
    for (guint other = 0; other < MIN(fact->n_evidence, (guint)MAX_COMPARED); other++) {
        struct span outer = evidence_span(document, &fact->evidence[other]);
        gboolean same = outer.start == span.start && outer.end == span.end;
        if (other != e && outer.start <= span.start && span.end <= outer.end &&
            (!same || other < e))
            return TRUE;
    }
    return FALSE;
}

/* The words that show a fact, with a link to where they stand. */
static void
put_evidence(GString *out, const struct report *report, struct fact_index *index, guint i, guint e)
{
    struct document *document = index->document;
    const struct evidence *evidence = &document_fact(document, i)->evidence[e];
    struct span span = evidence_span(document, evidence);
    struct place place = document_place(document, span);
    g_autofree char *far = g_strdup_printf("e%u-%u", i + 1, place.page);
    g_autofree char *near = g_strdup_printf("e%u", i + 1);
    g_autofree char *page = g_strdup_printf("p%u", place.page);
    const char *target = g_hash_table_contains(index->anchors, far)    ? far
                         : g_hash_table_contains(index->anchors, near) ? near
                                                                       : page;
    g_string_append(out, "<blockquote><p>");
    html_text(out, cpr_mask_text(index->mask, document->arena, document_printed(document, span)));
    g_string_append_printf(
        out, "</p></blockquote><p class=\"where\"><a href=\"#%s\">%s %u, %s %u</a></p>", target,
        label_say(report->language, "page"), place.page,
        label_say(report->language, document->media == MEDIA_HTML ? "run of text" : "line"),
        place.line);
}

/* "»words« (paper.pdf#page=3, SHA-256 0123...)": the first evidence, for a person to paste into a
 * text. The script makes a button of it. */
static void
put_citation(GString *out, const struct report *report, struct fact_index *index,
             const struct fact *fact)
{
    struct document *document = index->document;
    if (!fact->n_evidence)
        return;
    struct span span = evidence_span(document, &fact->evidence[0]);
    const char *words =
        cpr_mask_text(index->mask, document->arena, document_printed(document, span));
    g_auto(GStrv) lines = g_strsplit_set(words, " \n\t", -1);
    g_autoptr(GString) cite = g_string_new("»");
    for (guint i = 0; lines[i]; i++) {
        if (*lines[i])
            g_string_append_printf(cite, "%s%s", cite->len > strlen("»") ? " " : "", lines[i]);
    }
    g_string_append_printf(cite, "« (%s#page=%u", index->file, document_place(document, span).page);
    if (index->sha256)
        g_string_append_printf(cite, ", SHA-256 %s", index->sha256);
    g_string_append_c(cite, ')');
    g_string_append(out, "<button type=\"button\" class=\"cite\" hidden");
    html_attribute(out, "data-cite", cite->str);
    g_string_append_printf(out, " data-done=\"%s\">%s</button>",
                           label_say(report->language, "copied"),
                           label_say(report->language, "copy as a citation"));
}

/* The way to what other papers say of the same project. */
static void
put_entity(GString *out, const struct report *report, const struct fact_index *index, guint i)
{
    const gint64 *entity =
        index->entities ? g_hash_table_lookup(index->entities, GUINT_TO_POINTER(i + 1)) : NULL;
    if (!entity)
        return;
    g_string_append_printf(out, "<p class=\"where\"><a href=\"e%" G_GINT64_FORMAT ".html\">",
                           *entity);
    html_text(out, label_say(report->language, "over time, in all papers"));
    g_string_append(out, "</a></p>");
}

static gboolean
is_off(const struct fact *fact)
{
    for (guint i = 0; i < fact->n_qualifiers; i++) {
        if (!strcmp(fact->qualifiers[i].name, "verdict"))
            return !strcmp(fact->qualifiers[i].value, "off");
    }
    return FALSE;
}

static void
put_fact(GString *out, const struct report *report, struct fact_index *index, guint i)
{
    struct document *document = index->document;
    const struct fact *fact = document_fact(document, i);
    g_autofree char *subject = term_shown(report, index, fact, &fact->subject);
    g_autofree char *object = term_shown(report, index, fact, &fact->object);
    g_string_append_printf(out,
                           "<article class=\"fact %s%s\" id=\"f%u\" data-f=\"%u\" tabindex=\"0\" "
                           "aria-labelledby=\"h%u\">",
                           fact_class(fact->predicate), is_off(fact) ? " bad" : "", i + 1, i + 1,
                           i + 1);
    g_string_append_printf(out, "<h4 id=\"h%u\">", i + 1);
    html_text(out, label_word(report->language, predicate_name(fact->predicate)));
    g_string_append(out, "</h4><p class=\"st\">");
    if (fact->subject.kind != TERM_DOCUMENT) {
        html_text(out, subject);
        g_string_append(out, " <span class=\"arrow\" aria-hidden=\"true\">→</span> ");
    }
    html_element(out, "b", object);
    g_string_append(out, "</p>");
    if (fact->n_qualifiers) {
        g_string_append(out, "<ul class=\"q\">");
        for (guint q = 0; q < fact->n_qualifiers; q++)
            report_qualifier(
                out, report, fact->qualifiers[q].name,
                cpr_mask_text(index->mask, document->arena, fact->qualifiers[q].value));
        g_string_append(out, "</ul>");
    }
    for (guint e = 0; e < fact->n_evidence; e++) {
        if (!is_inside_other(document, fact, e))
            put_evidence(out, report, index, i, e);
    }
    put_entity(out, report, index, i);
    put_citation(out, report, index, fact);
    g_string_append_printf(
        out, "<p class=\"how\">%s %s · %s ", label_say(report->language, "certainty"),
        label_word(report->language, cert_name(fact->cert)), label_say(report->language, "rule"));
    html_text(out, fact->rule);
    g_string_append_printf(out, " · f%u</p></article>\n", i + 1);
}

void
report_facts(GString *out, const struct report *report, struct fact_index *index)
{
    const struct document *document = index->document;
    const char *title = NULL;
    for (guint p = 0; p < G_N_ELEMENTS(parts); p++) {
        for (guint k = 0; k < parts[p].n; k++) {
            for (guint i = 0; i < document->facts->len; i++) {
                if (document_fact(document, i)->predicate != parts[p].predicates[k])
                    continue;
                if (g_strcmp0(title, parts[p].title) != 0)
                    html_element(out, "h3", label_say(report->language, parts[p].title));
                title = parts[p].title;
                put_fact(out, report, index, i);
            }
        }
    }
    if (!document->facts->len)
        html_element(out, "p", label_say(report->language, "There are no facts in this paper."));
}
