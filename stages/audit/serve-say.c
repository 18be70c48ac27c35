/* What the review says. Words of the vocabulary (types, qualifiers, states) are label_word()'s. */
#include "serve.h"

#include <string.h>

static const struct {
    const char *da, *en;
    char key_da, key_en; /* of what a key does */
} sentences[] = {
    /* what keys do */
    {"Rigtig", "Right", 'R', 'R'},
    {"Forkert", "Wrong", 'F', 'W'},
    {"Usikker", "Unsure", 'U', 'U'},
    {"Ret", "Edit", 'E', 'E'},
    {"Næste", "Next", 'N', 'N'},
    {"Forrige", "Previous", 'P', 'P'},
    {"Fortryd", "Undo", 'Z', 'Z'},
    {"Noget mangler", "Something is missing", 'M', 'M'},
    {"Siden er læst igennem", "The page is read through", 'G', 'G'},
    {"Hjælp", "Help", '?', '?'},
    /* the page as a whole */
    {"Aktspor – gennemsyn", "Aktspor – review", 0, 0},
    {"Gennemsyn", "Review", 0, 0},
    {"Kø", "Queue", 0, 0},
    {"Til oplysningen", "Skip to the fact", 0, 0},
    {"Til køen", "Skip to the queue", 0, 0},
    {"Til siden", "Skip to the page", 0, 0},
    {"set", "seen", 0, 0},
    {"af", "of", 0, 0},
    {"mere end", "more than", 0, 0},
    {"Gennemset af", "Reviewed by", 0, 0},
    /* the queue */
    {"Begynd", "Start", 0, 0},
    {"Begynd ved den første, der ikke er set", "Start at the first that is not seen", 0, 0},
    {"Vis", "Show", 0, 0},
    {"Slags", "Type", 0, 0},
    {"Alle", "All", 0, 0},
    {"Sikkerhed", "Certainty", 0, 0},
    {"Projekt, begynder med", "Project, begins with", 0, 0},
    {"Beløb, mindst (kr.)", "Amount, at least (DKK)", 0, 0},
    {"Uenighed", "Disagreement", 0, 0},
    {"Papirerne er uenige, eller en sum stemmer ikke", "Papers disagree, or a sum does not hold", 0,
     0},
    {"De, der har gennemset, er uenige", "Reviewers disagree", 0, 0},
    {"Stikprøve", "Sample", 0, 0},
    {"Set", "Seen", 0, 0},
    {"Ikke set af mig", "Not seen by me", 0, 0},
    {"Set af mig", "Seen by me", 0, 0},
    {"Oplysning", "Fact", 0, 0},
    {"Oplysninger", "Facts", 0, 0},
    {"Hvor", "Where", 0, 0},
    {"Dom", "Verdict", 0, 0},
    {"Flere", "More", 0, 0},
    {"Fra begyndelsen", "From the beginning", 0, 0},
    {"Der er ingen oplysninger at vise.", "There are no facts to show.", 0, 0},
    {"Sider at læse igennem", "Pages to read through", 0, 0},
    {"Side", "Page", 0, 0},
    {"læst igennem", "read through", 0, 0},
    {"ikke læst", "not read", 0, 0},
    /* one fact */
    {"Køen er tom", "The queue is empty", 0, 0},
    {"Alt i køen er set. Vælg noget andet, eller stop her.",
     "Everything in the queue is seen. Choose something else, or stop here.", 0, 0},
    {"Oplysningens ord", "The fact's words", 0, 0},
    {"vises nu", "shown now", 0, 0},
    {"Det passer ikke sammen", "What does not agree", 0, 0},
    {"Domme", "Verdicts", 0, 0},
    {"Min dom", "My verdict", 0, 0},
    {"fortrudt", "taken back", 0, 0},
    {"afløst", "replaced", 0, 0},
    {"sikkerhed", "certainty", 0, 0},
    {"regel", "rule", 0, 0},
    {"Alle oplysninger om dette projekt", "All facts on this project", 0, 0},
    {"Hvad står der?", "What does it say?", 0, 0},
    {"Bemærkning", "Note", 0, 0},
    {"Gem", "Save", 0, 0},
    {"Luk", "Close", 0, 0},
    /* a page */
    {"Forrige side", "Previous page", 0, 0},
    {"Næste side", "Next page", 0, 0},
    {"Hele siden", "The whole page", 0, 0},
    {"Siden", "The page", 0, 0},
    {"Markér ord: træk over dem, eller gå med piletasterne, udvid med Skift, vælg med Enter, "
     "forlad med Esc.",
     "Mark words: drag over them, or go with the arrow keys, extend with Shift, choose with Enter, "
     "leave with Esc.",
     0, 0},
    {"Markér ord på siden", "Mark words on the page", 0, 0},
    {"Ordene, som de er trykt", "The words as printed", 0, 0},
    {"Hvad slags oplysning?", "What type of fact?", 0, 0},
    {"Værdi, hvis den ikke er ordene selv", "Value, if it is not the words themselves", 0, 0},
    {"Markeret som manglende", "Marked as missing", 0, 0},
    {"Siden tegnes endnu.", "The page is still being drawn.", 0, 0},
    {"Vis igen", "Show again", 0, 0},
    {"Originalen kunne ikke findes uændret; her vises de ord, databasen har bevaret.",
     "The original was not found unchanged; what is shown are the words that the database keeps.",
     0, 0},
    {"Siden kunne ikke tegnes; her vises dens ord.",
     "The page could not be drawn; its words are shown.", 0, 0},
    {"Der er ingen ord på siden.", "There are no words on the page.", 0, 0},
    /* help */
    {"Taster", "Keys", 0, 0},
    {"Taster slået til", "Keys switched on", 0, 0},
    {"Alt kan også nås med Tab og Enter.", "Everything can be reached with Tab and Enter too.", 0,
     0},
    {"Ved siden af", "Beside it", 0, 0},
    /* what went wrong */
    {"Det er her ikke", "This is not here", 0, 0},
    {"Noget gik galt", "Something went wrong", 0, 0},
    {"Et andet program skriver i databasen", "Another program is writing to the database", 0, 0},
    {"Intet blev gemt. Gå tilbage og prøv igen.", "Nothing was saved. Go back and try again.", 0,
     0},
    {"Siden er læst anderledes siden; markér ordene igen.",
     "The page has been read otherwise since; mark the words again.", 0, 0},
};

static guint
find(const char *english)
{
    guint i = 0;
    while (i < G_N_ELEMENTS(sentences) && strcmp(sentences[i].en, english) != 0)
        i++;
    g_assert(i < G_N_ELEMENTS(sentences)); /* a sentence of ours that nobody translated */
    return i;
}

const char *
serve_say(enum language language, const char *english)
{
    guint i = find(english);
    return language == LANGUAGE_DA ? sentences[i].da : sentences[i].en;
}

char
serve_key(enum language language, const char *english)
{
    guint i = find(english);
    return language == LANGUAGE_DA ? sentences[i].key_da : sentences[i].key_en;
}

const char *
serve_answer(enum language language, enum review_answer answer)
{
    static const char *const answers[] = {
        [REVIEW_ACCEPTED] = "Right", [REVIEW_REJECTED] = "Wrong", [REVIEW_UNSURE] = "Unsure"};
    return serve_say(language, answers[answer]);
}
