/* A PDF, or an image file, opened again: the one reading of its pages that extract and audit share,
 * so that both see the same characters at the same places.
 *
 * Characters are numbered as poppler numbers the rectangles of poppler_page_get_text_layout(): the
 * index into the page's text. That numbering is poppler's alone, found again without any layout of
 * ours, and so it is what a line of the stream refers to (struct range). The marks of direction
 * that poppler puts around right-to-left text (U+202A to U+202E) have no rectangle and no number.
 *
 * Boxes are points, origin top left of the CropBox as it is shown (page rotation applied), y down.
 *
 * The pages of an image file are one picture each, without characters.
 *
 * Untrusted input: poppler may take long, or die, on a hostile file; limits are the worker's. */
#ifndef AKT_PAGE_H
#define AKT_PAGE_H

#include "document.h"
#include "error.h"
#include "picture.h"

#include <poppler.h>

/* A character and its box in points. Blanks and line ends are characters as well. */
struct character {
    gunichar c;
    float x0, y0, x1, y1; /* x0 <= x1, y0 <= y1, finite */
    float size;           /* of its font, points */
    guint16 font;         /* index into the page's fonts */
};

/* What a font's name tells. Poppler does not say more. */
struct font {
    char *name; /* without the tag of a subset ("ABCDEF+") */
    gboolean bold, italic;
};

/* One page's characters. */
struct page_characters {
    double width, height; /* of the page as shown, points */
    struct character *at; /* `n` of them */
    guint n;
    guint visible;     /* those that character_is_visible() */
    GArray *fonts;     /* struct font */
    PopplerPage *page; /* owned; for images and rendering; NULL: of an image file */
    double skew; /* radians by which boxes are turned against the page as shown, clockwise, about
                    its middle: lines of a scan are straightened before they are read */
};

struct page_file;

/* Opens the PDF or image file in `bytes` (a reference is kept). NULL and AKT_ERROR_ENCRYPTED: wants
 * a password; AKT_ERROR_DAMAGED: cannot be read. Free with page_file_free(). */
struct page_file *page_file_open(GBytes *bytes, GError **error);
void page_file_free(struct page_file *file);
AKT_AUTOPTR(page_file, page_file_free)

/* The number of pages, as the file says. */
guint page_file_pages(const struct page_file *file);

/* TRUE where the file's end is missing and its pages are those that are left (rescue.h). */
gboolean page_file_is_cut(const struct page_file *file);

/* The poppler document: borrowed; NULL for an image file. */
PopplerDocument *page_file_poppler(struct page_file *file);

/* The file's bytes: borrowed. The picture that a page of an image file is; NULL for a PDF's. */
GBytes *page_file_bytes(struct page_file *file);
const struct picture_page *page_file_picture(const struct page_file *file, guint n);

/* A page of this size without characters, fonts or poppler. */
struct page_characters *page_characters_new(double width, double height);

/* The characters of page `n`, from 1. NULL and AKT_ERROR_DAMAGED where the page cannot be had.
 * Free with page_characters_free(). */
struct page_characters *page_characters_read(struct page_file *file, guint n, GError **error);
void page_characters_free(struct page_characters *page);
AKT_AUTOPTR(page_characters, page_characters_free)

/* Lets poppler's page go, which holds several times the memory of its characters: nothing can be
 * drawn or asked of it any more. */
void page_characters_let_go(struct page_characters *page);

/* TRUE for what counts in the account of characters: all but blanks, soft hyphens and marks of no
 * width. The same as akt-show coverage counts in a document's source. */
gboolean character_is_visible(gunichar c);

/* The share of the page, from 0 to 1, that images cover. Costs a second reading of the page: ask
 * only where there is little text. */
double page_image_cover(const struct page_characters *page);

/* Appends the characters of one line as the stream has them: the ranges in order, one blank
 * between two of them, line ends left out, U+FFFD for what XML forbids. FALSE where a range lies
 * outside the page. */
gboolean page_line_text(const struct page_characters *page, const struct range *ranges,
                        guint n_ranges, GString *out);

/* A rectangle of the page, in points, as it lies on the page shown (struct page_characters' skew):
 * what encloses it, tenths of a point. */
struct box page_shown_box(const struct page_characters *page, float x0, float y0, float x1,
                          float y1);

/* The smallest rectangle around the visible characters of [first, last), tenths of a point. */
struct box page_range_box(const struct page_characters *page, guint first, guint last);

#endif
