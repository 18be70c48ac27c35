/* One pass finds the objects that say what they are: the catalog leads to the pages; without it the
 * topmost node of their tree does; without that, the pages are listed in the order of the file. */
#include "rescue.h"

#include <string.h>

enum {
    TAIL = 1024, /* bytes at the end of which one line is %%EOF */
    MOST_PAGES = 10000,
    MOST_DIGITS = 9,
    LARGEST = 64 * 1024 * 1024 /* bytes: they are held twice */
};

struct found {
    guint largest; /* object number */
    guint catalog; /* 0: none */
    guint tree;    /* the first node without a parent, or 0 */
    GArray *pages; /* guint */
    gboolean encrypted;
};

/* What is being read. */
struct object {
    guint number; /* 0: between objects, or in a stream */
    gboolean is_node, has_parent;
};

static gboolean
starts(const char *at, const char *end, const char *word)
{
    gsize length = strlen(word);
    return (gsize)(end - at) >= length && !memcmp(at, word, length);
}

/* The number of the object that "obj" at `at` begins ("12 0 obj"), or 0. */
static guint
object_number(const char *begin, const char *at)
{
    guint64 number = 0, unit = 1;
    for (int part = 0; part < 2; part++) {
        guint digits = 0;
        while (at > begin && g_ascii_isspace(at[-1]))
            at--;
        number = 0, unit = 1;
        for (; at > begin && g_ascii_isdigit(at[-1]) && digits < MOST_DIGITS; at--, digits++) {
            number += (guint64)(at[-1] - '0') * unit;
            unit *= 10;
        }
        if (!digits)
            return 0;
    }
    return (guint)number;
}

static void
end_object(struct found *found, struct object *object)
{
    if (object->number && object->is_node && !object->has_parent && !found->tree)
        found->tree = object->number;
    *object = (struct object){0};
}

/* Takes a name ("/Type/Page") of an object. */
static void
take_name(struct found *found, struct object *object, const char *at, const char *end)
{
    if (starts(at, end, "/Encrypt"))
        found->encrypted = TRUE;
    if (!object->number)
        return;
    if (starts(at, end, "/Parent"))
        object->has_parent = TRUE;
    if (!starts(at, end, "/Type"))
        return;
    for (at += strlen("/Type"); at < end && g_ascii_isspace(*at);)
        at++;
    if (starts(at, end, "/Catalog"))
        found->catalog = object->number;
    else if (starts(at, end, "/Pages"))
        object->is_node = TRUE;
    else if (starts(at, end, "/Page") && end - at > 5 && !g_ascii_isalpha(at[5]) &&
             found->pages->len < MOST_PAGES)
        g_array_append_val(found->pages, object->number);
}

static void
find_objects(struct found *found, const char *begin, const char *end)
{
    struct object object = {0};
    for (const char *at = begin; at < end; at++) {
        if (*at == '/') {
            take_name(found, &object, at, end);
        } else if (starts(at, end, "endobj") || starts(at, end, "stream")) {
            end_object(found, &object);
            at += 5;
        } else if (*at == 'o' && starts(at, end, "obj")) {
            guint number = object_number(begin, at);
            if (!number)
                continue;
            end_object(found, &object);
            object.number = number;
            found->largest = MAX(found->largest, number);
        }
    }
}

static GBytes *
complete(const char *begin, gsize length, const struct found *found)
{
    GString *out = g_string_new_len(begin, (gssize)length);
    guint next = found->largest + 1, tree = found->tree, catalog = found->catalog;
    g_string_append(out, "\nendstream\nendobj\n"); /* of what was cut */
    if (!catalog && !tree) {
        tree = next++;
        g_string_append_printf(out, "%u 0 obj\n<</Type/Pages/MediaBox[0 0 595 842]/Count %u/Kids[",
                               tree, found->pages->len);
        for (guint i = 0; i < found->pages->len; i++)
            g_string_append_printf(out, "%u 0 R\n", g_array_index(found->pages, guint, i));
        g_string_append(out, "]>>\nendobj\n");
    }
    if (!catalog) {
        catalog = next++;
        g_string_append_printf(out, "%u 0 obj\n<</Type/Catalog/Pages %u 0 R>>\nendobj\n", catalog,
                               tree);
    }
    g_string_append_printf(out, "trailer\n<</Size %u/Root %u 0 R>>\n%%%%EOF\n", next, catalog);
    return g_string_free_to_bytes(out);
}

GBytes *
rescue_cut_file(GBytes *bytes, gboolean by_pages)
{
    gsize length;
    const char *begin = g_bytes_get_data(bytes, &length), *end = begin + length;
    gsize tail = MIN(length, (gsize)TAIL);
    if (length > LARGEST || memmem(end - tail, tail, "%%EOF", 5))
        return NULL;
    struct found found = {.pages = g_array_new(FALSE, FALSE, sizeof(guint))};
    find_objects(&found, begin, end);
    if (by_pages)
        found.catalog = found.tree = 0;
    GBytes *rescued = NULL;
    if (!found.encrypted && (found.catalog || found.tree || found.pages->len))
        rescued = complete(begin, length, &found);
    g_array_unref(found.pages);
    return rescued;
}
