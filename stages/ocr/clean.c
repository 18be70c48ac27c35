/* A ruling line may be faint and broken, and the paper grainy, so it is looked for in a picture of
 * half the size that is smoothed along the line: a pixel belongs to a line where it is darker than
 * what lies beside it, and a line is where nine in ten of the pixels in a row do. Strokes of
 * letters fill a row by half. */
#include "clean.h"

enum {
    SMOOTH = 4,      /* pixels of half size to either side */
    BESIDE = 4,      /* of half size: so far above and below there is paper */
    LEAST_DARKER = 8 /* of 255 */
};
static const int RUN_ACROSS = 75, RUN_DOWN = 67; /* pixels of half size: a capital of 40 points is
                                                    not so high */
static const float FULL = 0.9f;                  /* of the pixels in a row */
static const float ALIKE = 0.4f;  /* paper above and below differs by no more of the contrast */
static const float GRAINS = 3.0f; /* darker than the paper's grain, by this factor */

/* Each pixel the mean of those beside it in its row. */
static PIX *
smooth_rows(PIX *gray)
{
    int width = pixGetWidth(gray), height = pixGetHeight(gray);
    PIX *smooth = pixCopy(NULL, gray);
    if (!smooth || width <= 2 * SMOOTH)
        return smooth;
    for (int y = 0; y < height; y++) {
        l_uint32 *from = pixGetData(gray) + (gsize)y * (gsize)pixGetWpl(gray);
        l_uint32 *to = pixGetData(smooth) + (gsize)y * (gsize)pixGetWpl(smooth);
        int sum = 0;
        for (int x = 0; x < width; x++) {
            sum += GET_DATA_BYTE(from, x);
            if (x < 2 * SMOOTH)
                continue;
            SET_DATA_BYTE(to, x - SMOOTH, sum / (2 * SMOOTH + 1));
            sum -= GET_DATA_BYTE(from, x - 2 * SMOOTH);
        }
    }
    return smooth;
}

/* The runs of `run` pixels in a row of which nearly all are set. */
static PIX *
full_runs(PIX *dark, int run)
{
    int width = pixGetWidth(dark), height = pixGetHeight(dark), least = (int)((float)run * FULL);
    PIX *runs = pixCreateTemplate(dark);
    for (int y = 0; runs && y < height; y++) {
        l_uint32 *from = pixGetData(dark) + (gsize)y * (gsize)pixGetWpl(dark);
        l_uint32 *to = pixGetData(runs) + (gsize)y * (gsize)pixGetWpl(runs);
        int sum = 0, filled = 0; /* filled: what is set already ends before this pixel */
        for (int x = 0; x < width; x++) {
            sum += GET_DATA_BIT(from, x);
            if (x < run - 1)
                continue;
            for (int i = MAX(filled, x - run + 1); sum >= least && i <= x; i++) {
                SET_DATA_BIT(to, i);
                filled = x + 1;
            }
            sum -= GET_DATA_BIT(from, x - run + 1);
        }
    }
    return runs;
}

/* How much darker a pixel is than the paper above and below; negative where these are not alike: at
 * the edge of a word's letters. */
static int
contrast(l_uint32 *const rows[3], int x)
{
    int here = GET_DATA_BYTE(rows[1], x);
    int above = GET_DATA_BYTE(rows[0], x), below = GET_DATA_BYTE(rows[2], x);
    int paper = MAX(above, below), least = MIN(above, below);
    return (float)(paper - least) <= ALIKE * (float)(paper - here) ? paper - here : -1;
}

/* The contrast that half of a sample's pixels do not exceed. */
static int
grain_of(PIX *smooth)
{
    enum {
        STEP = 5
    };
    int counts[256] = {0}, sum = 0, at = 0;
    int height = pixGetHeight(smooth), width = pixGetWidth(smooth), row = pixGetWpl(smooth);
    l_uint32 *data = pixGetData(smooth);
    for (int y = BESIDE; y < height - BESIDE; y += STEP) {
        for (int x = 0; x < width; x += STEP) {
            int here = GET_DATA_BYTE(data + (gsize)y * (gsize)row, x);
            int above = GET_DATA_BYTE(data + (gsize)(y - BESIDE) * (gsize)row, x);
            counts[ABS(here - above)]++;
            sum++;
        }
    }
    for (int i = 0; i < 256; i++) {
        at += counts[i];
        if (at * 2 > sum)
            return i;
    }
    return 0;
}

/* What is thin across a row and darker than what lies above and below. */
static PIX *
thin_and_dark(PIX *gray)
{
    PIX *smooth = smooth_rows(gray);
    PIX *dark = smooth ? pixCreate(pixGetWidth(gray), pixGetHeight(gray), 1) : NULL;
    if (!dark) {
        pixDestroy(&smooth);
        return NULL;
    }
    int height = pixGetHeight(smooth), width = pixGetWidth(smooth), row = pixGetWpl(smooth);
    int least = MAX((int)LEAST_DARKER, (int)(GRAINS * (float)grain_of(smooth)));
    l_uint32 *data = pixGetData(smooth);
    for (int y = BESIDE; y < height - BESIDE; y++) {
        l_uint32 *const rows[3] = {data + (gsize)(y - BESIDE) * (gsize)row,
                                   data + (gsize)y * (gsize)row,
                                   data + (gsize)(y + BESIDE) * (gsize)row};
        l_uint32 *to = pixGetData(dark) + (gsize)y * (gsize)pixGetWpl(dark);
        for (int x = 0; x < width; x++)
            if (contrast(rows, x) >= least)
                SET_DATA_BIT(to, x);
    }
    pixDestroy(&smooth);
    return dark;
}

/* Lines along the rows. */
static PIX *
lines_along(PIX *gray, int run)
{
    PIX *dark = thin_and_dark(gray);
    PIX *lines = dark ? full_runs(dark, run) : NULL;
    pixDestroy(&dark);
    return lines;
}

PIX *
rules_find(PIX *gray)
{
    PIX *half = pixScaleAreaMap2(gray);
    PIX *turned = half ? pixRotateOrth(half, 1) : NULL;
    PIX *down = turned ? lines_along(turned, RUN_DOWN) : NULL;
    PIX *across = half ? lines_along(half, RUN_ACROSS) : NULL;
    PIX *rules = NULL;
    pixDestroy(&turned);
    if (across && down) {
        turned = pixRotateOrth(down, 3);
        pixOr(across, across, turned);
        pixDestroy(&turned);
        PIX *full = pixExpandReplicate(across, 2);
        rules = full ? pixDilateBrick(NULL, full, 5, 5) : NULL;
        pixDestroy(&full);
    }
    pixDestroy(&across);
    pixDestroy(&down);
    pixDestroy(&half);
    return rules;
}

/* The width of the strokes of most that is dark, in pixels; 0 where nothing is. */
static float
stroke_width(PIX *ink)
{
    enum {
        DUST = 2
    };
    l_float32 ratio = 0; /* inner pixels by those of the edge */
    PIX *letters = pixSelectBySize(ink, DUST, DUST, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GT, NULL);
    gboolean failed = !letters || pixFindAreaPerimRatio(letters, NULL, &ratio);
    pixDestroy(&letters);
    return failed ? 0 : 2 * (ratio + 1);
}

PIX *
specks_find(PIX *gray, PIX *ink, guint paper)
{
    const float OF_STROKE = 0.75f; /* a full stop is wider than a stroke */
    const float FAINT = 0.85f;     /* of the paper's gray: a speck's edges are lighter than ink */
    l_int32 changed = 0;
    int most = (int)(stroke_width(ink) * OF_STROKE + 1); /* with its faint edge */
    PIX *faint = pixThresholdToBinary(gray, (l_int32)((float)paper * FAINT));
    if (!faint || most < 2) {
        pixDestroy(&faint);
        return NULL;
    }
    PIX *letters =
        pixSelectBySize(faint, most, most, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GT, &changed);
    PIX *small = letters && changed ? pixSubtract(NULL, faint, letters) : NULL;
    PIX *specks = small ? pixDilateBrick(NULL, small, 3, 3) : NULL;
    if (specks)
        pixSubtract(specks, specks, letters);
    pixDestroy(&small);
    pixDestroy(&letters);
    pixDestroy(&faint);
    return specks;
}
