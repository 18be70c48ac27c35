#include "labels.h"

#include <stdio.h>
#include <string.h>

struct pair {
    const char *word, *da, *en;
};

static const struct pair words[] = {
    /* mentions */
    {"amount", "beløb", "amount"},
    {"percent", "procent", "per cent"},
    {"date", "dato", "date"},
    {"period", "periode", "period"},
    {"duration", "varighed", "duration"},
    {"case", "sag", "case"},
    {"project", "projekt", "project"},
    {"programme", "program", "programme"},
    {"organisation", "organisation", "organisation"},
    {"person", "person", "person"},
    {"place", "sted", "place"},
    {"count", "antal", "count"},
    {"contact", "kontakt", "contact"},
    {"law", "lov", "law"},
    {"cpr", "personnummer", "person's number"},
    {"document", "dokumentet", "the paper"},
    /* predicates */
    {"title", "titel", "title"},
    {"attachment", "bilag", "attachment"},
    {"address", "adresse", "address"},
    {"issued", "dateret", "issued"},
    {"addressed-to", "stilet til", "addressed to"},
    {"issuing-unit", "udsendt af", "issued by"},
    {"case-number", "sagsnummer", "case number"},
    {"document-number", "dokumentnummer", "document number"},
    {"ean", "EAN-nummer", "EAN number"},
    {"case-officer", "sagsbehandler", "case officer"},
    {"phone", "telefon", "telephone"},
    {"fax", "fax", "fax"},
    {"email", "e-post", "e-mail"},
    {"url", "hjemmeside", "web address"},
    {"funding", "penge", "funding"},
    {"part-of", "del af", "part of"},
    {"partner", "samarbejdspartner", "partner"},
    {"lead", "ansvarlig", "lead"},
    {"supplier", "leverandør", "supplier"},
    {"status", "status", "status"},
    {"considered", "behandlet i", "considered by"},
    {"decision", "beslutning", "decision"},
    {"reports-to", "rapporterer til", "reports to"},
    {"next-report", "næste rapport", "next report"},
    {"sum-check", "sumkontrol", "sum check"},
    /* qualifiers */
    {"per", "pr.", "per"},
    {"source", "kilde", "source"},
    {"grantor", "bevilget af", "grantor"},
    {"recipient", "modtager", "recipient"},
    {"approx", "omtrentlig", "approximate"},
    {"of", "af", "of"},
    {"committee", "udvalg", "committee"},
    {"item", "punkt", "item"},
    {"verdict", "resultat", "verdict"},
    {"by", "forskel", "difference"},
    {"note", "note", "note"},
    /* values of qualifiers */
    {"applied", "ansøgt", "applied for"},
    {"recommended", "indstillet", "recommended"},
    {"granted", "bevilget", "granted"},
    {"allocated", "afsat", "allocated"},
    {"released", "frigivet", "released"},
    {"budget", "budget", "budget"},
    {"estimate", "anslået", "estimate"},
    {"spent", "forbrugt", "spent"},
    {"deviation", "afvigelse", "deviation"},
    {"planned", "planlagt", "planned"},
    {"started", "begyndt", "started"},
    {"running", "i gang", "running"},
    {"paused", "sat i bero", "paused"},
    {"completed", "afsluttet", "completed"},
    {"dropped", "opgivet", "dropped"},
    {"approved", "godkendt", "approved"},
    {"noted", "taget til efterretning", "noted"},
    {"refused", "afslået", "refused"},
    {"postponed", "udsat", "postponed"},
    {"referred", "henvist", "referred"},
    {"decided", "besluttet", "decided"},
    {"withdrawn", "taget af dagsordenen", "withdrawn"},
    {"consistent", "stemmer", "consistent"},
    {"off", "stemmer ikke", "off"},
    {"unverified", "kan ikke afgøres", "unverified"},
    {"circa", "cirka", "about"},
    {"max", "højst", "at most"},
    {"min", "mindst", "at least"},
    {"hour", "time", "hour"},
    {"day", "dag", "day"},
    {"week", "uge", "week"},
    {"month", "måned", "month"},
    {"quarter", "kvartal", "quarter"},
    {"year", "år", "year"},
    /* certainty */
    {"high", "høj", "high"},
    {"medium", "middel", "medium"},
    {"low", "lav", "low"},
    /* states */
    {"text", "læst", "read"},
    {"mixed", "delvis billeder", "partly images"},
    {"image-only", "kun billeder", "images only"},
    {"empty", "tomt", "empty"},
    {"encrypted", "kræver adgangskode", "wants a password"},
    {"damaged", "beskadiget", "damaged"},
    {"limit", "over en grænse", "over a limit"},
    /* links and checks */
    {"sum", "sum", "sum"},
    {"contradiction", "modsigelse", "contradiction"},
    {"change", "ændring", "change"},
    {"vanished", "ikke nævnt senere", "not named later"},
    {"same", "samme", "same"},
    {"not-same", "ikke samme", "not the same"},
};

static const struct pair sentences[] = {
    {NULL, "Aktspor – rapport", "Aktspor – report"},
    {NULL, "Hvad papirerne siger, og hvor de siger det",
     "What the papers say, and where they say it"},
    {NULL, "Oversigt", "Overview"},
    {NULL, "Indhold", "Contents"},
    {NULL, "Til oplysningerne", "Skip to the facts"},
    {NULL, "Papirer", "Papers"},
    {NULL, "papirer", "papers"},
    {NULL, "Papir", "Paper"},
    {NULL, "papir", "paper"},
    {NULL, "Sider", "Pages"},
    {NULL, "Side", "Page"},
    {NULL, "side", "page"},
    {NULL, "sider", "pages"},
    {NULL, "linje", "line"},
    {NULL, "tekststykke", "run of text"},
    {NULL, "Oplysninger", "Facts"},
    {NULL, "oplysninger", "facts"},
    {NULL, "oplysning", "fact"},
    {NULL, "omtaler", "mentions"},
    {NULL, "Penge efter projekt", "Funding by project"},
    {NULL, "Penge", "Money"},
    {NULL, "Summer", "Sums"},
    {NULL, "Hvad der modsiger hinanden eller ændrer sig", "What contradicts or changes"},
    {NULL, "Sammenhænge mellem papirerne", "Links across papers"},
    {NULL, "Papirer, der henviser til hinanden", "Papers that refer to each other"},
    {NULL, "Nævnt i flere papirer", "Named in several papers"},
    {NULL, "Papirer uden læst tekst", "Papers whose words could not be read"},
    {NULL, "Ingen.", "None."},
    {NULL, "Resultat", "Verdict"},
    {NULL, "Sum", "Sum"},
    {NULL, "Lagt sammen", "Added up"},
    {NULL, "Summer, der stemmer", "Sums that hold"},
    {NULL, "Forskel", "Difference"},
    {NULL, "Hvor", "Where"},
    {NULL, "Beløb", "Amount"},
    {NULL, "Rolle", "Role"},
    {NULL, "Tid", "Time"},
    {NULL, "Kilde", "Source"},
    {NULL, "Titel", "Title"},
    {NULL, "Dato", "Date"},
    {NULL, "Kommune", "Municipality"},
    {NULL, "Tilstand", "State"},
    {NULL, "Hvorfor", "Why"},
    {NULL, "Hvad", "What"},
    {NULL, "Fra", "From"},
    {NULL, "Til", "To"},
    {NULL, "Slags", "Kind"},
    {NULL, "Navn", "Name"},
    {NULL, "Andre skrivemåder", "Other spellings"},
    {NULL, "Om papiret", "About the paper"},
    {NULL, "Projekter og penge", "Projects and money"},
    {NULL, "Sag og beslutning", "Case and decision"},
    {NULL, "Bemærkninger", "Remarks"},
    {NULL, "vis på siden", "show on the page"},
    {NULL, "sikkerhed", "certainty"},
    {NULL, "regel", "rule"},
    {NULL, "Der er ingen oplysninger i dette papir.", "There are no facts in this paper."},
    {NULL, "Originalen kunne ikke findes uændret; her vises de ord, databasen har bevaret.",
     "The original was not found unchanged; what is shown are the words that the database keeps."},
    {NULL, "Siden kunne ikke tegnes; her vises dens ord.",
     "The page could not be drawn; its words are shown."},
    {NULL, "Nogle sider kunne ikke tegnes.", "Some pages could not be drawn."},
    {NULL, "Kontrolsum (SHA-256)", "Checksum (SHA-256)"},
    {NULL, "Fil", "File"},
    {NULL, "Find i oplysningerne", "Find in the facts"},
    {NULL, "fra", "from"},
    {NULL, "Til indholdet", "Skip to the content"},
    {NULL, "Flere sider", "More pages"},
    {NULL, "Forrige", "Earlier"},
    {NULL, "Næste", "Further"},
    {NULL, "Alle summer", "All sums"},
    {NULL, "Alle modsigelser og ændringer", "All contradictions and changes"},
    {NULL, "Summer, der ikke stemmer", "Sums that do not hold"},
    {NULL, "uden rolle", "no role"},
    {NULL, "Beløbene over tid; tabellen nedenfor siger det samme",
     "The amounts over time; the table below says the same"},
    {NULL, "Projekter og sager", "Projects and cases"},
    {NULL, "projekter og sager", "projects and cases"},
    {NULL, "summer", "sums"},
    {NULL, "modsigelser og ændringer", "contradictions and changes"},
    {NULL, "henvisninger", "references"},
    {NULL, "ikke læst", "not read"},
    {NULL, "Beløb", "Amounts"},
    {NULL, "Omtaler", "Mentions"},
    {NULL, "Søg i oplysningerne", "Search the facts"},
    {NULL, "Intet fundet.", "Nothing was found."},
    {NULL, "fundet", "found"},
    {NULL, "kun de første vises", "only the first are shown"},
    {NULL, "søger …", "searching …"},
    {NULL, "en fil i rapporten mangler", "a file of the report is missing"},
    {NULL, "Ord", "Words"},
    {NULL, "alle", "all"},
    {NULL, "Fra år", "From year"},
    {NULL, "Til år", "To year"},
    {NULL, "Mindst kroner", "At least kroner"},
    {NULL, "Søgningen kræver JavaScript; listerne gør ikke.",
     "The search wants JavaScript; the lists do not."},
    {NULL, "Kun papirer hvor", "Only papers where"},
    {NULL, "kopieret", "copied"},
    {NULL, "kopiér som henvisning", "copy as a citation"},
    {NULL, "over tid, i alle papirer", "over time, in all papers"},
};

static const char *
in_language(enum language language, const struct pair *pair)
{
    return language == LANGUAGE_DA ? pair->da : pair->en;
}

const char *
label_word(enum language language, const char *word)
{
    for (gsize i = 0; word && i < G_N_ELEMENTS(words); i++) {
        if (!strcmp(words[i].word, word))
            return in_language(language, &words[i]);
    }
    return word ? word : "";
}

const char *
label_say(enum language language, const char *english)
{
    for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++) {
        if (!strcmp(sentences[i].en, english))
            return in_language(language, &sentences[i]);
    }
    g_assert_not_reached();
}

/* ---- values ---------------------------------------------------------------------------------- */

/* "-1234567.5" with its thousands parted. Appends; text that is no number as it is. */
static void
put_number(GString *out, enum language language, const char *number, gsize length)
{
    gsize sign = length && number[0] == '-', digits = sign;
    while (digits < length && g_ascii_isdigit(number[digits]))
        digits++;
    if (sign)
        g_string_append(out, "−");
    for (gsize i = sign; i < digits; i++) {
        if (i > sign && (digits - i) % 3 == 0)
            g_string_append_c(out, language == LANGUAGE_DA ? '.' : ',');
        g_string_append_c(out, number[i]);
    }
    for (gsize i = digits; i < length; i++) {
        gboolean point = number[i] == '.' && language == LANGUAGE_DA;
        g_string_append_c(out, point ? ',' : number[i]);
    }
}

/* Year, month and day of "2016-05-09", year and month of "2016-05"; FALSE for any other form. */
static gboolean
read_day(const char *date, gsize length, guint parts[3])
{
    guint part = 0;
    parts[0] = parts[1] = parts[2] = 0;
    for (gsize i = 0; i < length; i++) {
        if (i == 4 || i == 7) {
            if (date[i] != '-')
                return FALSE;
            part++;
        } else if (g_ascii_isdigit(date[i])) {
            parts[part] = parts[part] * 10 + (guint)g_ascii_digit_value(date[i]);
        } else {
            return FALSE;
        }
    }
    return length == 7 || length == 10;
}

/* A day, month or year: "2016-05-09". Other forms of a date are shown as they are. */
static void
put_date(GString *out, enum language language, const char *date, gsize length)
{
    static const char *const months[2][12] = {
        {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
         "oktober", "november", "december"},
        {"January", "February", "March", "April", "May", "June", "July", "August", "September",
         "October", "November", "December"}};
    static const char *const seasons[2][4] = {{"forår", "sommer", "efterår", "vinter"},
                                              {"spring", "summer", "autumn", "winter"}};
    g_autofree char *copy = g_strndup(date, length);
    guint parts[3];
    gboolean plain = length <= 10 && read_day(copy, length, parts);
    guint year = plain ? parts[0] : 0, month = plain ? parts[1] : 0;
    if (length == 10 && month >= 1 && month <= 12)
        g_string_append_printf(out, language == LANGUAGE_DA ? "%u. %s %u" : "%u %s %u", parts[2],
                               months[language][month - 1], year);
    else if (length == 7 && month >= 1 && month <= 12)
        g_string_append_printf(out, "%s %u", months[language][month - 1], year);
    else if (length == 7 && month >= 21 && month <= 24)
        g_string_append_printf(out, "%s %u", seasons[language][month - 21], year);
    else if (length == 7 && copy[5] == 'Q')
        g_string_append_printf(out,
                               language == LANGUAGE_DA ? "%c. kvartal %.4s" : "quarter %c of %.4s",
                               copy[6], copy);
    else if (length == 7 && copy[5] == 'H')
        g_string_append_printf(out, language == LANGUAGE_DA ? "%c. halvår %.4s" : "half %c of %.4s",
                               copy[6], copy);
    else if (strcmp(copy, "..") != 0)
        g_string_append(out, copy);
}

/* A value or the two ends of a range, each by `put`. */
static void
put_range(GString *out, enum language language, const char *value,
          void (*put)(GString *, enum language, const char *, gsize))
{
    gsize first = strcspn(value, "/");
    put(out, language, value, first);
    if (value[first] == '/') {
        g_string_append(out, "–");
        put(out, language, value + first + 1, strlen(value + first + 1));
    }
}

char *
value_shown(enum language language, const char *type, const char *value, const char *unit)
{
    GString *out = g_string_new(NULL);
    gboolean amount = !g_strcmp0(type, "amount"), percent = !g_strcmp0(type, "percent");
    if (amount || percent || !g_strcmp0(type, "count"))
        put_range(out, language, value, put_number);
    else if (!g_strcmp0(type, "date") || !g_strcmp0(type, "period"))
        put_range(out, language, value, put_date);
    else
        g_string_append(out, value);
    if (amount)
        g_string_append_printf(out, " %s", unit ? unit : language == LANGUAGE_DA ? "kr." : "DKK");
    if (percent)
        g_string_append(out, " %");
    return g_string_free(out, FALSE);
}

char *
sum_shown(enum language language, const char *sum)
{
    static const struct pair signs[] = {{" x ", " × ", " × "},
                                        {" years", " år", " years"},
                                        {" year", " år", " year"},
                                        {" - ", " − ", " − "}};
    GString *out = g_string_new(NULL);
    const char *colon = strrchr(sum, ':'), *end = colon ? colon : sum + strlen(sum);
    for (const char *at = sum; at < end;) {
        gsize digits = strspn(at, "0123456789."), i = 0;
        if (digits) {
            digits = MIN(digits, (gsize)(end - at));
            put_number(out, language, at, digits);
            at += digits;
            continue;
        }
        while (i < G_N_ELEMENTS(signs) && !g_str_has_prefix(at, signs[i].word))
            i++;
        if (i < G_N_ELEMENTS(signs)) {
            g_string_append(out, in_language(language, &signs[i]));
            at += strlen(signs[i].word);
        } else {
            g_string_append_c(out, *at++);
        }
    }
    return g_string_free(out, FALSE);
}

/* Øre as plain kroner. */
static void
put_kroner(GString *out, gint64 ore)
{
    guint64 size = ore < 0 ? (guint64)0 - (guint64)ore : (guint64)ore;
    g_string_append_printf(out, "%s%" G_GUINT64_FORMAT, ore < 0 ? "-" : "", size / 100);
    if (size % 100)
        g_string_append_printf(out, ".%02u", (guint)(size % 100));
}

char *
ore_shown(enum language language, gint64 min, gint64 max)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    put_kroner(plain, min);
    if (max != min) {
        g_string_append_c(plain, '/');
        put_kroner(plain, max);
    }
    return value_shown(language, "amount", plain->str, NULL);
}
