/* Chunks in a list, each filled from its start; a piece larger than a chunk gets one of its own. */
#include "arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

enum {
    CHUNK_SIZE = 16 * 1024,
    PRINTED = 256, /* bytes: what most formatted strings fit into */
    ALIGNMENT = _Alignof(max_align_t)
};

struct chunk {
    struct chunk *next;
    gsize used, size;
    _Alignas(max_align_t) char bytes[];
};

struct arena {
    struct chunk *chunks;
    gsize total;
};

struct arena *
arena_new(void)
{
    return g_new0(struct arena, 1);
}

void
arena_free(struct arena *arena)
{
    if (!arena)
        return;
    while (arena->chunks) {
        struct chunk *chunk = arena->chunks;
        arena->chunks = chunk->next;
        g_free(chunk);
    }
    g_free(arena);
}

void
arena_clear(struct arena *arena)
{
    struct chunk *kept = NULL;
    while (arena->chunks) {
        struct chunk *chunk = arena->chunks;
        arena->chunks = chunk->next;
        if (!kept && chunk->size == CHUNK_SIZE)
            kept = chunk;
        else
            g_free(chunk);
    }
    if (kept) {
        kept->next = NULL;
        kept->used = 0;
    }
    arena->chunks = kept;
    arena->total = 0;
}

/* A chunk with room for `size` bytes, put first unless it is filled at once. */
static struct chunk *
chunk_add(struct arena *arena, gsize size)
{
    gsize room = MAX(size, (gsize)CHUNK_SIZE);
    struct chunk *chunk = g_malloc(sizeof *chunk + room);
    chunk->used = 0;
    chunk->size = room;
    if (size > CHUNK_SIZE / 2 && arena->chunks) {
        chunk->next = arena->chunks->next;
        arena->chunks->next = chunk;
    } else {
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    return chunk;
}

/* A piece of memory, at a multiple of `alignment` bytes: strings need none and are packed. */
static gpointer
take(struct arena *arena, gsize size, gsize alignment)
{
    g_assert(size < G_MAXSIZE / 2);
    struct chunk *chunk = arena->chunks;
    if (chunk)
        chunk->used = (chunk->used + alignment - 1) / alignment * alignment;
    if (!chunk || chunk->size < chunk->used + size)
        chunk = chunk_add(arena, size);
    gpointer piece = chunk->bytes + chunk->used;
    chunk->used += size;
    arena->total += size;
    return piece;
}

gpointer
arena_alloc(struct arena *arena, gsize size)
{
    return memset(take(arena, size, ALIGNMENT), 0, size);
}

char *
arena_strndup(struct arena *arena, const char *text, gsize length)
{
    char *copy = take(arena, length + 1, 1);
    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *
arena_strdup(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *
arena_concat(struct arena *arena, const char *first, ...)
{
    va_list arguments;
    gsize length = 0;
    va_start(arguments, first);
    for (const char *text = first; text; text = va_arg(arguments, const char *))
        length += strlen(text);
    va_end(arguments);
    char *joined = take(arena, length + 1, 1), *end = joined;
    va_start(arguments, first);
    for (const char *text = first; text; text = va_arg(arguments, const char *))
        end = stpcpy(end, text);
    va_end(arguments);
    *end = '\0';
    return joined;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
    char text[PRINTED];
    va_list arguments;
    va_start(arguments, format);
    gint length = g_vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length >= 0 && (gsize)length < sizeof text)
        return arena_strndup(arena, text, (gsize)length);
    va_start(arguments, format);
    g_autofree char *longer = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return arena_strdup(arena, longer);
}

gsize
arena_size(const struct arena *arena)
{
    return arena->total;
}
