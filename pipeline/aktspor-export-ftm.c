/* FollowTheMoney entities, a line each, as Aleph and its tools read them: papers as Document kinds,
 * projects and programmes as Project, bodies as PublicBody, Company or Organization, people as
 * Person; money that was granted, released or spent as Payment, partners as ProjectParticipant, and
 * what a paper names as Documentation. What is applied for, budgeted or estimated is no payment and
 * stays out. Ids are made of what does not change: bytes, kind and name, place of a fact. */
#include "aktspor-export.h"

#include "json.h"
#include "load/database-private.h"

#include <string.h>

/* An entity being put together. */
struct ftm {
    FILE *file;
    GString *line;
    gboolean any; /* a property stands there already */
};

/* "doc", "thing", "fact" and what names it: an id for others to keep. */
static char *
id_of(const char *kind, const char *text)
{
    g_autofree char *all = g_strdup_printf("aktspor|%s|%s", kind, text);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA1, all, -1);
}

static void
begin(struct ftm *ftm, const char *schema, const char *id)
{
    g_string_printf(ftm->line, "{\"id\":\"%s\",\"schema\":\"%s\",\"properties\":{", id, schema);
    ftm->any = FALSE;
}

/* A property with one value; an empty one is left out. */
static void
put(struct ftm *ftm, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    g_string_append_printf(ftm->line, "%s\"%s\":[", ftm->any ? "," : "", name);
    put_json_string(ftm->line, value, -1);
    g_string_append_c(ftm->line, ']');
    ftm->any = TRUE;
}

static void
put_id(struct ftm *ftm, const char *name, const char *kind, const char *text)
{
    if (!text || !*text)
        return;
    g_autofree char *id = id_of(kind, text);
    put(ftm, name, id);
}

/* Values parted by newlines. */
static void
put_several(struct ftm *ftm, const char *name, const char *values)
{
    g_auto(GStrv) list = g_strsplit(values, "\n", -1);
    gboolean first = TRUE;
    for (guint i = 0; list[i]; i++) {
        if (!*list[i])
            continue;
        if (first)
            g_string_append_printf(ftm->line, "%s\"%s\":[", ftm->any ? "," : "", name);
        else
            g_string_append_c(ftm->line, ',');
        put_json_string(ftm->line, list[i], -1);
        first = FALSE;
    }
    if (!first) {
        g_string_append_c(ftm->line, ']');
        ftm->any = TRUE;
    }
}

static void
end(struct ftm *ftm)
{
    g_string_append(ftm->line, "}}\n");
    export_write(ftm->file, ftm->line);
}

/* A date that FollowTheMoney knows: 2016, 2016-05, 2016-05-09; else nothing. */
static const char *
plain_date(const char *value)
{
    gsize length = strspn(value, "0123456789-");
    gboolean plain = !value[length] && (length == 4 || length == 7 || length == 10) &&
                     (length < 7 || strncmp(value + 5, "12", 2) <= 0);
    return plain ? value : "";
}

/* ---- what there is --------------------------------------------------------------------------- */

static const char *
document_schema(const char *media)
{
    return strcmp(media, "application/pdf") == 0 ? "Pages"
           : strcmp(media, "text/html") == 0     ? "HyperText"
           : strcmp(media, "text/plain") == 0    ? "PlainText"
           : g_str_has_prefix(media, "image")    ? "Image"
                                                 : "Document";
}

static void
put_document(struct ftm *ftm, sqlite3_stmt *row)
{
    const char *path = column_text(row, 3), *title = column_text(row, 2);
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *valid = g_utf8_make_valid(base, -1);
    g_autofree char *id = id_of("document", column_text(row, 0));
    g_autofree char *hash = g_strdup_printf("SHA-256 %s", column_text(row, 0));
    begin(ftm, document_schema(column_text(row, 1)), id);
    put(ftm, "name", *title ? title : valid);
    put(ftm, "title", title);
    put(ftm, "fileName", valid);
    put(ftm, "mimeType", g_str_has_prefix(column_text(row, 1), "image") ? "" : column_text(row, 1));
    put(ftm, "date", plain_date(column_text(row, 4)));
    put(ftm, "publisher", column_text(row, 5));
    put(ftm, "language", "dan");
    put(ftm, "country", "dk");
    put(ftm, "notes", hash);
    end(ftm);
}

/* The schema of a kind of name and its class; NULL for those that are no entities there. */
static const char *
thing_schema(const char *kind, const char *class)
{
    static const char *const bodies[] = {"municipality", "ministry",  "agency",  "county",
                                         "region",       "committee", "council", "department"};
    if (strcmp(kind, "project") == 0 || strcmp(kind, "programme") == 0)
        return "Project";
    if (strcmp(kind, "person") == 0)
        return "Person";
    if (strcmp(kind, "organisation") != 0)
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(bodies); i++) {
        if (strcmp(class, bodies[i]) == 0)
            return "PublicBody";
    }
    return strcmp(class, "company") == 0 ? "Company" : "Organization";
}

static void
put_thing(struct ftm *ftm, sqlite3_stmt *row)
{
    const char *kind = column_text(row, 1), *class = column_text(row, 2);
    g_autofree char *id = id_of("thing", column_text(row, 0));
    begin(ftm, thing_schema(kind, class), id);
    put(ftm, "name", column_text(row, 3));
    put_several(ftm, "alias", column_text(row, 4));
    put(ftm, "country", "dk");
    put(ftm, "keywords", *class ? class : strcmp(kind, "programme") == 0 ? "programme" : "");
    end(ftm);
}

static void
put_payment(struct ftm *ftm, sqlite3_stmt *row)
{
    g_autofree char *id = id_of("fact", column_text(row, 0));
    begin(ftm, "Payment", id);
    put(ftm, "amount", column_text(row, 1));
    put(ftm, "currency", "DKK");
    put_id(ftm, strcmp(column_text(row, 3), "organisation") == 0 ? "beneficiary" : "project",
           "thing", column_text(row, 2));
    put(ftm, "purpose", column_text(row, 4));
    if (strcmp(column_text(row, 3), "organisation") != 0)
        put_id(ftm, "beneficiary", "thing", column_text(row, 5));
    put_id(ftm, "payer", "thing", column_text(row, 6));
    put(ftm, "programme", column_text(row, 7));
    put(ftm, "date", plain_date(column_text(row, 8)));
    put(ftm, "startDate", column_text(row, 9));
    put(ftm, "endDate", column_text(row, 10));
    put(ftm, "summary", column_text(row, 11));
    put(ftm, "description", column_text(row, 12));
    put(ftm, "recordId", column_text(row, 0));
    put_id(ftm, "proof", "document", column_text(row, 13));
    end(ftm);
}

static void
put_participant(struct ftm *ftm, sqlite3_stmt *row)
{
    g_autofree char *id = id_of("fact", column_text(row, 0));
    begin(ftm, "ProjectParticipant", id);
    put_id(ftm, "project", "thing", column_text(row, 1));
    put_id(ftm, "participant", "thing", column_text(row, 2));
    put(ftm, "role", column_text(row, 3));
    put(ftm, "summary", column_text(row, 4));
    put(ftm, "recordId", column_text(row, 0));
    put_id(ftm, "proof", "document", column_text(row, 5));
    end(ftm);
}

static void
put_naming(struct ftm *ftm, sqlite3_stmt *row)
{
    g_autofree char *both = g_strdup_printf("%s|%s", column_text(row, 0), column_text(row, 1));
    g_autofree char *id = id_of("naming", both);
    begin(ftm, "Documentation", id);
    put_id(ftm, "document", "document", column_text(row, 0));
    put_id(ftm, "entity", "thing", column_text(row, 1));
    put(ftm, "role", "names");
    end(ftm);
}

/* ---- the queries ----------------------------------------------------------------------------- */

/* What a name is called by: its entity, or itself where akt-link has not been. */
#define WHO(n, e)                                                                          \
    "CASE WHEN " n ".id IS NULL OR " n ".kind IN ('case', 'place') THEN NULL ELSE " n      \
    ".kind || '|' || coalesce(" e ".scope, " n ".scope) || '|' || coalesce(" e ".name, " n \
    ".value) END"
/* The thing that a name in a qualifier means, if the paper names it so. */
#define NAMED(column)                                                                          \
    "(SELECT " WHO(                                                                            \
        "qn",                                                                                  \
        "qe") " FROM mention AS qm JOIN name AS qn ON qn.id = qm.name "                        \
              "LEFT JOIN entity AS qe ON qe.id = qn.entity WHERE qm.document = fact.document " \
              "AND qm.type = 'organisation' AND qm.value = " column " ORDER BY qm.n LIMIT 1)"
#define STABLE "'d' || substr(document.sha256, 1, 16) || '/' || fact.key"
#define OF_FACT                                                                     \
    " FROM fact JOIN document ON document.id = fact.document AND document.current " \
    "LEFT JOIN name AS sn ON sn.id = subject_name "                                 \
    "LEFT JOIN entity AS se ON se.id = sn.entity "                                  \
    "LEFT JOIN name AS obn ON obn.id = object_name "                                \
    "LEFT JOIN entity AS obe ON obe.id = obn.entity "                               \
    "LEFT JOIN evidence ON evidence.fact = fact.id AND evidence.n = 1 "

/* HIDE: hide() where persons stay out, else shown(). PUBLIC: no person, where they stay out. */
static const struct query {
    const char *sql;
    void (*put)(struct ftm *ftm, sqlite3_stmt *row);
} queries[] = {
    {"SELECT sha256, media, HIDE(id, title), path, issued, municipality FROM document "
     "JOIN document_path ON document_path.document = document.id WHERE sha256 IS NOT NULL "
     "ORDER BY id",
     put_document},
    {"SELECT who, kind, max(class), max(best), group_concat(CASE WHEN value <> best THEN value "
     "END, "
     "char(10)) FROM (SELECT DISTINCT " WHO(
         "name", "entity") " AS who, name.kind AS kind, class, "
                           "coalesce(entity.name, value) AS best, value FROM name LEFT JOIN entity "
                           "ON entity.id = entity "
                           "WHERE name.kind IN ('project', 'programme', 'organisation', 'person') "
                           "AND EXISTS (SELECT 1 "
                           "FROM mention JOIN document ON document.id = document WHERE "
                           "mention.name = name.id AND current) "
                           "ORDER BY who, value) WHERE PUBLIC GROUP BY who ORDER BY who",
     put_thing},
    {"SELECT " STABLE ", rtrim(rtrim(printf('%.2f', amount_min_ore / 100.0), '0'), '.'), "
     "" WHO("sn", "se") ", subject_type, HIDE(fact.document, coalesce(se.name, subject)), "
                        "" NAMED("recipient") ", " NAMED(
                            "grantor") ", source, date, period_from, period_to, "
                                       "HIDE(fact.document, evidence.text), status || CASE WHEN "
                                       "per IS NULL THEN '' ELSE ', per ' || "
                                       "per END, document.sha256" OF_FACT
                                       "WHERE predicate = 'funding' AND object_type = 'amount' AND "
                                       "amount_min_ore = amount_max_ore "
                                       "AND status IN ('granted', 'released', 'spent') ORDER BY "
                                       "fact.document, fact.n",
     put_payment},
    {"SELECT " STABLE ", " WHO("sn", "se") ", " WHO(
         "obn", "obe") ", predicate, "
                       "HIDE(fact.document, evidence.text), document.sha256" OF_FACT
                       "WHERE predicate IN ('partner', 'lead', 'supplier') AND subject_type IN "
                       "('project', "
                       "'programme') AND object_type = 'organisation' AND subject_name IS NOT NULL "
                       "AND object_name IS NOT NULL ORDER BY fact.document, fact.n",
     put_participant},
    {"SELECT DISTINCT sha256, who FROM (SELECT document.id AS id, sha256, name.kind AS kind, "
     "" WHO("name",
            "entity") " AS who FROM mention JOIN document ON document.id = mention.document "
                      "AND current JOIN name ON name.id = mention.name LEFT JOIN entity ON "
                      "entity.id = name.entity) "
                      "WHERE who IS NOT NULL AND sha256 IS NOT NULL AND PUBLIC ORDER BY id, who",
     put_naming},
};

static char *
replace(const char *sql, const char *word, const char *by)
{
    g_auto(GStrv) parts = g_strsplit(sql, word, -1);
    return g_strjoinv(by, parts);
}

static gboolean
run_query(const struct export *export, const struct query *query, struct ftm *ftm, GError **error)
{
    g_autofree char *words = replace(query->sql, "HIDE(", export->no_persons ? "hide(" : "shown(");
    g_autofree char *sql = replace(words, "PUBLIC", export->no_persons ? "kind <> 'person'" : "1");
    gboolean row;
    struct statement statement = statement_of(export->database, g_intern_string(sql), "reading it");
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        query->put(ftm, statement.handle);
    }
}

/* shown(document, text): the text. */
static void
shown(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    sqlite3_result_value(context, values[1]);
}

gboolean
export_ftm(const struct export *export, GError **error)
{
    static const char name[] = "entities.ftm.json";
    g_autoptr(GString) line = g_string_new(NULL);
    struct ftm ftm = {.line = line};
    gboolean ok = TRUE;
    if (sqlite3_create_function(database_handle(export->database), "shown", 2, SQLITE_UTF8, NULL,
                                shown, NULL, NULL) != SQLITE_OK)
        return database_error(export->database, "reading it", error);
    ftm.file = export_open(export, name, error);
    if (!ftm.file)
        return FALSE;
    for (guint i = 0; ok && i < G_N_ELEMENTS(queries); i++)
        ok = run_query(export, &queries[i], &ftm, error);
    return export_close(export, name, ftm.file, ok ? error : NULL) && ok;
}
