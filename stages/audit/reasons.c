/* Why link thinks what it does, in the language of the report. */
#include "labels.h"

#include <string.h>

/* What link writes of why: reasons with "; " between them, each one of these by its beginning and
 * end; what stands between is names and amounts. The features are those of link-features.tsv. */
static const struct {
    const char *before, *after, *da_before, *da_after;
} reasons[] = {
    {"the same name", "", "samme navn", ""},
    {"the same name, seen as two kinds of thing", "", "samme navn, set som to slags ting", ""},
    {"capitals, hyphens, accents or signs differ", "",
     "store bogstaver, bindestreger, accenter eller tegn er forskellige", ""},
    {"written together or apart", "", "skrevet sammen eller hver for sig", ""},
    {"other forms of the same words", "", "andre former af de samme ord", ""},
    {"a small word more or less", "", "et småord mere eller mindre", ""},
    {"the words in another order", "", "ordene i en anden rækkefølge", ""},
    {"with and without a word for what it is", "", "med og uden et ord for, hvad det er", ""},
    {"with and without its municipality", "", "med og uden sin kommune", ""},
    {"with and without its subtitle", "", "med og uden undertitel", ""},
    {"a word written short", "", "et ord er forkortet", ""},
    {"a slip of the pen", "", "en skrivefejl", ""},
    {"the last part of a compound for all of it", "",
     "det sidste led af en sammensætning for det hele", ""},
    {"an initial for a name", "", "et forbogstav for et navn", ""},
    {"a given name left out", "", "et fornavn er udeladt", ""},
    {"the year of a case written in another way", "", "sagens år er skrevet på en anden måde", ""},
    {"the municipality of one of them is not known", "", "den enes kommune kendes ikke", ""},
    {"aliases.tsv says so", "", "aliases.tsv siger det", ""},
    {"a paper says: ", "", "et papir siger: ", ""},
    {"a paper says that it has two names", "", "et papir siger, at den har to navne", ""},
    {"its first letters, and no other name of its municipality has them", "",
     "dens forbogstaver, som intet andet navn i kommunen har", ""},
    {"a paper has both, and the shorter is the longer with words left out", "",
     "et papir har begge, og det korte er det lange med ord udeladt", ""},
    {"a paper of another municipality that speaks of this one: ", "",
     "et papir fra en anden kommune, som taler om denne: ", ""},
    {"it speaks of case ", ", which is the other's", "taler om sag ", ", som er det andet papirs"},
    {"it speaks of case ", ", and the other tells where that was considered", "taler om sag ",
     ", og det andet fortæller, hvor den blev behandlet"},
    {"it speaks of the meeting ", ", which the other records", "taler om mødet ",
     ", som det andet gengiver"},
    {"a paper writes ", "", "et papir skriver ", ""},
    {"", " kr. for the same thing, role and time, in one paper", "",
     " kr. for det samme, i samme rolle og tid, i ét papir"},
    {"", " kr. for the same thing, role and time, in two papers", "",
     " kr. for det samme, i samme rolle og tid, i to papirer"},
    {"the next paper on ", " does not name it", "det næste papir om ", " nævner det ikke"},
    {"from ", ", as the paper says", "fra ", ", som papiret siger"},
    {"its period was ", "", "dets periode var ", ""},
    {"planned for ", "", "planlagt til ", ""},
    {"the next on the projects of ", "", "det næste om projekterne i ", ""},
    {"another version of the same paper", "", "en anden udgave af samme papir", ""},
    {"the next of its kind", "", "det næste af sin slags", ""},
    {"it attaches the other", "", "det andet er bilag til det", ""},
    {"both belong to case ", "", "hører begge til sag ", ""},
    {"both tell where case ", " was considered", "fortæller begge, hvor sag ", " blev behandlet"},
    {"both record the meeting ", "", "gengiver begge mødet ", ""},
    {"both are of the meeting ", "", "er begge fra mødet ", ""},
};

/* What stands between: names, amounts and days as they are, `, and then started 2010-08` of a
 * status in words. g_free() it. */
static char *
words_between(const char *text, gsize length)
{
    static const char then[] = ", and then ";
    g_autofree char *copy = g_strndup(text, length);
    char *at = strstr(copy, then);
    char *both = g_ascii_isdigit(*copy) ? strstr(copy, " and ") : NULL;
    char *change = g_ascii_isdigit(*copy) ? strstr(copy, " to ") : NULL;
    if (!at && (both || change)) {
        const char *behind = both ? both + strlen(" and ") : change + strlen(" to ");
        g_autofree char *first = g_strndup(copy, (gsize)((both ? both : change) - copy));
        return g_strconcat(first, both ? " og " : " til ", behind, NULL);
    }
    if (!at)
        return g_steal_pointer(&copy);
    *at = '\0';
    at += strlen(then);
    gsize word = strcspn(at, " ");
    g_autofree char *status = g_strndup(at, word);
    return g_strconcat(copy, ", og derefter ", label_word(LANGUAGE_DA, status), at + word, NULL);
}

/* One reason; itself where its form is not known. g_free() it. */
static char *
one_reason(const char *reason)
{
    for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++) {
        gsize after = strlen(reasons[i].after);
        if (!g_str_has_prefix(reason, reasons[i].before))
            continue;
        const char *rest = reason + strlen(reasons[i].before);
        gboolean open = !*reasons[i].before || g_str_has_suffix(reasons[i].before, " ");
        if (!g_str_has_suffix(rest, reasons[i].after) || (*rest && !open)) /* it says more */
            continue;
        g_autofree char *between = words_between(rest, strlen(rest) - after);
        return g_strconcat(reasons[i].da_before, between, reasons[i].da_after, NULL);
    }
    return g_strdup(reason);
}

char *
reason_shown(enum language language, const char *reason)
{
    static const char *const kinds[][2] = {{"a follow-up: ", "en opfølgning: "},
                                           {"an answer: ", "et svar: "}};
    if (language != LANGUAGE_DA)
        return g_strdup(reason);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!g_str_has_prefix(reason, kinds[i][0]))
            continue;
        g_autofree char *rest = reason_shown(language, reason + strlen(kinds[i][0]));
        return g_strconcat(kinds[i][1], rest, NULL);
    }
    g_auto(GStrv) parts = g_strsplit(reason, "; ", -1);
    for (guint i = 0; parts[i]; i++) {
        char *shown = one_reason(parts[i]);
        g_free(parts[i]);
        parts[i] = shown;
    }
    return g_strjoinv("; ", parts);
}
