/* The one list of stages, in their order. */
#include "stage.h"

#include "audit/audit.h"
#include "extract/extract.h"
#include "link/link.h"
#include "load/load.h"
#include "normalise/normalise.h"
#include "ocr/ocr.h"
#include "recognise/recognise.h"
#include "relate/relate.h"
#include "show/show.h"

#include <string.h>

const struct stage *const stages[] = {
    &stage_extract, &stage_ocr,  &stage_normalise, &stage_recognise, &stage_relate,
    &stage_show,    &stage_load, &stage_link,      &stage_audit,     NULL,
};

const struct stage *
stage_find(const char *name)
{
    for (guint i = 0; stages[i]; i++)
        if (!strcmp(stages[i]->name, name))
            return stages[i];
    return NULL;
}
