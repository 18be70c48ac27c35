/* Amounts, percents and counts in wordings of our own: text in, mentions out, one a line as
 * type|text|value|attrs. Blocks are parted by an empty line; lines with tabs are a table's rows. */
#include "recognise/quantity.h"

#include <string.h>
#include <time.h>

#include "builder.h"

static struct dictionaries *dictionaries;
static struct lemma *lemma;
static struct quantity *quantity;

static const struct example {
    const char *text, *mentions;
} sentences[] = {
    {"Udgiften er 12.500 kr. i alt.", "amount|12.500 kr.|12500|"},
    {"Tilskuddet er på kr. 300 og gebyret kr. 45,50.", "amount|kr. 300|300|\n"
                                                       "amount|kr. 45,50|45.50|"},
    {"Prisen er 1.250.000,- for grunden.", "amount|1.250.000,-|1250000|"},
    {"Der betales 500,- kr. i depositum.", "amount|500,- kr.|500|"},
    {"Kr. 1.200.000,00 er afsat.", "amount|Kr. 1.200.000,00|1200000.00|"},
    {"Kontingentet er DKK 2,5 mio. årligt.", "amount|DKK 2,5 mio.|2500000|per=year"},
    {"Rammen er mio. kr. 4,5 i 2019.", "amount|mio. kr. 4,5|4500000|"},
    {"Puljen er på 450 tkr. og 1.200 t.kr. i alt.", "amount|450 tkr.|450000|\n"
                                                    "amount|1.200 t.kr.|1200000|"},
    {"Puljen udgør 3-5 mio. kr. om året.", "amount|3-5 mio. kr.|3000000/5000000|per=year"},
    {"Puljen udgør 3–5 mio. i 2014.", "amount|3–5 mio.|3000000/5000000|"},
    {"Skønnet ligger på mellem 3 og 5 mio. kr.", "amount|3 og 5 mio. kr.|3000000/5000000|"},
    {"Skønnet ligger på mellem 300.000 kr. og 500.000 kr. pr. år.",
     "amount|300.000 kr. og 500.000 kr.|300000/500000|per=year"},
    {"Skønnet er 500.000 - 600.000 kr. pr. modul.",
     "amount|500.000 - 600.000 kr.|500000/600000|per=unit:modul"},
    {"Skønnet er 500-600.000 kr. pr. plads.",
     "amount|500-600.000 kr.|500000/600000|per=unit:plads"},
    {"Skønnet er 500.000-1 mio. kr. om året.", "amount|500.000-1 mio. kr.|500000/1000000|per=year"},
    {"Prisen stiger fra 3 mio. kr. til 3,2 mio. kr.", "amount|3 mio. kr.|3000000|\n"
                                                      "amount|3,2 mio. kr.|3200000|"},
    {"Byrådet afsatte halvanden million kroner.", "amount|halvanden million kroner|1500000|"},
    {"Byrådet afsatte to en halv million kr.", "amount|to en halv million kr.|2500000|"},
    {"Byrådet afsatte fem millioner kroner til formålet.", "amount|fem millioner kroner|5000000|"},
    {"Byrådet afsatte en milliard kroner.", "amount|en milliard kroner|1000000000|"},
    {"Byrådet afsatte 2 milliarder kr. i 2024-priser.",
     "amount|2 milliarder kr.|2000000000|pricelevel=2024"},
    {"Byrådet afsatte 1,2 mia. kr. og 300 mill.kr.", "amount|1,2 mia. kr.|1200000000|\n"
                                                     "amount|300 mill.kr.|300000000|"},
    {"Underskuddet er -250.000 kr. og minus 3 mio. kr.", "amount|-250.000 kr.|-250000|\n"
                                                         "amount|minus 3 mio. kr.|-3000000|"},
    {"Et merforbrug på 0,4 mio.kr. (2016 p/l) pr. år.",
     "amount|0,4 mio.kr.|400000|per=year;pricelevel=2016"},
    {"Et årligt tilskud på 300.000 kr. gives til foreningen.",
     "amount|300.000 kr.|300000|per=year"},
    {"Den årlige driftsudgift udgør ca. 1,5 mio. kr.",
     "amount|1,5 mio. kr.|1500000|approx=circa;per=year"},
    {"Der afsættes årligt 200.000 kr. til drift.", "amount|200.000 kr.|200000|per=year"},
    {"Der er afsat 100.000 kr. i hvert af årene 2016-2019.", "amount|100.000 kr.|100000|per=year"},
    {"Der er afsat 100.000 kr. for hver plads.", "amount|100.000 kr.|100000|per=unit:plads"},
    {"Der betales 3.500 kr./md. for lejligheden og 95 kr./m2 for jorden.",
     "amount|3.500 kr./md.|3500|per=month\n"
     "amount|95 kr./m2|95|per=unit:m2"},
    {"Timelønnen er 165 kr. i timen.", "amount|165 kr.|165|per=hour"},
    {"Der gives 25 kr pr. deltager pr. gang.", "amount|25 kr|25|per=unit:deltager"},
    {"Der gives 12.000 kr. pr. barn årligt.", "amount|12.000 kr.|12000|per=unit:barn,year"},
    {"Huslejen er max. 3.500 kr. pr. md.", "amount|3.500 kr.|3500|approx=max;per=month"},
    {"Taksten er 1.150 kr. pr. døgn.", "amount|1.150 kr.|1150|per=day"},
    {"Prisen er 300kr pr. person.", "amount|300kr|300|per=unit:person"},
    {"Lejen er 15.000 kr. pr. kvartal.", "amount|15.000 kr.|15000|per=quarter"},
    {"Beløbet er i 15/16-pl og udgør 4,2 mio. kr. (15/16-pl).",
     "amount|4,2 mio. kr.|4200000|pricelevel=2015/2016"},
    {"Udgiften er 2,1 mio. kr. i 2018-prisniveau.", "amount|2,1 mio. kr.|2100000|pricelevel=2018"},
    {"Udgiften er 2,1 mio. kr. (p/l 2019).", "amount|2,1 mio. kr.|2100000|pricelevel=2019"},
    {"Udgiften er 2,1 mio. kr. i prisniveau 2019.", "amount|2,1 mio. kr.|2100000|pricelevel=2019"},
    {"Bevillingen er 1 250 000 kr. i alt.", "amount|1 250 000 kr.|1250000|"},
    {"Bevillingen er 12 500 000 kroner i 2012.", "amount|12 500 000 kroner|12500000|"},
    {"EU giver 250.000 euro og 1,5 mio. EUR.", "amount|250.000 euro|250000|currency=EUR\n"
                                               "amount|1,5 mio. EUR|1500000|currency=EUR"},
    {"Firmaet fik 30.000 svenske kroner.", "amount|30.000 svenske kroner|30000|currency=SEK"},
    {"Op til 500.000 kr., mindst 200.000 kr. og højst 1 mio. kr.",
     "amount|500.000 kr.|500000|approx=max\n"
     "amount|200.000 kr.|200000|approx=min\n"
     "amount|1 mio. kr.|1000000|approx=max"},
    {"Der ydes godt 2 mio. kr., knap 3 mio. kr. og næsten 4 mio. kr.",
     "amount|2 mio. kr.|2000000|approx=circa\n"
     "amount|3 mio. kr.|3000000|approx=circa\n"
     "amount|4 mio. kr.|4000000|approx=circa"},
    {"Der ydes mere end 2 mio. kr. og mindre end 5 mio. kr.",
     "amount|2 mio. kr.|2000000|approx=min\n"
     "amount|5 mio. kr.|5000000|approx=max"},
    {"Alle beløb er i 1.000 kr. medmindre andet er anført.", ""},
    {"Beløb i mio. kr. 2018.", ""},
    {"I 2018 3 mio. kr. og i 2019 4 mio. kr.", "amount|3 mio. kr.|3000000|\n"
                                               "amount|4 mio. kr.|4000000|"},
    {"Vandprisen er 45,50 kr. pr. m³.", "amount|45,50 kr.|45.50|per=unit:m3"},
    {"Budgettet er 7½ mio. kr.", "amount|7½ mio. kr.|7500000|"},
    {"Der er afsat 3,5 millioner til formålet.", "amount|3,5 millioner|3500000|"},
    {"Der bor 5,8 millioner danskere i landet.", "count|5,8 millioner danskere|5800000|of=dansker"},
    {"Der bor 2 mio. borgere i regionen.", "count|2 mio. borgere|2000000|of=borger"},
    {"Merudgift: 1.200.000 kroner årlig.", "amount|1.200.000 kroner|1200000|per=year"},
    {"Et tilskud på 2.500 kr. månedligt i tre år.", "amount|2.500 kr.|2500|per=month"},
    {"Merudgift på 12 tusind kroner.", "amount|12 tusind kroner|12000|"},
    {"Merudgift på 500 tusinde kr.", "amount|500 tusinde kr.|500000|"},
    {"(250.000 kr.)", "amount|250.000 kr.|250000|"},
    {"Heraf 3 mio. kr. til løn og 1 mio. kr. til drift.", "amount|3 mio. kr.|3000000|\n"
                                                          "amount|1 mio. kr.|1000000|"},
    {"Kr.450.000,- ekskl. moms.", "amount|Kr.450.000,-|450000|"},
    {"100-150 kr. pr. billet.", "amount|100-150 kr.|100/150|per=unit:billet"},
    {"To millioner tre hundrede tusinde kroner",
     "amount|To millioner tre hundrede tusinde kroner|2300000|"},
    {"Beløbet på 1.000 kr. udbetales til hver deltager.", "amount|1.000 kr.|1000|"},
    {"Der deltog 25 unge og 12 voksne i projektet.", "count|25 unge|25|of=ung\n"
                                                     "count|12 voksne|12|of=voksen"},
    {"Der deltog tre frivillige, to ansatte og 14 pårørende.",
     "count|tre frivillige|3|of=frivillig\n"
     "count|to ansatte|2|of=ansat\n"
     "count|14 pårørende|14|of=pårørende"},
    {"Tilbuddet har 12 døgn- og dagpladser.", "count|12 døgn- og dagpladser|12|of=dagplads"},
    {"Der er indkøbt 4 nye busser og 1.200 bøger.", "count|4 nye busser|4|of=bus\n"
                                                    "count|1.200 bøger|1200|of=bog"},
    {"Ca. 2.010 borgere har fået tilbuddet.", "count|2.010 borgere|2010|approx=circa;of=borger"},
    {"Der kom mellem 20 og 30 deltagere hver gang.", "count|20 og 30 deltagere|20/30|of=deltager"},
    {"Der er 10 - 12 deltagere på hvert hold.", "count|10 - 12 deltagere|10/12|of=deltager"},
    {"Flere end 40 foreninger og højst 15 skoler.",
     "count|40 foreninger|40|approx=min;of=forening\n"
     "count|15 skoler|15|approx=max;of=skole"},
    {"Der er fem nye og 10 genvalgte medlemmer i rådet.",
     "count|fem nye|5|of=medlem\n"
     "count|10 genvalgte medlemmer|10|of=medlem"},
    {"Af de 60 unge er 45 i uddannelse, og 15 er i job.", "count|60 unge|60|of=ung\n"
                                                          "count|45|45|of=ung\n"
                                                          "count|15|15|of=ung"},
    {"Der er 60 unge i tilbuddet, heraf 45 i uddannelse og 15 i job.", "count|60 unge|60|of=ung\n"
                                                                       "count|45|45|of=ung\n"
                                                                       "count|15|15|of=ung"},
    {"Der er 60 unge i tilbuddet, hvoraf 20 er under 18 år.", "count|60 unge|60|of=ung\n"
                                                              "count|20|20|of=ung"},
    {"Der er 60 unge i tilbuddet. Heraf er 20 piger.", "count|60 unge|60|of=ung\n"
                                                       "count|20 piger|20|of=pige"},
    {"Der er 60 unge, deraf ca. 20 piger.", "count|60 unge|60|of=ung\n"
                                            "count|20 piger|20|approx=circa;of=pige"},
    {"Antallet er steget fra 120 borgere i 2014 til 150 i 2016.",
     "count|120 borgere|120|of=borger\n"
     "count|150|150|of=borger"},
    {"Antallet er steget fra 45 til 60 pladser.", "count|45|45|of=plads\n"
                                                  "count|60 pladser|60|of=plads"},
    {"To af projekterne er afsluttet, og én af dem er udsat.",
     "count|To af projekterne|2|of=projekt\n"
     "count|én|1|of=projekt"},
    {"Fire af de otte projekter fortsætter.", "count|Fire|4|of=projekt\n"
                                              "count|otte projekter|8|of=projekt"},
    {"Projektet løber i 3 år og 6 måneder og mødes 2 gange om ugen.", ""},
    {"Lokalet er på 140 m2 og ligger på 2. sal i 3. række.", ""},
    {"Mødet er den 3. maj kl. 17.30 i lokale 12.", ""},
    {"Sagen behandles under punkt 14, jf. § 18 og bilag 2.", ""},
    {"Beboeren er 83 år og har boet der i 12 år.", ""},
    {"Bussen er linje 5A, model 2012, med 52 sæder.", "count|52 sæder|52|of=sæde"},
    {"Én gang om året afholdes en række møder for et antal borgere.", ""},
    {"Én borger har klaget, og én medarbejder er opsagt.", ""},
    {"1 borger har klaget.", "count|1 borger|1|of=borger"},
    {"Kommunen har 98 institutioner, 1.850 medarbejdere og 26 private leverandører.",
     "count|98 institutioner|98|of=institution\n"
     "count|1.850 medarbejdere|1850|of=medarbejder\n"
     "count|26 private leverandører|26|of=leverandør"},
    {"I 2016 borgere i kommunen.", ""},
    {"Der er oprettet 18 støttekontaktpersonordninger.",
     "count|18 støttekontaktpersonordninger|18|of=støttekontaktpersonordning"},
    {"Der er 3 herberger og 4 væresteder i byen.", "count|3 herberger|3|of=herberg\n"
                                                   "count|4 væresteder|4|of=værested"},
    {"Udvalget består af 7 medlemmer og 3 suppleanter.", "count|7 medlemmer|7|of=medlem\n"
                                                         "count|3 suppleanter|3|of=suppleant"},
    {"For forslaget stemte 14 medlemmer, imod stemte 5.", "count|14 medlemmer|14|of=medlem\n"
                                                          "count|5|5|of=medlem"},
    {"Der er behandlet 312 sager i 2019 mod 280 i 2018.", "count|312 sager|312|of=sag\n"
                                                          "count|280|280|of=sag"},
    {"Kommunen modtog 19 høringssvar.", "count|19 høringssvar|19|of=høringssvar"},
    {"Projektet omfatter 25 til 30 husstande.", "count|25 til 30 husstande|25/30|of=husstand"},
    {"Der er to-tre medarbejdere pr. vagt.", "count|to-tre medarbejdere|2/3|of=medarbejder"},
    {"Der er ansat 2,5 medarbejdere.", "count|2,5 medarbejdere|2.5|of=medarbejder"},
    {"Der er ansat tre socialrådgivere, en pædagog og to sygeplejersker.",
     "count|tre socialrådgivere|3|of=socialrådgiver\n"
     "count|to sygeplejersker|2|of=sygeplejerske"},
    {"Projekt 3 og 4 omfatter 75 borgere.", "count|75 borgere|75|of=borger"},
    {"De tre delprojekter har hver 10 deltagere.", "count|tre delprojekter|3|of=delprojekt\n"
                                                   "count|10 deltagere|10|of=deltager"},
    {"De 18 er nu i job.", ""},
    {"Der er 14 dages frist og 3 ugers varsel.", ""},
    {"Der er 5 km stier og 3 hektar skov.", ""},
    {"8000 Aarhus C og 2720 Vanløse", ""},
    {"Tlf. 62 23 48 10 Mail post@by.dk", ""},
    {"De 12 flygtninge fik 3 værelser.", "count|12 flygtninge|12|of=flygtning\n"
                                         "count|3 værelser|3|of=værelse"},
    {"Der er 25 socialt udsatte borgere og 30 særligt udsatte unge.",
     "count|25 socialt udsatte borgere|25|of=borger"},
    {"Der er 12 meget aktive foreninger.", "count|12 meget aktive foreninger|12|of=forening"},
    {"Projektet har nået 140 ud af 200 familier.", "count|140|140|of=familie\n"
                                                   "count|200 familier|200|of=familie"},
    {"Seks plejefamilier, ni børn og elleve voksne.", "count|Seks plejefamilier|6|of=plejefamilie\n"
                                                      "count|ni børn|9|of=barn\n"
                                                      "count|elleve voksne|11|of=voksen"},
    {"I alt 84 personer har svaret, svarende til 62 procent.", "count|84 personer|84|of=person\n"
                                                               "percent|62 procent|62|"},
    {"Blandt de 230 adspurgte svarede 180 ja.", "count|230 adspurgte|230|of=adspurgt"},
    {"100 pct. af udgiften, 12,5 % af beløbet og 1-2 procent.", "percent|100 pct.|100|\n"
                                                                "percent|12,5 %|12.5|\n"
                                                                "percent|1-2 procent|1/2|"},
    {"Mellem 10 og 15 procent. 5 % - 7 %.", "percent|10 og 15 procent|10/15|\n"
                                            "percent|5 % - 7 %|5/7|"},
    {"Et fald på 3 procentpoint og 2 %-point.", ""},
    {"Knap halvtreds procent og ca. 65 pct.", "percent|halvtreds procent|50|approx=circa\n"
                                              "percent|65 pct.|65|approx=circa"},
    {"Ti procent af de ansatte; op til 25%.", "percent|Ti procent|10|\n"
                                              "percent|25%|25|approx=max"},
    {"½ pct. og 0,5 pct.", "percent|½ pct.|0.5|\n"
                           "percent|0,5 pct.|0.5|"},
    {"-3,5 % i forhold til 2018", "percent|-3,5 %|-3.5|"},
    {"Driften koster 12.000 kr. pr. plads om året.", "amount|12.000 kr.|12000|per=unit:plads,year"},
    {"Prisen pr. plads er ca. 214.000 kr. i dag.",
     "amount|214.000 kr.|214000|approx=circa;per=unit:plads"},
    {"Et fritidspas må højst koste 1.500,00 kr. pr. barn.",
     "amount|1.500,00 kr.|1500.00|approx=max;per=unit:barn"},
    {"Byrådet afsatte i 2012 kr. 1,8 mio. til indsatsen.", "amount|kr. 1,8 mio.|1800000|"},
    {"Beløb i kr. 2018 og 2019.", ""},
    {"Alle tal er i hele tusinde kr.", ""},
    {"Lejen for hytten er 0 kr.", "amount|0 kr.|0|"},
    {"Tilskuddet på (250.000 kr.) bortfalder.", "amount|250.000 kr.|250000|"},
    {"Budget - 3 mio. kr. til drift.", "amount|3 mio. kr.|3000000|"},
    {"Udgift (-0,3 mio. kr.) i 2019.", "amount|-0,3 mio. kr.|-300000|"},
    {"En besparelse på 3 mio. i 2020 og 4 mio. i 2021.", "amount|3 mio.|3000000|\n"
                                                         "amount|4 mio.|4000000|"},
    {"Han bor 3 mil. fra byen.", ""},
    {"Landets to millioner øvrige husstande er ikke med.",
     "count|to millioner øvrige husstande|2000000|of=husstand"},
    {"Parkering koster 20 kr. pr. påbegyndt time.", "amount|20 kr.|20|per=hour"},
    {"Han tjener en million gange mere end 2 millioner danskere.",
     "count|2 millioner danskere|2000000|approx=min;of=dansker"},
    {"Klippet er 10,5 sek. langt, og det er nok.", ""},
    {"Konto 3001 0004571188 og reg. 5479.", ""},
    {"Telefon 33 17 33 17, lokal 4411.", ""},
    {"CPR 010203-1234 og sag 2015-0227270-1.", ""},
    {"Lokalet har nr. 12 og ligger på 3. sal.", ""},
    {"Mødet den 12. marts kl. 17.30-19.00 varer 2 timer.", ""},
    {"Af 12.03.2019 og 3/4 2018 fremgår det.", ""},
    {"Prisen er 2.013 kr. i 2.013 boliger.", "amount|2.013 kr.|2013|\n"
                                             "count|2.013 boliger|2013|of=bolig"},
    {"Skolevej 12, 2. th., 5700 Svendborg", ""},
    {"Jf. § 18, stk. 3, og kapitel 2.", ""},
    {"Vejen er 850 m lang og 3,5 m bred.", ""},
    {"Der er 16 timers undervisning og 45 minutters pause.", ""},
    {"Temperaturen er 12 grader, og støjen er 65 dB.", ""},
    {"Buslinje 5 kører hver 10. minut.", ""},
    {"Side 3 af 12", ""},
    {"Punkt 4, 5 og 6 udgik.", ""},
    {"Projekt 1, 2 og 4 er indgivet sammen.", ""},
    {"Projekt 3 og 4 er sat i gang.", ""},
    {"Der er to busser af model 2016.", "count|to busser|2|of=bus"},
    {"Nr. 8 projekter udgår.", ""},
    {"To Hide Your Love", ""},
    {"Karakteren var 9,6 Naturvidenskab", ""},
    {"”To projekter” og ”12 borgere” fik 3–5 mio. kr.", "count|To projekter|2|of=projekt\n"
                                                        "count|12 borgere|12|of=borger\n"
                                                        "amount|3–5 mio. kr.|3000000/5000000|"},
    {"Der er to–tre medarbejdere og 10–12 deltagere.",
     "count|to–tre medarbejdere|2/3|of=medarbejder\n"
     "count|10–12 deltagere|10/12|of=deltager"},
    {"Der er udpeget ét medlem.", ""},
    {"Holdet har 8 deltagere (5 kvinder og 3 mænd).", "count|8 deltagere|8|of=deltager\n"
                                                      "count|5 kvinder|5|of=kvinde\n"
                                                      "count|3 mænd|3|of=mand"},
    {"I alt 14 interviews og 3 workshops.", "count|14 interviews|14|of=interview\n"
                                            "count|3 workshops|3|of=workshop"},
    {"Der er tre tilskud og 2 overskud.", "count|tre tilskud|3|of=tilskud\n"
                                          "count|2 overskud|2|of=overskud"},
    {"Af 12 ansøgninger blev syv imødekommet.", "count|12 ansøgninger|12|of=ansøgning\n"
                                                "count|syv|7|of=ansøgning"},
    {"Udvalget behandlede otte ansøgninger. Det indstilles, at seks imødekommes, og at to får "
     "afslag.",
     "count|otte ansøgninger|8|of=ansøgning\n"
     "count|seks|6|of=ansøgning\n"
     "count|to|2|of=ansøgning"},
    {"Hver af de fire skoler får 25.000 kr.", "count|fire skoler|4|of=skole\n"
                                              "amount|25.000 kr.|25000|"},
    {"De to parter deler udgiften med 50 pct. hver.", "count|to parter|2|of=part\n"
                                                      "percent|50 pct.|50|"},
    {"Antallet af pladser er 45, og antallet af ansatte øges til 60.", "count|45|45|of=plads\n"
                                                                       "count|60|60|of=ansat"},
    {"Antal deltagere: 25", "count|25|25|of=deltager"},
    {"Antallet af brugere faldt fra 120 til 90 i 2015.", "count|120|120|of=bruger\n"
                                                         "count|90|90|of=bruger"},
    {"Der er afsat henholdsvis 2 og 3 mio. kr. i 2018 og 2019.", "amount|2|2000000|\n"
                                                                 "amount|3 mio. kr.|3000000|"},
    {"Udgifterne er 2,1, 3,4 og 5,6 mio. kr. i årene 2017, 2018 og 2019.",
     "amount|2,1|2100000|\n"
     "amount|3,4|3400000|\n"
     "amount|5,6 mio. kr.|5600000|"},
    {"Andelen er henholdsvis 40 og 60 pct.", "percent|40|40|\n"
                                             "percent|60 pct.|60|"},
    {"Forslaget blev vedtaget med 18 stemmer mod 3.", "count|18 stemmer|18|of=stemme\n"
                                                      "count|3|3|of=stemme"},
    {"For forslaget var 7 stemmer for, 2 imod og 1 undlod at stemme.",
     "count|7 stemmer|7|of=stemme\n"
     "count|2|2|of=stemme\n"
     "count|1|1|of=stemme"},
    {"Tilbuddet er for 12 årige børn og 6-12-årige.", ""},
    {"Projekt 2 og 3 mio. kr. til drift.", "amount|3 mio. kr.|3000000|"},
    {"I 2018 og 2019 er der 30 deltagere.", "count|30 deltagere|30|of=deltager"},
    {"Udgiften er ca. 1/2 mio. kr. i 2016 og 2 1/2 mio. kr. i 2017.",
     "amount|1/2 mio. kr.|500000|approx=circa\n"
     "amount|2 1/2 mio. kr.|2500000|"},
    {"Mødet er 1/2 2016 og 3/4 2017.", ""},
    {"Prisen er kr. 95/m2 og kr. 500/md.", "amount|kr. 95/m2|95|per=unit:m2\n"
                                           "amount|kr. 500/md.|500|per=month"},
    {"Der kommer 25 personer/uge og 30 børn/unge.", "count|25 personer|25|of=person"},
    {"Udgiften er 3.000 kr. i gennemsnit pr. borger og 4.000 kr. ekskl. moms pr. år.",
     "amount|3.000 kr.|3000|per=unit:borger\n"
     "amount|4.000 kr.|4000|per=year"},
    {"Indtil 20 pladser og indtil 2 mio. kr.", "count|20 pladser|20|approx=max;of=plads\n"
                                               "amount|2 mio. kr.|2000000|approx=max"},
    {"Der er godt og vel 100 deltagere.", "count|100 deltagere|100|approx=circa;of=deltager"},
    {"Der deltog 12 langtidsledige og 4 hjemmeboende.",
     "count|12 langtidsledige|12|of=langtidsledig\n"
     "count|4 hjemmeboende|4|of=hjemmeboende"},
    {"Der kom 200 mand.", "count|200 mand|200|of=mand"},
    {"Der er ansat to sygeplejersker og én pædagog på ét sted.",
     "count|to sygeplejersker|2|of=sygeplejerske\n"
     "count|én pædagog|1|of=pædagog"},
    {"Der var 62 patienter i forløb mod ventet 45-55.", "count|62 patienter|62|of=patient\n"
                                                        "count|45-55|45/55|of=patient"},
    {"Et måltid koster 48 kr. pr. måltid mod tidligere 35 kr. i køkkenet.",
     "amount|48 kr.|48|per=unit:måltid\n"
     "amount|35 kr.|35|per=unit:måltid"},
    {"Måltal på 406,0 mio. kr. er nået, og budgettet forøges med 2,6 mio. kr., da kompensationen "
     "bortfalder fra 2018.",
     "amount|406,0 mio. kr.|406000000|\n"
     "amount|2,6 mio. kr.|2600000|"},
    {"Bevillinger på henholdsvis kr. 200.000 og kr. 2.600.000 til renovering.",
     "amount|kr. 200.000|200000|\n"
     "amount|kr. 2.600.000|2600000|"},
    {"Høring fra 24. juni til 9. august 2020 - 6 1/2 uge.", ""},
    {"En anlægsramme for kommunerne på 18,1 mia. kr. og bruttoanlæg på i alt 3,9 mia.kr. i 2014.",
     "amount|18,1 mia. kr.|18100000000|\n"
     "amount|3,9 mia.kr.|3900000000|"},
    {"Tillægsbevilling på netto 10,1 mio. kr., svarende til 0,4 %.",
     "amount|10,1 mio. kr.|10100000|\n"
     "percent|0,4 %|0.4|"},
    {"Det samlede resultat er et underskud på 78,9 mio. kr., hvilket er 32,6 mio. kr. bedre end "
     "budgetlagt.",
     "amount|78,9 mio. kr.|78900000|\n"
     "amount|32,6 mio. kr.|32600000|"},
    {"Kommunen har i alt 10 bevillingsområder på driften.",
     "count|10 bevillingsområder|10|of=bevillingsområde"},
    {"Der er på finansloven afsat 12,9 mio. kr. på § 07.18.19.50.",
     "amount|12,9 mio. kr.|12900000|"},
    {"I alt blev der uddelt godt 92.000 kroner, og foreningen får 52.875 kroner - det resterende "
     "beløb.",
     "amount|92.000 kroner|92000|approx=circa\n"
     "amount|52.875 kroner|52875|"},
    {"Udvalget drøftede 2. budgetopfølgning 2018, punkt 3 og 4 samt bilag 1-4.", ""},
    {"Lokalplan 25.6 og kommuneplantillæg nr. 12 for 114 boliger i 2-3 etager.",
     "count|114 boliger|114|of=bolig\n"
     "count|2-3 etager|2/3|of=etage"},
    {"Grundarealet er 12.500 m2, og bebyggelsesprocenten er 40.", ""},
    {"Der kan bygges 45 rækkehuse a 85 m2 og 12 lejligheder.",
     "count|45 rækkehuse|45|of=rækkehus\n"
     "count|12 lejligheder|12|of=lejlighed"},
    {"Vejen er 3,5 km, og hastigheden er 50 km/t; ÅDT er 4.500 biler pr. døgn.",
     "count|4.500 biler|4500|of=bil"},
    {"Støjen er under 58 dB, og der plantes 1.200 træer og 300 m hæk.",
     "count|1.200 træer|1200|of=træ"},
    {"Elevtallet er 412, klassekvotienten 21,5 og normeringen 26,4 årsværk.",
     "count|26,4 årsværk|26.4|of=årsværk"},
    {"Ventelisten omfatter 37 børn, heraf 12 fra andre kommuner.", "count|37 børn|37|of=barn\n"
                                                                   "count|12|12|of=barn"},
    {"Børn i alderen 0-6 år, 3.-6. klasse og 10. klasse.", ""},
    {"Sagsbehandlingstiden er 8 uger, men 14 uger i 20 pct. af sagerne.", "percent|20 pct.|20|"},
    {"Renten er 1,75 pct. p.a. over 25 år, og lånet er på 4.500.000 kr.",
     "percent|1,75 pct.|1.75|\n"
     "amount|4.500.000 kr.|4500000|"},
    {"Kommunens andel udgør 1/3, og staten betaler 2/3.", ""},
    {"Prisen er 1.895 kr. ekskl. moms pr. stk. ved køb af 10 stk.",
     "amount|1.895 kr.|1895|per=unit:stk"},
    {"Taksten pr. døgn er 1.450 kr. for 2019.", "amount|1.450 kr.|1450|per=day"},
    {"Grundprisen er 1.200 kr./m² byggeret, og salget giver 35-40 mio. kr.",
     "amount|1.200 kr./m²|1200|per=unit:m2\n"
     "amount|35-40 mio. kr.|35000000/40000000|"},
    {"Der er givet 12 påbud, 3 forbud og 1 indskærpelse.",
     "count|12 påbud|12|of=påbud\n"
     "count|3 forbud|3|of=forbud\n"
     "count|1 indskærpelse|1|of=indskærpelse"},
    {"Partnerskabet har 5 faste medlemmer og to observatører uden stemmeret.",
     "count|5 faste medlemmer|5|of=medlem\n"
     "count|to observatører|2|of=observatør"},
    {"Kursusrækken omfatter 6 moduler á 3 timer for 15-20 ledere.",
     "count|6 moduler|6|of=modul\n"
     "count|15-20 ledere|15/20|of=leder"},
    {"Tilskuddet dækker 50 % af lønudgiften, dog maks. 125.000 kr. pr. fuldtidsansat pr. år.",
     "percent|50 %|50|\n"
     "amount|125.000 kr.|125000|approx=max;per=unit:fuldtidsansat,year"},
    {"Puljen på 500.000 kr. årligt i 2019-2022 (2 mio. kr. i alt).",
     "amount|500.000 kr.|500000|per=year\n"
     "amount|2 mio. kr.|2000000|"},
    {"Driftsudgifterne stiger med 0,3 mio. kr. i 2020, 0,6 mio. kr. i 2021 og 0,9 mio. kr. i 2022 "
     "og frem.",
     "amount|0,3 mio. kr.|300000|\n"
     "amount|0,6 mio. kr.|600000|\n"
     "amount|0,9 mio. kr.|900000|"},
    {"Merudgiften er 1,2 mio. kr. i 2018 stigende til 2,4 mio. kr. årligt fra 2020.",
     "amount|1,2 mio. kr.|1200000|\n"
     "amount|2,4 mio. kr.|2400000|per=year"},
    {"Egenbetalingen er 15 kr. for børn og 30 kr. for voksne.", "amount|15 kr.|15|\n"
                                                                "amount|30 kr.|30|"},
    {"Anlægssum: 12.450.000 kr. Driftsudgift: 350.000 kr./år.",
     "amount|12.450.000 kr.|12450000|\n"
     "amount|350.000 kr./år|350000|per=year"},
    {"Ansøgt beløb: kr. 75.000,00. Indstillet: kr. 50.000.", "amount|kr. 75.000,00|75000.00|\n"
                                                             "amount|kr. 50.000|50000|"},
    {"Kr. 25.000 bevilges. Beløb: 25000 kr.", "amount|Kr. 25.000|25000|\n"
                                              "amount|25000 kr.|25000|"},
    {"Beløbet er 25.000,- kr. pr. år i 3 år (75.000,- i alt).",
     "amount|25.000,- kr.|25000|per=year\n"
     "amount|75.000,-|75000|"},
    {"Samlet budget DKK 1.250.000 inkl. moms.", "amount|DKK 1.250.000|1250000|"},
    {"Der søges om EUR 250.000 og 1,2 mio. euro fra EU.",
     "amount|EUR 250.000|250000|currency=EUR\n"
     "amount|1,2 mio. euro|1200000|currency=EUR"},
    {"Lejen er kr. 7.500 pr. måned ekskl. forbrug.", "amount|kr. 7.500|7500|per=month"},
    {"4 medlemmer stemte for, 3 imod, og 2 undlod at stemme.", "count|4 medlemmer|4|of=medlem\n"
                                                               "count|3|3|of=medlem\n"
                                                               "count|2|2|of=medlem"},
    {"Et flertal på 5 (A, B, F) mod 2 (V) anbefaler.", ""},
    {"Foreningen har 1.250 medlemmer (2018: 1.180).", "count|1.250 medlemmer|1250|of=medlem"},
    {"Bygningen rummer 3 grupperum, 2 kontorer og et fællesrum på 120 m2.",
     "count|3 grupperum|3|of=grupperum\n"
     "count|2 kontorer|2|of=kontor"},
    {"Hver af de 3 institutioner har 60-80 børn.", "count|3 institutioner|3|of=institution\n"
                                                   "count|60-80 børn|60/80|of=barn"},
    {"Antallet af besøgende var 45.300 i 2018 mod 41.200 i 2017.",
     "count|45.300|45300|of=besøgende\n"
     "count|41.200|41200|of=besøgende"},
    {"Indsatsen koster 35 mio. kr. over fire år, dvs. knap 9 mio. kr. om året.",
     "amount|35 mio. kr.|35000000|\n"
     "amount|9 mio. kr.|9000000|approx=circa;per=year"},
    {"Det giver en besparelse på 1 mio. kr. første år og herefter 2 mio. kr. pr. år.",
     "amount|1 mio. kr.|1000000|\n"
     "amount|2 mio. kr.|2000000|per=year"},
    {"Beløbet er 23.200.000 danske kroner eller 1,25 t kr.",
     "amount|23.200.000 danske kroner|23200000|\n"
     "amount|1,25 t kr.|1250|"},
};

static const struct example tables[] = {
    {"Tabel 3. Elever og udgifter\n"
     "\n"
     "Skole\tElever\tKlasser\tUdgift (t.kr.)\tAndel\n"
     "Nordskolen\t412\t18\t32.150\t46,2\n"
     "Sydskolen\t389\t16\t30.950\t53,8\n"
     "I alt\t801\t34\t63.100\t100,0",
     "count|412|412|of=elev\n"
     "count|18|18|of=klasse\n"
     "amount|32.150|32150000|unit=1000\n"
     "count|389|389|of=elev\n"
     "count|16|16|of=klasse\n"
     "amount|30.950|30950000|unit=1000\n"
     "count|801|801|of=elev\n"
     "count|34|34|of=klasse\n"
     "amount|63.100|63100000|unit=1000"},
    {"Bemærkninger til tabellen.\n"
     "\n"
     "Hele 1.000 kr. (2020-priser)\n"
     "\n"
     "\tBudget\tRegnskab\tAfvigelse\tAntal pladser\tPct.\n"
     "Plejehjem\t12.500\t13.100\t600\t48\t4,8\n"
     "Hjemmepleje\t8.000\t7.900\t(100)\t0\t-1,2\n"
     "I alt\t20.500\t21.000\t500\t48\t2,4",
     "amount|12.500|12500000|pricelevel=2020;unit=1000\n"
     "amount|13.100|13100000|pricelevel=2020;unit=1000\n"
     "amount|600|600000|pricelevel=2020;unit=1000\n"
     "count|48|48|of=plads\n"
     "amount|8.000|8000000|pricelevel=2020;unit=1000\n"
     "amount|7.900|7900000|pricelevel=2020;unit=1000\n"
     "amount|(100)|-100000|pricelevel=2020;unit=1000\n"
     "count|0|0|of=plads\n"
     "amount|20.500|20500000|pricelevel=2020;unit=1000\n"
     "amount|21.000|21000000|pricelevel=2020;unit=1000\n"
     "amount|500|500000|pricelevel=2020;unit=1000\n"
     "count|48|48|of=plads"},
    {"Oversigt\n"
     "\n"
     "År\tAntal\tBeløb i kr.\n"
     "2017\t12\t120.000\n"
     "2018\t14\t135.500\n"
     "2019\t9\t90.000",
     "amount|120.000|120000|\n"
     "amount|135.500|135500|\n"
     "amount|90.000|90000|"},
    {"Tabel uden enhed\n"
     "\n"
     "Projekt\t2017\t2018\n"
     "A\t120\t130\n"
     "B\t12\t13",
     ""},
    {"Aktivitet\tAntal\n"
     "Drenge\t12\n"
     "Piger\t14\n"
     "I alt\t26",
     "count|12|12|of=dreng\n"
     "count|14|14|of=pige"},
    {"(mio. kr.)\t2019\t2020\t2021\n"
     "Anlæg\t12,5\t3\t0,0\n"
     "Drift\t-1,5\t- 2,0\t+3,0\n"
     "Antal stillinger\t12\t14\t16\n"
     "Andel i pct.\t12\t14\t16",
     "amount|12,5|12500000|unit=1000000\n"
     "amount|3|3000000|unit=1000000\n"
     "amount|0,0|0|unit=1000000\n"
     "amount|-1,5|-1500000|unit=1000000\n"
     "amount|- 2,0|-2000000|unit=1000000\n"
     "amount|3,0|3000000|unit=1000000\n"
     "count|12|12|of=stilling\n"
     "count|14|14|of=stilling\n"
     "count|16|16|of=stilling"},
    {"Økonomi i t. kr. (2012 p/l)\n"
     "\n"
     "Post\tR 2011\tB 2012\tBO 2013\n"
     "Løn\t1 250\t1 300\t1 310\n"
     "Drift\t450*\t460\t470\n"
     "Indtægter\t-200\t-210\t-220",
     "amount|1 250|1250000|pricelevel=2012;unit=1000\n"
     "amount|1 300|1300000|pricelevel=2012;unit=1000\n"
     "amount|1 310|1310000|pricelevel=2012;unit=1000\n"
     "amount|450|450000|pricelevel=2012;unit=1000\n"
     "amount|460|460000|pricelevel=2012;unit=1000\n"
     "amount|470|470000|pricelevel=2012;unit=1000\n"
     "amount|-200|-200000|pricelevel=2012;unit=1000\n"
     "amount|-210|-210000|pricelevel=2012;unit=1000\n"
     "amount|-220|-220000|pricelevel=2012;unit=1000"},
    {"Pris pr. plads (kr.)\t2019\n"
     "Vuggestue\t12.500\n"
     "Børnehave\t8.250",
     "amount|12.500|12500|per=unit:plads\n"
     "amount|8.250|8250|per=unit:plads"},
    {"\tBudget\tBudget\tAntal elever\n"
     "\t2018\t2019\t2019\n"
     "Nr. og post\t1.000 kr.\t1.000 kr.\tPersoner\n"
     "Skoler\t1.250\t1.300\t412\n"
     "SFO\t320\t330\t98",
     "amount|1.250|1250000|unit=1000\n"
     "amount|1.300|1300000|unit=1000\n"
     "count|412|412|of=elev\n"
     "amount|320|320000|unit=1000\n"
     "amount|330|330000|unit=1000\n"
     "count|98|98|of=elev"},
    {"Budgetoversigt\n"
     "\n"
     "Nr.\tOmråde\t2018\t2019\n"
     "1\tAntal pladser\t40\t42\n"
     "2\tUdgift (1.000 kr.)\t12.500\t13.100",
     "count|40|40|of=plads\n"
     "count|42|42|of=plads\n"
     "amount|12.500|12500000|unit=1000\n"
     "amount|13.100|13100000|unit=1000"},
    {"Takster\n"
     "\n"
     "Ydelse\tDøgn\tKr.\n"
     "Ophold\t365\t1.250\n"
     "\n"
     "Note: Taksterne er (kr. pr. døgn) i 2019-priser.\n"
     "\n"
     "Det videre forløb.",
     "amount|1.250|1250|pricelevel=2019"},
    {"Alle tal er i 1.000 kr. og 2021-priser.\n"
     "\n"
     "En linje, som intet siger.\n"
     "\n"
     "En anden linje.\n"
     "\n"
     "Post\t2021\t2022\n"
     "Løn\t1.200\t1.300",
     "amount|1.200|1200000|pricelevel=2021;unit=1000\n"
     "amount|1.300|1300000|pricelevel=2021;unit=1000"},
    {"Gebyret er 25 kr. (kr. 300 pr. deltager i alt).\n"
     "\n"
     "Post\t2021\t2022\n"
     "Løn\t1.200\t1.300",
     "amount|25 kr.|25|\n"
     "amount|kr. 300|300|per=unit:deltager"},
    {"Tabel 4. Anlæg (1.000 kr.)\n"
     "\n"
     "Projektnr.\tProjekt\tStednr.\tBudgetår\tBeløb\n"
     "4711\tSkolegård\t1204\t2021\t1.250\n"
     "4712\tLegeplads\t1205\t2022\t480\n"
     "Pladser\ti alt\t\t412\t398",
     "amount|1.250|1250000|unit=1000\n"
     "amount|480|480000|unit=1000\n"
     "count|412|412|of=plads\n"
     "count|398|398|of=plads"},
    {"Fordeling i mio. kr.\n"
     "\n"
     "Område\tBudget\tÆndring (pct.)\tRegnskab\n"
     "Skoler\t12,5\t2,0\t12,75\n"
     "Dagtilbud\t8,0\t-1,5\t7,9\n"
     "",
     "amount|12,5|12500000|unit=1000000\n"
     "amount|12,75|12750000|unit=1000000\n"
     "amount|8,0|8000000|unit=1000000\n"
     "amount|7,9|7900000|unit=1000000"},
};

/* ---- a document out of lines --- */

static void
add_block(struct builder *builder, enum block_kind kind, int cell, const char *text)
{
    struct line line = {.page = 1, .n = 1};
    builder_block(builder, kind, cell);
    builder_line(builder, &line, 0);
    builder_text(builder, text, strlen(text));
    builder_end_block(builder);
}

static void
add_row(struct builder *builder, const char *row, guint table, guint number)
{
    g_auto(GStrv) fields = g_strsplit(row, "\t", -1);
    for (guint i = 0; fields[i] != NULL; i++) {
        struct cell cell = {.table = table, .row = number, .column = i, .rows = 1, .columns = 1};
        add_block(builder, BLOCK_CELL, builder_cell(builder, &cell), fields[i]);
    }
}

static struct document *
document_of(const char *text)
{
    g_autofree char *sha256 = g_strnfill(64, '0');
    struct document *document = document_new("a.txt", sha256, MEDIA_TEXT);
    struct builder *builder = builder_new(document);
    struct page page = {.n = 1};
    builder_page(builder, &page);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint table = 0, row = 0;
    for (guint i = 0; lines[i] != NULL; i++) {
        if (strchr(lines[i], '\t') != NULL) {
            add_row(builder, lines[i], table, row++);
            continue;
        }
        table += row > 0 ? 1 : 0;
        row = 0;
        if (*lines[i] != '\0') {
            add_block(builder, BLOCK_PARAGRAPH, -1, lines[i]);
        }
    }
    builder_free(builder);
    return document;
}

static char *
mentions_of(struct document *document)
{
    GString *out = g_string_new(NULL);
    struct mention_set *set = mention_set_new(document);
    quantity_find(quantity, document, set);
    mention_set_settle(set);
    mention_set_free(set);
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        g_string_append_printf(
            out, "%s%s|%.*s|%s|%s", i > 0 ? "\n" : "", mention_type_name(mention->type),
            (int)(mention->span.end - mention->span.start),
            document->text->str + mention->span.start, mention->value, mention->attrs);
    }
    return g_string_free(out, FALSE);
}

static void
check(const struct example *example)
{
    struct document *document = document_of(example->text);
    g_autofree char *mentions = mentions_of(document);
    g_test_message("%s", example->text);
    g_assert_cmpstr(mentions, ==, example->mentions);
    document_free(document);
}

static void
test_sentences(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++) {
        check(&sentences[i]);
    }
}

static void
test_tables(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        check(&tables[i]);
    }
}

/* Every amount that is written out in a listed form reads back as itself. */
static void
test_written_out(void)
{
    static const char *const forms[][2] = {
        {"Der er afsat ", " kr. i alt."},    {"Der er afsat kr. ", " i alt."},
        {"Der er afsat ", " kroner."},       {"Der er afsat DKK ", " i alt."},
        {"Der er afsat ", ",- i alt."},      {"(", " kr.)"},
        {"Beløbet er ca. ", " kr. pr. år."},
    };
    for (guint64 n = 1500; n < G_GUINT64_CONSTANT(40000000000); n = n * 3 + 137) {
        g_autoptr(GString) digits = g_string_new(NULL);
        g_string_printf(digits, "%" G_GUINT64_FORMAT, n);
        g_autofree char *value = g_strdup(digits->str);
        for (gssize at = (gssize)digits->len - 3; at > 0; at -= 3) {
            g_string_insert(digits, at, ".");
        }
        for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
            g_autofree char *text = g_strconcat(forms[i][0], digits->str, forms[i][1], NULL);
            struct document *document = document_of(text);
            g_autofree char *mentions = mentions_of(document);
            g_auto(GStrv) fields = g_strsplit(mentions, "|", -1);
            g_test_message("%s", text);
            g_assert_cmpuint(g_strv_length(fields), ==, 4);
            g_assert_cmpstr(fields[0], ==, "amount");
            g_assert_cmpstr(fields[2], ==, value);
            document_free(document);
        }
    }
}

/* The seconds that a text of about `size` bytes takes, of one piece repeated. */
static double
seconds_for(const char *piece, gsize size)
{
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < size) {
        g_string_append(text, piece);
    }
    struct document *document = document_of(text->str);
    clock_t start = clock(); /* of the processor: other programs do not count */
    struct mention_set *set = mention_set_new(document);
    quantity_find(quantity, document, set);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    mention_set_free(set);
    document_free(document);
    return seconds;
}

/* Ten times the text takes at most some twenty times as long, whatever it is made of. */
static void
test_linear(void)
{
    static const char *const pieces[] = {
        "1",       "1.",           "1,",         "(",          "-",           "12 ",
        "1-",      "1.000.",       "mio. ",      "3 mio. ",    "3 mio. kr. ", "kr. 3 ",
        "a-",      "a/",           "3 borgere ", "og 3 ",      "heraf 3 ",    "hundrede og ",
        "pr. ",    "en ",          "2018 ",      "\"",         "½",           "af de 3 ",
        "små ",    "mellem 3 og ", "ca. ",       "% ",         "2016 p/l ",   "æ",
        "fra 3 ",  "projekter ",   ", 3",        "to-",        "§",           "kr./m2 ",
        "3 unge ", "123 ",         "årligt ",    "1 og 2 er ",
    };
    if (g_getenv("G_SLICE")) { /* make valgrind: there an array that grows is copied each time */
        g_test_skip("under valgrind time says nothing");
        return;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        double once = seconds_for(pieces[i], 30000), tenfold = seconds_for(pieces[i], 300000);
        g_test_message("%s: %.4f s, %.4f s", pieces[i], once, tenfold);
        g_assert_cmpfloat(tenfold, <, 20 * once + 0.3);
    }
}

/* Anything that is cut off anywhere is read without a fault. */
static void
test_cut(void)
{
    static const char text[] =
        "Mellem 3 og 5 mio. kr. (2016 p/l) pr. år – ca. 1.250.000,- til fem nye og 10 genvalgte, "
        "heraf 3 døgn-/dagpladser, 12½ pct., 3-4 mio. kr./m² og to millioner tre hundrede kroner.";
    for (gsize i = 0; i < sizeof text; i++) {
        g_autofree char *part = g_utf8_make_valid(text, (gssize)i);
        struct document *document = document_of(part);
        g_autofree char *mentions = mentions_of(document);
        g_assert_nonnull(mentions);
        document_free(document);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    dictionaries = dictionaries_new("dictionaries", FALSE);
    lemma = lemma_new(NULL, &error);
    g_assert_no_error(error);
    quantity = quantity_open(dictionaries, lemma, &error);
    g_assert_no_error(error);
    g_test_add_func("/quantity/sentences", test_sentences);
    g_test_add_func("/quantity/tables", test_tables);
    g_test_add_func("/quantity/written-out", test_written_out);
    g_test_add_func("/quantity/linear", test_linear);
    g_test_add_func("/quantity/cut", test_cut);
    int status = g_test_run();
    quantity_close(quantity);
    lemma_free(lemma);
    dictionaries_free(dictionaries);
    return status;
}
