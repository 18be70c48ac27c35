#include "stream.h"

#include "program.h"
#include "tei.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    IDLE_MS = 1000,
    BUFFER_SIZE = 64 * 1024
};

struct run {
    const char *program;
    struct tei_reader *reader;
    stream_function function;
    stream_idle idle; /* or NULL */
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

/* A file being read. */
struct source {
    struct run *run;
    int descriptor;
};

/* Reads as read() does, for stdio; who has nothing to read for a while is told so first. */
static ssize_t
read_patiently(void *cookie, char *buffer, size_t size)
{
    struct source *source = cookie;
    struct run *run = source->run;
    struct pollfd waiting = {.fd = source->descriptor, .events = POLLIN};
    g_autoptr(GError) error = NULL;
    ssize_t n;
    if (run->idle && poll(&waiting, 1, IDLE_MS) == 0 && !run->idle(run->data, &error)) {
        program_message(run->program, NULL, 0, "%s", error ? error->message : "failed");
        worsen(run, error ? akt_error_exit(error) : AKT_EXIT_FAILURE);
        run->stopped = TRUE;
        return 0;
    }
    do
        n = read(source->descriptor, buffer, size);
    while (n < 0 && errno == EINTR);
    return n;
}

static void
take_lines(struct run *run, const char *file, FILE *stream)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    for (guint number = 1; (length = getline(&line, &room, stream)) > 0 && !run->stopped; number++)
        take_line(run, file, number, line, (gsize)length);
    if (ferror(stream)) {
        program_message(run->program, file, 0, "%s", g_strerror(errno));
        worsen(run, AKT_EXIT_FAILURE);
    }
    free(line);
}

static void
take_file(struct run *run, const char *file, int descriptor)
{
    struct source source = {.run = run, .descriptor = descriptor};
    struct stat status;
    FILE *stream = fopencookie(&source, "r", (cookie_io_functions_t){.read = read_patiently});
    if (!stream || (!fstat(descriptor, &status) && S_ISDIR(status.st_mode))) {
        program_message(run->program, file, 0, "%s", g_strerror(stream ? EISDIR : errno));
        worsen(run, AKT_EXIT_FAILURE);
    } else {
        setvbuf(stream, NULL, _IOFBF, BUFFER_SIZE);
        take_lines(run, file, stream);
    }
    if (stream)
        fclose(stream);
}

enum akt_exit
stream_each_idle(const char *program, char *const *files, stream_function function,
                 stream_idle idle, gpointer data)
{
    static char dash[] = "-";
    static char *const standard_input[] = {dash, NULL};
    g_autoptr(tei_reader) reader = tei_reader_new();
    struct run run = {
        .program = program, .reader = reader, .function = function, .idle = idle, .data = data};
    if (!files || !files[0])
        files = standard_input;
    for (guint i = 0; files[i] && !run.stopped; i++) {
        if (!strcmp(files[i], "-")) {
            take_file(&run, "standard input", STDIN_FILENO);
            continue;
        }
        int descriptor = open(files[i], O_RDONLY | O_CLOEXEC);
        if (descriptor < 0) {
            program_message(program, files[i], 0, "%s", g_strerror(errno));
            worsen(&run, AKT_EXIT_FAILURE);
            continue;
        }
        take_file(&run, files[i], descriptor);
        close(descriptor);
    }
    return run.status;
}

enum akt_exit
stream_each(const char *program, char *const *files, stream_function function, gpointer data)
{
    return stream_each_idle(program, files, function, NULL, data);
}
