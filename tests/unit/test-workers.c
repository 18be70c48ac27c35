/* Worker processes: order, and what becomes of a paper whose worker crashes, hangs on its CPU or
 * grows. The source here is one of our own that does as the paper says. */
#include "workers.h"

#include "builder.h"
#include "original.h"
#include "tei.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static gpointer
obey_open(const struct stage_options *options, const char **ret_hash, GError **error)
{
    (void)options, (void)ret_hash, (void)error;
    return g_strdup("obey");
}

static gboolean
obey_read(gpointer state, struct original *original, struct document *document, GError **error)
{
    (void)state, (void)error;
    gsize length;
    const char *order = g_bytes_get_data(original->bytes, &length);
    if (length >= 5 && !memcmp(order, "crash", 5))
        raise(SIGABRT);
    for (volatile guint i = 0; length >= 4 && !memcmp(order, "spin", 4); i++)
        continue;
    if (length >= 5 && !memcmp(order, "leave", 5))
        _exit(0);
    /* "try-spin", "try-crash": steps 1, 2 and so on that the document can do without, all alike */
    for (guint step = 1; length >= 4 && !memcmp(order, "try-", 4) && step <= 3; step++) {
        if (!original->may_try(step, original->pages_data))
            continue;
        if (order[4] == 'c')
            raise(SIGSEGV);
        for (volatile guint i = 0; order[4] == 's'; i++)
            continue;
        original->tried(original->pages_data);
    }
    g_autoptr(builder) builder = builder_new(document);
    const struct page page = {.n = 1};
    const struct line line = {.page = 1, .n = 1};
    builder_page(builder, &page);
    builder_block(builder, BLOCK_PARAGRAPH, -1);
    builder_line(builder, &line, 0);
    builder_text(builder, order, length);
    return TRUE;
}

static const struct stage stage_obey = {.name = "obey",
                                        .version = "1",
                                        .kind = STAGE_SOURCE,
                                        .open = obey_open,
                                        .read = obey_read,
                                        .close = g_free};

struct seen {
    GString *order; /* "name:state;" for each outcome */
    guint asked;
    const char *known; /* the text of a document that is known, or NULL */
};

static gboolean
take(const struct outcome *outcome, gpointer data, GError **error)
{
    (void)error;
    struct seen *seen = data;
    g_autofree char *name = g_path_get_basename(outcome->path);
    const char *state = outcome->error    ? "error"
                        : outcome->known  ? "known"
                        : outcome->failed ? document_state_name(outcome->state)
                                          : "ok";
    g_string_append_printf(seen->order, "%s:%s;", name, state);
    if (outcome->line) {
        g_autoptr(tei_reader) reader = tei_reader_new();
        g_autoptr(document) document = tei_read(reader, outcome->line, outcome->length, error);
        g_assert_nonnull(document);
        g_assert_cmpstr(document->path, ==, outcome->path);
        g_assert_cmpstr(document->sha256, ==, outcome->sha256);
    }
    return TRUE;
}

static gboolean
is_known(const char *sha256, gpointer data)
{
    struct seen *seen = data;
    seen->asked++;
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, seen->known, -1);
    return !strcmp(hash, sha256);
}

static void
assert_run(const char *const *contents, guint count, const char *known, const char *expected)
{
    g_autofree char *folder = g_dir_make_tmp("akt-workers-XXXXXX", NULL);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; contents[i]; i++) {
        char *path = g_strdup_printf("%s/%02u", folder, i);
        if (*contents[i])
            g_assert_true(g_file_set_contents(path, contents[i], -1, NULL));
        g_ptr_array_add(paths, path);
    }
    g_ptr_array_add(paths, NULL);
    const struct stage *const members[] = {&stage_obey};
    const struct stage_options options = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(chain) chain = chain_open(members, 1, &options, &error);
    g_assert_no_error(error);
    struct seen seen = {.order = g_string_new(NULL), .known = known};
    const struct sandbox_limits limits = {.memory_bytes = sandbox_default_limits.memory_bytes,
                                          .cpu_ms = 200};
    const struct workers workers = {.chain = chain,
                                    .count = count,
                                    .limits = &limits,
                                    .paths = (char **)paths->pdata,
                                    .done = take,
                                    .is_known = known ? is_known : NULL,
                                    .data = &seen};
    g_assert_true(workers_run(&workers, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(seen.order->str, ==, expected);
    if (known)
        g_assert_cmpuint(seen.asked, >, 0);
    g_string_free(seen.order, TRUE);
    for (guint i = 0; i + 1 < paths->len; i++)
        g_unlink(g_ptr_array_index(paths, i));
    g_rmdir(folder);
}

static void
test_order(void)
{
    const char *const contents[] = {"a", "b", "c", "d", "e", "f", "g", "h", NULL};
    for (guint count = 1; count <= 12; count += 3)
        assert_run(contents, count, NULL, "00:ok;01:ok;02:ok;03:ok;04:ok;05:ok;06:ok;07:ok;");
}

/* One that crashes, leaves, cannot be read or is not there costs itself alone. */
static void
test_crash(void)
{
    const char *const contents[] = {"a", "crash", "b", "leave", "", "c", NULL};
    assert_run(contents, 1, NULL, "00:ok;01:damaged;02:ok;03:damaged;04:error;05:ok;");
    assert_run(contents, 3, NULL, "00:ok;01:damaged;02:ok;03:damaged;04:error;05:ok;");
}

static void
test_time(void)
{
    if (!sandbox_is_built()) {
        g_test_skip("built with AddressSanitizer: no limits");
        return;
    }
    const char *const contents[] = {"a", "spin", "b", NULL};
    assert_run(contents, 2, NULL, "00:ok;01:limit;02:ok;");
}

/* What a document can do without costs it nothing, even where each step is its worker's end; what
 * ends well leaves the rest of the time as it was. */
static void
test_trials(void)
{
    const char *const contents[] = {"a", "try-crash", "b", "try-fine", NULL};
    assert_run(contents, 2, NULL, "00:ok;01:ok;02:ok;03:ok;");
    if (!sandbox_is_built()) {
        g_test_skip("built with AddressSanitizer: no limits");
        return;
    }
    const char *const endless[] = {"a", "try-spin", "b", NULL};
    assert_run(endless, 2, NULL, "00:ok;01:ok;02:ok;");
}

static void
test_known(void)
{
    const char *const contents[] = {"a", "b", "a", NULL};
    assert_run(contents, 2, "a", "00:known;01:ok;02:known;");
}

static void
test_nothing(void)
{
    const char *const contents[] = {NULL};
    assert_run(contents, 2, NULL, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/workers/order", test_order);
    g_test_add_func("/workers/crash", test_crash);
    g_test_add_func("/workers/time", test_time);
    g_test_add_func("/workers/trials", test_trials);
    g_test_add_func("/workers/known", test_known);
    g_test_add_func("/workers/nothing", test_nothing);
    return g_test_run();
}
