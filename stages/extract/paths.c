#include "extract/paths.h"

#include "format.h"
#include "original.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAX_DEPTH = 64,
    SNIFFED = 1024,
    LIST_BUFFER = 65536
};

struct walk {
    const char *root; /* the folder that was named, without links; NULL outside of one */
    paths_function each;
    paths_error error;
    gpointer data;
};

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gboolean
is_paper_name(const char *path)
{
    static const char *const endings[] = {".txt", ".md", ".text", ".pdf", ".html", ".htm"};
    gsize length = strlen(path);
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize n = strlen(endings[i]);
        if (length > n && !g_ascii_strcasecmp(path + length - n, endings[i]))
            return TRUE;
    }
    return FALSE;
}

/* TRUE for a file in a folder that is a paper, by its name or its first bytes. One that is named
 * like a paper and is none is given on, so that somebody hears of it, and so is one in a format
 * that papers are kept in but that is not read. */
static gboolean
is_paper(const char *path)
{
    if (is_paper_name(path))
        return TRUE;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return errno == EACCES; /* somebody should hear of it */
    char bytes[SNIFFED];
    ssize_t n = read(fd, bytes, sizeof bytes);
    close(fd);
    enum media media = n > 0 ? original_media(bytes, (gsize)n) : MEDIA_TEXT;
    gboolean tiff = media == MEDIA_IMAGE && strchr("IM", bytes[0]); /* scans are kept in it */
    return media == MEDIA_PDF || media == MEDIA_HTML || tiff ||
           (n > 0 && format_holds_papers(bytes, (gsize)n));
}

/* TRUE where a link leads to a regular file inside the folder that was named. One that leads out of
 * it is nobody's paper: an archive from elsewhere must not make us read what is ours. */
static gboolean
leads_inside(const struct walk *walk, const char *path, const char **ret_reason)
{
    struct stat status;
    g_autofree char *target = realpath(path, NULL);
    if (!target || stat(path, &status)) {
        *ret_reason = errno == ELOOP ? "a link that leads to itself" : "a link that leads nowhere";
        return FALSE;
    }
    gsize root = strlen(walk->root);
    *ret_reason = S_ISREG(status.st_mode) ? "a link that leads out of the folder" : NULL;
    return S_ISREG(status.st_mode) && !strncmp(target, walk->root, root) &&
           (target[root] == '/' || walk->root[root - 1] == '/');
}

/* A link to a file is another name of it; one to a folder is passed over, for the folder itself is
 * walked through, or is none of ours. */
static gboolean
walk_link(const struct walk *walk, const char *path)
{
    const char *reason = NULL;
    if (leads_inside(walk, path, &reason))
        return is_paper(path) ? walk->each(path, walk->data) : TRUE;
    if (reason && is_paper_name(path))
        walk->error(path, reason, walk->data);
    return TRUE;
}

static gboolean walk_folder(const struct walk *walk, const char *path, guint depth);

static gboolean
walk_entry(const struct walk *walk, const char *path, guint depth)
{
    struct stat status;
    if (lstat(path, &status)) {
        walk->error(path, g_strerror(errno), walk->data);
        return TRUE;
    }
    if (S_ISDIR(status.st_mode))
        return walk_folder(walk, path, depth + 1);
    if (S_ISLNK(status.st_mode))
        return walk_link(walk, path);
    if (S_ISREG(status.st_mode) && is_paper(path))
        return walk->each(path, walk->data);
    return TRUE;
}

static gboolean
walk_folder(const struct walk *walk, const char *path, guint depth)
{
    if (depth > MAX_DEPTH) {
        walk->error(path, "folders nested too deep", walk->data);
        return TRUE;
    }
    DIR *folder = opendir(path);
    if (!folder) {
        walk->error(path, g_strerror(errno), walk->data);
        return TRUE;
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] != '.')
            g_ptr_array_add(names, g_build_filename(path, entry->d_name, NULL));
    }
    closedir(folder);
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        if (!walk_entry(walk, g_ptr_array_index(names, i), depth))
            return FALSE;
    }
    return TRUE;
}

gboolean
paths_walk(const char *path, gboolean recursive, paths_function each, paths_error error,
           gpointer data)
{
    struct stat status;
    struct walk walk = {NULL, each, error, data};
    if (stat(path, &status) || !S_ISDIR(status.st_mode))
        return each(path, data); /* what is wrong with a file is said when it is read */
    if (recursive) {
        g_autofree char *root = realpath(path, NULL);
        walk.root = root ? root : path;
        return walk_folder(&walk, path, 0);
    }
    error(path, "this is a folder (-r reads the papers in it)", data);
    return TRUE;
}

/* Hands on the names in `pending` that are complete. */
static gboolean
take_names(const struct walk *walk, GString *pending, char separator, gboolean recursive)
{
    gsize start = 0;
    for (char *end; (end = memchr(pending->str + start, separator, pending->len - start));) {
        *end = '\0';
        const char *name = pending->str + start;
        start = (gsize)(end - pending->str) + 1;
        if (*name && !paths_walk(name, recursive, walk->each, walk->error, walk->data))
            return FALSE;
    }
    g_string_erase(pending, 0, (gssize)start);
    return TRUE;
}

gboolean
paths_list(int fd, char separator, gboolean recursive, paths_function each, paths_error error,
           gpointer data)
{
    struct walk walk = {NULL, each, error, data};
    g_autoptr(GString) pending = g_string_new(NULL);
    g_autofree char *buffer = g_malloc(LIST_BUFFER);
    for (;;) {
        ssize_t n = read(fd, buffer, LIST_BUFFER);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            error("standard input", g_strerror(errno), data);
        if (n <= 0)
            break;
        g_string_append_len(pending, buffer, n);
        if (!take_names(&walk, pending, separator, recursive))
            return FALSE;
        if (pending->len > 16 * LIST_BUFFER) {
            error("standard input", "a name longer than a million bytes", data);
            return TRUE;
        }
    }
    g_string_append_c(pending, separator);
    return take_names(&walk, pending, separator, recursive);
}

/* Where a walk over arguments puts its papers, and says what is wrong. */
struct collection {
    GPtrArray *paths;
    paths_error error;
    gpointer data;
};

static void
collect_error(const char *path, const char *reason, gpointer data)
{
    const struct collection *collection = data;
    collection->error(path, reason, collection->data);
}

static gboolean
collect_path(const char *path, gpointer data)
{
    const struct collection *collection = data;
    g_ptr_array_add(collection->paths, g_strdup(path));
    return TRUE;
}

GPtrArray *
paths_collect(int argc, char **argv, gboolean null, gboolean recursive, paths_error error,
              gpointer data)
{
    struct collection collection = {g_ptr_array_new_with_free_func(g_free), error, data};
    if (null)
        paths_list(STDIN_FILENO, '\0', recursive, collect_path, collect_error, &collection);
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "-"))
            paths_list(STDIN_FILENO, '\n', recursive, collect_path, collect_error, &collection);
        else
            paths_walk(argv[i], recursive, collect_path, collect_error, &collection);
    }
    g_ptr_array_add(collection.paths, NULL);
    return collection.paths;
}
