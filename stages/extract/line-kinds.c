/* What a line or a block's text looks like, where that says how blocks end. */
#include "blocks-private.h"

#include <string.h>

/* TRUE for a line drawn of signs: "______", "- - - -". */
gboolean
line_is_rule(const struct layout *layout, const struct text_line *line)
{
    enum {
        LEAST = 4
    };
    guint n = 0;
    for (guint i = 0; i < line->n; i++) {
        const struct word *word =
            layout_word(layout, g_array_index(layout->line_words, guint, line->first + i));
        for (guint c = word->first; c < word->last; c++, n++) {
            gunichar sign = layout->characters->at[c].c;
            if (sign != '_' && sign != '-' && sign != '=' && sign != '*' && sign != 0x2013)
                return FALSE;
        }
    }
    return n >= LEAST;
}

/* TRUE where dots lead to the end of a line, as in a table of contents. */
gboolean
line_has_leader(const struct layout *layout, const struct text_line *line)
{
    enum {
        LEAST = 5
    };
    guint dots = 0;
    for (guint i = 0; i < line->n; i++) {
        const struct word *word =
            layout_word(layout, g_array_index(layout->line_words, guint, line->first + i));
        for (guint c = word->first; c < word->last; c++) {
            gunichar sign = layout->characters->at[c].c;
            dots = sign == '.' || sign == 0x2026 ? dots + 1 : 0;
            if (dots >= LEAST)
                return TRUE;
        }
    }
    return FALSE;
}

gboolean
text_is_upper_case(const char *text)
{
    guint letters = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_islower(c))
            return FALSE;
        letters += g_unichar_isupper(c);
    }
    return letters >= 4;
}

/* TRUE where a text has a postcode and town: "Holmens Kanal 20, 1060 København K". */
gboolean
text_has_postcode(const char *text)
{
    for (const char *at = strstr(text, ", "); at; at = strstr(at + 2, ", ")) {
        gsize digits = strspn(at + 2, "0123456789");
        if (digits == 4 && at[6] == ' ' && g_unichar_isupper(g_utf8_get_char(at + 7)))
            return TRUE;
    }
    return FALSE;
}

/* TRUE where a full stop at the end belongs to an abbreviation that a number or word follows. */
gboolean
text_ends_in_abbreviation(const char *end)
{
    static const char *const words[] = {" ca.",   " kl.",  " nr.",   " mio.",   " mill.",
                                        " kr.",   " pr.",  " jf.",   " bl.a.",  " f.eks.",
                                        " stk.",  " pkt.", " inkl.", " ekskl.", " hhv.",
                                        " vedr.", " tlf.", " max.",  " min."};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_suffix(end, words[i]))
            return TRUE;
    return FALSE;
}

gboolean
text_ends_clause(const char *end)
{
    return text_ends_in(end, ",;") || g_str_has_suffix(end, " og") ||
           g_str_has_suffix(end, " samt") || g_str_has_suffix(end, " eller");
}
