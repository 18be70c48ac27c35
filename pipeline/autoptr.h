/* g_autoptr(name) for plain structs: `g_autoptr(document) d = document_new(...)` frees by itself.
 *
 * GLib's own macro wants a typedef of the same name, which would shadow the variables called so;
 * this one defines just the two names that g_autoptr() looks for. */
#ifndef AKT_AUTOPTR_H
#define AKT_AUTOPTR_H

#include <glib.h>

#define AKT_AUTOPTR(name, free_function)                                                \
    typedef struct name *name##_autoptr;                                                \
    static inline G_GNUC_UNUSED void glib_autoptr_cleanup_##name(struct name **pointer) \
    {                                                                                   \
        if (*pointer)                                                                   \
            free_function(*pointer);                                                    \
    }

#endif
