/* Tesseract: words in a picture. One engine a process; it is loaded before the process is closed
 * in, and a process that forks shares what it has loaded. */
#ifndef AKT_OCR_ENGINE_H
#define AKT_OCR_ENGINE_H

#include "autoptr.h"
#include "error.h"

/* A word as recognised; lengths are pixels of the scan as prepared. */
struct seen_word {
    char *text;           /* UTF-8, not empty, no blanks, valid XML */
    guint symbols;        /* code points */
    float x0, y0, x1, y1; /* around its ink */
    float base;           /* its baseline, in its middle */
    guint line;           /* of Tesseract's: words of one line follow each other */
    gboolean rest;        /* found when what was left was read once more */
    gboolean ornament; /* and less than half sure, or higher than letters are: none of the words */
    guint8 confidence; /* percent */
};

struct engine;
struct scan;

/* Loads Danish. NULL and AKT_ERROR_LIBRARY: there is none. Free with engine_free(). */
struct engine *engine_new(GError **error);
void engine_free(struct engine *engine);
AKT_AUTOPTR(engine, engine_free)

/* The SHA-256, in hex, of what an outcome depends on: Tesseract's version and its Danish model. */
const char *engine_hash(const struct engine *engine);

/* The words of a scan (struct seen_word), line by line. NULL and AKT_ERROR_LIMIT: it took too long;
 * AKT_ERROR_LIBRARY. */
GArray *engine_read(struct engine *engine, const struct scan *scan, GError **error);

#endif
