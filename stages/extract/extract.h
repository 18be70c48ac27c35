#ifndef AKT_EXTRACT_H
#define AKT_EXTRACT_H

#include "stage.h"

extern const struct stage stage_extract;

#endif
