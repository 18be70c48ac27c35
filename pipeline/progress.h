/* A progress bar on standard error, where that is a terminal. */
#ifndef AKT_PROGRESS_H
#define AKT_PROGRESS_H

#include "autoptr.h"

struct progress;

/* A bar for `total` steps; silent where standard error is no terminal or `quiet`. Free with
 * progress_free(), which wipes it off. */
struct progress *progress_new(guint total, gboolean quiet);
void progress_free(struct progress *progress);
AKT_AUTOPTR(progress, progress_free)

/* One more step is done. Draws at most ten times a second. */
void progress_step(struct progress *progress);

/* Wipes the bar off so that a message can be printed; the next step draws it again. */
void progress_clear(struct progress *progress);

#endif
