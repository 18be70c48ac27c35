#include "original.h"

#include "error.h"
#include "format.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    READ_SIZE = 64 * 1024
};

static gboolean
starts(const char *bytes, gsize length, const char *magic, gsize magic_length)
{
    return length >= magic_length && !memcmp(bytes, magic, magic_length);
}

/* The first characters of UTF-16 with a byte order mark as single bytes; how many. */
static gsize
narrow(const char *bytes, gsize length, char *out, gsize room)
{
    gsize n = 0;
    gboolean little = starts(bytes, length, "\xff\xfe", 2);
    if (!little && !starts(bytes, length, "\xfe\xff", 2))
        return 0;
    for (gsize i = 2; i + 1 < length && n < room; i += 2)
        out[n++] = bytes[little ? i + 1 : i] ? '?' : bytes[little ? i : i + 1];
    return n;
}

/* TRUE where text begins with a tag that only HTML has, after blanks and a byte order mark. */
static gboolean
looks_like_html(const char *bytes, gsize length)
{
    static const char *const tags[] = {"<!doctype html", "<html", "<head",
                                       "<body",          "<!--",  "<?xml"};
    gsize at = starts(bytes, length, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (at < length && g_ascii_isspace(bytes[at]))
        at++;
    for (gsize i = 0; i < G_N_ELEMENTS(tags); i++) {
        gsize n = strlen(tags[i]);
        if (length - at >= n && !g_ascii_strncasecmp(bytes + at, tags[i], n)) {
            if (tags[i][1] != '?' && tags[i][2] != '-')
                return TRUE;
            /* a comment or an XML declaration: HTML only if the tag follows soon */
            gsize window = MIN(length - at, (gsize)1024);
            g_autofree char *head = g_ascii_strdown(bytes + at, (gssize)window);
            return g_strstr_len(head, (gssize)window, "<html") != NULL;
        }
    }
    return FALSE;
}

/* TRUE for a part of a page, as a web system gives it out: a block's tag first, a tag last. A text
 * that a converter left tags in has words at one end at least. */
static gboolean
is_html_fragment(const char *bytes, gsize length)
{
    static const char *const tags[] = {"article", "div", "h1",      "h2",    "main",  "meta",
                                       "ol",      "p",   "section", "table", "title", "ul"};
    gsize at = starts(bytes, length, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (at < length && g_ascii_isspace(bytes[at]))
        at++;
    while (length > at && g_ascii_isspace(bytes[length - 1]))
        length--;
    if (length < at + 8 || bytes[at] != '<' || bytes[length - 1] != '>')
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(tags); i++) {
        gsize n = strlen(tags[i]);
        if (length - at > n + 1 && !g_ascii_strncasecmp(bytes + at + 1, tags[i], n) &&
            strchr("> \t\r\n", bytes[at + 1 + n]) && bytes[at + 1 + n] != '\0')
            return TRUE;
    }
    return FALSE;
}

enum media
original_media(const char *bytes, gsize length)
{
    gsize window = MIN(length, (gsize)1024);
    if (!length)
        return MEDIA_TEXT;
    if (format_name(bytes, length))
        return MEDIA_TEXT; /* who reads it says what it is */
    if (memmem(bytes, window, "%PDF", 4) || memmem(bytes, window, " 0 obj", 6))
        return MEDIA_PDF; /* the second: its head is lost */
    if (starts(bytes, length, "II*\0", 4) || starts(bytes, length, "MM\0*", 4) ||
        starts(bytes, length, "\xFF\xD8\xFF", 3) || starts(bytes, length, "\x89PNG\r\n\x1A\n", 8))
        return MEDIA_IMAGE;
    char wide[1024];
    gsize n = narrow(bytes, length, wide, sizeof wide);
    return looks_like_html(bytes, length) || is_html_fragment(bytes, length) ||
                   looks_like_html(wide, n)
               ? MEDIA_HTML
               : MEDIA_TEXT;
}

/* OpenSSL uses the processor's SHA instructions: five times GLib's speed, and scans are large. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_MD_CTX, EVP_MD_CTX_free)

/* What a finished digest is, in hex. Free with g_free(). */
static char *
digest_hex(EVP_MD_CTX *digest)
{
    guchar bytes[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    EVP_DigestFinal_ex(digest, bytes, &length);
    GString *hex = g_string_new(NULL);
    for (guint i = 0; i < length; i++)
        g_string_append_printf(hex, "%02x", bytes[i]);
    return g_string_free(hex, FALSE);
}

/* Reads all that a descriptor gives, hashing on the way. */
static GByteArray *
read_all(int fd, gsize max_bytes, EVP_MD_CTX *digest, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    struct stat status;
    if (!fstat(fd, &status) && S_ISREG(status.st_mode) && (gsize)status.st_size <= max_bytes)
        g_byte_array_set_size(bytes, (guint)MIN((gsize)status.st_size, (gsize)G_MAXUINT / 2));
    gsize used = 0;
    for (;;) {
        if (bytes->len - used < READ_SIZE)
            g_byte_array_set_size(bytes, (guint)used + READ_SIZE);
        ssize_t n = read(fd, bytes->data + used, bytes->len - used);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s", g_strerror(errno));
            return NULL;
        }
        if (!n)
            break;
        EVP_DigestUpdate(digest, bytes->data + used, (gsize)n);
        used += (gsize)n;
        if (used > max_bytes) {
            g_set_error(error, AKT_ERROR, AKT_ERROR_LIMIT, "more than %" G_GSIZE_FORMAT " bytes",
                        max_bytes);
            return NULL;
        }
    }
    g_byte_array_set_size(bytes, (guint)used);
    return g_steal_pointer(&bytes);
}

struct original *
original_open(const char *path, int fd, gsize max_bytes, GError **error)
{
    int own = fd < 0 ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : fd;
    if (own < 0) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s", g_strerror(errno));
        return NULL;
    }
    struct stat status;
    g_autoptr(EVP_MD_CTX) digest = EVP_MD_CTX_new();
    gboolean ready = digest && EVP_DigestInit_ex(digest, EVP_sha256(), NULL);
    GByteArray *bytes = NULL;
    if (!ready)
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY, "no SHA-256");
    else if (fstat(own, &status))
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s", g_strerror(errno));
    else if (S_ISDIR(status.st_mode))
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "this is a folder");
    else if (fd < 0 && !S_ISREG(status.st_mode))
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "this is no regular file");
    else
        bytes = read_all(own, MIN(max_bytes, (gsize)G_MAXINT), digest, error);
    if (fd < 0)
        close(own);
    if (!bytes)
        return NULL;
    struct original *original = g_new0(struct original, 1);
    original->path = g_strdup(path);
    original->sha256 = digest_hex(digest);
    original->media = original_media((const char *)bytes->data, bytes->len);
    original->bytes = g_byte_array_free_to_bytes(bytes);
    return original;
}

void
original_free(struct original *original)
{
    if (!original)
        return;
    g_free(original->path);
    g_bytes_unref(original->bytes);
    g_free(original->sha256);
    g_free(original);
}

/* ---- where it is ----------------------------------------------------------------------------- */

/* TRUE where the real path of `path` lies in the real folder. */
static gboolean
is_inside(const char *path, const char *folder)
{
    char *real = realpath(path, NULL), *root = realpath(folder, NULL);
    gsize length = root ? strlen(root) : 0;
    gboolean inside = real && root && strncmp(real, root, length) == 0 &&
                      (real[length] == '/' || (length && root[length - 1] == '/'));
    free(real);
    free(root);
    return inside;
}

char *
original_find(const char *folder, const char *path)
{
    for (const char *end = path; end; end = strchr(end, '/')) {
        while (*end == '/')
            end++;
        if (!*end)
            break;
        g_autofree char *candidate = g_build_filename(folder, end, NULL);
        if (g_file_test(candidate, G_FILE_TEST_IS_REGULAR) && is_inside(candidate, folder))
            return g_steal_pointer(&candidate);
    }
    return NULL;
}
