/* In the place of all else where the build has no Tesseract: the program says so. */
#include "ocr/engine.h"

#include "ocr/pages.h"
#include "ocr/shown.h"

struct engine *
engine_new(GError **error)
{
    g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY,
                "this build has no Tesseract: it was made without libtesseract-dev and "
                "libleptonica-dev");
    return NULL;
}

cairo_surface_t *
image_page_surface(struct page_file *file, guint n, double scale, GError **error)
{
    (void)file, (void)n, (void)scale;
    g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY,
                "this build decodes no pictures: it was made without libleptonica-dev");
    return NULL;
}

void
engine_free(struct engine *engine)
{
    (void)engine;
}

const char *
engine_hash(const struct engine *engine)
{
    (void)engine;
    return NULL;
}

gboolean
pages_recognise(struct engine *engine, gboolean redo, struct original *original,
                struct document *document, GError **error)
{
    (void)redo, (void)original, (void)document;
    g_autoptr(engine) none = engine ? NULL : engine_new(error);
    return none != NULL;
}
