/* Hunspell's Danish dictionary, loaded once for all stages of a process.
 *
 * Loading takes 0.07 s and 18 MB, so a chain has one and lends it to its stages
 * (stage_options.danish); workers inherit it loaded. It keeps nothing of what it is asked. */
#ifndef AKT_DANISH_H
#define AKT_DANISH_H

#include "autoptr.h"

#include <hunspell/hunspell.h>

struct danish;

/* Finds the dictionary; it is loaded when first asked for. NULL and AKT_ERROR_LIBRARY where da_DK
 * is not installed. Free with danish_unref(). */
struct danish *danish_new(GError **error);
struct danish *danish_ref(struct danish *danish);
void danish_unref(struct danish *danish);
AKT_AUTOPTR(danish, danish_unref)

/* Hunspell's handle, UTF-8 in and out. Borrowed. */
Hunhandle *danish_hunspell(struct danish *danish);

#endif
