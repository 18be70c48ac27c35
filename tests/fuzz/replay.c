/* Stands in for libFuzzer where that is not: runs an entry over files, then over changed copies of
 * them for some seconds.
 *
 *   fuzz-NAME SECONDS FILE...
 *
 * Changes are drawn by a fixed seed: bytes flipped, cut out, doubled, numbers and signs put in,
 * the head of one file joined to the tail of another. With FUZZ_KEEP=FILE in the environment each
 * input is written there before it is run: after a crash, the one that crashed. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MOST_BYTES = 4096
};

static void
put_in(GRand *random, GString *input)
{
    static const char *const pieces[] = {
        "0",    "9",     ".",   ",",    "-", "\xe2\x80\x93", "(",    ")",     "\"",   "\n", "\t",
        "kr. ", "mio. ", "1. ", " og ", "/", "<p>",          "</p>", "&amp;", "\xff", "§ "};
    const char *piece = pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))];
    g_string_insert(input, g_rand_int_range(random, 0, (gint32)input->len + 1), piece);
}

static void
change(GRand *random, GString *input, const GPtrArray *seeds)
{
    gint32 length = (gint32)input->len, at = g_rand_int_range(random, 0, length + 1);
    gint32 n = g_rand_int_range(random, 1, 33);
    switch (g_rand_int_range(random, 0, 5)) {
    case 0:
        if (at < length)
            input->str[at] = (char)(input->str[at] ^ (1 << g_rand_int_range(random, 0, 8)));
        break;
    case 1:
        g_string_erase(input, at, MIN(n, length - at));
        break;
    case 2: {
        g_autofree char *copy = g_strndup(input->str + at, (gsize)MIN(n, length - at));
        g_string_insert(input, at, copy);
        break;
    }
    case 3: {
        const GString *other =
            g_ptr_array_index(seeds, g_rand_int_range(random, 0, (gint32)seeds->len));
        gint32 from = g_rand_int_range(random, 0, (gint32)other->len + 1);
        g_string_truncate(input, (gsize)at);
        g_string_append_len(input, other->str + from, MIN(MOST_BYTES, (gint32)other->len - from));
        break;
    }
    default:
        put_in(random, input);
    }
    if (input->len > MOST_BYTES)
        g_string_truncate(input, MOST_BYTES);
}

/* The input is copied into memory of its own size: a byte read past it is seen. */
static void
run(const GString *input)
{
    const char *keep = g_getenv("FUZZ_KEEP");
    if (keep)
        g_file_set_contents_full(keep, input->str, (gssize)input->len, G_FILE_SET_CONTENTS_NONE,
                                 0600, NULL);
    uint8_t *copy = g_memdup2(input->str, MAX(input->len, 1));
    LLVMFuzzerTestOneInput(copy, input->len);
    g_free(copy);
}

int
main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: fuzz-NAME SECONDS FILE...\n", stderr);
        return 2;
    }
    g_autoptr(GPtrArray) seeds = g_ptr_array_new();
    for (int i = 2; i < argc; i++) {
        char *bytes;
        gsize length;
        if (!g_file_get_contents(argv[i], &bytes, &length, NULL))
            continue;
        GString *seed = g_string_new_len(bytes, (gssize)length);
        g_free(bytes);
        run(seed);
        g_string_truncate(seed, MIN(seed->len, MOST_BYTES));
        g_ptr_array_add(seeds, seed);
    }
    if (!seeds->len) {
        fputs("no file could be read\n", stderr);
        return 2;
    }
    g_autoptr(GRand) random = g_rand_new_with_seed(20161124);
    gint64 end = g_get_monotonic_time() + atoi(argv[1]) * G_USEC_PER_SEC;
    guint runs = seeds->len;
    for (; g_get_monotonic_time() < end; runs++) {
        const GString *seed =
            g_ptr_array_index(seeds, g_rand_int_range(random, 0, (gint32)seeds->len));
        GString *input = g_string_new_len(seed->str, (gssize)seed->len);
        for (int i = g_rand_int_range(random, 1, 9); i > 0; i--)
            change(random, input, seeds);
        run(input);
        g_string_free(input, TRUE);
    }
    for (guint i = 0; i < seeds->len; i++)
        g_string_free(g_ptr_array_index(seeds, i), TRUE);
    printf("%u runs\n", runs);
    return 0;
}
