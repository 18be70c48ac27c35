/* Names that are one and names that are not, in wordings of our own. */
#include "annotation.h"
#include "error.h"
#include "lexicon.h"
#include "link/names.h"

/* ---- two names ----------------------------------------------------------------------------- */

static const struct {
    enum mention_type type;
    const char *a, *scope_a, *b, *scope_b;
    gboolean same;
} pairs[] = {
    /* capitals, hyphens, accents, signs */
    {MENTION_PROJECT, "Sammen-om-Søen", "Odder", "Sammen om søen", "Odder", TRUE},
    {MENTION_PROJECT, "Caféen på Havnen", "Odder", "Cafeen på havnen", "Odder", TRUE},
    {MENTION_ORGANISATION, "Kultur & Fritid", "Odder", "Kultur og Fritid", "Odder", TRUE},
    {MENTION_PLACE, "Torvegade 7, 8300 Odder", "Odder", "Torvegade 7 8300 Odder", "Odder", TRUE},
    {MENTION_ORGANISATION, "KFUM's Spejdere", "", "KFUMs spejdere", "", TRUE},
    {MENTION_ORGANISATION, "Aabyhøj Idrætsforening", "", "Åbyhøj Idrætsforening", "", TRUE},
    /* together or apart, other forms */
    {MENTION_PROJECT, "Natte Ravnene", "Vejle", "Natteravnene", "Vejle", TRUE},
    {MENTION_PROJECT, "Gadepiger og drenge", "Vejle", "Gadepigerne og drengene", "Vejle", TRUE},
    {MENTION_ORGANISATION, "Børneudvalg", "Vejle", "Børneudvalget", "Vejle", TRUE},
    {MENTION_ORGANISATION, "Kulturministerium", "", "Kulturministeriet", "", TRUE},
    {MENTION_PROJECT, "Hjemløse-teams i Nordbyen", "Vejle", "Hjemløseteam i Nordbyen", "Vejle",
     TRUE},
    /* words for what it is, subtitles */
    {MENTION_ORGANISATION, "Foreningen Grønne Fingre", "", "Grønne Fingre", "", TRUE},
    {MENTION_PROJECT, "Åbne Haver – sundhed i fællesskab", "Faxe", "Åbne Haver", "Faxe", TRUE},
    {MENTION_PROJECT, "Haver – sundhed i fællesskab", "Faxe", "Haver", "Faxe", FALSE},
    /* slips of the pen, but not other words */
    {MENTION_PROJECT, "Kvindecafeen Syrenen", "Faxe", "Kvindecafeen Syernen", "Faxe", TRUE},
    {MENTION_PROJECT, "Netværkshuset Bøgevangen", "Faxe", "Netværkhsuset Bøgevangen", "Faxe", TRUE},
    {MENTION_ORGANISATION, "Havehuset", "Faxe", "Havnehuset", "Faxe", FALSE},
    {MENTION_ORGANISATION, "Skolevangen", "Faxe", "Solevangen", "Faxe", FALSE},
    {MENTION_PERSON, "Karen Madsen", "Faxe", "Karin Madsen", "Faxe", FALSE},
    {MENTION_PERSON, "Karen Madsen", "Faxe", "KAREN MADSEN", "Faxe", TRUE},
    /* numbers, numerals and letters tell names apart */
    {MENTION_PROGRAMME, "Byer i Balance II", "Faxe", "Byer i Balance", "Faxe", FALSE},
    {MENTION_PROGRAMME, "Byer i Balance II", "Faxe", "Byer i Balance III", "Faxe", FALSE},
    {MENTION_PROJECT, "Kulturnat 2012", "Faxe", "Kulturnat 2013", "Faxe", FALSE},
    {MENTION_PROJECT, "Botilbud A", "Faxe", "Botilbud B", "Faxe", FALSE},
    {MENTION_ORGANISATION, "Distrikt 3", "Faxe", "Distrikt 4", "Faxe", FALSE},
    {MENTION_CASE, "SOU 12/2011", "Faxe", "sou 12/2011", "Faxe", TRUE},
    {MENTION_CASE, "2011-4412", "Faxe", "2011-4421", "Faxe", FALSE},
    /* places */
    {MENTION_PROJECT, "Mobil tandpleje på Nordhavn", "Faxe", "Mobil tandpleje på Sydhavn", "Faxe",
     FALSE},
    {MENTION_ORGANISATION, "Lokalcenter Øst", "Faxe", "Lokalcenter Vest", "Faxe", FALSE},
    /* other names */
    {MENTION_ORGANISATION, "Socialudvalget", "Faxe", "Sundhedsudvalget", "Faxe", FALSE},
    {MENTION_ORGANISATION, "Social- og Sundhedsudvalget", "Faxe",
     "Social- og Sundhedsforvaltningen", "Faxe", FALSE},
    {MENTION_ORGANISATION, "Social- og Sundhedsudvalget", "Faxe", "Socialudvalget", "Faxe", FALSE},
    {MENTION_PROGRAMME, "Puljen", "Faxe", "Politikken", "Faxe", FALSE},
    /* municipalities */
    {MENTION_ORGANISATION, "Teknisk Udvalg", "Faxe", "Teknisk Udvalg", "Greve", FALSE},
    {MENTION_PROJECT, "Unge i Job", "Faxe", "Unge i Job", "Greve", FALSE},
    {MENTION_PROJECT, "Unge i Job", "Faxe", "Unge i Job", "", TRUE},
    {MENTION_ORGANISATION, "Teknisk Udvalg", "Faxe", "Teknisk Udvalg", "", FALSE},
    {MENTION_ORGANISATION, "Teknisk Udvalg", "", "Teknisk Udvalg", "", TRUE},
    /* small words, order, compounds */
    {MENTION_PROJECT, "Grøn Dal, Moseby", "Faxe", "Den Grønne Dal i Moseby", "Faxe", TRUE},
    {MENTION_PROJECT, "Torvets Frokoststue", "Faxe", "Frokoststuen på Torvet", "Faxe", TRUE},
    {MENTION_PROJECT, "Stien fra Lund til Moseby", "Faxe", "Sti Lund-Moseby", "Faxe", TRUE},
    {MENTION_PROJECT, "Lund-Moseby-stien", "Faxe", "Stien Lund–Moseby", "Faxe", TRUE},
    {MENTION_PROJECT, "Sti Lund-Moseby", "Faxe", "Sti Moseby-Rubjerg", "Faxe", FALSE},
    {MENTION_PROJECT, "Fra skole til job", "Faxe", "Fra job til skole", "Faxe", FALSE},
    {MENTION_PROJECT, "Skole og Job", "Faxe", "Job og Skole", "Faxe", TRUE},
    {MENTION_PROJECT, "Rådgivning uden aftale", "Faxe", "Rådgivning ved aftale", "Faxe", FALSE},
    {MENTION_PROGRAMME, "Pulje til lokale fester", "Faxe", "Puljen for lokale fester", "Faxe",
     TRUE},
    {MENTION_PROGRAMME, "Puljen til byfornyelse", "Faxe", "Byfornyelsespuljen", "Faxe", TRUE},
    {MENTION_PROGRAMME, "Puljen til byfornyelse", "Faxe", "Bygningspuljen", "Faxe", FALSE},
    {MENTION_ORGANISATION, "Udvalget for Kultur & Fritid", "Faxe", "Kultur- og Fritidsudvalget",
     "Faxe", TRUE},
    {MENTION_ORGANISATION, "Udvalget for Børn og Unge", "Faxe", "Børne- og Ungeudvalget", "Faxe",
     TRUE},
    {MENTION_ORGANISATION, "Kultur- og Fritidsudvalget", "Faxe", "Kulturudvalget", "Faxe", FALSE},
    {MENTION_ORGANISATION, "Klima- og Teknikudvalget", "Faxe", "Teknikudvalget", "Faxe", FALSE},
    {MENTION_ORGANISATION, "Center for Børn", "Faxe", "Center for Børn og Unge", "Faxe", FALSE},
    {MENTION_ORGANISATION, "Jobcenter Faxe", "Faxe", "Jobcentret i Faxe", "Faxe", TRUE},
    {MENTION_ORGANISATION, "Jobcenter Nord", "Faxe", "Jobcentret i Syd", "Faxe", FALSE},
    {MENTION_ORGANISATION, "Lunde Skole", "Faxe", "Lunde Friskole", "Faxe", FALSE},
    {MENTION_ORGANISATION, "Lunde Fri Skole", "Faxe", "Friskolen i Lunde", "Faxe", TRUE},
    {MENTION_ORGANISATION, "Børnehuset Elmen", "Faxe", "Børnehaven Elmen", "Faxe", FALSE},
    {MENTION_ORGANISATION, "Fonden Elmevang", "", "Foreningen Elmevang", "", FALSE},
    {MENTION_ORGANISATION, "Faxe Varmeværk A.m.b.a.", "", "Faxe Varmeværk", "", TRUE},
    {MENTION_PROJECT, "Lektiecafé", "Faxe", "Lektiecafé for piger", "Faxe", FALSE},
    {MENTION_PROJECT, "Natcaféen på Torvet", "Faxe", "Caféen på Torvet", "Faxe", FALSE},
    {MENTION_PROJECT, "Haven", "Faxe", "Havet", "Faxe", FALSE},
    {MENTION_PROJECT, "Områdefornyelse Nord", "Faxe", "Områdefornyelse Syd", "Faxe", FALSE},
    {MENTION_PROJECT, "Bostøtte for unge", "Faxe", "Bostøtte for ældre", "Faxe", FALSE},
    /* words written short, plain spellings */
    {MENTION_PROJECT, "Mentorordn. for unge", "Faxe", "Mentorordningen for unge", "Faxe", TRUE},
    {MENTION_PROJECT, "Bostoette paa Aaen", "Faxe", "Bostøtten på Åen", "Faxe", TRUE},
    {MENTION_PROJECT, "Den åbne have", "Faxe", "Åben Have", "Faxe", TRUE},
    /* numerals */
    {MENTION_PROJECT, "Fælles Ansvar I", "Faxe", "Fælles Ansvar II", "Faxe", FALSE},
    {MENTION_PROJECT, "Fælles Ansvar II", "Faxe", "Fælles Ansvar 2", "Faxe", TRUE},
    {MENTION_PROJECT, "Fælles Ansvar I – mad og lys", "Faxe", "Fælles Ansvar 1", "Faxe", TRUE},
    {MENTION_PROJECT, "Fælles Ansvar I – mad og lys", "Faxe", "Fælles Ansvar", "Faxe", FALSE},
    {MENTION_PROJECT, "Havnebad, etape I", "Faxe", "Havnebadet – etape 1", "Faxe", TRUE},
    {MENTION_PROJECT, "Havnebad, etape 1", "Faxe", "Havnebad, etape 2", "Faxe", FALSE},
    {MENTION_PROJECT, "Projekt A", "Faxe", "Projekt B", "Faxe", FALSE},
    {MENTION_PROGRAMME, "Byplan 2012-2015", "Faxe", "Byplanen 2012-15", "Faxe", TRUE},
    {MENTION_PROGRAMME, "Byplan 2012-2015", "Faxe", "Byplan 2016-2019", "Faxe", FALSE},
    {MENTION_PROGRAMME, "2014-sportspuljen", "Faxe", "Sportspulje 2014", "Faxe", TRUE},
    /* cases */
    {MENTION_CASE, "2009-14233", "Faxe", "14233/2009", "Faxe", TRUE},
    {MENTION_CASE, "09/14233", "Faxe", "2009/14233", "Faxe", TRUE},
    {MENTION_CASE, "99/14233", "Faxe", "1999/14233", "Faxe", TRUE},
    {MENTION_CASE, "09/14233", "Faxe", "10/14233", "Faxe", FALSE},
    {MENTION_CASE, "SUD 14/10", "Faxe", "SUD-14/2010", "Faxe", TRUE},
    {MENTION_CASE, "SUD 14/10", "Faxe", "KUF 14/10", "Faxe", FALSE},
    {MENTION_CASE, "SUD 14/10", "Faxe", "SUD 10/14", "Faxe", FALSE},
    {MENTION_CASE, "27.09.00-P20-1-14", "Faxe", "27.09.00P20-1-14", "Faxe", TRUE},
    {MENTION_CASE, "27.09.00-P20-1-14", "Faxe", "27.09.00-P20-11-4", "Faxe", FALSE},
    /* persons */
    {MENTION_PERSON, "Anne-Lise Krog", "Faxe", "Anne Lise Krog", "Faxe", TRUE},
    {MENTION_PERSON, "Anne-Lise Krog", "Faxe", "A.L. Krog", "Faxe", TRUE},
    {MENTION_PERSON, "Anne V. Krog", "Faxe", "Anne Vestergaard Krog", "Faxe", TRUE},
    {MENTION_PERSON, "Anne V. Krog", "Faxe", "Anne Bech Krog", "Faxe", FALSE},
    {MENTION_PERSON, "Per Holm", "Faxe", "Poul Holm", "Faxe", FALSE},
    {MENTION_PERSON, "P. Holm", "Faxe", "Poul Holm", "Faxe", TRUE},
    {MENTION_PERSON, "P. Bech Holm", "Faxe", "Per B. Holm", "Faxe", FALSE},
    {MENTION_PERSON, "Ole Schmidt", "Faxe", "Ole Schmit", "Faxe", TRUE},
    {MENTION_PERSON, "Ole Pedersen", "Faxe", "Ole Petersen", "Faxe", FALSE},
    {MENTION_PERSON, "Bech Holm", "Faxe", "Per Bech Holm", "Faxe", TRUE},
    {MENTION_PERSON, "Holm", "Faxe", "Per Holm", "Faxe", FALSE},
};

/* A municipality's own bodies, with its name and without; other things of its name are not they. */
static const struct {
    const char *class, *a, *b, *scope;
    gboolean same;
} bodies[] = {
    {"council", "Greve Byråd", "Byrådet", "Greve", TRUE},
    {"council", "Københavns Borgerrepræsentation", "Borgerrepræsentationen", "København", TRUE},
    {"committee", "Høje-Taastrup Socialudvalg", "Socialudvalget", "Høje-Taastrup", TRUE},
    {"institution", "Greve Skole", "Skolen", "Greve", FALSE},
    {"council", "Greve Byråd", "Byrådet", "", FALSE},
    {"council", "Faxe Byråd", "Byrådet", "Greve", FALSE},
};

static struct name_rules *
rules_new(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(dictionaries) dictionaries = dictionaries_new(NULL, FALSE);
    struct name_rules *rules = name_rules_new(dictionaries, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(name_rules_words(rules, &error));
    return rules;
}

static struct name
prepared(const struct name_rules *rules, struct arena *arena, enum mention_type type,
         const char *value, const char *scope)
{
    struct name name = {.type = type, .class = "", .value = value, .scope = scope};
    name_prepare(rules, arena, &name);
    return name;
}

static void
test_pairs(void)
{
    guint wrong = 0;
    g_autoptr(name_rules) rules = rules_new();
    g_autoptr(arena) arena = arena_new();
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        struct name a = prepared(rules, arena, pairs[i].type, pairs[i].a, pairs[i].scope_a);
        struct name b = prepared(rules, arena, pairs[i].type, pairs[i].b, pairs[i].scope_b);
        const char *reason = "no reason", *reason_back = "no reason";
        double score = name_compare(rules, &a, &b, &reason);
        g_assert_cmpfloat(score, ==, name_compare(rules, &b, &a, &reason_back));
        g_assert_cmpstr(reason, ==, reason_back);
        if ((score >= name_rules_threshold(rules)) == pairs[i].same)
            continue;
        wrong++;
        g_printerr("%s (%s) and %s (%s): %.2f, %s\n", pairs[i].a, pairs[i].scope_a, pairs[i].b,
                   pairs[i].scope_b, score, reason);
    }
    g_assert_cmpuint(wrong, ==, 0);
}

static void
test_bodies(void)
{
    g_autoptr(name_rules) rules = rules_new();
    g_autoptr(arena) arena = arena_new();
    for (guint i = 0; i < G_N_ELEMENTS(bodies); i++) {
        struct name pair[2] = {{.value = bodies[i].a}, {.value = bodies[i].b}};
        const char *reason = "no reason";
        for (guint side = 0; side < 2; side++) {
            pair[side].type = MENTION_ORGANISATION;
            pair[side].class = bodies[i].class;
            pair[side].scope = bodies[i].scope;
            name_prepare(rules, arena, &pair[side]);
        }
        double score = name_compare(rules, &pair[0], &pair[1], &reason);
        if ((score >= name_rules_threshold(rules)) != bodies[i].same)
            g_error("%s and %s: %.2f, %s", bodies[i].a, bodies[i].b, score, reason);
    }
}

/* A name of very many words, and one of no letters, are names. */
static void
test_odd_names(void)
{
    g_autoptr(name_rules) rules = rules_new();
    g_autoptr(arena) arena = arena_new();
    g_autoptr(GString) text = g_string_new("Navn");
    const char *reason;
    for (guint i = 0; i < 10000; i++)
        g_string_append(text, " om");
    struct name a = prepared(rules, arena, MENTION_PROJECT, text->str, "");
    struct name b = prepared(rules, arena, MENTION_PROJECT, "–", "");
    g_assert_cmpfloat(name_compare(rules, &a, &a, &reason), ==, 1.0);
    g_assert_cmpfloat(name_compare(rules, &a, &b, &reason), ==, 0.0);
    g_assert_cmpfloat(name_compare(rules, &b, &b, &reason), ==, 1.0);
}

/* First letters, and words left out. */
static const struct {
    enum mention_type type;
    const char *shorter, *longer;
    gboolean initials, shortened;
} shorts[] = {
    {MENTION_ORGANISATION, "UVSB", "Udvalget for Voksne med Særlige Behov", FALSE, FALSE},
    {MENTION_ORGANISATION, "UVSB", "Udvalget for Voksne ved Særlige Behov", TRUE, FALSE},
    {MENTION_ORGANISATION, "KFU", "Kultur- og Fritidsudvalget", TRUE, FALSE},
    {MENTION_ORGANISATION, "KFU", "Kultur- og Fritidsforvaltningen", FALSE, FALSE},
    {MENTION_PROGRAMME, "LiL", "Lys i Lunden", TRUE, FALSE},
    {MENTION_PROGRAMME, "LiL II", "Lys i Lunden", FALSE, FALSE},
    {MENTION_PROGRAMME, "LiL II", "Lys i Lunden 2", TRUE, FALSE},
    {MENTION_PROGRAMME, "LL", "Lys i Lunden", FALSE, FALSE},
    {MENTION_PROJECT, "Den grønne dal", "Grøn Dal i Moseby", FALSE, TRUE},
    {MENTION_PROJECT, "Bydelsløftet", "Bydelsløft Vestbyen", FALSE, TRUE},
    {MENTION_PROJECT, "Bydelsløft", "Bydelsløft Vestbyen", FALSE, FALSE},
    {MENTION_PROJECT, "Vestbyen", "Bydelsløft Vestbyen", FALSE, FALSE},
    {MENTION_PROJECT, "Grøn Dal 2", "Grøn Dal i Moseby", FALSE, FALSE},
    {MENTION_ORGANISATION, "Lunde Skole", "Lunde Fri Skole", FALSE, FALSE},
};

static void
test_shorts(void)
{
    g_autoptr(name_rules) rules = rules_new();
    g_autoptr(arena) arena = arena_new();
    for (guint i = 0; i < G_N_ELEMENTS(shorts); i++) {
        struct name a = prepared(rules, arena, shorts[i].type, shorts[i].shorter, "Faxe");
        struct name b = prepared(rules, arena, shorts[i].type, shorts[i].longer, "Faxe");
        if (name_is_initials(rules, &a, &b) != shorts[i].initials ||
            name_is_shortened(&a, &b) != shorts[i].shortened)
            g_error("%s, %s: initials %d, shortened %d", shorts[i].shorter, shorts[i].longer,
                    name_is_initials(rules, &a, &b), name_is_shortened(&a, &b));
        g_assert_false(name_is_shortened(&b, &a) || name_is_initials(rules, &b, &a));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/names-compared/pairs", test_pairs);
    g_test_add_func("/names-compared/bodies", test_bodies);
    g_test_add_func("/names-compared/shorts", test_shorts);
    g_test_add_func("/names-compared/odd-names", test_odd_names);
    return g_test_run();
}
