/* Dates, periods and durations: a text and all that is found in it. */
#include "recognise-sample.h"
#include "recognise/calendar.h"
#include "recognise/time-finder.h"

static struct time_finder *finder;

static struct document *
find(const char *text)
{
    struct document *document = sample_paper(text);
    struct mention_set *set = mention_set_new(document);
    time_find(finder, document, set);
    mention_set_settle(set);
    mention_set_free(set);
    return document;
}

static void
expect(const char *text, gsize from, const char *expected)
{
    g_autoptr(document) document = find(text);
    g_autofree char *found = sample_mentions(document, from);
    if (!g_str_equal(found, expected))
        g_test_message("in: %s", text);
    g_assert_cmpstr(found, ==, expected);
}

struct pair {
    const char *text, *expected;
};

static void
expect_all(const struct pair *pairs, gsize n)
{
    for (gsize i = 0; i < n; i++)
        expect(pairs[i].text, 0, pairs[i].expected);
}

/* The same in a paper of a day: what is found after its date. */
static void
expect_dated(const char *date, const struct pair *pairs, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        g_autofree char *text = g_strdup_printf("Dato: %s\n%s", date, pairs[i].text);
        expect(text, strlen("Dato: ") + strlen(date), pairs[i].expected);
    }
}

static const struct pair dates[] = {
    {"Mødet holdes 3. november 2014 kl. 16.", "date|3. november 2014|2014-11-03|"},
    {"Sagen blev rejst den 1.juli 1999.", "date|1.juli 1999|1999-07-01|"},
    {"Brev af 12 februar 2003 fra amtet", "date|12 februar 2003|2003-02-12|"},
    {"Den 7. dec. 2009 og den 22. sept. 2010", "date|7. dec. 2009|2009-12-07|\n"
                                               "date|22. sept. 2010|2010-09-22|"},
    {"Onsdag den 15-maj-2002", "date|15-maj-2002|2002-05-15|"},
    {"tirsdag d. 31. maj, 2011", "date|31. maj, 2011|2011-05-31|"},
    {"Den tredje oktober 1997", "date|tredje oktober 1997|1997-10-03|"},
    {"04-09-2012", "date|04-09-2012|2012-09-04|"},
    {"17.06.2021", "date|17.06.2021|2021-06-17|"},
    {"Modtaget 5/11/2008", "date|5/11/2008|2008-11-05|"},
    {"Udkast 2019-02-28", "date|2019-02-28|2019-02-28|"},
    {"mødet 14/3 2013", "date|14/3 2013|2013-03-14|"},
    {"Brevet er dateret 1/2-2006.", "date|1/2-2006|2006-02-01|"},
    {"besluttet den 28/10-04", "date|28/10-04|2004-10-28|"},
    {"Nyt fra kommunen nr. 3 juni 2012", "date|juni 2012|2012-06|"},
    {"Slut: 30.06.24", "date|30.06.24|2024-06-30|"},
    {"pr. 31.12.98", "date|31.12.98|1998-12-31|"},
    {"den 14. maj 98 blev", "date|14. maj 98|1998-05-14|"},
    {"sept. '04", "date|sept. '04|2004-09|"},
    {"maj-09", "date|maj-09|2009-05|"},
    {"uge 5/2014", "date|uge 5/2014|2014-W05|"},
    {"4. kv. 2013", "date|4. kv. 2013|2013-Q4|"},
    {"i marts 2017", "date|marts 2017|2017-03|"},
    {"Dec. 2001", "date|Dec. 2001|2001-12|"},
    {"i juni måned 2005", "date|juni måned 2005|2005-06|"},
    {"Q3 2023", "date|Q3 2023|2023-Q3|"},
    {"regnskabet for 3. kvartal 2016", "date|3. kvartal 2016|2016-Q3|"},
    {"i andet kvartal af 2018", "date|andet kvartal af 2018|2018-Q2|"},
    {"i anden halvdel af 2016", "date|anden halvdel af 2016|2016-H2|"},
    {"i sidste kvartal 2016", "date|sidste kvartal 2016|2016-Q4|"},
    {"1. halvår 2007 og 2. halvår 2008", "date|1. halvår 2007|2007-H1|\n"
                                         "date|2. halvår 2008|2008-H2|"},
    {"afholdes i uge 43, 2015", "date|uge 43, 2015|2015-W43|"},
    {"i uge 6 i 2020", "date|uge 6 i 2020|2020-W06|"},
    {"i uge 6 2020", "date|uge 6 2020|2020-W06|"},
    {"sommeren 2012, efteråret 2012 og vinteren 2012/13",
     "date|sommeren 2012|2012-22|\ndate|efteråret 2012|2012-23|\ndate|vinteren 2012/13|2012-24|"},
    {"forår 2004", "date|forår 2004|2004-21|"},
    {"Primo 2014 ansættes to", "date|Primo 2014|2014|mod=start"},
    {"medio oktober 2009", "date|medio oktober 2009|2009-10|mod=mid"},
    {"ult. november 1996", "date|ult. november 1996|1996-11|mod=end"},
    {"ultimo 2012/primo 2013", "date|ultimo 2012|2012|mod=end\ndate|primo 2013|2013|mod=start"},
    {"i begyndelsen af 2. kvartal 2011", "date|begyndelsen af 2. kvartal 2011|2011-Q2|mod=start"},
    {"i midten af juni 2013", "date|midten af juni 2013|2013-06|mod=mid"},
    {"ved årsskiftet 2010/2011", "date|årsskiftet 2010/2011|2010|mod=end"},
    {"i 1974 blev skolen bygget", "date|1974|1974|"},
    {"i årene 2011, 2012 og 2013", "date|2011|2011|\ndate|2012|2012|\ndate|2013|2013|"},
    {"den 4. og 18. februar 2010", "date|4.|2010-02-04|resolved=context\n"
                                   "date|18. februar 2010|2010-02-18|"},
    {"2. og 3. kvartal 2013", "date|2.|2013-Q2|resolved=context\ndate|3. kvartal 2013|2013-Q3|"},
    {"i maj og august 2008", "date|maj|2008-05|resolved=context\ndate|august 2008|2008-08|"},
    {"Handleplan 2016 for boligerne", "date|2016|2016|"},
    {"Betales den 15. i hver måned", "date|15.|XXXX-XX-15|"},
};

static void
test_dates(void)
{
    expect_all(dates, G_N_ELEMENTS(dates));
}

static const struct pair bounds[] = {
    {"senest den 2. april 2012", "date|2. april 2012|2012-04-02|bound=before"},
    {"senest fredag d. 2. april 2012", "date|2. april 2012|2012-04-02|bound=before"},
    {"senest i uge 12 2014", "date|uge 12 2014|2014-W12|bound=before"},
    {"inden udgangen af marts 2013", "date|udgangen af marts 2013|2013-03|bound=before;mod=end"},
    {"inden ultimo 2019", "date|ultimo 2019|2019|bound=before;mod=end"},
    {"senest med udgangen af 2010", "date|udgangen af 2010|2010|bound=before;mod=end"},
    {"senest ved udgangen af 2010", "date|udgangen af 2010|2010|bound=before;mod=end"},
    {"frem til sommeren 2015", "date|sommeren 2015|2015-22|bound=before"},
    {"frem til den 9. maj 2014", "date|9. maj 2014|2014-05-09|bound=before"},
    {"i 2011 og 2012 frem til og med juli",
     "date|2011|2011|\ndate|2012|2012|\ndate|juli|2012-07|bound=before;resolved=context"},
    {"indtil 2004", "date|2004|2004|bound=before"},
    {"før 1. januar 2007", "date|1. januar 2007|2007-01-01|bound=before"},
    {"siden 1985", "date|1985|1985|bound=after"},
    {"tidligst i august 2016", "date|august 2016|2016-08|bound=after"},
    {"fra den 1. januar 2008", "date|1. januar 2008|2008-01-01|bound=after"},
    {"fra og med 1. august 2011", "date|1. august 2011|2011-08-01|bound=after"},
    {"fra og med 2013", "date|2013|2013|bound=after"},
    {"Fra 2018 overtager regionen driften", "date|2018|2018|bound=after"},
    {"tilskuddet er 2 mio. kr. årligt fra 2016", "date|2016|2016|bound=after"},
    {"løber til udgangen af 2014", "date|udgangen af 2014|2014|mod=end"},
    {"en analyse fra 2009", "date|2009|2009|"},
    {"midtvejsevalueringen fra maj 2011", "date|maj 2011|2011-05|"},
    {"referat fra 3. maj 2010", "date|3. maj 2010|2010-05-03|"},
    {"et hus fra 1911", "date|1911|1911|"},
    {"rykket fra 1. maj 2012 til 1. juni 2012", "date|1. maj 2012|2012-05-01|\n"
                                                "date|1. juni 2012|2012-06-01|"},
    {"til og med 2022", "date|2022|2022|"},
};

static void
test_bounds(void)
{
    expect_all(bounds, G_N_ELEMENTS(bounds));
}

static const struct pair periods[] = {
    {"2011-2014", "period|2011-2014|2011/2014|"},
    {"årene 2003 – 2006", "period|2003 – 2006|2003/2006|"},
    {"perioden 1998-02", "period|1998-02|1998/2002|"},
    {"budget 2009-12", "period|2009-12|2009/2012|"},
    {"skoleåret 2012/13", "period|2012/13|2012/2013|"},
    {"i skoleåret 09/10", "period|09/10|2009/2010|"},
    {"fra 2006 til 2009", "period|2006 til 2009|2006/2009|"},
    {"mellem 2006 og 2009", "period|2006 og 2009|2006/2009|"},
    {"fra den 1. maj 2010 til den 30. april 2013",
     "period|1. maj 2010 til den 30. april 2013|2010-05-01/2013-04-30|"},
    {"1. januar til 31. marts 2005", "period|1. januar til 31. marts 2005|2005-01-01/2005-03-31|"},
    {"15. december - 10. januar 2012",
     "period|15. december - 10. januar 2012|2011-12-15/2012-01-10|"},
    {"1.-3. september 2014", "period|1.-3. september 2014|2014-09-01/2014-09-03|"},
    {"12-14 juni 2007", "period|12-14 juni 2007|2007-06-12/2007-06-14|"},
    {"1/8 2013-31/7 2014", "period|1/8 2013-31/7 2014|2013-08-01/2014-07-31|"},
    {"01.01.2010-31.12.2012", "period|01.01.2010-31.12.2012|2010-01-01/2012-12-31|"},
    {"foråret/sommeren 2015", "period|foråret/sommeren 2015|2015-21/2015-22|"},
    {"fra mandag den 3. til fredag den 7. maj 2012",
     "period|3. til fredag den 7. maj 2012|2012-05-03/2012-05-07|"},
    {"1/1-31/12 2013", "period|1/1-31/12 2013|2013-01-01/2013-12-31|"},
    {"fra 1/8 til 30/6", "period|1/8 til 30/6|XXXX-08-01/XXXX-06-30|"},
    {"perioden 1/5-31/8", "period|1/5-31/8|XXXX-05-01/XXXX-08-31|"},
    {"3/5-7/5 2014", "period|3/5-7/5 2014|2014-05-03/2014-05-07|"},
    {"01.01.-31.12.2013", "period|01.01.-31.12.2013|2013-01-01/2013-12-31|"},
    {"2012 t.o.m. 2015", "period|2012 t.o.m. 2015|2012/2015|"},
    {"fra 2012 til og med 2015", "period|2012 til og med 2015|2012/2015|"},
    {"1. november 2005-31. oktober 2006",
     "period|1. november 2005-31. oktober 2006|2005-11-01/2006-10-31|"},
    {"oktober-december 2010", "period|oktober-december 2010|2010-10/2010-12|"},
    {"november 2010 til februar 2011", "period|november 2010 til februar 2011|2010-11/2011-02|"},
    {"Aug.-okt. 2011", "period|Aug.-okt. 2011|2011-08/2011-10|"},
    {"primo 2010 til medio 2013", "period|primo 2010 til medio 2013|2010/2013|mod=start/mid"},
    {"2012 til ultimo 2014", "period|2012 til ultimo 2014|2012/2014|mod=/end"},
    {"1.-3. kvartal 2016", "period|1.-3. kvartal 2016|2016-Q1/2016-Q3|"},
    {"4. kvartal 2012 - 2. kvartal 2013",
     "period|4. kvartal 2012 - 2. kvartal 2013|2012-Q4/2013-Q2|"},
    {"uge 32-34 2019", "period|uge 32-34 2019|2019-W32/2019-W34|"},
    {"foråret 2011 til efteråret 2012", "period|foråret 2011 til efteråret 2012|2011-21/2012-23|"},
    {"2017 og frem", "period|2017 og frem|2017/..|"},
    {"fra 1. januar 2020 og fremefter", "period|1. januar 2020 og fremefter|2020-01-01/..|"},
    {"april-juni", "period|april-juni|XXXX-04/XXXX-06|"},
};

static void
test_periods(void)
{
    expect_all(periods, G_N_ELEMENTS(periods));
}

static const struct pair contexts[] = {
    {"Udvalget mødes igen den 3. september.", "date|3. september|2013-09-03|resolved=context"},
    {"Sagen forelægges den 14. januar.", "date|14. januar|2014-01-14|resolved=context"},
    {"Rådet drøftede sagen den 8. december.", "date|8. december|2012-12-08|resolved=context"},
    {"I efteråret holdes en temadag.", "date|efteråret|2013-23|resolved=context"},
    {"Huset åbner til sommer.", "date|sommer|2013-22|resolved=context"},
    {"Den 9. marts 2011 og den 4. april", "date|9. marts 2011|2011-03-09|\n"
                                          "date|4. april|2011-04-04|resolved=context"},
    {"Brev af 22. december 2010 (besvaret 4. januar)",
     "date|22. december 2010|2010-12-22|\ndate|4. januar|2011-01-04|resolved=context"},
    {"i december og januar 2011", "date|december|2010-12|resolved=context\n"
                                  "date|januar 2011|2011-01|"},
    {"på mødet den 6. oktober (TMU 211/2008)", "date|6. oktober|2008-10-06|resolved=context"},
    {"Der aflægges regnskab hvert år inden 1. marts.", "date|1. marts|XXXX-03-01|bound=before"},
    {"Det sker to gange årligt (1. maj og 1. november).",
     "date|1. maj|XXXX-05-01|\ndate|1. november|XXXX-11-01|"},
    {"Prisen gives i november hvert år.", "date|november|XXXX-11|"},
    {"Byen blev grundlagt i 1870 og fejrede det den 1. maj i år.",
     "date|1870|1870|\ndate|1. maj|2013-05-01|resolved=context"},
    {"Det bygger på tal fra 2010 og på midler fra 2015.",
     "date|2010|2010|\ndate|2015|2015|bound=after"},
    {"Vedlagt er notat af 2. december.", "date|2. december|2012-12-02|resolved=context"},
    {"Byrådet har den 17. december vedtaget det.", "date|17. december|2012-12-17|resolved=context"},
    {"Den forrige rapport var fra maj 2012, og den nye er fra 1. juni 2013 gratis.",
     "date|maj 2012|2012-05|\ndate|1. juni 2013|2013-06-01|bound=after"},
    {"Åbningen sker i uge 40.", "date|uge 40|2013-W40|resolved=context"},
    {"Udsendt 3/3, frist 31/3.", "date|3/3|2013-03-03|resolved=context\n"
                                 "date|31/3|2013-03-31|resolved=context"},
    {"Sagen var i Byrådet 22/4.", "date|22/4|2013-04-22|resolved=context"},
    {"frist den 1/10 kl. 12", "date|1/10|2013-10-01|resolved=context"},
    {"Ved årsskiftet blev to skoler lagt sammen.", "date|årsskiftet|2012|mod=end;resolved=context"},
    {"Ved årsskiftet lægges to skoler sammen.", "date|årsskiftet|2013|mod=end;resolved=context"},
    {"færdigt inden årets udgang", "date|årets udgang|2013|bound=before;mod=end;resolved=context"},
    {"Evalueres ultimo året", "date|ultimo året|2013|mod=end;resolved=context"},
    {"ved udgangen af året", "date|udgangen af året|2013|mod=end;resolved=context"},
    {"Svaret kom den 2. nov. f.å.", "date|2. nov. f.å.|2012-11-02|resolved=context"},
    {"maj-august", "period|maj-august|2013-05/2013-08|resolved=context"},
    {"Der er siden januar åbnet tre steder.", "date|januar|2013-01|bound=after;resolved=context"},
    {"#Aktiviteter 2014\nHvad\tHvornår\nMesse\tapril\nTur\tuge 20",
     "date|2014|2014|\ndate|april|2014-04|resolved=context\n"
     "date|uge 20|2014-W20|resolved=context"},
};

static void
test_contexts(void)
{
    expect_dated("6. maj 2013", contexts, G_N_ELEMENTS(contexts));
    expect("Rådet mødtes i april 2016. Den 3. maj kom svaret.", 0,
           "date|april 2016|2016-04|\ndate|3. maj|2016-05-03|resolved=context");
    expect("Svar ventes den 3. maj.", 0, "date|3. maj|XXXX-05-03|");
}

/* What may stand on the line of the paper's own date. */
static const char *const paper_dates[] = {
    "Dato: 6. maj 2013",
    "Mødedato Mandag den 6. maj 2013",
    "6. maj 2013",
    "06-05-2013",
    "Ribe, den 6. maj 2013",
    "Møde i Kulturudvalget den 6. maj 2013 kl. 16",
    "Dato for møde: 6/5 2013",
    "Dok. dato: 06.05.13",
    "Dato 6. maj 2013 Sagsnr. 13/2233",
    "J.nr. 13/2233 Dato: 06-05-2013",
    "06-05-13 Journal nr. 13/2233",
    "Ref.: lkj/6. maj 2013",
    "Referat, Udvalget for Miljø, 6. maj 2013",
    "Indstilling til møde i Byrådet 6. maj 2013",
    "Dato\t6. maj 2013",
    "Sagsnr. 13/2233\t6. maj 2013",
};

static void
test_paper_dates(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(paper_dates); i++) {
        g_autofree char *text = g_strdup_printf(
            "%s\nStatus\nDet blev vedtaget den 5. juni 2011.\nNyt følger den 12. juni.",
            paper_dates[i]);
        g_autoptr(document) document = find(text);
        const char *at = strstr(document->text->str, "Nyt følger");
        g_autofree char *found = sample_mentions(document, (gsize)(at - document->text->str));
        if (!strstr(found, "2013-06-12"))
            g_test_message("in: %s: %s", paper_dates[i], found);
        g_assert_cmpstr(found, ==, "date|12. juni|2013-06-12|resolved=context");
    }
}

static const struct pair durations[] = {
    {"i 18 måneder", "duration|18 måneder|P18M|"},
    {"et 2-årigt forsøg", "duration|2-årigt|P2Y|"},
    {"et femårigt program", "duration|femårigt|P5Y|"},
    {"en to-årig aftale", "duration|to-årig|P2Y|"},
    {"de tre-årige projekter", "duration|tre-årige|P3Y|"},
    {"2-3 år", "duration|2-3 år|P2Y/P3Y|"},
    {"to til tre uger", "duration|to til tre uger|P2W/P3W|"},
    {"mellem 3 og 6 måneder", "duration|3 og 6 måneder|P3M/P6M|"},
    {"halvandet år", "duration|halvandet år|P18M|"},
    {"i et halvt år", "duration|et halvt år|P6M|"},
    {"to et halvt år", "duration|to et halvt år|P30M|"},
    {"to og et halvt år", "duration|to og et halvt år|P30M|"},
    {"1½ år", "duration|1½ år|P18M|"},
    {"2,5 år", "duration|2,5 år|P30M|"},
    {"2 år og 4 måneder", "duration|2 år og 4 måneder|P2Y4M|"},
    {"14 dages frist", "duration|14 dages|P14D|"},
    {"et 6-måneders forløb", "duration|6-måneders|P6M|"},
    {"4 mdr. efter", "duration|4 mdr.|P4M|"},
    {"ca. 8 uger", "duration|8 uger|P8W|approx=circa"},
    {"op til to år", "duration|to år|P2Y|approx=max"},
    {"højst tre måneder", "duration|tre måneder|P3M|approx=max"},
    {"i mere end fire år", "duration|fire år|P4Y|approx=min"},
    {"festivalen holdes over to dage", "duration|to dage|P2D|"},
    {"forlænges i et år", "duration|et år|P1Y|"},
    {"en løbetid på 25 år", "duration|25 år|P25Y|"},
    {"ventetiden er steget fra 14 til 22 dage", "duration|22 dage|P22D|"},
    {"forløb fra 3 til 6 måneder", "duration|3 til 6 måneder|P3M/P6M|"},
    {"lånet afdrages over 25 år", "duration|25 år|P25Y|"},
    {"svar inden for 10 arbejdsdage", "duration|10 arbejdsdage|P10D|"},
    {"varer tre timer", "duration|tre timer|PT3H|"},
};

static void
test_durations(void)
{
    expect_all(durations, G_N_ELEMENTS(durations));
}

/* What looks like a date or a duration and is none. */
static const char *const negatives[] = {
    "2010 borgere",
    "omkring 2000 hektar",
    "2.012 kr. og 2.015 m2",
    "matrikel 2014",
    "bus af model 2011",
    "lokale 2016",
    "prisniveau 2016",
    "1,2 mio. kr. (2017 p/l)",
    "i 2019-priser",
    "2015/16-pl",
    "konto 5.32.35 og 03.10.12",
    "kl. 10-12",
    "10-12 deltagere",
    "3/4 af borgerne",
    "1/2-3/4 af dem",
    "2/3 stemte for",
    "§ 104 og § 112 a",
    "3. sal",
    "tlf. 3317 2010",
    "punkt 14",
    "2000 Frederiksberg",
    "en mand på 82 år",
    "unge mellem 15 og 22 år",
    "børn i alderen 0-5 år",
    "borgere over 65 år",
    "Postboks 2010",
    "børnehave 3-5 år",
    "patienter på 15 år og derover",
    "de 18-30-årige",
    "De 3-5-årige går i børnehave",
    "i sidste kvartal",
    "en 45-årig kvinde",
    "de er 2 år og 10 måneder gamle",
    "hver 3. uge",
    "5 dage om ugen",
    "pr. uge 1-2 timer",
    "hver uge 3 timer",
    "for tre år siden",
    "én gang om året",
    "maj-udvalget",
    "om sommeren",
    "August Petersen",
    "Juni Dahl har ordet",
    "den 31. februar 2012",
    "uge 54",
    "1990'erne",
    "33172010",
    "2015-0227270-1",
    "19/17322",
    "versionen hedder 2.0.2014",
    "12,5 pct.",
    "A4",
    "",
};

static void
test_negatives(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(negatives); i++)
        expect(negatives[i], 0, "");
}

static void
test_tables(void)
{
    expect("1.000 kr., 2014-pl\t2014\t2015\nDrift\t2014\t2015\nLøn\t1950\t2100", 0,
           "date|2014|2014|\ndate|2015|2015|");
    expect("2012 2013 2014 I alt", 0, "date|2012|2012|\ndate|2013|2013|\ndate|2014|2014|");
    expect("Post\tBudget 2011\tRegnskab 2010\nDrift\t2011\t1998", 0,
           "date|2011|2011|\ndate|2010|2010|");
    expect("Sag\tFærdig\nHal\t2016\nSti\tultimo 2017", 0,
           "date|2016|2016|\ndate|ultimo 2017|2017|mod=end");
    expect("År\tAntal\n2009\t1987\n2010\t2011", 0, "date|2009|2009|\ndate|2010|2010|");
}

static void
test_days(void)
{
    static const struct {
        const char *text, *earliest, *latest;
    } cases[] = {
        {"3. maj 2012", "2012-05-03", "2012-05-03"},
        {"februar 2012", "2012-02-01", "2012-02-29"},
        {"1. kvartal 2013", "2013-01-01", "2013-03-31"},
        {"2. halvår 2013", "2013-07-01", "2013-12-31"},
        {"uge 1 2009", "2008-12-29", "2009-01-04"},
        {"vinteren 2010", "2010-12-01", "2011-02-28"},
        {"i 2014", "2014-01-01", "2014-12-31"},
        {"2014-2016", "2014-01-01", "2016-12-31"},
        {"1.-3. juni 2020", "2020-06-01", "2020-06-03"},
        {"2018 og frem", "2018-01-01", NULL},
        {"den 3. maj", NULL, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(document) document = find(cases[i].text);
        g_assert_cmpuint(document->mentions->len, ==, 1);
        g_assert_cmpstr(document_mention(document, 0)->earliest, ==, cases[i].earliest);
        g_assert_cmpstr(document_mention(document, 0)->latest, ==, cases[i].latest);
    }
}

/* Every day from 1890 to 2110 and back; weeks begin on a Monday, a year has 52 or 53 of them. */
static void
test_calendar(void)
{
    long number = calendar_number((struct day){1890, 1, 1});
    for (; number < calendar_number((struct day){2110, 1, 1}); number++) {
        struct day day = calendar_day(number);
        g_assert_true(calendar_is_day(day.year, day.month, day.day));
        g_assert_cmpint(calendar_number(day), ==, number);
    }
    for (int year = 1890; year < 2110; year++) {
        g_autoptr(GDate) date = g_date_new_dmy(28, 12, (GDateYear)year);
        g_assert_cmpint(calendar_weeks(year), ==, (int)g_date_get_iso8601_week_of_year(date));
        struct day monday = calendar_day(calendar_week(year, 7));
        g_date_set_dmy(date, (GDateDay)monday.day, (GDateMonth)monday.month,
                       (GDateYear)monday.year);
        g_assert_cmpint(g_date_get_weekday(date), ==, G_DATE_MONDAY);
        g_assert_cmpint((int)g_date_get_iso8601_week_of_year(date), ==, 7);
    }
}

/* A day written out in any form reads back as itself. */
static void
test_round_trip(void)
{
    static const char *const months[] = {"januar",    "februar", "marts",    "april",
                                         "maj",       "juni",    "juli",     "august",
                                         "september", "oktober", "november", "december"};
    for (long number = calendar_number((struct day){1961, 1, 1});
         number < calendar_number((struct day){2060, 1, 1}); number += 37) {
        struct day day = calendar_day(number);
        g_autofree char *value = g_strdup_printf("%04d-%02d-%02d", day.year, day.month, day.day);
        char *forms[] = {
            g_strdup_printf("den %d. %s %d", day.day, months[day.month - 1], day.year),
            g_strdup_printf("%02d-%02d-%d", day.day, day.month, day.year),
            g_strdup_printf("%02d.%02d.%d", day.day, day.month, day.year),
            g_strdup_printf("%d/%d %d", day.day, day.month, day.year),
            g_strdup_printf("%d/%d-%02d", day.day, day.month, day.year % 100),
            g_strdup(value),
        };
        for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
            g_autoptr(document) document = find(forms[i]);
            if (document->mentions->len != 1)
                g_test_message("in: %s", forms[i]);
            g_assert_cmpuint(document->mentions->len, ==, 1);
            g_assert_cmpstr(document_mention(document, 0)->value, ==, value);
            g_free(forms[i]);
        }
    }
}

/* Every text comes to an end, and every mention lies in its block. */
static void
test_hostile(void)
{
    static const char *const pieces[] = {
        "1",    "1.",     "12-",  "2012-",         "den 1. ",   "(",        "uge 1-",   "1. og ",
        "maj ", "primo ", "til ", "årets udgang ", "3/4 2012-", "\xc3\xa5", "2012/13 ", "fra "};
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        for (gsize k = 0; k < G_N_ELEMENTS(pieces); k++) {
            g_autoptr(GString) text = g_string_new(NULL);
            for (guint n = 0; n < 300; n++) {
                g_string_append(text, pieces[i]);
                g_string_append(text, pieces[n % 3 ? i : k]);
            }
            g_autoptr(document) document = find(text->str);
            for (guint m = 0; m < document->mentions->len; m++) {
                struct span span = document_mention(document, m)->span;
                g_assert_cmpuint(span.start, <, span.end);
                g_assert_cmpuint(span.end, <=, document->text->len);
            }
        }
    }
}

/* ---- other projects' phrases --------------------------------------------------------------- */

static const char *
cell_of(char **header, char **cells, const char *name)
{
    for (guint i = 0; header[i] && cells[i]; i++) {
        if (g_str_equal(header[i], name))
            return cells[i];
    }
    return "";
}

/* Without the time of day; "--02-01" as XXXX; with a year that the phrase does not say as XXXX. */
static char *
expected_end(const char *value, gboolean yearless)
{
    g_autofree char *day = g_strndup(value, strcspn(value, "T"));
    if (g_str_has_prefix(day, "--"))
        return g_strconcat("XXXX-", day + 2, NULL);
    if (yearless && strlen(day) > 4)
        return g_strconcat("XXXX", day + 4, NULL);
    return g_steal_pointer(&day);
}

static char *
expected_value(char **header, char **cells)
{
    const char *value = cell_of(header, cells, "expected_value");
    gboolean yearless = g_str_equal(cell_of(header, cells, "in_scope"), "yes-needs-year");
    g_auto(GStrv) ends = g_strsplit(value, "/", 2);
    g_autofree char *first = expected_end(ends[0], yearless);
    g_autofree char *last = expected_end(ends[1] ? ends[1] : ends[0], yearless);
    return g_str_equal(first, last) ? g_steal_pointer(&first) : g_strconcat(first, "/", last, NULL);
}

/* Is the row of dates or periods, and one that Danish prose has? */
static gboolean
is_row_of_time(char **header, char **cells)
{
    static const char *const kinds[] = {"date", "datetime", "interval", "period", "quarter", NULL};
    /* need the month of a reference date */
    static const char *const relative[] = {"dk-time-038", "dk-time-039", "dk-time-040",
                                           "dk-time-041", NULL};
    return g_str_has_prefix(cell_of(header, cells, "in_scope"), "yes") &&
           g_strv_contains(kinds, cell_of(header, cells, "expected_kind")) &&
           !g_strv_contains(relative, cell_of(header, cells, "id"));
}

static void
count_phrases(const char *path, guint *right, guint *all)
{
    g_autofree char *content = NULL;
    if (!g_file_get_contents(path, &content, NULL, NULL))
        return;
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    g_auto(GStrv) header = g_strsplit(lines[0], "\t", -1);
    for (guint i = 1; lines[i]; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        if (!is_row_of_time(header, cells))
            continue;
        const char *input = cell_of(header, cells, "input");
        g_autofree char *expected = expected_value(header, cells);
        g_autoptr(document) document = find(input);
        gboolean good = document->mentions->len == 1 &&
                        g_str_equal(document_mention(document, 0)->value, expected);
        if (!good)
            g_test_message("%s: not %s", input, expected);
        *right += good;
        (*all)++;
    }
}

/* At least 98 of 100, over Duckling's, date-fns' and ICU's phrases. */
static void
test_peers(void)
{
    static const char *const files[] = {"datefns_da", "duckling_time_da", "icu_formats_da"};
    guint right = 0, all = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_strdup_printf("../shared/peers/%s.tsv", files[i]);
        count_phrases(path, &right, &all);
    }
    if (!all) {
        g_test_skip("there is no ../shared/peers");
        return;
    }
    g_test_message("%u of %u phrases right", right, all);
    g_assert_cmpuint(right * 100, >=, all * 98);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions(); /* one run shows every case that fails */
    GError *error = NULL;
    g_autoptr(dictionaries) dictionaries = dictionaries_new("dictionaries", FALSE);
    finder = time_open(dictionaries, &error);
    g_assert_no_error(error);
    g_test_add_func("/time/dates", test_dates);
    g_test_add_func("/time/bounds", test_bounds);
    g_test_add_func("/time/periods", test_periods);
    g_test_add_func("/time/contexts", test_contexts);
    g_test_add_func("/time/paper-dates", test_paper_dates);
    g_test_add_func("/time/durations", test_durations);
    g_test_add_func("/time/negatives", test_negatives);
    g_test_add_func("/time/tables", test_tables);
    g_test_add_func("/time/days", test_days);
    g_test_add_func("/time/calendar", test_calendar);
    g_test_add_func("/time/round-trip", test_round_trip);
    g_test_add_func("/time/hostile", test_hostile);
    g_test_add_func("/time/peers", test_peers);
    int status = g_test_run();
    time_close(finder);
    return status;
}
