#include "stream.h"

#include "program.h"
#include "tei.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct run {
    const char *program;
    struct tei_reader *reader;
    stream_function function;
    gpointer data;
    enum akt_exit status;
    gboolean stopped;
};

static void
worsen(struct run *run, enum akt_exit status)
{
    run->status = MAX(run->status, status);
}

/* TRUE for errors after which further documents would fail alike. */
static gboolean
is_final(const GError *error)
{
    return error->domain == AKT_ERROR &&
           (error->code == AKT_ERROR_IO || error->code == AKT_ERROR_DATABASE ||
            error->code == AKT_ERROR_DICTIONARY);
}

static void
take_line(struct run *run, const char *file, guint number, const char *line, gsize length)
{
    g_autoptr(GError) error = NULL;
    if (line[length - 1] != '\n') {
        program_message(run->program, file, number, "the line is cut off before its end");
        worsen(run, AKT_EXIT_FAILURE);
        return;
    }
    g_autoptr(document) document = tei_read(run->reader, line, length, &error);
    if (!document) {
        program_message(run->program, file, number, "%s", error->message);
        worsen(run, AKT_EXIT_FAILURE);
        return;
    }
    if (run->function(document, line, length, run->data, &error))
        return;
    program_message(run->program, document->path, 0, "%s", error ? error->message : "failed");
    worsen(run, error ? akt_error_exit(error) : AKT_EXIT_FAILURE);
    run->stopped = error && is_final(error);
}

static void
take_file(struct run *run, const char *file, FILE *stream)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    struct stat status;
    if (!fstat(fileno(stream), &status) && S_ISDIR(status.st_mode)) {
        program_message(run->program, file, 0, "%s", g_strerror(EISDIR));
        worsen(run, AKT_EXIT_FAILURE);
        return;
    }
    for (guint number = 1; !run->stopped && (length = getline(&line, &room, stream)) > 0; number++)
        take_line(run, file, number, line, (gsize)length);
    if (ferror(stream)) {
        program_message(run->program, file, 0, "%s", g_strerror(errno));
        worsen(run, AKT_EXIT_FAILURE);
    }
    free(line);
}

enum akt_exit
stream_each(const char *program, char *const *files, stream_function function, gpointer data)
{
    static char dash[] = "-";
    static char *const standard_input[] = {dash, NULL};
    g_autoptr(tei_reader) reader = tei_reader_new();
    struct run run = {.program = program, .reader = reader, .function = function, .data = data};
    if (!files || !files[0])
        files = standard_input;
    for (guint i = 0; files[i] && !run.stopped; i++) {
        if (!strcmp(files[i], "-")) {
            take_file(&run, "standard input", stdin);
            continue;
        }
        FILE *stream = fopen(files[i], "re");
        if (!stream) {
            program_message(program, files[i], 0, "%s", g_strerror(errno));
            worsen(&run, AKT_EXIT_FAILURE);
            continue;
        }
        take_file(&run, files[i], stream);
        fclose(stream);
    }
    return run.status;
}
