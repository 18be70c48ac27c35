/* The facts as data for the search on the first page. A page from disk may not fetch files, but it
 * may ask for scripts: data/facts-N.js each hand over some thousand facts, when somebody searches.
 */
#include "json.h"
#include "report-tables.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

enum {
    MAX_FACTS = 4000, /* in one file */
    MAX_WORDS = 300   /* bytes of the evidence, about */
};

struct shard {
    struct report *report;
    GString *papers, *facts;
    guint n, count, paper; /* files begun, facts in this one, papers in it */
    char *sha256;          /* of the last paper */
};

/* Appends `[a, b, ...]`: texts, which may be written into a script as they are. */
static void
put_texts(GString *out, const char *const *texts, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (i)
            g_string_append_c(out, ',');
        put_json_string(out, texts[i], -1);
    }
}

static gboolean
write_shard(struct shard *shard, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *name = g_strdup_printf("data/facts-%u.js", ++shard->n);
    g_string_append_printf(out, "aktsporFacts(%u,[%s],[%s]);\n", shard->n, shard->papers->str,
                           shard->facts->str);
    g_string_truncate(shard->papers, 0);
    g_string_truncate(shard->facts, 0);
    shard->count = shard->paper = 0;
    g_clear_pointer(&shard->sha256, g_free);
    return report_write(shard->report, name, out, error);
}

/* [key, file, title, municipality, day]: once for all facts of a paper. */
static void
put_paper(struct shard *shard, const struct query *query)
{
    g_autofree char *file = report_file_name(query_text(query, 10));
    g_autofree char *key = g_strdup_printf("d%.16s", query_text(query, 9));
    const char *const texts[] = {key, file, query_text(query, 11), query_text(query, 12),
                                 query_text(query, 13)};
    if (!g_strcmp0(shard->sha256, query_text(query, 9)))
        return;
    g_free(shard->sha256);
    shard->sha256 = g_strdup(query_text(query, 9));
    g_string_append(shard->papers, shard->paper++ ? ",[" : "[");
    put_texts(shard->papers, texts, G_N_ELEMENTS(texts));
    g_string_append_c(shard->papers, ']');
}

/* [paper, n, page, predicate, kroner, subject, object, role, words] */
static void
put_fact(struct shard *shard, const struct query *query)
{
    enum language language = shard->report->language;
    const char *words = query_text(query, 8);
    g_autofree char *object =
        value_shown(language, query_text(query, 4), query_text(query, 5), NULL);
    const char *end = words + MIN(strlen(words), (gsize)MAX_WORDS);
    while (end > words && ((guchar)*end & 0xc0) == 0x80) /* inside a letter */
        end--;
    g_autofree char *start = g_strndup(words, (gsize)(end - words));
    gboolean about_paper = !strcmp(query_text(query, 2), "document");
    const char *const texts[] = {query_text(query, 1), about_paper ? "" : query_text(query, 3),
                                 label_word(language, object),
                                 label_word(language, query_text(query, 6)), start};
    put_paper(shard, query);
    g_string_append_printf(shard->facts, "%s[%u,%d,%d,%" G_GINT64_FORMAT ",",
                           shard->count++ ? "," : "", shard->paper - 1,
                           sqlite3_column_int(query->row, 0), sqlite3_column_int(query->row, 14),
                           (gint64)sqlite3_column_int64(query->row, 7) / 100);
    put_texts(shard->facts, texts, G_N_ELEMENTS(texts));
    g_string_append_c(shard->facts, ']');
}

gboolean
report_search_data(struct report *report, GError **error)
{
    g_autofree char *folder = g_build_filename(report->folder, "data", NULL);
    if (g_mkdir_with_parents(folder, 0777)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s: %s", folder, g_strerror(errno));
        return FALSE;
    }
    struct query query = query_new(
        report, "SELECT f.n, f.predicate, f.subject_type, f.subject_best, f.object_type, "
                "f.object_best, f.status, f.amount_max_ore, f.evidence, d.sha256, f.path, "
                "d.title, d.municipality, d.issued_from, f.page FROM fact_read AS f "
                "JOIN document AS d ON d.id = f.document ORDER BY f.path, f.document, f.n");
    struct shard shard = {
        .report = report, .papers = g_string_new(NULL), .facts = g_string_new(NULL)};
    gboolean good = TRUE;
    while (good && query_next(&query)) {
        put_fact(&shard, &query);
        if (shard.count == MAX_FACTS)
            good = write_shard(&shard, error);
    }
    good = query_end(&query, good ? error : NULL) && good;
    if (good && shard.count)
        good = write_shard(&shard, error);
    report->shards = shard.n;
    g_string_free(shard.papers, TRUE);
    g_string_free(shard.facts, TRUE);
    g_free(shard.sha256);
    return good;
}
