/* judge: the review on a terminal, or from a pipe: a fact at a time, one key each. */
#include "audit-private.h"
#include "program.h"
#include "review.h"
#include "show.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum {
    CONTROL_C = 3, /* keys, while a terminal waits for one */
    CONTROL_D = 4
};

struct judging {
    struct database *database;
    struct review_filter filter;
    struct review_by by;
    gboolean terminal;
    guint64 judged;
};

static const char HELP[] = "y right  n wrong  u unsure  e wrong, with the right value  s skip  "
                           "b take back  q quit\n";

static void
say(const char *text)
{
    program_write(AUDIT_PROGRAM, text, strlen(text));
    fflush(stdout);
}

/* One key; blanks and line ends are none. EOF at the end. */
static int
read_key(const struct judging *judging)
{
    struct termios before, raw;
    gboolean set = judging->terminal && tcgetattr(STDIN_FILENO, &before) == 0;
    int key;
    if (set) {
        raw = before;
        raw.c_lflag &= ~(tcflag_t)(ICANON | ISIG); /* ^C is a key: the terminal is put back */
        raw.c_cc[VMIN] = 1;
        raw.c_cc[VTIME] = 0;
        set = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
    }
    do
        key = getchar();
    while (key == ' ' || key == '\n' || key == '\r' || key == '\t');
    if (set)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    return key;
}

/* The rest of a line, without blanks around it. NULL: too long, or the end. g_free() it. */
static char *
read_line(void)
{
    g_autoptr(GString) line = g_string_new(NULL);
    int c;
    while ((c = getchar()) != EOF && c != '\n') {
        if (line->len <= REVIEW_MAX_TEXT)
            g_string_append_c(line, (char)c);
    }
    return line->len && line->len <= REVIEW_MAX_TEXT ? g_strstrip(g_strdup(line->str)) : NULL;
}

static gboolean
show(struct judging *judging, gint64 fact, GError **error)
{
    struct shown shown = {0};
    g_autofree char *name = g_strdup_printf("%" G_GINT64_FORMAT, fact);
    gboolean good = show_open(&shown, judging->database, name, error);
    if (good) {
        show_fact(&shown);
        show_context(&shown);
        g_string_append_c(shown.out, '\n');
        say(shown.out->str);
    }
    show_clear(&shown);
    return good;
}

static gboolean
judge(struct judging *judging, gint64 fact, enum review_answer answer, const char *corrected,
      GError **error)
{
    const struct review_judgement judgement = {.answer = answer, .corrected = corrected};
    judging->judged++;
    return review_judge(judging->database, fact, &judgement, &judging->by, NULL, error);
}

static gboolean
step(struct judging *judging, gint64 *fact, GError **error)
{
    return review_step(judging->database, &judging->filter, *fact, TRUE, fact, error);
}

/* Takes the last verdict back, and goes to its fact. */
static gboolean
take_back(struct judging *judging, gint64 *fact, GError **error)
{
    struct review_undone undone;
    if (!review_undo(judging->database, &judging->by, &undone, error))
        return FALSE;
    if (undone.kind == REVIEW_NOTHING)
        say("there is nothing to take back\n");
    else if (undone.fact)
        *fact = undone.fact;
    return TRUE;
}

/* What a key asks for. *fact moves on; 0 at the end. *ret_ended: quit, or no more keys. */
static gboolean
answer(struct judging *judging, int key, gint64 *fact, gboolean *ret_ended, GError **error)
{
    static const char keys[] = "ynu";
    const char *at = key != EOF && key ? strchr(keys, key) : NULL;
    if (key == EOF || key == 'q' || key == '\0' || key == CONTROL_C || key == CONTROL_D) {
        *ret_ended = TRUE;
        return TRUE;
    }
    if (at)
        return judge(judging, *fact, (enum review_answer)(at - keys), NULL, error) &&
               step(judging, fact, error);
    if (key == 'e') {
        say(judging->terminal ? "\nwhat the paper says: " : "");
        g_autofree char *value = read_line();
        if (!value || !*value) {
            say("no value: nothing was judged\n");
            return TRUE;
        }
        return judge(judging, *fact, REVIEW_REJECTED, value, error) && step(judging, fact, error);
    }
    if (key == 's')
        return step(judging, fact, error);
    if (key == 'b')
        return take_back(judging, fact, error);
    say(HELP);
    return TRUE;
}

static gboolean
judge_all(struct judging *judging, GError **error)
{
    gint64 fact = 0, last = -1;
    gboolean ended = FALSE;
    if (!step(judging, &fact, error))
        return FALSE;
    say(HELP);
    while (fact && !ended) {
        say("\n");
        if (fact != last && !show(judging, fact, error))
            return FALSE;
        last = fact;
        int key = read_key(judging);
        if (judging->terminal)
            say("\n");
        if (!answer(judging, key, &fact, &ended, error))
            return FALSE;
    }
    g_autofree char *line = g_strdup_printf("%s%" G_GUINT64_FORMAT " judged\n",
                                            fact ? "" : "no more facts: ", judging->judged);
    say(line);
    return TRUE;
}

int
audit_judge(const struct audit_options *options, struct database *database, char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    const char *reviewer = options->reviewer ? options->reviewer : g_get_user_name();
    struct judging judging = {.database = database,
                              .filter = {.predicate = options->type,
                                         .project = options->project,
                                         .cert = options->cert,
                                         .unreviewed = TRUE,
                                         .reviewer = reviewer},
                              .by = {.reviewer = reviewer},
                              .terminal = isatty(STDIN_FILENO)};
    enum predicate predicate;
    (void)arguments;
    if (options->type && !predicate_from_name(options->type, &predicate))
        return audit_usage("--type wants a kind of fact, as \"funding\"");
    if (options->sample && !review_sample(database, options->sample, &judging.by.sample, &error))
        return audit_failure(error);
    judging.filter.sample = judging.by.sample;
    if (!database_sync(database, &error) || !judge_all(&judging, &error))
        return audit_failure(error);
    return AKT_EXIT_OK;
}
