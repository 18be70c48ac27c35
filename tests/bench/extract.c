/* What the sandbox costs a worker: CPU milliseconds of reading files into the stream in this one
 * process, closed in as a worker is, or not.
 *
 *     build/tests/bench-extract sandbox|none FILE...
 *
 * The files are opened first, since nothing can be opened afterwards. */
#include "extract/extract.h"
#include "chain.h"
#include "original.h"
#include "sandbox.h"
#include "tei.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    MOST_BYTES = 400 * 1024 * 1024
};

static double
cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static gboolean
read_file(struct chain *chain, const char *path, int file, gboolean closed_in, GString *line)
{
    g_autoptr(GError) error = NULL;
    if (closed_in)
        sandbox_clock(&sandbox_default_limits, 0);
    g_autoptr(original) original = original_open(path, file, MOST_BYTES, &error);
    if (original == NULL) {
        fprintf(stderr, "bench-extract: %s: %s\n", path, error->message);
        return FALSE;
    }
    g_autoptr(document) document = chain_read(chain, original, NULL);
    g_string_truncate(line, 0);
    tei_write(document, line);
    if (closed_in)
        sandbox_clock_stop();
    return TRUE;
}

int
main(int argc, char **argv)
{
    const struct stage_options options = {.no_user_dictionaries = TRUE};
    const struct stage *const members[] = {&stage_extract};
    g_autoptr(GError) error = NULL;
    g_autoptr(chain) chain = chain_open(members, 1, &options, &error);
    gboolean closed_in = argc > 1 && strcmp(argv[1], "sandbox") == 0;
    if (chain == NULL || argc < 3) {
        fprintf(stderr, "bench-extract: %s\n", chain == NULL ? error->message : "no files");
        return 2;
    }
    g_autofree int *files = g_new0(int, argc);
    for (int i = 2; i < argc; i++) {
        files[i] = open(argv[i], O_RDONLY | O_CLOEXEC);
        if (files[i] < 0) {
            perror(argv[i]);
            return 1;
        }
    }
    if (closed_in && !sandbox_enter(&sandbox_default_limits, NULL, &error)) {
        fprintf(stderr, "bench-extract: %s\n", error->message);
        return 1;
    }
    g_autoptr(GString) line = g_string_new(NULL);
    double before = cpu_ms();
    for (int i = 2; i < argc; i++)
        if (!read_file(chain, argv[i], files[i], closed_in, line))
            return 1;
    printf("%.2f\n", cpu_ms() - before);
    return 0;
}
