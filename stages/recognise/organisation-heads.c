/* Bodies by the word that makes them bodies: what stands before it, after it, joined to it. */
#include "organisation-private.h"

#include <string.h>

/* A head word and what stands around it. */
struct head {
    guint at;
    const struct ending *ending;
    gsize before;   /* bytes of the word before the ending */
    gsize genitive; /* bytes after it */
    gboolean capital;
};

/* "Børne-, Unge- og Familieudvalget": the first of the words in a hyphen that are joined to word i;
 * i where there is none. */
static guint
hyphened_first(const struct scan *scan, guint i)
{
    if (i < 3 || !organisation_is_and(scan_word(scan, i - 1)) ||
        !(scan_word(scan, i - 2)->flags & WORD_HYPHEN)) {
        return i;
    }
    guint first = i - 2;
    for (guint n = 0; n < MOST_COORDINATED && first >= 3; n++) {
        if (!word_is(scan_word(scan, first - 1), ",") ||
            !(scan_word(scan, first - 2)->flags & WORD_HYPHEN)) {
            break;
        }
        first -= 2;
    }
    return first;
}

/* The same, or the field of work before "og": "Sundhed og Omsorgsforvaltningen". */
static guint
coordinated_first(const struct scan *scan, guint i)
{
    guint first = hyphened_first(scan, i);
    if (first != i || i < 3 || !organisation_is_and(scan_word(scan, i - 1))) {
        return first;
    }
    const struct word *other = scan_word(scan, i - 2);
    if (organisation_is_field(other) && scan_covered(scan, i - 2, MENTION_ORGANISATION) == NULL &&
        scan_covered(scan, i - 2, MENTION_PERSON) == NULL) {
        return i - 2;
    }
    return i;
}

/* TRUE where word i begins a body of its own, so that a list does not run into it. */
static gboolean
begins_body(const struct scan *scan, guint i)
{
    gsize before, genitive;
    struct phrase_hit hit;
    const struct ending *ending =
        has_ending(scan_word(scan, i), ENDINGS_BODIES, &before, &genitive);
    if (ending != NULL &&
        ((ending->use & USE_ALWAYS) || (before > 0 && (ending->use & (USE_ALONE | USE_MIDDLE))) ||
         (before == 0 && (ending->use & USE_BEFORE) && is_capital(scan_word(scan, i + 1))))) {
        return TRUE;
    }
    return has_phrase(scan, PHRASES_BODIES, i, &hit);
}

/* What a body is for, from its first capital: "Børn, Familie og Forebyggelse". A comma goes on only
 * where the list ends in "og". */
static guint
purpose_end(const struct scan *scan, guint i)
{
    guint last = i, sure = 0, j = i + 1;
    gboolean listing = FALSE;
    while (j < i + MOST_FOR) {
        const struct word *word = scan_word(scan, j);
        if (is_capital(word) && !(word->flags & WORD_FIRST)) {
            if (scan_covered(scan, j, MENTION_PERSON) != NULL ||
                ((word->flags & WORD_LINE) && begins_body(scan, j))) {
                break;
            }
            last = j++;
            continue;
        }
        const struct word *next = scan_word(scan, j + 1);
        if (!is_capital(next) || (next->flags & WORD_FIRST) || begins_body(scan, j + 1)) {
            break;
        }
        if (organisation_is_and(word)) {
            listing = FALSE;
            sure = 0;
        } else if (word_is(word, ",")) {
            if (!listing) {
                sure = last;
            }
            listing = TRUE;
        } else {
            break;
        }
        j++;
    }
    return listing && sure != 0 ? sure : last;
}

/* A heading or margin field that is a name throughout goes on in small letters to its end:
 * "Kontoret for Udsatte grupper, misbrug og bolig". */
static guint
whole_block_end(const struct scan *scan, guint first, guint last)
{
    const struct block *block = document_block(scan->document, scan_word(scan, first)->block);
    if (!is_stop(scan_word(scan, first - 1)) && !is_quote(scan_word(scan, first - 1))) {
        return last;
    }
    if (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_ITEM) {
        return last;
    }
    for (guint j = last + 1; j < last + MOST_FOR; j++) {
        const struct word *word = scan_word(scan, j);
        if (is_stop(word)) {
            return j - 1;
        }
        if (!(word->flags & WORD_LETTERS) && !word_is(word, ",")) {
            break;
        }
        if (is_capital(word) && (word->flags & WORD_LINE)) {
            break;
        }
    }
    return last;
}

/* "ApS", "A/S": what makes a firm of the name before it. */
static gboolean
is_company(const struct scan *scan, guint i)
{
    static const char *const forms[] = {"aps", "a/s", "i/s", "k/s", "p/s", "ivs", NULL};
    return word_in(scan_word(scan, i), forms);
}

/* "Lemvig" of "Lemvig Frivilligcenter": the next word makes a name of this one. */
static gboolean
begins_tail(const struct scan *scan, guint i)
{
    gsize before, genitive;
    const struct word *next = scan_word(scan, i + 1);
    const struct ending *ending =
        is_capital(next) ? has_ending(next, ENDINGS_BODIES, &before, &genitive) : NULL;
    return ending != NULL && ((ending->use & USE_AFTER) || ((ending->use & USE_END) && before > 0));
}

/* A name of capitals after a head: "Jobcenter Vejen", "Tegnestuen Bølge & Strand". */
static guint
called_end(const struct scan *scan, guint head, gboolean society)
{
    guint last = head;
    for (guint j = head + 1; j <= head + MOST_NAME; j++) {
        const struct word *word = scan_word(scan, j);
        const struct word *next = scan_word(scan, j + 1);
        static const char *const saints[] = {"sct", "skt", "sankt", "brdr", "gebr", NULL};
        if (word_is(word, ".") && last == j - 1 && word_in(scan_word(scan, last), saints)) {
            continue; /* "Sct. Georg" */
        }
        if (is_capital(word) &&
            (!(word->flags & WORD_FIRST) || word_is(scan_word(scan, j - 1), "."))) {
            if (j > head + 1 && begins_body(scan, j)) {
                gsize before, genitive;
                const struct ending *ending = has_ending(word, ENDINGS_BODIES, &before, &genitive);
                if (ending == NULL || !(ending->use & USE_AFTER)) {
                    break;
                }
            }
            guint fields = organisation_fields_end(scan, j);
            if (fields != 0) {
                return j == head + 1 ? fields : last;
            }
            if ((word->flags & WORD_LINE) && !is_company(scan, j + 1) &&
                (begins_tail(scan, j) ||
                 (strlen(word->lower) > SHORTEST_FIELD && word_known(scan, word)))) {
                break; /* the line below is another field */
            }
            last = j;
            continue;
        }
        static const char *const links[] = {"på",   "til", "mod",   "for", "uden",
                                            "over", "ved", "under", "af",  NULL};
        gboolean joins = j > head + 1 && is_capital(next) && !(next->flags & WORD_FIRST) &&
                         (word_is(word, "&") || (society && word_in(word, links)));
        if (!joins || begins_body(scan, j + 1)) {
            break;
        }
    }
    return last;
}

static char *
value_of(const struct scan *scan, const struct head *head, guint first)
{
    const struct word *word = scan_word(scan, head->at);
    gsize start = scan_word(scan, first)->span.start;
    gsize stem = word->span.start + head->before;
    gboolean same = strcmp(head->ending->text, head->ending->definite) == 0;
    if (same) {
        return arena_strndup(scan->arena, scan->words->text + start,
                             word->span.end - head->genitive - start);
    }
    const char *printed = arena_strndup(scan->arena, scan->words->text + start, stem - start);
    return arena_printf(scan->arena, "%s%s", printed, head->ending->definite);
}

/* A name in front of the head: capitals, "&", and not a word that merely begins the sentence. */
guint
organisation_called_first(const struct scan *scan, guint head)
{
    static const char *const cues[] = {"projekt", "projektet", "delprojekt", "delprojektet", NULL};
    guint first = head;
    for (guint n = 0; n < MOST_NAME && first > 1; n++) {
        const struct word *word = scan_word(scan, first - 1);
        if (word_is(word, "&") && is_capital(scan_word(scan, first - 2)) && first < head) {
            first -= 2;
            n++;
            continue;
        }
        if (!is_capital(word) || is_function_word(word) || (word->flags & WORD_HYPHEN) ||
            word_in(word, cues) || scan_covered(scan, first - 1, MENTION_PLACE) != NULL ||
            (scan_covered(scan, first - 1, MENTION_ORGANISATION) != NULL &&
             !(scan_word(scan, first)->flags & WORD_CLOSE) &&
             (scan_word(scan, first)->flags & WORD_LINE))) {
            break;
        }
        if ((scan_word(scan, first)->flags & WORD_LINE) && first == head &&
            organisation_is_field(word)) {
            break;
        }
        first--;
    }
    guint joined = first < head ? hyphened_first(scan, first) : first;
    if (joined != first) { /* "Hansens Tømrer- og Snedkerfirma A/S" */
        const struct word *owner = scan_word(scan, joined - 1);
        gboolean named = is_capital(owner) && word_ends(owner, "s") && !is_function_word(owner) &&
                         scan_covered(scan, joined - 1, MENTION_ORGANISATION) == NULL;
        return named ? joined - 1 : joined;
    }
    static const char *const articles[] = {"den", "det", "de", NULL};
    const struct word *article = scan_word(scan, first - 1);
    if (first < head && is_capital(article) && word_in(article, articles)) {
        first--; /* "Den Sociale Kapitalfond" */
    }
    return first;
}

/* An adjective and an article before a name: "Nationalt Center for", "Det Nationale Center for". */
static guint
adjective_first(const struct scan *scan, guint first)
{
    static const char *const articles[] = {"den", "det", "de", NULL};
    const struct word *adjective = scan_word(scan, first - 1),
                      *article = scan_word(scan, first - 2);
    gboolean fits = word_ends(adjective, "t") || word_ends(adjective, "sk") ||
                    word_ends(adjective, "s") || word_ends(adjective, "e");
    if (!fits || !is_capital(adjective) || is_function_word(adjective) ||
        begins_body(scan, first - 1) ||
        scan_covered(scan, first - 1, MENTION_ORGANISATION) != NULL) {
        return first;
    }
    return is_capital(article) && word_in(article, articles) ? first - 2 : first - 1;
}

static gboolean
find_for(struct scan *scan, const struct head *head)
{
    static const char *const prepositions[] = {"for", "mod", NULL};
    const struct word *next = scan_word(scan, head->at + 1);
    guint name = head->at + 2;
    if (!(head->ending->use & USE_FOR) || !word_in(next, prepositions) || head->genitive > 0) {
        return FALSE;
    }
    if (!is_capital(scan_word(scan, name)) || (scan_word(scan, name)->flags & WORD_FIRST) ||
        begins_body(scan, name)) {
        return FALSE;
    }
    guint first = coordinated_first(scan, head->at);
    if (is_capital(scan_word(scan, first)) && !(scan_word(scan, first)->flags & WORD_LINE)) {
        first = adjective_first(scan, first);
    }
    guint last = purpose_end(scan, name);
    last = whole_block_end(scan, first, last);
    gsize cut = organisation_genitive(scan, last);
    organisation_offer(scan, first, last, cut, NULL, head->ending->kind, "organisation.purpose",
                       CERT_HIGH);
    return TRUE;
}

static gboolean
find_called(struct scan *scan, const struct head *head)
{
    gboolean society = strcmp(head->ending->kind, "association") == 0;
    guint use = head->ending->use;
    gboolean joined = coordinated_first(scan, head->at) != head->at;
    if ((use & USE_BEFORE) && head->genitive == 0 && !joined) {
        guint last = called_end(scan, head->at, society);
        const struct word *next = scan_word(scan, head->at + 1);
        struct phrase_hit hit;
        if (!head->capital && has_phrase(scan, PHRASES_BODIES, head->at + 1, &hit) &&
            hit.last >= last) {
            return TRUE; /* "foreningen Skole og Forældre": the dictionary's name */
        }
        static const char *const articles[] = {"den", "det", "de", NULL};
        gboolean titled = is_function_word(next) && /* "teatret Den Gule Dør" */
                          word_in(next, articles) && last > head->at + 1 &&
                          !(next->flags & WORD_FIRST);
        if (last > head->at && !(next->flags & WORD_CLOSE) && (!is_function_word(next) || titled)) {
            gsize cut = organisation_genitive(scan, last);
            if (head->capital) {
                organisation_offer(scan, head->at, last, cut, NULL, head->ending->kind,
                                   "organisation.head", CERT_HIGH);
            } else {
                organisation_offer(scan, head->at + 1, last, cut, NULL, head->ending->kind,
                                   "organisation.apposition", CERT_MEDIUM);
            }
            return TRUE;
        }
    }
    const struct word *owner = scan_word(scan, head->at - 1);
    gboolean after = (use & USE_AFTER) || ((use & USE_END) && head->before > 0) ||
                     ((use & USE_OWNER) && word_ends(owner, "s"));
    if (after && head->capital) {
        guint first = organisation_called_first(scan, head->at);
        first = first < head->at && is_company(scan, head->at)
                    ? organisation_firm_first(scan, first)
                    : first;
        if (first < head->at) {
            guint last = organisation_joined_end(scan, head->at);
            organisation_offer(scan, first, last, last == head->at ? head->genitive : 0, NULL,
                               head->ending->kind, "organisation.tail", CERT_HIGH);
            return TRUE;
        }
    }
    return FALSE;
}

/* "Idrætsskolen i Lemvig", but not "Tandplejen i Lemvig Kommune". */
static guint
seat_end(const struct scan *scan, const struct head *head)
{
    gboolean house = strcmp(head->ending->kind, "institution") == 0 ||
                     strcmp(head->ending->kind, "association") == 0;
    const struct word *next = scan_word(scan, head->at + 2), *after = scan_word(scan, head->at + 3);
    if (!house || head->genitive > 0 || !word_is(scan_word(scan, head->at + 1), "i") ||
        !is_capital(next) || word_is(after, "kommune") || word_is(after, "kommunes")) {
        return head->at;
    }
    return head->at + 2;
}

static gboolean
find_alone(const struct organisation *organisation, struct scan *scan, const struct head *head)
{
    guint use = head->ending->use, first = coordinated_first(scan, head->at);
    gboolean capital = is_capital(scan_word(scan, first));
    if (head->before == 0 && !(use & USE_ALWAYS)) {
        return FALSE;
    }
    if (!capital) {
        g_autofree char *bare =
            g_strndup(scan_word(scan, head->at)->lower,
                      strlen(scan_word(scan, head->at)->lower) - head->genitive);
        if (!(use & USE_LOWER) || (!(use & USE_ALWAYS) && first == head->at &&
                                   !g_hash_table_contains(organisation->committees, bare))) {
            return FALSE;
        }
    } else if (!(use & (USE_ALONE | USE_ALWAYS)) &&
               (!(use & USE_MIDDLE) || (scan_word(scan, first)->flags & WORD_FIRST))) {
        return FALSE;
    }
    guint last = first == head->at ? seat_end(scan, head) : head->at;
    if (last == head->at && head->genitive == 0 && strcmp(head->ending->kind, "agency") == 0) {
        last = organisation_branch_place(scan, last);
    }
    const char *value = last == head->at ? value_of(scan, head, first) : NULL;
    organisation_offer(scan, first, last, last == head->at ? head->genitive : 0, value,
                       head->ending->kind, "organisation.compound",
                       capital ? CERT_HIGH : CERT_MEDIUM);
    return TRUE;
}

/* "Socialudvalgsmødet": the body inside a compound. */
gboolean
organisation_find_inside(const struct organisation *organisation, struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    const char *at = strstr(word->lower, inside_mark);
    if (at == NULL || at == word->lower || strlen(at) < sizeof inside_mark + 2) {
        return FALSE;
    }
    gsize stem = (gsize)(at - word->lower) + strlen("udvalg");
    g_autofree char *base = g_strndup(word->lower, stem);
    g_autofree char *definite = g_strdup_printf("%set", base);
    guint first = coordinated_first(scan, i);
    if (!is_capital(scan_word(scan, first)) &&
        !g_hash_table_contains(organisation->committees, definite)) {
        return FALSE;
    }
    gsize length = word->span.end - word->span.start;
    g_autofree char *printed =
        tokens_string(scan->words, scan->arena, first, i) == NULL
            ? NULL
            : g_strndup(scan->words->text + scan_word(scan, first)->span.start,
                        word->span.start + stem - scan_word(scan, first)->span.start);
    const char *value = arena_printf(scan->arena, "%set", printed);
    organisation_offer(scan, first, i, length - stem, value, "committee", "organisation.inside",
                       CERT_HIGH);
    return TRUE;
}

gboolean
organisation_find_head(const struct organisation *organisation, struct scan *scan, guint i)
{
    struct head head = {.at = i, .capital = is_capital(scan_word(scan, i))};
    head.ending = has_ending(scan_word(scan, i), ENDINGS_BODIES, &head.before, &head.genitive);
    if (head.ending == NULL || (scan_word(scan, i)->flags & WORD_HYPHEN)) {
        return FALSE;
    }
    if (word_is(scan_word(scan, i), "institution")) {
        return organisation_find_independent(scan, i);
    }
    if (find_for(scan, &head)) {
        return TRUE;
    }
    return find_called(scan, &head) || find_alone(organisation, scan, &head);
}
