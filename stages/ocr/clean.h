/* What is dark in a picture and no letter: ruling lines and dirt. */
#ifndef AKT_OCR_CLEAN_H
#define AKT_OCR_CLEAN_H

#include <allheaders.h>
#include <glib.h>

/* What runs on straight, thin, and longer than any stroke of a letter, dark or faint, as a mask (1
 * bit) that is a little wider; NULL where Leptonica fails. `gray` is straightened, about 300 pixels
 * an inch. */
PIX *rules_find(PIX *gray);

/* Spots that are much smaller than a full stop, as a mask; `ink` is what is surely dark (1 bit),
 * `paper` the gray of the paper. NULL: there are none. */
PIX *specks_find(PIX *gray, PIX *ink, guint paper);

#endif
