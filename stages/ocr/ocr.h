#ifndef AKT_OCR_H
#define AKT_OCR_H

#include "stage.h"

extern const struct stage stage_ocr;

#endif
