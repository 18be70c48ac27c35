/* Holds a database against the originals that it was made from. */
#ifndef AKT_AUDIT_H
#define AKT_AUDIT_H

#include "stage.h"

extern const struct stage stage_audit;

#endif
