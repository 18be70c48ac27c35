/* Memory that is freed as a whole: small structs and strings of one document.
 *
 * Nothing taken from an arena is freed alone. An arena belongs to one thread. */
#ifndef AKT_ARENA_H
#define AKT_ARENA_H

#include "autoptr.h"

struct arena;

/* A new, empty arena. Free with arena_free(). */
struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* Frees all pieces and keeps a chunk for those to come. */
void arena_clear(struct arena *arena);
AKT_AUTOPTR(arena, arena_free)

/* `size` zeroed bytes, aligned for any type. Lives as long as the arena; never NULL. */
gpointer arena_alloc(struct arena *arena, gsize size);

/* A NUL-terminated copy of `length` bytes of text. */
char *arena_strndup(struct arena *arena, const char *text, gsize length);

/* A copy of a string; NULL for NULL. */
char *arena_strdup(struct arena *arena, const char *text);

/* The strings up to a NULL, one after the other: what arena_printf() does with "%s%s", faster. */
char *arena_concat(struct arena *arena, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* A string as printf would print it, in any locale with a decimal point. */
char *arena_printf(struct arena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The bytes handed out so far. */
gsize arena_size(const struct arena *arena);

#define arena_new_struct(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

#endif
