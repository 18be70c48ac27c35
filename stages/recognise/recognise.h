#ifndef AKT_RECOGNISE_H
#define AKT_RECOGNISE_H

#include "stage.h"

extern const struct stage stage_recognise;

#endif
