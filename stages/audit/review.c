#include "review.h"

#include "cpr.h"
#include "load/database-private.h"

#include <string.h>

static const char *const answers[] = {"accepted", "rejected", "unsure"};

const char *
review_answer_name(enum review_answer answer)
{
    return answers[answer];
}

gboolean
review_answer_from_name(const char *name, enum review_answer *ret_answer)
{
    for (guint i = 0; name && i < G_N_ELEMENTS(answers); i++) {
        if (strcmp(answers[i], name) == 0) {
            *ret_answer = (enum review_answer)i;
            return TRUE;
        }
    }
    return FALSE;
}

char *
review_now(void)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *second = g_date_time_format(now, "%Y-%m-%dT%H:%M:%S");
    return g_strdup_printf("%s.%03dZ", second, g_date_time_get_microsecond(now) / 1000);
}

/* ---- what is written ------------------------------------------------------------------------- */

static gboolean G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *reason = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "%s", reason);
    return FALSE;
}

/* Text of a reviewer, as it is kept: persons' numbers masked. NULL is "". */
static gboolean
take_text(const char *what, const char *text, gsize max, char **ret_text, GError **error)
{
    if (text && strlen(text) > max)
        return refuse(error, "the %s is longer than %" G_GSIZE_FORMAT " bytes", what, max);
    if (text && !g_utf8_validate(text, -1, NULL))
        return refuse(error, "the %s is not UTF-8", what);
    *ret_text = cpr_mask_copy(text ? text : "");
    return TRUE;
}

/* Whether a time is one that we write, so that times sort as text. */
static gboolean
is_time(const char *made)
{
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(made, utc);
    return time && g_str_has_suffix(made, "Z") &&
           strlen(made) == strlen("2026-11-24T20:15:03.123Z");
}

static gboolean
take_by(const struct review_by *by, char **ret_reviewer, char **ret_made, GError **error)
{
    if (by->made && !is_time(by->made))
        return refuse(error, "a time is written as 2026-11-24T20:15:03.123Z");
    if (!take_text("reviewer's name", by->reviewer, REVIEW_MAX_NAME, ret_reviewer, error))
        return FALSE;
    *ret_made = by->made ? g_strdup(by->made) : review_now();
    return TRUE;
}

static void
put_optional(struct statement *statement, gint64 id)
{
    if (id)
        put_number(statement, id);
    else
        put_null(statement);
}

static void
put_by(struct statement *statement, const char *reviewer, const char *made, gint64 sample)
{
    put_text(statement, reviewer);
    put_text(statement, made);
    put_optional(statement, sample);
}

/* Runs an INSERT that adds one row, or none where what it speaks of is not there. */
static gboolean
insert(struct statement *statement, const char *missing, gint64 *ret_id, GError **error)
{
    sqlite3 *handle = statement->database->handle;
    if (!statement_run(statement, error))
        return FALSE;
    if (sqlite3_changes(handle) == 0)
        return refuse(error, "%s", missing);
    if (ret_id)
        *ret_id = sqlite3_last_insert_rowid(handle);
    return TRUE;
}

gboolean
review_judge(struct database *database, gint64 fact, const struct review_judgement *judgement,
             const struct review_by *by, gint64 *ret_id, GError **error)
{
    g_autofree char *reviewer = NULL, *made = NULL, *note = NULL, *corrected = NULL;
    if (!take_by(by, &reviewer, &made, error) ||
        !take_text("note", judgement->note, REVIEW_MAX_TEXT, &note, error) ||
        !take_text("value", judgement->corrected, REVIEW_MAX_TEXT, &corrected, error))
        return FALSE;
    if (*corrected && judgement->answer != REVIEW_REJECTED)
        return refuse(error, "only a fact that is rejected has a better value");
    struct statement statement = statement_of(
        database,
        "INSERT INTO verdict (document, fact, predicate, subject, object, qualifiers, quote, page, "
        "line, verdict, corrected, note, reviewer, made, sample) "
        "SELECT document, id, predicate, subject_type || ':' || subject, "
        "object_type || ':' || object, qualifiers, coalesce(evidence.text, ''), "
        "coalesce(evidence.page, 0), coalesce(evidence.line, 0), ?, nullif(?, ''), ?, ?, ?, ? "
        "FROM fact LEFT JOIN evidence ON evidence.fact = fact.id AND evidence.n = 1 "
        "WHERE fact.id = ?",
        "writing a verdict");
    put_text(&statement, review_answer_name(judgement->answer));
    put_text(&statement, corrected);
    put_text(&statement, note);
    put_by(&statement, reviewer, made, by->sample);
    put_number(&statement, fact);
    return insert(&statement, "there is no such fact", ret_id, error);
}

/* "x0,y0,x1,y1 ...", four digits each. NULL with an error. */
static char *
boxes_text(const struct review_missed *missed, GError **error)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < MIN(missed->n_boxes, (guint)REVIEW_MAX_BOXES); i++) {
        const struct review_box *box = &missed->boxes[i];
        const double at[] = {box->x0, box->y0, box->x1, box->y1};
        g_string_append(out, i ? " " : "");
        for (guint k = 0; k < G_N_ELEMENTS(at); k++) {
            char digits[G_ASCII_DTOSTR_BUF_SIZE];
            double share = at[k] > 0 ? MIN(at[k], 1) : 0; /* NaN is 0 */
            g_ascii_formatd(digits, sizeof(digits), "%.4f", share);
            g_string_append_printf(out, "%s%s", k ? "," : "", digits);
        }
    }
    if (missed->n_boxes > REVIEW_MAX_BOXES) {
        refuse(error, "a mark has more than %d boxes", REVIEW_MAX_BOXES);
        g_string_free(out, TRUE);
        return NULL;
    }
    return g_string_free(out, FALSE);
}

gboolean
review_miss(struct database *database, const struct review_missed *missed,
            const struct review_by *by, gint64 *ret_id, GError **error)
{
    g_autofree char *reviewer = NULL, *made = NULL, *note = NULL, *value = NULL, *quote = NULL;
    enum predicate predicate;
    if (!missed->predicate || !predicate_from_name(missed->predicate, &predicate))
        return refuse(error, "there is no kind of fact \"%s\"",
                      missed->predicate ? missed->predicate : "");
    if (!take_by(by, &reviewer, &made, error) ||
        !take_text("note", missed->note, REVIEW_MAX_TEXT, &note, error) ||
        !take_text("value", missed->value, REVIEW_MAX_TEXT, &value, error) ||
        !take_text("quote", missed->quote, REVIEW_MAX_TEXT, &quote, error))
        return FALSE;
    if (!*quote && !missed->n_boxes)
        return refuse(error, "what is missed wants words or a place");
    g_autofree char *boxes = boxes_text(missed, error);
    if (!boxes)
        return FALSE;
    struct statement statement = statement_of(
        database,
        "INSERT INTO missed (document, page, predicate, quote, boxes, value, note, reviewer, made, "
        "sample) SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM document WHERE id = ?1 "
        "AND ?2 BETWEEN 1 AND pages",
        "writing a mark");
    put_number(&statement, missed->document);
    put_number(&statement, missed->page);
    put_text(&statement, missed->predicate);
    put_text(&statement, quote);
    put_text(&statement, boxes);
    put_text(&statement, value);
    put_text(&statement, note);
    put_by(&statement, reviewer, made, by->sample);
    return insert(&statement, "there is no such page", ret_id, error);
}

gboolean
review_read(struct database *database, gint64 document, guint page, const struct review_by *by,
            gint64 *ret_id, GError **error)
{
    g_autofree char *reviewer = NULL, *made = NULL;
    if (!take_by(by, &reviewer, &made, error))
        return FALSE;
    struct statement statement =
        statement_of(database,
                     "INSERT INTO reading (document, page, reviewer, made, sample) "
                     "SELECT id, ?2, ?3, ?4, ?5 FROM document WHERE id = ?1 "
                     "AND ?2 BETWEEN 1 AND pages",
                     "writing that a page was read");
    put_number(&statement, document);
    put_number(&statement, page);
    put_by(&statement, reviewer, made, by->sample);
    return insert(&statement, "there is no such page", ret_id, error);
}

/* ---- taking back ----------------------------------------------------------------------------- */

/* A row and all that it was carried from or to. */
#define FAMILY(table)                                                                         \
    "WITH RECURSIVE family (id) AS (SELECT id FROM " table " WHERE id = ?1 "                  \
    "UNION SELECT other.id FROM family JOIN " table " AS own ON own.id = family.id "          \
    "JOIN " table " AS other ON other.carried_from = own.id OR other.id = own.carried_from) " \
    "INSERT INTO withdrawal (" table ", reviewer, made) SELECT id, ?2, ?3 FROM family "       \
    "WHERE NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal." table " = family.id)"

static const struct {
    const char *exists, *withdraw;
} tables[] = {
    [REVIEW_VERDICT] = {"SELECT id FROM verdict WHERE id = ?", FAMILY("verdict")},
    [REVIEW_MISSED] = {"SELECT id FROM missed WHERE id = ?", FAMILY("missed")},
    [REVIEW_READING] = {"SELECT id FROM reading WHERE id = ?", FAMILY("reading")},
};

gboolean
review_withdraw(struct database *database, enum review_kind kind, gint64 id,
                const struct review_by *by, GError **error)
{
    g_autofree char *reviewer = NULL, *made = NULL;
    gboolean found = FALSE;
    if (kind == REVIEW_NOTHING)
        return refuse(error, "there is nothing to take back");
    if (!take_by(by, &reviewer, &made, error))
        return FALSE;
    struct statement exists = statement_of(database, tables[kind].exists, "looking for a verdict");
    put_number(&exists, id);
    if (!statement_number(&exists, &found, &id, error))
        return FALSE;
    if (!found)
        return refuse(error, "there is no such verdict or mark");
    struct statement statement =
        statement_of(database, tables[kind].withdraw, "taking a verdict back");
    put_number(&statement, id);
    put_text(&statement, reviewer);
    put_text(&statement, made);
    return statement_run(&statement, error);
}

/* The last thing a reviewer said that stands, of all three kinds; copies in papers that took
 * another's place are not things said. */
#define LAST(kind, table, fact)                                                               \
    "SELECT " kind ", id, " fact ", document, page, coalesce(made, '') AS at FROM " table     \
    " WHERE reviewer = ?1 AND carried_from IS NULL AND NOT EXISTS (SELECT 1 FROM withdrawal " \
    "WHERE withdrawal." table " = " table ".id)"

gboolean
review_undo(struct database *database, const struct review_by *by, struct review_undone *ret_undone,
            GError **error)
{
    gboolean row;
    *ret_undone = (struct review_undone){.kind = REVIEW_NOTHING};
    struct statement statement = statement_of(
        database,
        LAST("1", "verdict", "coalesce(fact, 0)") " UNION ALL " LAST(
            "2", "missed", "0") " UNION ALL " LAST("3", "reading", "0") " ORDER BY at DESC, id "
                                                                        "DESC LIMIT 1",
        "looking for the last verdict");
    put_text(&statement, by->reviewer ? by->reviewer : "");
    if (!statement_row(&statement, &row, error))
        return FALSE;
    if (!row)
        return TRUE;
    struct review_undone undone = {(enum review_kind)sqlite3_column_int(statement.handle, 0),
                                   sqlite3_column_int64(statement.handle, 1),
                                   sqlite3_column_int64(statement.handle, 2),
                                   sqlite3_column_int64(statement.handle, 3),
                                   (guint)sqlite3_column_int64(statement.handle, 4)};
    statement_reset(&statement);
    if (!review_withdraw(database, undone.kind, undone.id, by, error))
        return FALSE;
    *ret_undone = undone;
    return TRUE;
}
