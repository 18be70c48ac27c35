/* Programmes, funds, strategies, policies, campaigns and methods: the word that says so with the
 * name after it ("strategien Hel By"), before it ("Havnepuljen"), or with what it is for ("puljen
 * til forebyggelse af hjemløshed"); what projects stand under ("projekterne under Hel By"). */
#include "programme-private.h"

enum {
    SHORTEST_REST = 5,
    MOST_AIM = 14
};

enum use {
    USE_ALONE = 1 << 0,
    USE_SHORT = 1 << 1,
    USE_NAME = 1 << 2,
    USE_HEAD = 1 << 3,
    USE_AIM = 1 << 4,
    USE_INSIDE = 1 << 5,
    USE_MIDDLE = 1 << 6,
    USE_YEAR = 1 << 7,
    USE_PARAGRAPH = 1 << 8,
    USE_ALWAYS = 1 << 9,
    USE_TITLE = 1 << 10,
    USE_EVENT = 1 << 11,
    USE_NEVER = 1 << 12
};
static const char *const uses[] = {"alone",  "short",  "name",  "head",      "aim",
                                   "inside", "middle", "year",  "paragraph", "always",
                                   "title",  "event",  "never", NULL};

struct programme {
    struct endings *heads;
    GPtrArray *inside; /* const struct ending *: those that begin compounds */
    struct lexicon *methods;
    struct phrases *phrases;
};

struct programme *
programme_open(struct dictionaries *dictionaries, GError **error)
{
    static const char *const head[] = {"word", "definite", "kind", "use", NULL};
    static const char *const method[] = {"name", "kind", NULL};
    struct programme *programme = g_new0(struct programme, 1);
    programme->phrases = phrases_new();
    if ((programme->heads = endings_open(dictionaries, "programmes", head, uses, error)) == NULL ||
        (programme->methods = lexicon_open(dictionaries, "methods", method, error)) == NULL) {
        programme_close(programme);
        return NULL;
    }
    programme->inside = endings_with(programme->heads, USE_INSIDE);
    for (guint i = 0; i < lexicon_rows(programme->methods); i++) {
        phrases_add(programme->phrases, lexicon_get(programme->methods, i, 0), i);
    }
    return programme;
}

void
programme_close(struct programme *programme)
{
    if (programme == NULL) {
        return;
    }
    if (programme->inside != NULL) {
        g_ptr_array_unref(programme->inside);
    }
    endings_free(programme->heads);
    phrases_free(programme->phrases);
    lexicon_free(programme->methods);
    g_free(programme);
}

/* Four digits that are a year. */
static gboolean
is_year(const char *digits)
{
    return strspn(digits, "0123456789") >= 4 &&
           (g_str_has_prefix(digits, "19") || g_str_has_prefix(digits, "20"));
}

/* "DK2020", "Horizon2020": the letters before the year that a programme aims at, in one word; 0. */
gsize
programme_letters_before_year(const char *lower)
{
    gsize letters = strcspn(lower, "0123456789-/.");
    return letters >= 2 && is_year(lower + letters) && strlen(lower) == letters + 4 ? letters : 0;
}

/* The fund at the start of a compound, "satspuljemidler", and where it begins; NULL. */
static const struct ending *
inside_of(const struct programme *programme, const char *lower, const char **ret_at)
{
    for (guint k = 0; k < programme->inside->len; k++) {
        const struct ending *ending = g_ptr_array_index(programme->inside, k);
        const char *at = strstr(lower, ending->text);
        if (at == NULL) {
            continue;
        }
        gboolean whole = (ending->use & USE_ALWAYS) != 0;
        const char *rest = at + strlen(ending->text);
        if ((at > lower || whole) && g_utf8_strlen(rest, -1) >= SHORTEST_REST) {
            *ret_at = at;
            return ending;
        }
    }
    return NULL;
}

void
programme_describe(const struct programme *programme, struct description *about)
{
    struct form *form = about->form;
    static const char *const links[] = {"under", "i", "af", NULL};
    const char *at;
    about->endings[ENDINGS_PROGRAMMES] = endings_find(programme->heads, form->lower);
    gboolean cue = about->endings[ENDINGS_PROGRAMMES].ending != NULL ||
                   inside_of(programme, form->lower, &at) != NULL ||
                   g_strv_contains(links, form->lower) ||
                   programme_letters_before_year(form->lower) > 0;
    about->phrases[PHRASES_METHODS] = phrases_start(programme->phrases, form->lower, about->arena);
    form->marks |= cue ? CUE_PROGRAMME : 0;
}

void
programme_offer(struct scan *scan, guint first, guint last, gsize cut, const char *value,
                const char *kind, const char *rule, enum cert cert)
{
    const struct offer made = {.type = MENTION_PROGRAMME,
                               .first = first,
                               .last = last,
                               .cut = cut,
                               .value = value,
                               .kind = kind,
                               .rule = rule,
                               .cert = cert,
                               .weight = cert == CERT_HIGH ? WEIGHT_HIGH : WEIGHT_MEDIUM,
                               .anchor = TRUE,
                               .fixed = value != NULL};
    scan_offer(scan, &made);
}

/* A name in quotation marks or capitals at i: its last word, 0 where there is none. *ret_first. */
guint
programme_named_at(const struct scan *scan, guint i, guint *ret_first)
{
    guint end = quotation_end(scan, i);
    *ret_first = i;
    if (end != 0) {
        *ret_first = i + 1;
        return is_capital(scan_word(scan, i + 1)) ? end : 0;
    }
    const struct word *word = scan_word(scan, i), *next = scan_word(scan, i + 1);
    if (!is_capital(word) || (word->flags & (WORD_CLOSE | WORD_FIRST)) ||
        scan_covered(scan, i, MENTION_ORGANISATION) != NULL) {
        return 0;
    }
    if (is_function_word(word)) {
        /* "Det gode Naboskab", "Den gode Alderdom" */
        gboolean adjective = !is_capital(next) && (next->flags & WORD_LETTERS) &&
                             !is_function_word(next) && is_capital(scan_word(scan, i + 2));
        guint small = small_name_end(scan, i); /* "Fra ankomst til arbejde" */
        return is_capital(next) ? name_end(scan, i, MOST_PROGRAMME_NAME)
               : adjective      ? name_end(scan, i + 2, MOST_PROGRAMME_NAME)
               : small > i      ? small
                                : 0;
    }
    return cued_name_end(scan, i, MOST_PROGRAMME_NAME);
}

/* What a fund is for, from the word after "til": to the end of the phrase. */
static guint
aim_end(const struct scan *scan, guint i)
{
    static const char *const turns[] = {
        "der",      "som",    "er",   "var",   "har",    "havde", "blev", "bliver", "kan",
        "skal",     "vil",    "at",   "hvor",  "fra",    "på",    "i",    "jf",     "hvis",
        "samt",     "kunne",  "fik",  "får",   "giver",  "gav",   "ved",  "efter",  "under",
        "bevilget", "blevet", "søgt", "udgør", "dækker", NULL};
    guint last = 0;
    for (guint j = i; j < i + MOST_AIM; j++) {
        const struct word *word = scan_word(scan, j);
        if (is_stop(word) || !(word->flags & WORD_LETTERS)) {
            return last;
        }
        if (word_in(word, turns)) {
            return last;
        }
        static const char *const links[] = {"og", "for", "af",  "med", "mod", "eller",
                                            "en", "et",  "den", "det", "de",  NULL};
        if (!word_in(word, links)) {
            last = j;
        }
    }
    return 0; /* too long to be a name */
}

/* "19M" after "satspuljen": figures and capitals. */
static gboolean
is_code(const struct word *word)
{
    gsize digits = strspn(word->lower, "0123456789");
    return digits > 0 && digits <= 3 && g_ascii_isalpha(word->lower[digits]) &&
           word->lower[digits + 1] == '\0';
}

/* "2030" after "Klimaplan", "2016-2020" after "Handicappolitik": years belong to the name. The last
 * word of them; 0 where there are none. */
static guint
years_end(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i), *dash = scan_word(scan, i + 1);
    gsize length = strlen(word->lower);
    if (!is_year(word->lower)) {
        return 0;
    }
    if (length == 4) {
        gboolean range = (word_is(dash, "–") || word_is(dash, "-")) &&
                         is_year(scan_word(scan, i + 2)->lower) &&
                         strlen(scan_word(scan, i + 2)->lower) == 4;
        return range ? i + 2 : i;
    }
    gboolean both = (word->lower[4] == '-' || word->lower[4] == '/') &&
                    strspn(word->lower + 5, "0123456789") == length - 5;
    return both && (length == 7 || (length == 9 && is_year(word->lower + 5))) ? i : 0;
}

/* TRUE where a genitive, with adjectives between, stands before: "ministeriets 3-årige pulje". */
static guint
owner_first(const struct scan *scan, guint i)
{
    for (guint j = i - 1; j + 4 > i && j > 0; j--) {
        const struct word *word = scan_word(scan, j);
        if (!(word->flags & (WORD_LETTERS | WORD_NUMBER)) || is_function_word(word)) {
            return 0;
        }
        const struct name *name = scan_covered(scan, j, MENTION_ORGANISATION);
        if (name != NULL) {
            return name->first;
        }
        if (word_ends(word, "ets") || word_ends(word, "ens") || word_ends(word, "nes")) {
            return j;
        }
    }
    return 0;
}

/* The definite form of a head word with what stands before it in the compound. */
static const char *
definite_of(const struct scan *scan, guint i, gsize skip, gsize before, const struct ending *ending)
{
    const struct word *word = scan_word(scan, i);
    return arena_printf(scan->arena, "%.*s%s", (int)(before - skip),
                        scan->words->text + word->span.start + skip, ending->definite);
}

/* "§ 18-puljen": the paragraph sign belongs to the compound. */
static guint
paragraph_first(const struct scan *scan, guint i)
{
    return g_ascii_isdigit(scan_word(scan, i)->lower[0]) && word_is(scan_word(scan, i - 1), "§")
               ? i - 1
               : i;
}

static guint
find_aim(struct scan *scan, guint i, const struct ending *ending, gsize before)
{
    const struct word *next = scan_word(scan, i + 1);
    guint last = 0;
    if (is_code(next)) {
        last = i + 1;
    } else if (word_is(next, "til") || word_is(next, "for")) {
        const struct word *aim = scan_word(scan, i + 2);
        static const char *const parts[] = {"projekt", "indsats", "initiativ", "ansøger"};
        const struct word *counted = scan_word(scan, i + 3);
        gboolean receiver = is_capital(aim);
        for (gsize k = 0; k < G_N_ELEMENTS(parts); k++) { /* "til fem projekter" */
            receiver = receiver || g_str_has_prefix(aim->lower, parts[k]) ||
                       g_str_has_prefix(counted->lower, parts[k]);
        }
        last = receiver ? 0 : aim_end(scan, i + 2); /* "puljen til projektet X" */
    }
    if (last == 0) {
        return 0;
    }
    guint first = paragraph_first(scan, i);
    gboolean definite = strcmp(ending->text, ending->definite) == 0;
    if (before == 0 && !definite && strcmp(ending->text, "pulje") == 0) {
        guint owner = owner_first(scan, i);
        if (owner == 0 && last == i + 1) {
            return 0;
        }
        if (owner != 0 && scan_covered(scan, owner, MENTION_ORGANISATION) != NULL) {
            first = owner;
        }
    }
    programme_offer(scan, first, last, 0, NULL, ending->kind, "programme.aim", CERT_MEDIUM);
    return last;
}

/* "metoderne ACT og CTI": what is joined to a name by "og", "eller" or a comma. */
static guint
find_joined(struct scan *scan, guint last, const char *kind)
{
    for (guint n = 0; n < 5; n++) {
        const struct word *link = scan_word(scan, last + 1), *next = scan_word(scan, last + 2);
        if (!(word_is(link, "og") || word_is(link, "eller") || word_is(link, ",")) ||
            !(next->flags & WORD_UPPER)) {
            break;
        }
        last += 2;
        programme_offer(scan, last, last, 0, NULL, kind, "programme.joined", CERT_MEDIUM);
    }
    return last;
}

/* A name of two capitals or more, no two of which are a place's. */
gboolean
programme_is_long_name(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    if (!is_capital(word) || (word->flags & WORD_FIRST) ||
        scan_covered(scan, i, MENTION_PLACE) != NULL) {
        return FALSE;
    }
    guint capitals = 0, last = name_end(scan, i, MOST_PROGRAMME_NAME);
    for (guint k = i; k <= last; k++) {
        capitals += is_capital(scan_word(scan, k)) ? 1 : 0;
    }
    return capitals >= 2 && word_known(scan, scan_word(scan, last));
}

static guint
find_name_after(struct scan *scan, guint i, const struct ending *ending)
{
    guint first, last = programme_named_at(scan, i + 1, &first);
    if (last == 0 && word_is(scan_word(scan, i + 1), ",") && programme_is_long_name(scan, i + 2)) {
        first = i + 2; /* "kommunens politik, Et Liv som Andre, sendes i høring" */
        last = name_end(scan, first, MOST_PROGRAMME_NAME);
        last = word_is(scan_word(scan, last + 1), ",") ? last : 0;
    }
    if (last == 0 || (scan_word(scan, first)->flags & WORD_NUMBER)) {
        return 0;
    }
    if (strcmp(ending->kind, "method") == 0 && (scan_word(scan, first)->flags & WORD_UPPER)) {
        last = first;
    }
    programme_offer(scan, first, last, 0, NULL, ending->kind, "programme.name", CERT_HIGH);
    return find_joined(scan, last, ending->kind);
}

/* "LIFE" of "LIFE-programmet", "ESF+" of "ESF+-puljen": two capitals or more begin the word. */
gboolean
programme_is_abbreviated(const struct scan *scan, const struct word *word)
{
    const char *text = scan->words->text + word->span.start;
    return g_unichar_isupper(g_utf8_get_char(text)) &&
           g_unichar_isupper(g_utf8_get_char(g_utf8_next_char(text)));
}

/* "Kulturel Udviklingspulje", "Den Sociale Pulje": a capital adjective before a capital inside a
 * phrase belongs to the name; the word it begins with. */
static guint
adjective_first(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i), *before = scan_word(scan, i - 1);
    gboolean adjective =
        word_ends(before, "el") || word_ends(before, "elt") || word_ends(before, "ig") ||
        word_ends(before, "ige") || word_ends(before, "isk") || word_ends(before, "iske") ||
        word_ends(before, "ale") || word_ends(before, "elle") || word_ends(before, "al");
    /* "Folkeskolens Udviklingspulje": whom it is for; what owns it stands apart */
    static const char *const owners[] = {"kommunens",   "regionens", "ministeriets", "statens",
                                         "styrelsens",  "fondens",   "foreningens",  "rådets",
                                         "udvalgets",   "centrets",  "regeringens",  "amtets",
                                         "afdelingens", NULL};
    gboolean aim =
        (word_ends(before, "ens") || word_ends(before, "ets") || word_ends(before, "nes")) &&
        !word_in(before, owners);
    return is_capital(word) && is_capital(before) && (adjective || aim) &&
                   !(word->flags & WORD_FIRST) && !is_function_word(before) &&
                   scan->cover[i - 1] == 0
               ? i - 1
               : i;
}

static guint
find_compound(struct scan *scan, guint i, const struct ending *ending, gsize before, gsize genitive)
{
    const struct word *word = scan_word(scan, i);
    guint first = paragraph_first(scan, i);
    if ((before < 2 && !(ending->use & USE_ALWAYS)) || (word->flags & WORD_HYPHEN)) {
        return 0;
    }
    const char *value = first == i ? definite_of(scan, i, 0, before, ending) : NULL;
    gboolean capital = is_capital(word) && !(word->flags & WORD_FIRST);
    guint years = is_capital(word) && genitive == 0 ? years_end(scan, i + 1) : 0;
    gboolean dated = years != 0;
    if ((ending->use & USE_PARAGRAPH) && first == i) {
        return 0;
    }
    if ((ending->use & (USE_YEAR | USE_SHORT)) && dated && before >= 2) {
        programme_offer(scan, first, years, 0, NULL, ending->kind, "programme.year", CERT_MEDIUM);
        return years;
    }
    if (!is_capital(word) && !scan->on_projects && !(ending->use & USE_ALWAYS)) {
        return 0; /* "asylpolitikken" in the press */
    }
    if (before >= 2 && (ending->use & (USE_ALONE | USE_SHORT)) && adjective_first(scan, i) != i) {
        programme_offer(scan, i - 1, i, genitive, NULL, ending->kind, "programme.compound",
                        CERT_MEDIUM);
        return i;
    }
    if ((ending->use & (USE_ALONE | USE_PARAGRAPH)) ||
        ((ending->use & USE_MIDDLE) && (capital || g_ascii_isdigit(word->lower[0])))) {
        guint last = is_code(scan_word(scan, i + 1)) ? i + 1 : dated ? years : i;
        programme_offer(scan, first, last, last == i ? genitive : 0, last == i ? value : NULL,
                        ending->kind, "programme.compound", CERT_HIGH);
        return last;
    }
    if (before >= 3 && word->lower[before - 1] == '-' && programme_is_abbreviated(scan, word)) {
        programme_offer(scan, first, i, genitive, value, ending->kind, "programme.compound",
                        CERT_HIGH);
        return i; /* "LIFE-programmet" */
    }
    gboolean policy = strcmp(ending->kind, "policy") == 0; /* also the name of a budget's field */
    if ((ending->use & USE_SHORT) && ((capital && !policy) || owner_first(scan, i) != 0)) {
        programme_offer(scan, first, i, genitive, value, ending->kind, "programme.compound",
                        CERT_MEDIUM);
        return i;
    }
    return 0;
}

/* "satspuljemidler", "ældremilliardprojekterne": the fund at the start of a compound. */
static guint
find_inside(const struct programme *programme, struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    const char *at;
    const struct ending *ending = inside_of(programme, word->lower, &at);
    if (ending == NULL) {
        return 0;
    }
    const char *value =
        arena_printf(scan->arena, "%.*s%s", (int)(at - word->lower), word->lower, ending->definite);
    programme_offer(scan, i, i, strlen(at + strlen(ending->text)), value, ending->kind,
                    "programme.inside", CERT_HIGH);
    return i;
}

/* "Den Grønne Pulje", "Europas Sociale Fond": capitals before a capitalised head. */
static guint
find_tail(struct scan *scan, guint i, const struct ending *ending, gsize genitive)
{
    guint first = i;
    while (first + MOST_PROGRAMME_NAME > i && is_capital(scan_word(scan, first - 1)) &&
           scan->cover[first - 1] == 0 && !(scan_word(scan, first)->flags & WORD_FIRST)) {
        first--;
    }
    gboolean article = is_function_word(scan_word(scan, first));
    if (!is_capital(scan_word(scan, i)) || first == i || (article && first + 1 == i)) {
        return 0;
    }
    programme_offer(scan, first, i, genitive, NULL, ending->kind, "programme.tail", CERT_MEDIUM);
    return i;
}

/* "Thy Festspil", "Vig Festival 2004": a capital, with a name or town before it; "Kulturuge 2002":
 * with a year after it. Not "en festival", nor "Festivalen" alone. */
static guint
find_event(struct scan *scan, guint i, const struct ending *ending, gsize before, gsize genitive)
{
    const struct word *word = scan_word(scan, i);
    if (before > 0 || !is_capital(word)) {
        return 0;
    }
    guint years = genitive == 0 ? years_end(scan, i + 1) : 0;
    gboolean dated = years != 0;
    guint first = i;
    while (first + 3 > i && is_capital(scan_word(scan, first - 1)) &&
           !(scan_word(scan, first)->flags & WORD_FIRST) &&
           !is_function_word(scan_word(scan, first - 1)) &&
           scan_covered(scan, first - 1, MENTION_ORGANISATION) == NULL) {
        first--;
    }
    gboolean project = g_str_has_prefix(scan_word(scan, first - 1)->lower, "projekt") ||
                       g_str_has_prefix(scan_word(scan, first - 1)->lower, "delprojekt");
    if ((first == i && !dated) || project) {
        return 0;
    }
    programme_offer(scan, first, dated ? years : i, dated ? 0 : genitive, NULL, ending->kind,
                    "programme.event", CERT_MEDIUM);
    return dated ? years : i;
}

/* "Puljen er på 2 mio. kr." after the name, "X – status på puljen" behind it. */
static guint
find_opened(struct scan *scan, guint i, const struct ending *ending)
{
    const struct word *word = scan_word(scan, i);
    guint last = 0, first = is_capital(word) && (word->flags & WORD_FIRST)
                                ? programme_opened(scan, i, &last)
                            : !is_capital(word) ? programme_on_line(scan, i, &last)
                                                : 0;
    if (first == 0) {
        return 0;
    }
    programme_offer(scan, first, last, 0, NULL, ending->kind, "programme.opened", CERT_MEDIUM);
    return i;
}

static guint
find_head(struct scan *scan, guint i)
{
    gsize before, genitive;
    const struct word *word = scan_word(scan, i);
    const struct ending *ending = has_ending(word, ENDINGS_PROGRAMMES, &before, &genitive);
    if (ending == NULL || (ending->use & USE_NEVER) ||
        scan_covered(scan, i, MENTION_ORGANISATION) != NULL) {
        return 0;
    }
    if (ending->use & USE_EVENT) {
        return find_event(scan, i, ending, before, genitive);
    }
    guint last = 0;
    if ((ending->use & USE_NAME) && genitive == 0) {
        last = find_name_after(scan, i, ending);
    }
    if (last == 0 && (ending->use & USE_HEAD) && is_capital(word) && genitive == 0 &&
        is_capital(scan_word(scan, i + 1)) && !(scan_word(scan, i + 1)->flags & WORD_FIRST)) {
        last = name_end(scan, i, MOST_PROGRAMME_NAME);
        programme_offer(scan, i, last, 0, NULL, ending->kind, "programme.head", CERT_HIGH);
    }
    if (last == 0 && (ending->use & USE_AIM) && genitive == 0) {
        last = find_aim(scan, i, ending, before);
    }
    gboolean title = (ending->use & USE_TITLE) && is_capital(word) && !(word->flags & WORD_FIRST) &&
                     word_is(scan_word(scan, i + 1), "for");
    if (last == 0 && title && genitive == 0) {
        last = find_aim(scan, i, ending, before);
    }
    if (last == 0 && before == 0) {
        last = find_tail(scan, i, ending, genitive);
    }
    if (last == 0 && before == 0 && genitive == 0 && (ending->use & USE_ALONE)) {
        last = find_opened(scan, i, ending);
    }
    return last != 0 ? last : find_compound(scan, i, ending, before, genitive);
}

/* What begins with word i: its last word; 0. `said` is programme_next_said() of it. */
static guint
find_at(const struct programme *programme, struct scan *scan, guint i, guint said)
{
    const struct word *word = scan_word(scan, i);
    struct phrase_hit hit;
    guint last = 0;
    if (is_capital(word) && has_phrase(scan, PHRASES_METHODS, i, &hit) &&
        (hit.ending == 0 || hit.genitive)) {
        const char *kind = lexicon_get(programme->methods, hit.id, 1);
        last = hit.ending == 0 && strcmp(kind, "fund") == 0 ? programme_round_end(scan, hit.last)
                                                            : hit.last;
        programme_offer(scan, i, last, last == hit.last ? hit.ending : 0, NULL, kind,
                        "programme.dictionary", CERT_HIGH);
    }
    if (last == 0 && (word->flags & WORD_LETTERS) && has_mark(word, CUE_PROGRAMME)) {
        last = find_head(scan, i);
        if (last == 0) {
            last = find_inside(programme, scan, i);
        }
        if (last == 0) {
            last = programme_find_under(scan, i);
        }
        if (last == 0 && is_capital(word)) {
            last = programme_find_dated_code(scan, i);
        }
    }
    if (last == 0 && word_is(word, "(")) {
        last = programme_find_spelt_out(scan, i);
    }
    if (last == 0 && (is_capital(word) || is_quote(word)) &&
        scan_word(scan, said)->block == word->block) {
        last = programme_find_is(scan, i);
    }
    return last;
}

void
programme_find(const struct programme *programme, struct scan *scan)
{
    guint said = 0;
    const guint marks = WORD_CAPITAL | CUE_PROGRAMME | CUE_MARK | LIST_QUOTE;
    for (guint k = 0, i = 0; scan_next(scan, marks, &k, &i);) {
        said = said <= i ? programme_next_said(scan, i + 1) : said;
        guint last = find_at(programme, scan, i, said);
        i = MAX(i, last);
    }
}
