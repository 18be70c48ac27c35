/* Words that begin where those above and below begin, though what stands before them ends now here
 * and now there: the left edge of a column, however narrow its gutter.
 *
 *     er blevet men svinger     lines of running text never agree so; lines that begin
 *     rådighed  foreslås, at    with the same words do, but leave the same room before
 *     tager     på, at de       the next word
 */
#include "layout.h"

#include <math.h>

static const float SAME_EDGE = 0.3f;                                        /* points */
static const float GAP_VARIES = 0.3f, GAP_WIDEST = 0.5f, GAP_LEAST = 0.22f; /* font sizes */
static const float NEAR = 2.1f; /* font sizes: rows further apart are no neighbours */
enum {
    ENOUGH_ROWS = 4,
    ENOUGH_NARROW = 6 /* where the room before the word is that of a blank */
};

struct chain {
    guint rows, figures;
    float least, most; /* room before the words */
};

/* Gives words of a row the chain of the word above that begins where they begin, or one of their
 * own. */
static void
link_row(const struct layout *layout, const struct row *above, const struct row *row, guint *chain,
         GArray *chains)
{
    guint k = above ? above->first : 0, end = above ? above->first + above->n : 0;
    for (guint i = row->first; i < row->first + row->n; i++) {
        const struct word *word = layout_word(layout, i);
        while (k < end && layout_word(layout, k)->box.x0 < word->box.x0 - SAME_EDGE)
            k++;
        if (k < end && layout_word(layout, k)->box.x0 <= word->box.x0 + SAME_EDGE) {
            chain[i] = chain[k];
        } else {
            const struct chain begun = {0, 0, G_MAXFLOAT, 0};
            chain[i] = chains->len;
            g_array_append_val(chains, begun);
        }
        struct chain *own = &g_array_index(chains, struct chain, chain[i]);
        own->rows++;
        own->figures += g_unichar_isdigit(layout->characters->at[word->first].c);
        if (i == row->first)
            continue;
        float room = word->box.x0 - word[-1].box.x1;
        own->least = MIN(own->least, room);
        own->most = MAX(own->most, room);
    }
}

void
layout_find_aligned(struct layout *layout)
{
    g_autofree guint *chain = g_new(guint, layout->words->len + 1);
    g_autoptr(GArray) chains = g_array_new(FALSE, FALSE, sizeof(struct chain));
    for (guint r = 0; r < layout->rows->len; r++) {
        const struct row *row = layout_row(layout, r), *above = r ? row - 1 : NULL;
        float size = layout_word(layout, row->first)->size;
        if (above && row->box.y0 - above->box.y0 > NEAR * size)
            above = NULL;
        link_row(layout, above, row, chain, chains);
    }
    for (guint r = 0; r < layout->rows->len; r++) {
        const struct row *row = layout_row(layout, r);
        for (guint i = row->first + 1; i < row->first + row->n; i++) {
            struct word *word = layout_word(layout, i);
            const struct chain *own = &g_array_index(chains, struct chain, chain[i]);
            float room = word->box.x0 - word[-1].box.x1;
            gboolean varies = own->most - own->least >= GAP_VARIES * word->size &&
                              own->most >= GAP_WIDEST * word->size;
            /* figures of equal length agree as well */
            gboolean narrow = room < GAP_WIDEST * word->size;
            guint enough = narrow ? ENOUGH_NARROW : ENOUGH_ROWS;
            word->aligned = varies && own->rows >= enough && room >= GAP_LEAST * word->size &&
                            !(narrow && own->figures * 2 > own->rows);
        }
    }
}
