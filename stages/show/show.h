/* Views of a stream for people and for pipes: rows, printed words, XPath. */
#ifndef AKT_SHOW_H
#define AKT_SHOW_H

#include "stage.h"

extern const struct stage stage_show;

#endif
