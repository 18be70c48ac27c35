/* What relate states of papers of a few lines, with their mentions given: the rules one by one, and
 * what they must leave alone. */
#include "relate-fixture.h"

#include "relate/relate.h"

#include <glib/gstdio.h>

static gpointer relate;

/* Checks that every line of `wanted` is among the facts of a paper, and no line of `unwanted`. A
 * line is "predicate subject object qualifiers", parted by blanks or '|'; without qualifiers any
 * will do. */
static void
expect(const char *marked, const char *wanted, const char *unwanted)
{
    g_autoptr(document) document = fixture_document("paper.txt", marked);
    g_autoptr(GError) error = NULL;
    g_assert_true(stage_relate.process(relate, document, &error));
    g_assert_no_error(error);
    g_autofree char *facts = fixture_facts(document);
    g_autofree char *padded = g_strconcat("\n", facts, NULL);
    for (int pass = 0; pass < 2; pass++) {
        g_auto(GStrv) lines = g_strsplit(pass == 0 ? wanted : unwanted, "\n", -1);
        for (guint i = 0; lines[i]; i++) {
            if (!lines[i][0])
                continue;
            g_autofree char *tabs = g_strdelimit(g_strdup(lines[i]), "|", '\t');
            g_autofree char *line = g_strconcat("\n", tabs, NULL);
            gboolean there = strstr(padded, line) != NULL;
            if (there == (pass == 0))
                continue;
            g_test_message("%s: %s\n%s", pass == 0 ? "missing" : "unwanted", lines[i], facts);
            g_test_fail();
        }
    }
    for (guint i = 0; i < document->facts->len; i++)
        g_assert_cmpuint(document_fact(document, i)->n_evidence, >, 0);
}

#define PROJECTS                                                                          \
    "# Status på projekterne under {{programme:Byens Puls;kind=programme|Byens Puls}}\n" \
    "1. Projekt \"{{project:Åben Havn|Åben Havn}}\"\n"                                  \
    "2. Projekt \"{{project:Tag Hånd|Tag Hånd}}\"\n"                                    \
    "3. Projekt \"{{project:Mad i Gaden|Mad i Gaden}}\"\n"

static void
test_references(void)
{
    expect(PROJECTS "Projekt 2 og 3 ledes af {{organisation:Blå Bro;kind=association|Blå Bro}}.\n"
                    "De to første projekter gennemføres i "
                    "{{period:2018/2020|2018-2020}}.\n"
                    "Alle tre projekter er i fuld gang.\n",
           "lead|project:Tag Hånd|organisation:Blå Bro\n"
           "lead|project:Mad i Gaden|organisation:Blå Bro\n"
           "period|project:Åben Havn|period:2018/2020\n"
           "period|project:Tag Hånd|period:2018/2020\n"
           "status|project:Åben Havn|text:running\n"
           "status|project:Mad i Gaden|text:running\n"
           "part-of|project:Åben Havn|programme:Byens Puls\n",
           "lead|project:Åben Havn\n"
           "period|project:Mad i Gaden\n");
    /* a number that the list does not have refers to nobody */
    expect(PROJECTS "Projekt 7 ledes af {{organisation:Blå Bro;kind=association|Blå Bro}}.\n", "",
           "lead|project:Åben Havn\nlead|project:Tag Hånd\nlead|project:Mad i Gaden\n");
}

static void
test_together(void)
{
    expect(PROJECTS "Projekt 1 og 3 har tilsammen haft {{count:90;of=gæst|90 gæster}}, heraf "
                    "{{count:50;of=gæst|50}} i projekt 1 og {{count:40;of=gæst|40}} i projekt 3.\n",
           "count|text:projekt 1 og 3|count:90\n"
           "count|project:Åben Havn|count:50\n"
           "count|project:Mad i Gaden|count:40\n"
           "sum-check|count:90|text:50 + 40 = 90: holds|verdict=consistent\n",
           "count|project:Åben Havn|count:90\ncount|project:Mad i Gaden|count:90\n");
}

static void
test_sections(void)
{
    expect(
        PROJECTS
        "# Vedrørende projekt 2\n"
        "Der er {{count:14;of=deltager|14 deltagere}} på holdet. Projektet ledes af "
        "{{organisation:Sankt Olai;kind=institution|Sankt Olai}}.\n"
        "# {{project:Mad i Gaden|Mad i Gaden}} ({{amount:300000;per=year|0,3 mio. kr.}} pr. år)\n"
        "Der serveres for {{count:60;approx=circa;of=borger|60 borgere}} hver fredag.\n",
        "count|project:Tag Hånd|count:14\n"
        "lead|project:Tag Hånd|organisation:Sankt Olai\n"
        "funding|project:Mad i Gaden|amount:300000|per=year\n"
        "count|project:Mad i Gaden|count:60\n",
        "count|project:Åben Havn\n");
}

static void
test_funding(void)
{
    expect(
        "# Støtte til naboskab\n"
        "Kommunen har søgt {{organisation:Egefonden;kind=foundation|Egefonden}} om penge. Der er "
        "bevilget {{amount:250000|250.000 kr.}} til {{project:Nabohjælp|Nabohjælp}} og ansøgt om "
        "{{amount:90000|90.000 kr.}} til {{project:Grøn Gård|Grøn Gård}} for perioden "
        "{{period:2020/2021|2020-2021}}.\n",
        "funding|project:Nabohjælp|amount:250000|period=2020/2021;status=granted\n"
        "funding|project:Grøn Gård|amount:90000|period=2020/2021;status=applied\n",
        "funding|project:Nabohjælp|amount:90000\nfunding|project:Grøn Gård|amount:250000\n");
    expect("# Indstilling\n"
           "Forvaltningen indstiller, at der frigives {{amount:1200000|1,2 mio. kr.}} til "
           "{{project:Nye Stier|Nye Stier}}.\n",
           "funding|project:Nye Stier|amount:1200000|status=recommended\n", "");
    expect(
        "# Drift af {{project:Nye Stier|Nye Stier}}\n"
        "{{organisation:Byrådet;kind=council|Byrådet}} afsatte {{amount:500000|500.000 kr.}} til "
        "projektet. Der er til nu brugt {{amount:120000|120.000 kr.}} på stien.\n",
        "funding|project:Nye Stier|amount:500000|grantor=Byrådet;status=allocated\n"
        "funding|project:Nye Stier|amount:120000|status=spent\n",
        "");
    /* a price in a sentence about nobody is nobody's */
    expect(
        "# Et notat om priser\nEn almindelig bus koster {{amount:1500000|1,5 mio. kr.}} i dag.\n",
        "", "funding|\n");
}

static void
test_share(void)
{
    expect(
        "# Status på {{programme:Lys i Byen;kind=programme|Lys i Byen}}\n"
        "{{percent:60|60 pct.}} af udgifterne dækkes af staten. {{percent:30|30 pct.}} af de "
        "{{count:40;of=deltager|40 deltagere}} i {{project:Aftenåbent|Aftenåbent}} er under 30.\n",
        "funding|programme:Lys i Byen|percent:60|grantor=staten\n"
        "count|project:Aftenåbent|percent:30|of=deltager\n",
        "funding|project:Aftenåbent|percent:30\ncount|programme:Lys i Byen|percent:60\n");
}

static void
test_table(void)
{
    expect("# Fordeling af {{programme:Egnspuljen;kind=fund|Egnspuljen}}\n"
           "| Ansøger | Projekt | Ansøgt (kr.) | Bevilget (kr.) |\n"
           "| {{organisation:Koret Klang;kind=association|Koret Klang}} | {{project:Sang i "
           "Parken|Sang i Parken}} | {{amount:30000|30.000}} | {{amount:20000|20.000}} |\n"
           "| {{organisation:Laden;kind=association|Laden}} | {{project:Teater på Hjul|Teater på "
           "Hjul}} | {{amount:45000|45.000}} | - |\n"
           "| I alt | | {{amount:75000|75.000}} | {{amount:20000|20.000}} |\n",
           "funding|project:Sang i Parken|amount:30000|recipient=Koret "
           "Klang;source=Egnspuljen;status=applied\n"
           "funding|project:Sang i Parken|amount:20000|recipient=Koret "
           "Klang;source=Egnspuljen;status=granted\n"
           "funding|project:Teater på "
           "Hjul|amount:45000|recipient=Laden;source=Egnspuljen;status=applied\n"
           "funding|programme:Egnspuljen|amount:75000|status=applied\n"
           "sum-check|amount:75000|text:30000 + 45000 = 75000: holds|verdict=consistent\n",
           "funding|project:Teater på Hjul|amount:20000\n");
}

static void
test_table_years(void)
{
    const char *head =
        "# Økonomi\n| 1.000 kr. | {{date:2021|2021}} | {{date:2022|2022}} | I alt |\n";
    g_autofree char *right =
        g_strconcat(head,
                    "| {{project:Nye Stier|Nye Stier}} | {{amount:400000;unit=1000|400}} | "
                    "{{amount:600000;unit=1000|600}} | {{amount:1000000;unit=1000|1.000}} |\n"
                    "| {{project:Lys på Torvet|Lys på Torvet}} | {{amount:0;unit=1000|0}} | "
                    "{{amount:250000;unit=1000|250}} | {{amount:250000;unit=1000|250}} |\n"
                    "| I alt | {{amount:400000;unit=1000|400}} | {{amount:850000;unit=1000|850}} | "
                    "{{amount:1250000;unit=1000|1.250}} |\n",
                    NULL);
    expect(right,
           "funding|project:Nye Stier|amount:400000|period=2021;status=budget\n"
           "funding|project:Nye Stier|amount:1000000|status=budget\n"
           "funding|project:Lys på Torvet|amount:250000|period=2022;status=budget\n"
           "sum-check|amount:1000000|text:400000 + 600000 = 1000000: holds\n"
           "sum-check|amount:850000|text:600000 + 250000 = 850000: holds\n"
           "sum-check|amount:1250000|text:1000000 + 250000 = 1250000; 400000 + 850000 = 1250000: "
           "holds\n",
           "sum-check|amount:250000|text:0 + 250000 = 250000: off\n");
    /* one digit more turns exactly the sums it stands in */
    g_autofree char *wrong =
        g_strconcat(head,
                    "| {{project:Nye Stier|Nye Stier}} | {{amount:400000;unit=1000|400}} | "
                    "{{amount:700000;unit=1000|700}} | {{amount:1000000;unit=1000|1.000}} |\n"
                    "| {{project:Lys på Torvet|Lys på Torvet}} | {{amount:0;unit=1000|0}} | "
                    "{{amount:250000;unit=1000|250}} | {{amount:250000;unit=1000|250}} |\n"
                    "| I alt | {{amount:400000;unit=1000|400}} | {{amount:850000;unit=1000|850}} | "
                    "{{amount:1250000;unit=1000|1.250}} |\n",
                    NULL);
    expect(wrong,
           "sum-check|amount:1000000|text:400000 + 700000 = 1100000: off by "
           "100000|by=100000;verdict=off\n"
           "sum-check|amount:850000|text:700000 + 250000 = 950000: off by "
           "100000|by=100000;verdict=off\n"
           "sum-check|amount:1250000|text:1000000 + 250000 = 1250000; 400000 + 850000 = 1250000: "
           "holds\n"
           "sum-check|amount:400000|text:400000 + 0 = 400000: holds\n",
           "");
}

static void
test_table_across(void)
{
    expect("# Økonomi (kr.)\n| År | {{project:Ny Kaj|Ny Kaj}} | {{project:Molens Liv|Molens Liv}} "
           "| I alt |\n"
           "| {{date:2020|2020}} | {{amount:100|100}} | {{amount:250|250}} | {{amount:350|350}} |\n"
           "| {{date:2021|2021}} | {{amount:300|300}} | {{amount:150|150}} | {{amount:450|450}} |\n"
           "| I alt | {{amount:400|400}} | {{amount:400|400}} | {{amount:800|800}} |\n",
           "funding|project:Ny Kaj|amount:100|period=2020;status=budget\n"
           "funding|project:Molens Liv|amount:150|period=2021;status=budget\n"
           "funding|project:Ny Kaj|amount:400|status=budget\n"
           "sum-check|amount:350|text:100 + 250 = 350: holds\n"
           "sum-check|amount:800|text:350 + 450 = 800; 400 + 400 = 800: holds\n",
           "");
}

static void
test_table_net(void)
{
    expect("# Drift\n| Post (kr.) | {{date:2012|2012}} |\n"
           "| Løn | {{amount:610|610}} |\n| Aktiviteter | {{amount:390|390}} |\n"
           "| Udgifter i alt | {{amount:1000|1.000}} |\n| Entré | {{amount:-80|-80}} |\n"
           "| Netto | {{amount:920|920}} |\n",
           "sum-check|amount:1000|text:610 + 390 = 1000: holds\n"
           "sum-check|amount:920|text:-80 + 1000 = 920: holds\n",
           "");
    /* a figure that nobody read: the sum cannot be verified, and the reason stands there */
    expect("# Drift\n| Post (kr.) | {{date:2012|2012}} |\n"
           "| Løn | {{amount:610|610}} |\n| Aktiviteter | 39O |\n"
           "| I alt | {{amount:1000|1.000}} |\n",
           "sum-check|amount:1000|text:610: unverified, a row has no figure|verdict=unverified\n",
           "");
}

static void
test_sums(void)
{
    /* the digits as written: 5,8 mio. may be 5.83, of 1,94 three times */
    expect(
        "De {{amount:5800000|5,8 mio. kr.}} er fordelt med {{amount:2800000|2,8 mio. kr.}} til "
        "løn, "
        "{{amount:2040000|2,04 mio. kr.}} til leje og {{amount:1000000|1,0 mio. kr.}} til tryk.\n",
        "sum-check|amount:5800000|text:2800000 + 2040000 + 1000000 = 5840000: holds\n", "");
    expect("Prisen er {{amount:90000|90.000 kr.}}, dels {{amount:50000|50.000 kr.}} til løn, dels "
           "{{amount:45000|45.000 kr.}} til leje.\n",
           "sum-check|amount:90000|text:50000 + 45000 = 95000: off by 5000|by=5000;verdict=off\n",
           "");
    /* `heraf` may be less than the whole, never more */
    expect("Der er brugt {{amount:90000|90.000 kr.}}, heraf {{amount:50000|50.000 kr.}} til løn og "
           "{{amount:15000|15.000 kr.}} til leje.\n",
           "", "sum-check|\n");
    expect("Der er brugt {{amount:90000|90.000 kr.}}, heraf {{amount:50000|50.000 kr.}} til løn og "
           "{{amount:55000|55.000 kr.}} til leje.\n",
           "sum-check|amount:90000|text:50000 + 55000 = 105000: off by 15000\n", "");
    expect("Fonden giver {{amount:200000;per=year|200.000 kr.}} om året i {{duration:P3Y|tre år}}, "
           "i alt "
           "{{amount:600000|600.000 kr.}} til formålet.\n",
           "sum-check|amount:600000|text:200000 x 3 years = 600000: holds\n", "");
    /* a number that nobody read, a range: said to be unverified */
    expect("Der kom {{count:30;of=gæst|30 gæster}}, fordelt på {{count:12;of=kvinde|12 kvinder}}, "
           "{{count:9;of=mand|9 mænd}} og 9 andre.\n",
           "sum-check|count:30|text:12 + 9: unverified, a number among the parts is not read\n",
           "");
    expect("Der kom {{count:30;of=gæst|30 gæster}}, fordelt på {{count:10/12;of=kvinde|10-12 "
           "kvinder}} "
           "og {{count:9;of=mand|9 mænd}}.\n",
           "sum-check|count:30|text:10-12 kvinder + 9: unverified, a part is a range\n", "");
    /* no announcement, no check */
    expect(
        "Der er givet {{amount:90000|90.000 kr.}} til løn og {{amount:50000|50.000 kr.}} til leje. "
        "{{amount:10000|10.000 kr.}} er tilbage.\n",
        "", "sum-check|\n");
}

static void
test_across(void)
{
    expect(PROJECTS
           "Der er i alt bevilget {{amount:3000000|3,0 mio. kr.}} til "
           "{{count:3;of=projekt|tre projekter}}.\n"
           "Der er bevilget {{amount:1200000|1,2 mio. kr.}} til projekt 1, "
           "{{amount:1000000|1,0 mio. kr.}} til projekt 2 og {{amount:800000|0,8 mio. kr.}} "
           "til projekt 3.\n",
           "funding|programme:Byens Puls|amount:3000000\n"
           "funding|project:Tag Hånd|amount:1000000|source=Byens Puls;status=granted\n"
           "sum-check|amount:3000000|text:1200000 + 1000000 + 800000 = 3000000: holds\n",
           "funding|project:Åben Havn|amount:3000000\n");
}

static void
test_lists(void)
{
    /* items go on with what brings the list in; the total stands under it; a page's foot between */
    expect(
        "# Projekter under {{programme:Havnepuljen;kind=fund|Havnepuljen}}\n"
        "Der er givet tilsagn til følgende projekter:\n"
        "1. {{project:Ny Kaj|Ny Kaj}}: {{amount:4500000|4,5 mio. kr.}}\n"
        "~ Side 1\n"
        "2. {{project:Molens Liv|Molens Liv}}: {{amount:1250000|1,25 mio. kr.}}\n"
        "I alt {{amount:5750000|5,75 mio. kr.}}\n"
        "Begge projekter ledes af {{organisation:Havnefogeden;kind=institution|Havnefogeden}}.\n",
        "funding|project:Ny Kaj|amount:4500000|source=Havnepuljen;status=granted\n"
        "funding|project:Molens Liv|amount:1250000|source=Havnepuljen;status=granted\n"
        "part-of|project:Ny Kaj|programme:Havnepuljen\n"
        "lead|project:Molens Liv|organisation:Havnefogeden\n"
        "sum-check|amount:5750000|text:4500000 + 1250000 = 5750000: holds|verdict=consistent\n",
        "");
    /* a whole that may be of more than the list is not held against it */
    expect(PROJECTS
           "Der er samlet brugt {{amount:9000000|9,0 mio. kr.}} under "
           "{{programme:Byens Puls;kind=programme|Byens Puls}}.\n"
           "Der er brugt {{amount:1000000|1,0 mio. kr.}} på projekt 1, "
           "{{amount:1000000|1,0 mio. kr.}} på projekt 2 og {{amount:2000000|2,0 mio. kr.}} "
           "på projekt 3.\n",
           "funding|project:Mad i Gaden|amount:2000000\n", "sum-check|\n");
}

static void
test_funds(void)
{
    /* a fund is what a sentence is about, where it gives, and where it is left */
    expect("# Støtte til {{project:Ny Kaj|Ny Kaj}}\n"
           "Til {{project:Ny Kaj|Ny Kaj}} yder {{programme:Havnepuljen;kind=fund|Havnepuljen}} "
           "{{amount:300000|300.000 kr.}} i år.\n"
           "Der er {{amount:80000|80.000 kr.}} tilbage i "
           "{{programme:Havnepuljen;kind=fund|Havnepuljen}}.\n",
           "funding|project:Ny Kaj|amount:300000\n"
           "funding|programme:Havnepuljen|amount:80000\n",
           "funding|programme:Havnepuljen|amount:300000\nfunding|project:Ny Kaj|amount:80000\n");
    /* what was done beats where it stands */
    expect("# {{project:Ny Kaj|Ny Kaj}}\n"
           "{{organisation:Byrådet;kind=council|Byrådet}} afsatte i budgettet "
           "{{amount:300000|300.000 kr.}} til "
           "{{project:Ny Kaj|Ny Kaj}}.\n",
           "funding|project:Ny Kaj|amount:300000|grantor=Byrådet;status=allocated\n", "");
    expect(
        "Bruttoudgiften er {{amount:16500000|16,5 mio. kr.}}, indtægterne er "
        "{{amount:4600000|4,6 mio. kr.}}, og nettoudgiften er {{amount:11900000|11,9 mio. kr.}}\n",
        "sum-check|amount:16500000|text:4600000 + 11900000 = 16500000: holds\n", "");
}

static void
test_proposals(void)
{
    expect("> Dato: {{date:2015-03-01|1. marts 2015}}\n# {{project:Ny Kaj|Ny Kaj}}\n"
           "{{organisation:Team Anlæg;kind=department|Team Anlæg}} indstiller, at "
           "{{organisation:Miljøudvalget;kind=committee|Miljøudvalget}} tager status til "
           "efterretning. "
           "{{organisation:Miljøudvalget;kind=committee|Miljøudvalget}} tog sidste status til "
           "efterretning den "
           "{{date:2014-05-06|6. maj 2014}}.\n",
           "decision|organisation:Team Anlæg|text:recommended\n"
           "decision|organisation:Miljøudvalget|text:noted|date=2014-05-06\n",
           "decision|organisation:Miljøudvalget|text:noted\t\t\n"
           "decision|organisation:Miljøudvalget|text:recommended\n");
}

static void
test_status(void)
{
    expect(
        "> Dato: {{date:2015-03-01|1. marts 2015}}\n# Status på {{project:Åben Havn|Åben Havn}}\n"
        "Projektet forventes at begynde {{date:2015-09-01|1. september 2015}}.\n",
        "issued|document:this|date:2015-03-01\n"
        "status|project:Åben Havn|text:planned|date=2015-09-01\n",
        "status|project:Åben Havn|text:started\n");
    expect(
        "> Dato: {{date:2015-03-01|1. marts 2015}}\n# Status på {{project:Åben Havn|Åben Havn}}\n"
        "{{project:Åben Havn|Åben Havn}} åbner {{date:2015-04|april 2015}}. {{project:Åben "
        "Havn|Åben Havn}} "
        "er sat i bero. Mødet sluttede kl. 18.\n",
        "status|project:Åben Havn|text:planned|date=2015-04\n"
        "status|project:Åben Havn|text:paused\n",
        "status|project:Åben Havn|text:completed\n");
    /* a name is no verb */
    expect("# {{project:Ny Start|Ny Start}}\n{{project:Ny Start|Ny Start}} har "
           "{{count:9;of=plads|9 pladser}}.\n",
           "count|project:Ny Start|count:9\n", "status|\n");
}

static void
test_partners(void)
{
    expect("# Om {{project:Åben Havn|Åben Havn}}\n"
           "{{project:Åben Havn|Åben Havn}} gennemføres i samarbejde med "
           "{{organisation:Havnevagten;kind=association|Havnevagten}}, "
           "{{organisation:Blå Bro;kind=association|Blå Bro}} og "
           "{{organisation:Sejlklubben;kind=association|Sejlklubben}} og drives af "
           "{{organisation:Kystskolen;kind=institution|Kystskolen}}. "
           "{{organisation:Nord Byg A/S;kind=company|Nord Byg A/S}} er rådgiver.\n",
           "partner|project:Åben Havn|organisation:Havnevagten\n"
           "partner|project:Åben Havn|organisation:Blå Bro\n"
           "partner|project:Åben Havn|organisation:Sejlklubben\n"
           "lead|project:Åben Havn|organisation:Kystskolen\n"
           "supplier|project:Åben Havn|organisation:Nord Byg A/S\n",
           "partner|project:Åben Havn|organisation:Kystskolen\n");
}

static void
test_paper(void)
{
    expect("{{organisation:Nørre Kommune;kind=municipality|Nørre Kommune}}\n"
           "{{organisation:Team Udsatte;kind=department|Team Udsatte}}\n"
           "{{place:Havnegade 2, 9000 Nørre|Havnegade 2, 9000 Nørre}}\n"
           "Tlf. {{contact:98765432;kind=phone|98 76 54 32}}\n"
           "Til {{organisation:Socialudvalget;kind=committee|Socialudvalget}}\n"
           "> Sagsnr. {{case:19/221;scheme=case|19/221}}\n"
           "> Dok.nr.\n"
           "> {{case:19/221-4;scheme=document|19/221-4}}\n"
           "> Sagsbehandler: {{person:Ida Holm|Ida Holm}}\n"
           "{{date:2019-05-02|2. maj 2019}}\n"
           "# Status på nattely i byens midte\n"
           "Her følger en status, som udvalget bad om på mødet i foråret, da sagen var på "
           "dagsordenen sidst.\n"
           "# Bilag\n"
           "1. Kort over byen\n"
           "2. Regnskab.\n",
           "title|document:this|text:Status på nattely i byens midte\n"
           "issued|document:this|date:2019-05-02\n"
           "addressed-to|document:this|organisation:Socialudvalget\n"
           "issuing-unit|document:this|organisation:Team Udsatte\n"
           "address|document:this|place:Havnegade 2, 9000 Nørre\n"
           "phone|document:this|contact:98765432\n"
           "case-number|document:this|case:19/221\t\n"
           "document-number|document:this|case:19/221-4\n"
           "case-officer|document:this|person:Ida Holm\n"
           "attachment|document:this|text:Kort over byen\n"
           "attachment|document:this|text:Regnskab\n",
           "issuing-unit|document:this|organisation:Nørre Kommune\n"
           "case-number|document:this|case:19/221-4\n");
}

static void
test_minutes(void)
{
    expect("# Referat\n"
           "{{organisation:Kulturudvalget;kind=committee|Kulturudvalget}}\n"
           "Mødedato: {{date:2016-02-04|4. februar 2016}}\n"
           "# 1. Godkendelse af dagsorden\n"
           "Beslutning: Godkendt.\n"
           "# 2. Tilskud til {{project:Sang i Parken|Sang i Parken}}\n"
           "J.nr. {{case:20.10.02-G01-2-16;scheme=journal|20.10.02-G01-2-16}}\n"
           "{{organisation:Koret Klang;kind=association|Koret Klang}} søger {{amount:30000|30.000 "
           "kr.}} til projektet.\n"
           "Beslutning: Udsat til mødet i marts.\n"
           "# 3. Ny hal\n"
           "Beslutning: Taget til efterretning.\n",
           "decision|organisation:Kulturudvalget|text:approved|date=2016-02-04;item=1\n"
           "decision|organisation:Kulturudvalget|text:postponed|date=2016-02-04;item=2\n"
           "decision|organisation:Kulturudvalget|text:noted|date=2016-02-04;item=3\n"
           "considered|case:20.10.02-G01-2-16|organisation:Kulturudvalget|date=2016-02-04;item=2\n"
           "funding|project:Sang i Parken|amount:30000|recipient=Koret Klang;status=applied\n",
           "case-number|\n");
}

#define OLD_MINUTES                                                   \
    "# Referat\n"                                                     \
    "{{organisation:Teknikudvalget;kind=committee|Teknikudvalget}}\n" \
    "Mødedato: {{date:1998-03-10|10. marts 1998}}\n"

/* Items that end in a verdict without a heading `Beslutning`. */
static void
test_verdicts(void)
{
    expect(OLD_MINUTES
           "# 1. Mødets åbning\n"
           "Dagsordenen blev godkendt.\n"
           "# 2. Vinterberedskab\n"
           "Forvaltningen gennemgik vinterens tal. Taget til efterretning.\n"
           "# 3. Lys på broen\n"
           "{{organisation:Bådelauget Ternen;kind=association|Bådelauget Ternen}} har søgt om "
           "{{amount:40000|40.000 kr.}} til lamper.\n"
           "Udvalget bevilgede {{amount:25000|25.000 kr.}} til lamperne.\n"
           "# 4. Takster for affald\n"
           "Udvalget anbefalede, at taksten fra {{date:1999-01-01|1. januar 1999}} sættes op.\n"
           "# 5. Skilte i skoven\n"
           "Udsat. Grundejerne skal høres først.\n",
           "decision|organisation:Teknikudvalget|text:approved|date=1998-03-10;item=1\n"
           "decision|organisation:Teknikudvalget|text:noted|date=1998-03-10;item=2\n"
           "decision|organisation:Teknikudvalget|text:granted|date=1998-03-10;item=3\n"
           "decision|organisation:Teknikudvalget|text:recommended|date=1998-03-10;item=4\n"
           "decision|organisation:Teknikudvalget|text:postponed|date=1998-03-10;item=5\n"
           "funding|organisation:Bådelauget Ternen|amount:25000|"
           "date=1998-03-10;grantor=Teknikudvalget;status=granted\n",
           "");
    /* another day's, another body's, and what is asked for are not this meeting's decisions */
    expect(OLD_MINUTES
           "# 1. Nyt stisystem\n"
           "Sagen blev udsat på mødet den {{date:1998-02-03|3. februar 1998}}.\n"
           "# 2. Ny bro\n"
           "Projektet er godkendt af {{organisation:Frederiksborg Amt;kind=county|Frederiksborg "
           "Amt}}.\n"
           "# 3. Gebyrer\n"
           "Forslaget godkendes, når det er sendt i høring hos naboerne.\n",
           "",
           "decision|organisation:Teknikudvalget|text:postponed|date=1998-03-10\n"
           "decision|organisation:Teknikudvalget|text:approved|\n");
    /* that a committee grants is funding's, but for its own minutes */
    expect("# Notat om broen\n"
           "{{organisation:Teknikudvalget;kind=committee|Teknikudvalget}} bevilgede "
           "{{amount:25000|25.000 kr.}} til lamper.\n",
           "", "decision|organisation:Teknikudvalget|text:granted|\n");
}

/* An item on several projects is about none of them; on one, or with one in its heading, it is. */
static void
test_items(void)
{
    expect(OLD_MINUTES
           "# 1. Stier i byen\n"
           "I undersøgelsen svarede {{count:950;of=borger|950 borgere}}.\n"
           "{{project:Ringstien|Ringstien}} er dyrest, {{project:Bakkestien|Bakkestien}} kortest.\n"
           "# 2. Udvidelse af {{project:Søstien|Søstien}}\n"
           "Der er plantet {{count:80;of=træ|80 træer}}. {{project:Ringstien|Ringstien}} følger.\n"
           "# 3. Færgen\n"
           "Anløbet tager {{count:12;of=bil|12 biler}}. Det er en del af "
           "{{project:Havnestien|Havnestien}}.\n",
           "count|project:Søstien|count:80|of=træ\n",
           "count|project:Ringstien|count:950|\n"
           "count|project:Bakkestien|count:950|\n"
           "count|project:Ringstien|count:80|\n");
}

/* Who is counted for and paid, when a municipality, a fund and an association compete. */
static void
test_competing(void)
{
    expect("# Status for {{project:Nye Naboer|Nye Naboer}}\n"
           "# {{organisation:Center for Bosætning;kind=institution|Center for Bosætning}}\n"
           "{{organisation:Nordby Kommune;kind=municipality|Nordby Kommune}} modtog i "
           "{{date:2014|2014}} {{count:90;of=familie|90 familier}}. Året efter ventes "
           "{{count:70;of=familie|70 familier}}.\n"
           "Kommunen får et tilskud på {{amount:60000;per=unit:familie|60.000 kr.}} pr. familie.\n"
           "Projektet har {{count:25;of=frivillig|25 frivillige}}.\n",
           "count|organisation:Nordby Kommune|count:90|date=2014;of=familie\n"
           "count|organisation:Nordby Kommune|count:70|of=familie\n"
           "count|project:Nye Naboer|count:25|of=frivillig\n",
           "count|organisation:Center for Bosætning\n"
           "count|project:Nye Naboer|count:90\n"
           "funding|project:Nye Naboer|amount:60000\n");
    expect("# Fordeling af {{programme:Kulturbøssen;kind=fund|Kulturbøssen}}\n"
           "{{organisation:Koret Klang;kind=association|Koret Klang}} fik i {{date:2003|2003}} "
           "{{amount:12000|12.000 kr.}} og havde {{count:300;of=tilhører|300 tilhørere}}.\n"
           "Puljen har fået {{count:14;of=ansøgning|14 ansøgninger}}.\n",
           "count|organisation:Koret Klang|count:300|\n"
           "count|programme:Kulturbøssen|count:14|of=ansøgning\n",
           "count|programme:Kulturbøssen|count:300\n"
           "funding|programme:Kulturbøssen|amount:12000\n");
    /* a body in the heading of a section with running text is what the section is about */
    expect("# Årets tilskud\n"
           "# {{organisation:Klubben Fjorden;kind=association|Klubben Fjorden}}\n"
           "Der er nu {{count:120;of=medlem|120 medlemmer}} i alle aldre, og flere venter på en "
           "plads i den nye hal, som åbner til sommer.\n",
           "count|organisation:Klubben Fjorden|count:120|of=medlem\n", "");
}

/* One amount for two, a share that was granted, and what stands behind `heraf`. */
static void
test_parted(void)
{
    expect("# Indstilling\n"
           "1. at der frigives {{amount:900000|0,9 mio. kr.}} i {{date:2021|2021}} til "
           "{{project:Ringstien|Ringstien}} og {{project:Bakkestien|Bakkestien}}\n"
           "2. at der frigives {{amount:300000|0,3 mio. kr.}} til {{project:Søstien|Søstien}}\n",
           "funding|text:Ringstien og Bakkestien|amount:900000|period=2021;status=recommended\n"
           "funding|project:Søstien|amount:300000|status=recommended\n",
           "funding|project:Ringstien|amount:900000\n"
           "funding|project:Bakkestien|amount:900000\n");
    expect("# Økonomi\n"
           "{{organisation:Kulturministeriet;kind=ministry|Kulturministeriet}} har givet tilsagn "
           "om at dække {{percent:30|30 pct.}} af udgiften til {{project:Søstien|Søstien}}, dog "
           "højst {{amount:500000;approx=max|500.000 kr.}}\n"
           "{{organisation:Fonden Vand;kind=foundation|Fonden Vand}} dækker "
           "{{percent:10|10 pct.}} af udgiften til {{project:Ringstien|Ringstien}}.\n",
           "funding|project:Søstien|percent:30|grantor=Kulturministeriet;status=granted\n"
           "funding|project:Søstien|amount:500000|"
           "approx=max;grantor=Kulturministeriet;status=granted\n"
           "funding|project:Ringstien|percent:10|grantor=Fonden Vand\n",
           "funding|project:Ringstien|percent:10|grantor=Fonden Vand;status=granted\n");
    expect("# Regnskab for {{programme:Byens Puls;kind=programme|Byens Puls}}\n"
           "Programmet er budgetteret til {{amount:3000000|3 mio. kr.}}, heraf "
           "{{amount:1000000|1 mio. kr.}} til {{project:Åben Havn|Åben Havn}} og "
           "{{amount:2000000|2 mio. kr.}} til {{project:Tag Hånd|Tag Hånd}}. Der er brugt "
           "{{amount:400000|400.000 kr.}}\n",
           "funding|programme:Byens Puls|amount:3000000|status=budget\n"
           "funding|project:Tag Hånd|amount:2000000|source=Byens Puls;status=budget\n"
           "funding|programme:Byens Puls|amount:400000|status=spent\n",
           "funding|project:Tag Hånd|amount:400000\n"
           "funding|project:Åben Havn|amount:400000\n");
    expect(OLD_MINUTES
           "# 1. Tilskud til kor\n"
           "Rammen for {{date:1999|1999}} er {{amount:50000|50.000 kr.}}, fordelt med "
           "{{amount:30000|30.000 kr.}} til "
           "{{organisation:Koret Klang;kind=association|Koret Klang}} og {{amount:20000|20.000 "
           "kr.}} til {{organisation:Koret Sang;kind=association|Koret Sang}}.\n"
           "Fordelingen blev godkendt med {{count:4;of=stemme|4 stemmer}} mod 1.\n",
           "funding|organisation:Koret Klang|amount:30000|period=1999\n"
           "funding|organisation:Koret Sang|amount:20000|period=1999\n"
           "decision|organisation:Teknikudvalget|text:approved|date=1998-03-10;item=1\n",
           "funding|organisation:Koret Klang|amount:50000\n"
           "count|\n");
}

/* How large a fund is; money for a name that nobody knows is not the fund's. */
static void
test_fund_size(void)
{
    expect("# Fordeling af {{programme:Kulturbøssen;kind=fund|Kulturbøssen}}\n"
           "Puljen er i {{date:2004|2004}} på {{amount:90000|90.000 kr.}}\n"
           "Heraf er {{amount:15000|15.000 kr.}} bevilget til Byspil i Gården hvert år.\n",
           "funding|programme:Kulturbøssen|amount:90000|period=2004\n",
           "funding|programme:Kulturbøssen|amount:15000\n");
    expect("# Fordeling af {{programme:Kulturbøssen;kind=fund|Kulturbøssen}}\n"
           "I {{date:2005|2005}} var puljen på {{amount:95000|95.000 kr.}}\n",
           "funding|programme:Kulturbøssen|amount:95000|period=2005\n", "");
}

/* What is asked for lasts for nobody. */
static void
test_conditions(void)
{
    expect("# Status for {{project:Åben Havn|Åben Havn}}\n"
           "Projektet løber i {{duration:P2Y|to år}}.\n"
           "Tilskuddet er givet under forudsætning af, at udstillingen varer "
           "{{duration:P4W|fire uger}}.\n"
           "Det er et krav, at arbejdet kører i {{duration:P9M|ni måneder}}.\n",
           "duration|project:Åben Havn|duration:P2Y\n",
           "duration|project:Åben Havn|duration:P4W\nduration|project:Åben Havn|duration:P9M\n");
}

/* `består af tre spor`, where just three are brought in. */
static void
test_consists(void)
{
#define CONSISTS                                                                      \
    "# Status for {{programme:Vejen Ind;kind=programme|Vejen Ind}}\n"                 \
    "Programmet består af {{count:2;of=spor|to spor}}.\n"                            \
    "{{project:Sprog i Køkkenet|Sprog i Køkkenet}} er undervisning på arbejdet.\n" \
    "{{project:Naboerne|Naboerne}} drives af frivillige.\n"
    expect(CONSISTS,
           "part-of|project:Sprog i Køkkenet|programme:Vejen Ind\n"
           "part-of|project:Naboerne|programme:Vejen Ind\n",
           "");
    /* another project is spoken of: which two are meant is not said */
    expect(CONSISTS "{{project:Bænken|Bænken}} er en ny idé.\n", "", "part-of|\n");
    /* three members are no parts */
    expect("# Status for {{programme:Vejen Ind;kind=programme|Vejen Ind}}\n"
           "Styregruppen består af {{count:2;of=medlem|to medlemmer}}.\n"
           "{{project:Naboerne|Naboerne}} drives af frivillige. {{project:Bænken|Bænken}} er ny.\n",
           "", "part-of|\n");
#undef CONSISTS
}

static void
test_enclosed(void)
{
    expect("# Status for {{project:Åben Havn|Åben Havn}}\n"
           "Der er kommet vedlagt materiale fra havnen, som nu læses igennem af alle.\n"
           "Vedlagt: Oversigt over bådene\n",
           "attachment|document:this|text:Oversigt over bådene\n",
           "attachment|document:this|text:Der\n");
    expect("# Status for {{project:Åben Havn|Åben Havn}}\n"
           "Vedhæftet: Kort over havnen\n",
           "attachment|document:this|text:Kort over havnen\n", "");
}

/* A letter has who writes and to whom, each over an address; one address alone says nothing. */
static void
test_letter(void)
{
    expect("{{organisation:Foreningen Havblik;kind=association|Foreningen Havblik}}\n"
           "{{place:Strandvej 2, 4000 Roskilde|Strandvej 2, 4000 Roskilde}}\n"
           "{{organisation:Kulturministeriet;kind=ministry|Kulturministeriet}}\n"
           "{{place:Nybrogade 2, 1203 København K|Nybrogade 2, 1203 København K}}\n"
           "# Høringssvar om lov om både\n"
           "Foreningen takker for muligheden for at komme med bemærkninger til det nye udkast.\n",
           "addressed-to|document:this|organisation:Kulturministeriet\n"
           "issuing-unit|document:this|organisation:Foreningen Havblik\n"
           "address|document:this|place:Strandvej 2, 4000 Roskilde\n",
           "addressed-to|document:this|organisation:Foreningen Havblik\n");
    expect("{{organisation:Nordby Kommune;kind=municipality|Nordby Kommune}}\n"
           "{{organisation:Kulturkontoret;kind=department|Kulturkontoret}}, "
           "{{place:Strandvej 2, 4000 Roskilde|Strandvej 2, 4000 Roskilde}}\n"
           "# Fordeling af støtte til både\n",
           "issuing-unit|document:this|organisation:Kulturkontoret\n", "addressed-to|\n");
}

/* `fra puljen X` is the source; what `kommunerne` get, what is paid back, what the budget has. */
static void
test_sources(void)
{
    expect("# Slutrapport for {{project:Åben Havn|Åben Havn}}\n"
           "{{organisation:Kulturministeriet;kind=ministry|Kulturministeriet}} bevilgede "
           "{{amount:800000|0,8 mio. kr.}} fra puljen {{programme:Liv ved Kaj;kind=fund|Liv ved "
           "Kaj}}.\n"
           "Af pengene blev {{amount:40000|40.000 kr.}} tilbagebetalt.\n"
           "Der er afsat {{amount:300000|0,3 mio. kr.}} i budget {{period:2013/2016|2013-2016}}.\n",
           "funding|project:Åben Havn|amount:800000|"
           "grantor=Kulturministeriet;source=Liv ved Kaj;status=granted\n"
           "funding|project:Åben Havn|amount:40000|status=deviation\n",
           "funding|programme:Liv ved Kaj|amount:800000\n"
           "period|project:Åben Havn|period:2013/2016\n");
    expect("# Høringssvar om {{programme:Liv ved Kaj;kind=fund|Liv ved Kaj}}\n"
           "Vi foreslår, at {{programme:Liv ved Kaj;kind=fund|Liv ved Kaj}} fortsætter, og at "
           "kommunerne får {{amount:20000000|20 mio. kr.}} årligt.\n",
           "", "funding|\n");
    expect("# Støtte\n"
           "Puljen {{programme:Liv ved Kaj;kind=fund|Liv ved Kaj}} er på "
           "{{amount:5000000|5 mio. kr.}}\n",
           "funding|programme:Liv ved Kaj|amount:5000000|\n", "");
}

static void
test_refusals(void)
{
    expect(OLD_MINUTES "# 1. Ansøgning\nUdvalget kunne ikke imødekomme ansøgningen.\n"
                       "# 2. Budget\nTiltrådt. Erik Holst kunne ikke tiltræde forslaget.\n"
                       "# 3. Lån\nUdvalget imødekom ikke ansøgningen.\n"
                       "# 4. Skilte\nUdvalget imødekom ansøgningen.\n",
           "decision|organisation:Teknikudvalget|text:refused|date=1998-03-10;item=1\n"
           "decision|organisation:Teknikudvalget|text:approved|date=1998-03-10;item=2\n"
           "decision|organisation:Teknikudvalget|text:refused|date=1998-03-10;item=3\n"
           "decision|organisation:Teknikudvalget|text:granted|date=1998-03-10;item=4\n",
           "decision|organisation:Teknikudvalget|text:granted|date=1998-03-10;item=1\n"
           "decision|organisation:Teknikudvalget|text:refused|date=1998-03-10;item=2\n"
           "decision|organisation:Teknikudvalget|text:granted|date=1998-03-10;item=3\n");
    /* who handles one item's case is not the agenda's officer */
    expect(OLD_MINUTES "# 1. Lys\nSagsbehandler: {{person:Lone Kjær|Lone Kjær}}\n"
                       "# 2. Skilte\nUdsat.\n",
           "", "case-officer|\n");
}

/* Who says something of another is not who it is about; a clause of its own describes its name. */
static void
test_described(void)
{
#define HALL                                                                                   \
    OLD_MINUTES "# 1. {{organisation:Vestby Svømmehal;kind=institution|Vestby Svømmehal}}\n" \
                "{{organisation:Hansen & Bro A/S;kind=company|Hansen & Bro A/S}} har "
    expect(HALL "vurderet, at renoveringen koster {{amount:7000000|7 mio. kr.}} "
                "{{organisation:Klubben Krabben;kind=association|Klubben Krabben}}, der har "
                "{{count:310;of=medlem|310 medlemmer}}, følger sagen.\n",
           "funding|organisation:Vestby Svømmehal|amount:7000000|status=budget\n"
           "count|organisation:Klubben Krabben|count:310|of=medlem\n",
           "funding|organisation:Hansen & Bro A/S\ncount|organisation:Vestby Svømmehal\n");
    expect("# Årets tal\n"
           "{{organisation:Klubben Krabben;kind=association|Klubben Krabben}} har solgt "
           "{{count:90;of=kort|90 kort}}.\n",
           "count|organisation:Klubben Krabben|count:90|of=kort\n", "");
    expect(HALL "oplyst, at der er {{count:40;of=skab|40 skabe}}.\n", "",
           "count|organisation:Hansen & Bro A/S\n");
#undef HALL
}

/* What is asked for under another name, and what is put forward in a line of its own. */
static void
test_asked(void)
{
    expect(OLD_MINUTES "# 1. {{programme:Lysfest 2002;kind=event|Lysfest 2002}}\n"
                       "Der søges om et tilskud på {{amount:40000|40.000 kr.}}\n"
                       "Indstilling: at der ydes et tilskud på {{amount:30000|30.000 kr.}}\n"
                       "Udvalget besluttede at udsætte sagen.\n",
           "funding|programme:Lysfest 2002|amount:40000|status=applied\n"
           "funding|programme:Lysfest 2002|amount:30000|status=recommended\n"
           "decision|organisation:Teknikudvalget|text:postponed|date=1998-03-10;item=1\n",
           "funding|programme:Lysfest 2002|amount:40000|status=granted\n"
           "funding|programme:Lysfest 2002|amount:30000|status=granted\n"
           "decision|organisation:Teknikudvalget|text:decided\n");
    expect("# Indstilling\n"
           "at {{organisation:Byrådet;kind=council|Byrådet}} søges om en bevilling på "
           "{{amount:800000|0,8 mio. kr.}} til {{project:Søstien|Søstien}}\n",
           "funding|project:Søstien|amount:800000|",
           "funding|project:Søstien|amount:800000|"
           "status=applied\n");
    expect("# Status for {{project:Søstien|Søstien}}\n"
           "{{organisation:Nordea-fonden;kind=foundation|Nordea-fonden}} bevilgede et tilskud på "
           "{{amount:70000|70.000 kr.}}\n"
           "Projektgruppen består af repræsentanter fra "
           "{{organisation:Nordby Kommune;kind=municipality|Nordby Kommune}} og "
           "{{organisation:SIND;kind=association|SIND}}.\n",
           "funding|project:Søstien|amount:70000|grantor=Nordea-fonden;status=granted\n"
           "partner|project:Søstien|organisation:Nordby Kommune\n"
           "partner|project:Søstien|organisation:SIND\n",
           "");
}

/* What comes up late in an item is one matter among others. */
static void
test_late(void)
{
    expect(OLD_MINUTES
           "# 1. Regnskab for året\n"
           "Der ventes et merforbrug på {{amount:900000|0,9 mio. kr.}} i år, og der er nu "
           "{{count:44;of=plads|44 pladser}} i alle husene tilsammen i hele kommunen.\n"
           "Projekt {{project:Søstien|Søstien}} fik {{amount:70000|70.000 kr.}}\n",
           "funding|project:Søstien|amount:70000|status=granted\n",
           "funding|project:Søstien|amount:900000\ncount|project:Søstien|count:44\n");
    expect(OLD_MINUTES
           "# 1. Ansøgning\n"
           "{{organisation:Koret Klang;kind=association|Koret Klang}} søger om {{amount:9000|9.000 "
           "kr.}} til projekt {{project:Søstien|Søstien}}.\n"
           "Udvalget bevilgede {{amount:5000|5.000 kr.}}\n",
           "funding|project:Søstien|amount:5000|"
           "date=1998-03-10;grantor=Teknikudvalget;status=granted\n",
           "");
    expect("# Ansøgning om midler fra puljen {{programme:Ny Vej;kind=fund|Ny Vej}}\n"
           "Vi søger hermed om støtte til projektet {{project:Søstien|Søstien}}.\n"
           "Målgruppen er {{count:60;of=ung|60 unge}}.\n",
           "count|project:Søstien|count:60|of=ung\n", "count|programme:Ny Vej|count:60\n");
    expect("# Status for puljen {{programme:Ny Vej;kind=fund|Ny Vej}}\n"
           "Der er kommet {{count:60;of=ansøgning|60 ansøgninger}}.\n",
           "count|programme:Ny Vej|count:60|of=ansøgning\n", "");
}

/* The council's own extract of its minutes, and attachments under their numbers. */
static void
test_extract(void)
{
    expect("{{organisation:Vestby Byråd;kind=council|Vestby Byråd}}\n"
           "# Udskrift af beslutningsprotokollen for mødet den {{date:1984-05-22|22. maj 1984}}\n"
           "# 12. Tilbygning til skolen\n"
           "{{organisation:Byrådet;kind=council|Byrådet}} vedtog at godkende forslaget.\n"
           "# 13. Salg af grund\n"
           "Indstillingen tiltrådtes.\n"
           "# 14. Lån\n"
           "Andragendet afsloges.\n",
           "decision|organisation:Byrådet|text:approved|date=1984-05-22;item=12\n"
           "decision|organisation:Vestby Byråd|text:approved|date=1984-05-22;item=13\n"
           "decision|organisation:Vestby Byråd|text:refused|date=1984-05-22;item=14\n",
           "");
    expect("# Notat om havnen i byen\n"
           "# Bilag\n"
           "Bilag 1: Kort over havnen\n"
           "Bilag B - Bådene\n"
           "Bilagene findes på nettet\n",
           "attachment|document:this|text:Kort over havnen\n"
           "attachment|document:this|text:Bådene\n"
           "attachment|document:this|text:Bilagene findes på nettet\n",
           "attachment|document:this|text:Bilag 1\n");
}

/* Who puts an item forward is not whom it is about; what else a ministry gave. */
static void
test_proposer(void)
{
    expect(OLD_MINUTES
           "# 1. Grønne tage\n"
           "Der er søgt {{amount:500000|0,5 mio. kr.}} og {{count:14;of=ejer|14 ejere}} er med.\n"
           "Indstilling: {{organisation:Center for Miljø;kind=institution|Center for Miljø}} "
           "indstiller, at planen godkendes.\n",
           "decision|organisation:Center for Miljø|text:recommended|item=1\n",
           "funding|\ncount|\n");
    expect(OLD_MINUTES
           "# 1. Ny båd\n"
           "{{organisation:Bådelauget Ternen;kind=association|Bådelauget Ternen}} søger om "
           "{{amount:500000|0,5 mio. kr.}}\n",
           "funding|organisation:Bådelauget Ternen|amount:500000|status=applied\n", "");
    expect("# Status for {{project:Søstien|Søstien}}\n"
           "{{organisation:Socialstyrelsen;kind=agency|Socialstyrelsen}} har desuden givet "
           "{{amount:80000|80.000 kr.}} til {{project:Søstien|Søstien}}. Tilskuddet er "
           "{{amount:20000;per=year|20.000 kr.}} årligt.\n",
           "funding|project:Søstien|amount:80000|grantor=Socialstyrelsen;status=granted\n"
           "funding|project:Søstien|amount:20000|per=year;status=granted\n",
           "");
}

/* What people did is not where the project stands. */
static void
test_people(void)
{
    expect("# Status for {{project:Søstien|Søstien}}\n"
           "{{count:86;of=borger|86 borgere}} har gennemført et forløb.\n"
           "{{count:12;of=deltager|12 deltagere}} har afsluttet et kursus.\n",
           "count|project:Søstien|count:86|of=borger\n", "status|\n");
    expect("# Status for {{project:Søstien|Søstien}}\n"
           "Projektet er afsluttet.\n",
           "status|project:Søstien|text:completed\n", "");
}

static void
test_meetings(void)
{
    expect("> Sagsnr. {{case:16/3;scheme=case|16/3}}\n# Plan for parken\n"
           "Planen blev drøftet af {{organisation:Miljøudvalget;kind=committee|Miljøudvalget}} den "
           "{{date:2015-06-03|3. juni 2015}} ({{case:MIU 12/2015;scheme=committee|MIU 12/2015}}). "
           "{{organisation:Byrådet;kind=council|Byrådet}} vedtog den {{date:2015-06-24|24. juni "
           "2015}} "
           "planen.\n"
           "| Udvalg | Dato | Pkt. |\n"
           "| {{organisation:Miljøudvalget;kind=committee|Miljøudvalget}} | "
           "{{date:2016-01-05|05-01-2016}} | 4 |\n",
           "considered|case:MIU 12/2015|organisation:Miljøudvalget|date=2015-06-03\n"
           "considered|case:16/3|organisation:Miljøudvalget|date=2016-01-05;item=4\n"
           "decision|organisation:Byrådet|text:approved|date=2015-06-24\n",
           "");
}

static void
test_reports(void)
{
    expect(
        "> Dato: {{date:2015-03-01|1. marts 2015}}\n"
        "Til {{organisation:Socialudvalget;kind=committee|Socialudvalget}}\n"
        "# Status på {{project:Åben Havn|Åben Havn}}\n"
        "Næste status forelægges {{organisation:Socialudvalget;kind=committee|Socialudvalget}} i "
        "{{date:2016-03|marts 2016}}.\n",
        "next-report|project:Åben Havn|date:2016-03|committee=Socialudvalget\n"
        "reports-to|project:Åben Havn|organisation:Socialudvalget|date=2016-03\n",
        "status|\n");
}

/* A row with a value that the stage does not know is named with its file and line. */
static void
test_dictionary(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("relate-XXXXXX", &error);
    g_assert_no_error(error);
    static const char *const names[] = {
        "roles",        "status-words", "decision-words", "partner-cues",    "sum-words",
        "report-words", "references",   "field-labels",   "column-headings", "headings"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *from = g_strdup_printf("dictionaries/%s.tsv", names[i]);
        g_autofree char *to = g_strdup_printf("%s/%s.tsv", folder, names[i]);
        g_autofree char *text = NULL;
        g_assert_true(g_file_get_contents(from, &text, NULL, &error));
        g_autofree char *changed =
            g_strconcat(text, strcmp(names[i], "roles") == 0 ? "skænket\tgifted\t-\n" : "", NULL);
        g_assert_true(g_file_set_contents(to, changed, -1, &error));
    }
    const struct stage_options options = {.dictionaries = folder, .no_user_dictionaries = TRUE};
    const char *hash;
    g_assert_null(stage_relate.open(&options, &hash, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_DICTIONARY);
    g_assert_nonnull(strstr(error->message, "roles.tsv:"));
    g_assert_nonnull(strstr(error->message, "'gifted' is no status"));
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_strdup_printf("%s/%s.tsv", folder, names[i]);
        g_unlink(path);
    }
    g_rmdir(folder);
}

/* Twice the same: no fact is added by a second run. */
static void
test_again(void)
{
    g_autoptr(document) document =
        fixture_document("paper.txt", PROJECTS "Projekt 1 er i fuld gang.\n");
    g_assert_true(stage_relate.process(relate, document, NULL));
    g_autofree char *first = fixture_facts(document);
    g_assert_true(stage_relate.process(relate, document, NULL));
    g_autofree char *second = fixture_facts(document);
    g_assert_cmpstr(first, ==, second);
}

/* A sentence of tens of thousands of words and mentions ends, and soon. */
static void
test_long(void)
{
    g_autoptr(GString) text = g_string_new(PROJECTS);
    for (guint i = 0; i < 4000; i++)
        g_string_append(
            text,
            "bevilget {{amount:5|5 kr.}} til {{project:Åben Havn|Åben Havn}} heraf projekt 1, ");
    for (guint i = 0; i < 40000; i++)
        g_string_append(text, "((((, og projekt 1 ");
    g_autoptr(document) document = fixture_document("paper.txt", text->str);
    gint64 before = g_get_monotonic_time();
    g_assert_true(stage_relate.process(relate, document, NULL));
    for (guint i = 0; i < document->facts->len; i++)
        g_assert_cmpuint(document_fact(document, i)->n_evidence, <=, FACT_MAX_EVIDENCE);
    g_test_message("%.1f s", (double)(g_get_monotonic_time() - before) / 1e6);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const struct stage_options options = {.dictionaries = "dictionaries",
                                          .no_user_dictionaries = TRUE};
    g_autoptr(GError) error = NULL;
    const char *hash;
    relate = stage_relate.open(&options, &hash, &error);
    g_assert_no_error(error);
    g_test_add_func("/relate/references", test_references);
    g_test_add_func("/relate/together", test_together);
    g_test_add_func("/relate/sections", test_sections);
    g_test_add_func("/relate/funding", test_funding);
    g_test_add_func("/relate/share", test_share);
    g_test_add_func("/relate/table", test_table);
    g_test_add_func("/relate/table-years", test_table_years);
    g_test_add_func("/relate/table-across", test_table_across);
    g_test_add_func("/relate/table-net", test_table_net);
    g_test_add_func("/relate/sums", test_sums);
    g_test_add_func("/relate/across", test_across);
    g_test_add_func("/relate/lists", test_lists);
    g_test_add_func("/relate/funds", test_funds);
    g_test_add_func("/relate/proposals", test_proposals);
    g_test_add_func("/relate/status", test_status);
    g_test_add_func("/relate/partners", test_partners);
    g_test_add_func("/relate/paper", test_paper);
    g_test_add_func("/relate/minutes", test_minutes);
    g_test_add_func("/relate/verdicts", test_verdicts);
    g_test_add_func("/relate/items", test_items);
    g_test_add_func("/relate/competing", test_competing);
    g_test_add_func("/relate/parted", test_parted);
    g_test_add_func("/relate/fund-size", test_fund_size);
    g_test_add_func("/relate/conditions", test_conditions);
    g_test_add_func("/relate/consists", test_consists);
    g_test_add_func("/relate/enclosed", test_enclosed);
    g_test_add_func("/relate/letter", test_letter);
    g_test_add_func("/relate/sources", test_sources);
    g_test_add_func("/relate/refusals", test_refusals);
    g_test_add_func("/relate/described", test_described);
    g_test_add_func("/relate/asked", test_asked);
    g_test_add_func("/relate/late", test_late);
    g_test_add_func("/relate/extract", test_extract);
    g_test_add_func("/relate/proposer", test_proposer);
    g_test_add_func("/relate/people", test_people);
    g_test_add_func("/relate/meetings", test_meetings);
    g_test_add_func("/relate/reports", test_reports);
    g_test_add_func("/relate/dictionary", test_dictionary);
    g_test_add_func("/relate/again", test_again);
    g_test_add_func("/relate/long", test_long);
    int status = g_test_run();
    stage_relate.close(relate);
    return status;
}
