/* verify: three ways to look at each mention and fact.
 *
 *   kept     the row says what the kept line of the stream says, cell by cell
 *   words    the printed characters stand in the original at their page, line and column, read
 *            without layout (found.h)
 *   again    the original, read again by all stages, gives the same row
 *
 * An original that has changed is held against the words alone. The parent reads rows and bytes
 * (verify.c); a closed-in process does the rest (verify-paper.c) and says what differs, in frames.
 */
#ifndef AKT_AUDIT_VERIFY_H
#define AKT_AUDIT_VERIFY_H

#include "chain.h"
#include "closed.h"
#include "papers.h"
#include "rows.h"

/* Kinds of frames. */
enum finding {
    FINDING_BEGIN, /* n: the paper's index in the batch */
    FINDING_PAPER, /* n is a page or 0, here and below; the bytes are the message */
    FINDING_MENTION,
    FINDING_FACT
};

/* A paper to check: all borrowed. */
struct check {
    const struct paper *paper;
    const struct paper_rows *rows;
    struct original *original; /* its path is changed: the reading again takes the kept one */
    gboolean same;             /* its hash agrees */
    struct chain *chain;       /* extract to relate */
};

/* Checks a paper and sends a frame for each row that differs, and for what differs in the paper as
 * a whole. In the closed-in process. */
void verify_paper(const struct check *given, struct closed_pipe *pipe);

#endif
