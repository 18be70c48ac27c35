#ifndef AKT_RELATE_H
#define AKT_RELATE_H

#include "stage.h"

extern const struct stage stage_relate;

#endif
