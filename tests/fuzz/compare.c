/* Names as link compares them: two lines, each a name, in all types. It is symmetric, and alike to
 * itself. Fuzzes: stages/link/names stages/link/compare */
#include "fuzz.h"
#include "link/names.h"

static const enum mention_type types[] = {MENTION_PROJECT, MENTION_PROGRAMME, MENTION_ORGANISATION,
                                          MENTION_PERSON, MENTION_PLACE};

/* A name ready to be compared; FALSE where there is none. */
static gboolean
prepare(const struct name_rules *rules, struct arena *arena, enum mention_type type,
        const char *value, struct name *name)
{
    *name = (struct name){
        .type = type, .class = "", .value = arena_strdup(arena, value), .scope = "Aabenraa"};
    if (!mention_value_fits(type, value))
        return FALSE;
    name_prepare(rules, arena, name);
    return TRUE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct name_rules *rules;
    if (!rules) {
        GError *error = NULL;
        rules = fuzz_opened(name_rules_new(fuzz_dictionaries(), NULL, &error), error);
        if (!name_rules_words(rules, &error))
            g_error("%s", error->message);
    }
    g_autofree char *text = fuzz_text(data, size);
    g_auto(GStrv) lines = g_strsplit(text, "\n", 3);
    if (!lines[0] || !lines[1])
        return 0;
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        g_autoptr(arena) arena = arena_new();
        struct name one, two;
        const char *reason;
        if (!prepare(rules, arena, types[i], lines[0], &one) ||
            !prepare(rules, arena, types[i], lines[1], &two))
            continue;
        double score = name_compare(rules, &one, &two, &reason);
        g_assert_true(score >= 0 && score <= 1);
        g_assert_cmpfloat(score, ==, name_compare(rules, &two, &one, &reason));
    }
    return 0;
}
