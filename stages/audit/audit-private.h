/* What the files of audit share: its subcommands. */
#ifndef AKT_AUDIT_PRIVATE_H
#define AKT_AUDIT_PRIVATE_H

#include "chain.h"
#include "papers.h"

#define AUDIT_PROGRAM "akt-audit"

/* The options of all commands; audit.c's table says which command takes which. NULL, FALSE and -1:
 * not given. */
struct audit_options {
    char *originals, *output, *language, *where, *dictionaries, *reviewer, *sample;
    int port;
    gboolean no_user_dictionaries;
    char *stratify, *type, *project, *cert;
    gboolean amounts, pages, by_rule, by_type, json, text;
    gint64 size, seed;
    double width;
};

/* A command. To add one: a row of the table in audit.c, its options in the table there. */
struct audit_command {
    const char *name;      /* "show", or two words: "verdicts export" */
    const char *arguments; /* for --help: "DB FACT" */
    const char *summary;   /* a line */
    int min, max;          /* how many arguments it takes, the database among them */
    enum database_mode mode;
    const char *options; /* those that it takes, by their long names, with blanks between */

    /* `arguments` are those given, the database first. Returns the exit status. */
    int (*run)(const struct audit_options *options, struct database *database,
               char *const *arguments);
};

/* Says what is wrong, and returns the exit status. */
int audit_usage(const char *message);
int audit_failure(const GError *error);

/* serve.c: the review, until a signal ends it. */
int audit_run_serve(const struct audit_options *options, struct database *database,
                    char *const *arguments);

/* Checks the database against its originals; differences go to standard error, a line each, the
 * summary to standard output. `chain` is extract to relate. *ret_differs: something did. FALSE with
 * an error: the database could not be read. */
gboolean audit_verify(struct database *database, struct chain *chain, const char *originals,
                      gboolean *ret_differs, GError **error);

/* What is to be in a report and where it goes. */
struct report_options {
    const char *name;      /* of the database, as given */
    const char *folder;    /* made where it is not there */
    const char *language;  /* "da" or "en" */
    const char *originals; /* NULL: where they were read from */
    const char *where;     /* a condition of SQL on the columns of the view `paper`; NULL: all */
};

/* Writes the report. *ret_missing: pages of some originals could not be shown. FALSE with an error:
 * AKT_ERROR_USAGE for a condition that is none. */
gboolean audit_report(struct database *database, const struct report_options *options,
                      gboolean *ret_missing, GError **error);

/* The commands of other files: as in struct audit_command. */
int audit_sample(const struct audit_options *options, struct database *database,
                 char *const *arguments);
int audit_show(const struct audit_options *options, struct database *database,
               char *const *arguments);
int audit_explain(const struct audit_options *options, struct database *database,
                  char *const *arguments);
int audit_judge(const struct audit_options *options, struct database *database,
                char *const *arguments);
int audit_annotate(const struct audit_options *options, struct database *database,
                   char *const *arguments);
int audit_verdicts_export(const struct audit_options *options, struct database *database,
                          char *const *arguments);
int audit_verdicts_import(const struct audit_options *options, struct database *database,
                          char *const *arguments);
int audit_agreement(const struct audit_options *options, struct database *database,
                    char *const *arguments);
int audit_precision(const struct audit_options *options, struct database *database,
                    char *const *arguments);

#endif
