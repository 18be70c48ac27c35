#ifndef AKT_LINK_H
#define AKT_LINK_H

#include "stage.h"

extern const struct stage stage_link;

#endif
