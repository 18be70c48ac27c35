/* Projects, programmes, organisations, persons, places and laws in invented wordings, and what only
 * looks like a name. Each line of a case is a block: "# " a heading, "- " a list item, cells parted
 * by "|", anything else a paragraph; "~" breaks a printed line. */
#include "builder.h"
#include "recognise/names.h"

#include <string.h>
#include <time.h>

static struct lemma *lemma;
static struct dictionaries *dictionaries;
static struct names *names;

/* ---- a document from a few lines ------------------------------------------------------------- */

static void
add_text(struct builder *builder, const char *text, guint *line)
{
    g_auto(GStrv) lines = g_strsplit(text, "~", -1);
    for (char **part = lines; *part != NULL; part++) {
        const struct line printed = {.page = 1, .n = ++*line};
        builder_line(builder, &printed, 0);
        builder_text(builder, *part, strlen(*part));
    }
}

static void
add_row(struct builder *builder, const char *text, guint table, guint row, guint *line)
{
    g_auto(GStrv) cells = g_strsplit(text, "|", -1);
    for (guint column = 0; cells[column] != NULL; column++) {
        const struct cell cell = {.table = table,
                                  .row = row,
                                  .column = column,
                                  .rows = 1,
                                  .columns = 1,
                                  .header = row == 0};
        builder_block(builder, BLOCK_CELL, builder_cell(builder, &cell));
        add_text(builder, g_strstrip(cells[column]), line);
        builder_end_block(builder);
    }
}

static struct document *
document_of(const char *text)
{
    struct document *document = document_new(
        "case.txt", "0000000000000000000000000000000000000000000000000000000000000000", MEDIA_TEXT);
    g_autoptr(builder) builder = builder_new(document);
    const struct page page = {.n = 1};
    builder_page(builder, &page);
    g_auto(GStrv) blocks = g_strsplit(text, "\n", -1);
    guint line = 0, table = 0, row = 0;
    gboolean in_table = FALSE;
    for (char **block = blocks; *block != NULL; block++) {
        gboolean cells = strchr(*block, '|') != NULL;
        table += in_table && !cells ? 1 : 0;
        row = cells && in_table ? row + 1 : 0;
        in_table = cells;
        if (cells) {
            add_row(builder, *block, table, row, &line);
            continue;
        }
        gboolean heading = g_str_has_prefix(*block, "# "), item = g_str_has_prefix(*block, "- ");
        builder_block(builder, heading ? BLOCK_HEADING : item ? BLOCK_ITEM : BLOCK_PARAGRAPH, -1);
        add_text(builder, *block + (heading || item ? 2 : 0), &line);
        builder_end_block(builder);
    }
    return document;
}

static void
find(struct document *document)
{
    struct mention_set *set = mention_set_new(document);
    names_find(names, document, set);
    mention_set_settle(set);
    mention_set_free(set);
}

/* "type:printed words=value" for each mention, a line each; the value only where it differs. */
static char *
listing(struct document *document)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        const char *printed = document_printed(document, mention->span);
        g_string_append_printf(out, "%s:%s", mention_type_name(mention->type), printed);
        if (strcmp(printed, mention->value) != 0) {
            g_string_append_printf(out, "=%s", mention->value);
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

struct example {
    const char *text, *expected;
};

static void
check(const struct example *examples, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        g_autoptr(document) document = document_of(examples[i].text);
        find(document);
        g_autofree char *found = listing(document);
        if (strcmp(found, examples[i].expected) != 0) {
            g_test_fail_printf("%s\nfound:\n%sexpected:\n%s", examples[i].text, found,
                               examples[i].expected);
        }
    }
}

/* ---- organisations --------------------------------------------------------------------------- */

static const struct example organisations[] = {
    {"Sagen sendes til Kultur- og Landdistriktsudvalget.",
     "organisation:Kultur- og Landdistriktsudvalget\n"},
    {"Det drøfter Børne-, Unge- og Skoleudvalget i maj.",
     "organisation:Børne-, Unge- og Skoleudvalget\n"},
    {"På Havneudvalgsmødet var der enighed.", "organisation:Havneudvalg=Havneudvalget\n"},
    {"Det besluttede byrådet, men udvalget var imod.", "organisation:byrådet\n"},
    {"Udvalget for Klima, Natur og Havne tog det til efterretning.",
     "organisation:Udvalget for Klima, Natur og Havne\n"},
    {"Det er Styrelsen for Grønne Områdes opgave.", "organisation:Styrelsen for Grønne Områdes\n"},
    {"Her bor Ishøj Kommunes ansatte.", "organisation:Ishøj Kommune\n"},
    {"Det gælder Ny Sundeved Kommune og Ribe Amt.",
     "organisation:Ny Sundeved Kommune\norganisation:Ribe Amt\n"},
    {"Denne kommune har ingen gæld.", ""},
    {"Han fik job hos Sundheds- og Boligministeriet.",
     "organisation:Sundheds- og Boligministeriet\n"},
    {"Pengene går til Værestedet Kajen og Jobcenter Lemvig.",
     "organisation:Værestedet Kajen\norganisation:Jobcenter Lemvig\n"},
    {"Værestedet holder åbent, og centret er lukket.", ""},
    {"Det står Foreningen Broer over Vandet for.", "organisation:Foreningen Broer over Vandet\n"},
    {"Bygget er tegnet af Tegnestuen Bølge & Strand A/S.",
     "organisation:Tegnestuen Bølge & Strand A/S\n"},
    {"Vi spurgte firmaet Lysglimt.", "organisation:Lysglimt\n"},
    {"Møder holdes på Lemvig Bibliotek.", "organisation:Lemvig Bibliotek\n"},
    {"Fordelt af By, Land og Kultur i maj.", "organisation:By, Land og Kultur\n"},
    {"Det Grønne Netværk og Røde Kors Vestfyn var med.",
     "organisation:Det Grønne Netværk\norganisation:Røde Kors Vestfyn\n"},
    {"Landsforeningen Glade Hjem (LGH) er med. LGH betaler.",
     "organisation:Landsforeningen Glade Hjem\norganisation:LGH=Landsforeningen Glade Hjem\n"
     "organisation:LGH=Landsforeningen Glade Hjem\n"},
    {"Bevægelsen mod Kulde voksede. Alle kender Bevægelsen.",
     "organisation:Bevægelsen mod Kulde\norganisation:Bevægelsen=Bevægelsen mod Kulde\n"},
    {"Det Nationale Forsknings- og Havnecenter for Fisk er med.",
     "organisation:Det Nationale Forsknings- og Havnecenter for Fisk\n"},
    {"Erik Bøghs Mindelegat og Hans Vig A/S betaler.",
     "organisation:Erik Bøghs Mindelegat\norganisation:Hans Vig A/S\n"},
    {"Kommunen, forvaltningen og ministeriet er enige.", ""},
    /* a head word at the end, after a town */
    {"De spiller i Havby Hallen og Havby Svømmehal.",
     "organisation:Havby Hallen\norganisation:Havby Svømmehal\n"},
    {"Lejen betales af Havby Skudehavn og Lokalhistorisk Arkiv.",
     "organisation:Havby Skudehavn\norganisation:Lokalhistorisk Arkiv\n"},
    {"Hallen er lukket, og de besøgte arkivet og en havn.", ""},
    /* an apposition that begins with an article */
    {"De spiste på restauranten Den Hvide Hane.", "organisation:Den Hvide Hane\n"},
    {"Vi arbejder med teatret Det Lille Hjørne.", "organisation:Det Lille Hjørne\n"},
    {"I museet. Det Lille Hjørne er pænt.", ""},
    /* a local branch */
    {"Ansøger|Kr.\nForeningen Norden, Odder|10", "organisation:Foreningen Norden, Odder\n"},
    {"Ansøger|Kr.\nForeningen Kajen, Ribe|10", "organisation:Foreningen Kajen, Ribe\n"},
    {"Vi så Foreningen Norden, Odder og Ribe.",
     "organisation:Foreningen Norden\nplace:Odder\nplace:Ribe\n"},
};

static void
test_organisations(void)
{
    check(organisations, G_N_ELEMENTS(organisations));
}

/* ---- projects -------------------------------------------------------------------------------- */

static const struct example projects[] = {
    {"Der gives 2 mio. kr. til projekt ”Lys i Gården”. Lys i gården begynder i maj.",
     "project:Lys i Gården\nproject:Lys i gården=Lys i Gården\n"},
    {"Projektet »Aftenbussen« og projektet Mad til Mange kører.",
     "project:Aftenbussen\nproject:Mad til Mange\n"},
    {"Han kalder det ”en rigtig god dag” og går.", ""},
    {"Sov-Godt-projektet er i gang. Alle kender Sov Godt.",
     "project:Sov-Godt\nproject:Sov Godt=Sov-Godt\n"},
    {"Projektet er forsinket, og projekt 2 er udsat.", ""},
    {"Legehaven er et delprojekt, og de bygger Legehaven til foråret.",
     "project:Legehaven\nproject:Legehaven\n"},
    {"Der er givet tilskud til tre projekter:\n- Sang på Kajen. Koret øver hver uge.\n"
     "- Bænke til Byen (kun i år)\n- at holde møder",
     "project:Sang på Kajen\nproject:Bænke til Byen\n"},
    {"Projekt|2019|2020\nHavnens Have|10|20\nI alt|10|20", "project:Havnens Have\n"},
    {"Område|2019\nLøn|10\nDrift|20", ""},
    {"Indsatsen bestod af to delprojekter: Natskolen og Morgenmad til Alle.",
     "project:Natskolen\nproject:Morgenmad til Alle\n"},
    {"# Status på Gadens Køkken\nGadens Køkken serverer mad.",
     "project:Gadens Køkken\nproject:Gadens Køkken\n"},
    {"# Dans ved Åen\nHver uge samler Dans ved Åen mange.",
     "project:Dans ved Åen\nproject:Dans ved Åen\n"},
    {"# Baggrund\nBaggrunden er kendt. # Økonomi", ""},
    {"Der gives tilskud til projekterne Kajlys, Det Gule Telt og Natskolen.",
     "project:Kajlys\nproject:Det Gule Telt\nproject:Natskolen\n"},
    {"Midlerne er givet til Kajgaven (2,9 mio. kr.) og til drift (1 mio. kr.).",
     "project:Kajgaven\n"},
    {"Vi åbner \"Kajlyset\". Kajlyset er for alle, og de siger \"Ja, tak\".",
     "project:Kajlyset\nproject:Kajlyset\n"},
    {"Formidlingsprojektet \"Salt og Sand\" kører.", "project:Salt og Sand\n"},
    {"# Spor 2: Kajværkstedet\nKajværkstedet har åbent.",
     "project:Kajværkstedet\nproject:Kajværkstedet\n"},
    {"# Mad mod kulde\nHver dag gives varme. Mad mod kulde er for alle.",
     "project:Mad mod kulde\nproject:Mad mod kulde\n"},
    {"Anlægsprojekt|2020\nNy sti ved havnen|12\nSamlet|12", "project:Ny sti ved havnen\n"},
    {"# KAJENS KØKKEN\nProjekt \"Kajens Køkken\" er nyt.",
     "project:KAJENS KØKKEN=Kajens Køkken\nproject:Kajens Køkken\n"},
    {"Det ved Kommunen og Forvaltningen. Også Kommunen og Forvaltningen siger det.", ""},
    {"Her afprøves Kajværkstedet i år. Til næste år lukker Kajværkstedet.",
     "project:Kajværkstedet\nproject:Kajværkstedet\n"},
    {"Stien langs Kajen hedder nu Kajstien.", "project:Stien langs Kajen\nproject:Kajstien\n"},
};

static void
test_projects(void)
{
    check(projects, G_N_ELEMENTS(projects));
}

/* ---- names that go on in small letters ---------------------------------------------------------
 */

static const struct example small_letters[] = {
    /* as far as the paper repeats them */
    {"Vejen til job begynder i maj. Der er 2 mio. kr. til Vejen til job fra staten.",
     "project:Vejen til job\nproject:Vejen til job\n"},
    {"Støj i natten er nyt. Alle taler om Støj i natten og om Kajen.",
     "project:Støj i natten\nproject:Støj i natten\n"},
    {"De giver 300.000 kr. til Sang for sjælen, som koret står for.", "project:Sang for sjælen\n"},
    {"Forslag til lokalplan er sendt ud, og de drøftede Forslag til lokalplan i går.", ""},
    /* a programme, after the word that says so */
    {"Byrådet vedtog programmet Fra skolebænk til værksted i maj.",
     "organisation:Byrådet\nprogramme:Fra skolebænk til værksted\n"},
    {"Det står i strategien Med hjertet på rette sted, som gælder endnu.",
     "programme:Med hjertet på rette sted\n"},
    {"Kampagnen \"Ud i det blå\" er slut.", "programme:Ud i det blå\n"},
    {"Programmet løber til maj, og planen er god.", ""},
    {"De taler om Grøn ring om byen. Grøn ring om byen er en idé.",
     "project:Grøn ring om byen\nproject:Grøn ring om byen\n"},
    {"Projektet Tidligt i gang er slut.", "project:Tidligt i gang\n"},
    /* an item: a name, who is to have the money, the sum */
    {"- Haven som klasse – Havby Skole, 65.000 kr.",
     "project:Haven som klasse\norganisation:Havby Skole\n"},
    {"- Renovering af tag – Havby Skole, 65.000 kr.", "organisation:Havby Skole\n"},
    /* a numbered item with a file's number below it */
    {"- 5. Dans i ferien\nJ.nr. 20.16.00\nDer dansede 20 børn.", ""},
};

static void
test_small_letters(void)
{
    check(small_letters, G_N_ELEMENTS(small_letters));
}

/* A column of purposes holds descriptions, and some names. */
static const struct example purposes[] = {
    {"Ansøger|Formål|Kr.\nHavby Kor|Sangere på kajen|10\nHavby Kor|Udflugt|10",
     "organisation:Havby Kor\nproject:Sangere på kajen\norganisation:Havby Kor\n"},
    {"Ansøger|Aktivitet|Kr.\nHavby Kor|Havlys, lysfest|10\nHavby Kor|Vinterspil 2003|10",
     "organisation:Havby Kor\norganisation:Havby Kor\nproject:Vinterspil 2003\n"},
    {"Ansøger|Formål|Kr.\nHavby Kor|Lys i mørke, lysfest|10\nDer er penge til Lys i mørke.",
     "organisation:Havby Kor\nproject:Lys i mørke\nproject:Lys i mørke\n"},
    {"Ansøger|Formål|Kr.\nHavby Kor|Koncerter i haven|10\nHavby Kor|Drift 2003|10\n"
     "Havby Kor|Renovering af taget|10",
     "organisation:Havby Kor\norganisation:Havby Kor\norganisation:Havby Kor\n"},
};

static void
test_purposes(void)
{
    check(purposes, G_N_ELEMENTS(purposes));
}

/* ---- programmes ------------------------------------------------------------------------------ */

static const struct example programmes[] = {
    {"Det følger af strategien Hele Byens Hav.", "programme:Hele Byens Hav\n"},
    {"Pengene kommer fra Havnepuljen, og puljen er tom.", "programme:Havnepuljen\n"},
    {"Der er søgt om havnepuljemidler, og satspuljemidlerne er brugt.",
     "programme:satspulje=satspuljen\n"},
    {"De fik penge fra puljen til styrkelse af mindre havne, som staten ejer.",
     "programme:puljen til styrkelse af mindre havne\n"},
    {"Fra § 79-puljen gives 200 kr.", "programme:§ 79-puljen\n"},
    {"Sammen om Havet (SOH) begynder nu. Vi holder af SOH.",
     "programme:Sammen om Havet\nprogramme:SOH=Sammen om Havet\n"
     "programme:SOH=Sammen om Havet\n"},
    {"Kampagnen 'Tag en kop kaffe' varer en uge.", "programme:Tag en kop kaffe\n"},
    {"De fire projekter under Godt Hjem II er sat i gang, og GH II er populært.",
     "programme:Godt Hjem II\nprogramme:GH II=Godt Hjem II\n"},
    {"Det følger af Strategi for mindre havne, og Klimaplan 2040 er vedtaget.",
     "programme:Strategi for mindre havne\nprogramme:Klimaplan 2040\n"},
    {"Der er søgt i puljen Gode havne for alle, som staten ejer.",
     "programme:Gode havne for alle\n"},
    {"Indsatsen er en del af Hele Byens Hav.", "programme:Hele Byens Hav\n"},
    {"Vi har en strategi, en politik og et program.", ""},
    {"I år gives 10.000 kr. til Havby Festspil.", "programme:Havby Festspil\n"},
    {"Han spurgte til Kulturuge 2004 og Børnekulturuge 2005.",
     "programme:Kulturuge 2004\nprogramme:Børnekulturuge 2005\n"},
    {"De støtter Sundeved Filmfestival 2011.", "programme:Sundeved Filmfestival 2011\n"},
    {"Det står i Havnestrategi 2025.", "programme:Havnestrategi 2025\n"},
    {"Der holdes en festival, og festugen var våd.", ""},
};

static void
test_programmes(void)
{
    check(programmes, G_N_ELEMENTS(programmes));
}

/* ---- persons, places, laws ------------------------------------------------------------------- */

static const struct example others[] = {
    {"Sagsbehandler: Ingrid S. Nørregaard-Holm", "person:Ingrid S. Nørregaard-Holm\n"},
    {"Sagsbehandler\nOrla Vig~Thomsen", "person:Orla Vig Thomsen\n"},
    {"Til stede: Gyda Vang (V), Per Høj (A)", "person:Gyda Vang\nperson:Per Høj\n"},
    {"Der mødte borgmester Solveig Åkjær op.", "person:Solveig Åkjær\n"},
    {"Det siger socialinspektør Anne Bager.", "person:Anne Bager\n"},
    {"Lise Bang\nDirektør", "person:Lise Bang\n"},
    {"Det koster 10 kr. per barn, og Bo kommer.", ""},
    {"Kom til Kirkevænget 4, 2. th., 4983 Dannemare før jul.",
     "place:Kirkevænget 4, 2. th., 4983 Dannemare\n"},
    {"Adressen er~Nørre Allé 17~8000 Aarhus C", "place:Nørre Allé 17 8000 Aarhus C\n"},
    {"Der er møde i lokale 4 på 2. sal.", ""},
    {"De bor i Gudhjem, på Nørrebro og ved Storåen.",
     "place:Gudhjem\nplace:Nørrebro\nplace:Storåen\n"},
    {"Der bygges på Gamle Kystvej og ved Dronning Doras Plads.",
     "place:Gamle Kystvej\nplace:Dronning Doras Plads\n"},
    {"Gl. Havnevej 60, 4983 Dannemare", "place:Gl. Havnevej 60, 4983 Dannemare\n"},
    {"Torvet 1, 4983 Dannemare", "place:Torvet 1, 4983 Dannemare\n"},
    {"Møde på Lille Torv.", "place:Lille Torv\n"},
    {"Hjælpen gives efter servicelovens § 83 a, stk. 2, og lov om social service.",
     "law:servicelovens § 83 a, stk. 2\nlaw:lov om social service\n"},
    {"Jf. § 12 i lov om havne og bekendtgørelse nr. 77.",
     "law:§ 12 i lov om havne\nlaw:bekendtgørelse nr. 77\n"},
    {"Det står i finansloven og i § 5.", ""},
    /* surnames that the dictionary of words knows, double names, lists of those present */
    {"Tak til Poul-Erik Damgård og Bente Brandborg.",
     "person:Poul-Erik Damgård\nperson:Bente Brandborg\n"},
    {"Her bor Ole-Peter Bisgaard.", "person:Ole-Peter Bisgaard\n"},
    {"Til stede: Ytte Krams, Ida Trant og Bent Ulvsø. Afbud: Qvinta Mols og Ida Roed.",
     "person:Ytte Krams\nperson:Ida Trant\nperson:Bent Ulvsø\nperson:Qvinta Mols\n"
     "person:Ida Roed\n"},
    {"Deltagere: Lys Mad, Grøn Bil og Rød Sol.", ""},
    {"Oplægget holdes af professor Zebina Krank.", "person:Zebina Krank\n"},
    /* villages */
    {"De kører fra Kvindstrup til Vester Hassing.", "place:Kvindstrup\nplace:Vester Hassing\n"},
    {"Huset ligger på matr.nr. 4 b, Kvongstrand.", "place:Kvongstrand\n"},
    {"De bor i Odder og Tyvelse.", "place:Odder\nplace:Tyvelse\n"},
    {"De mødes ved Sct. Stefans Kirke.", "place:Sct. Stefans Kirke\n"},
    {"De kører fra Museum til Centrum.", ""},
};

static void
test_others(void)
{
    check(others, G_N_ELEMENTS(others));
}

/* ---- the same again, and hostile input ------------------------------------------------------- */

static void
test_again(void)
{
    g_autoptr(document) document = document_of(projects[0].text);
    find(document);
    g_autofree char *once = listing(document);
    find(document);
    g_autofree char *twice = listing(document);
    g_assert_cmpstr(once, ==, twice);
}

/* Every prefix of a text is read without harm. */
static void
test_chopped(void)
{
    const char *text =
        "Punkt 3. Status på Projekt ”Lys (LiG) i § 18-puljen til Jobcenter Ny Kommune, "
        "Bredgade 4, 1. th., 1260 København K, jf. § 3 i lov om social service § 1, stk. 2";
    for (const char *end = text; *end != '\0'; end = g_utf8_next_char(end)) {
        g_autofree char *part = g_strndup(text, (gsize)(end - text));
        g_autoptr(document) document = document_of(part);
        find(document);
        for (guint i = 0; i < document->mentions->len; i++) {
            g_assert_cmpuint(document_mention(document, i)->span.end, <=, document->text->len);
        }
    }
}

/* CPU seconds of finding the names of a text that says `unit` over and over. */
static double
seconds(const char *unit, gsize length)
{
    struct timespec before, after;
    g_autoptr(GString) text = g_string_sized_new(length);
    while (text->len < length) {
        g_string_append(text, unit);
    }
    g_autoptr(document) document = document_of(text->str);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    find(document);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    return (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
}

/* Eight times the text is eight times the work, where a square would be sixty-four: a ratio of
 * processor time in one run, no time. */
static void
test_linear(void)
{
    static const char *const units[] = {
        "(((",
        "“a ",
        "»Havn« ",
        "\" ",
        "Børne-, Unge-, ",
        "Børn og Unge, ",
        "projektet Aa Bo i By. ",
        "Projektet Ny Vej (NV) ",
        "Center for A, B, ",
        "puljen til a b ",
        "§ 1, stk. ",
        "Havn ",
        "A. B. C. ",
        "AB ",
        "DK2020 ",
        "Anna Holm, ",
        "Ny Vej er en kampagne ",
        "kr. til Sang i Byen ",
        "# Status på tre projekter i Havby\nPuljen Ny Vej\n",
        "- Havens Hus: projekt\n",
        "Projekt | Beløb\nHavens Hus | 10 kr.\nto projekter:\n",
    };
    for (gsize k = 0; k < G_N_ELEMENTS(units); k++) {
        double once = MIN(seconds(units[k], 50000), seconds(units[k], 50000));
        double eight = MIN(seconds(units[k], 400000), seconds(units[k], 400000));
        if (eight > 24 * once + 0.05) {
            g_test_fail_printf("'%s': %.3f s, eight times as much: %.3f s", units[k], once, eight);
        }
    }
}

/* A hundred names that are all new, as headings of projects. */
static void
add_headings(GString *text, guint from)
{
    for (guint i = from; i < from + 100; i++) {
        char name[] = "Aaaa";
        name[1] = (char)('a' + i % 26);
        name[2] = (char)('a' + i / 26 % 26);
        name[3] = (char)('a' + i / 676);
        g_string_append_printf(text, "# Status på %s Vej\nDelprojekter om %sgaden\n", name, name);
    }
}

/* What is counted here is not time: hunspell is asked once for a word, whatever was found. */
static void
test_asked(void)
{
    guint64 counts[2];
    for (guint round = 0; round < 2; round++) {
        g_autoptr(GString) text = g_string_new("Alle projekterne, tre projekter.\n");
        for (guint i = 0; i < (round == 0 ? 4u : 16u); i++) {
            add_headings(text, i * 100);
        }
        g_autoptr(document) document = document_of(text->str);
        guint64 before = lemma_asked(lemma);
        find(document);
        counts[round] = lemma_asked(lemma) - before;
        before = lemma_asked(lemma);
        find(document);
        g_assert_cmpuint(lemma_asked(lemma), ==, before);
    }
    g_assert_cmpuint(counts[1], <, 8 * counts[0] + 8);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    lemma = lemma_new(NULL, &error);
    g_assert_no_error(error);
    gboolean root = g_file_test("dictionaries", G_FILE_TEST_IS_DIR);
    dictionaries = dictionaries_new(root ? "dictionaries" : NULL, FALSE);
    names = names_open(dictionaries, lemma, &error);
    g_assert_no_error(error);
    g_test_add_func("/names/organisations", test_organisations);
    g_test_add_func("/names/projects", test_projects);
    g_test_add_func("/names/small-letters", test_small_letters);
    g_test_add_func("/names/purposes", test_purposes);
    g_test_add_func("/names/programmes", test_programmes);
    g_test_add_func("/names/others", test_others);
    g_test_add_func("/names/again", test_again);
    g_test_add_func("/names/chopped", test_chopped);
    g_test_add_func("/names/linear", test_linear);
    g_test_add_func("/names/asked", test_asked);
    int status = g_test_run();
    names_close(names);
    dictionaries_free(dictionaries);
    lemma_free(lemma);
    return status;
}
