#ifndef AKT_AUDIT_H
#define AKT_AUDIT_H

#include "stage.h"

extern const struct stage stage_audit;

#endif
