#ifndef AKT_NORMALISE_H
#define AKT_NORMALISE_H

#include "stage.h"

extern const struct stage stage_normalise;

#endif
