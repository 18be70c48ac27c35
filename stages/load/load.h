#ifndef AKT_LOAD_H
#define AKT_LOAD_H

#include "stage.h"

extern const struct stage stage_load;

#endif
