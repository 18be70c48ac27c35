/* Dates, periods and durations: written out in any form, they read back as themselves. */
#include "recognise/time-finder.h"
#include "roundtrip.h"

enum {
    ROUNDS = 3000
};

static struct time_finder *finder;

static const char *const months[] = {"januar",    "februar", "marts",    "april",
                                     "maj",       "juni",    "juli",     "august",
                                     "september", "oktober", "november", "december"};
static const char *const short_months[] = {"jan.", "feb.", "mar.",  "apr.", "maj",  "jun.",
                                           "jul.", "aug.", "sept.", "okt.", "nov.", "dec."};

/* A text made of a format that is data here: `text` is the mention in its sentence. */
static void
check(GRand *random, const char *text, enum mention_type type, const char *value)
{
    static const char *const around[][2] = {
        {"Udvalget behandler sagen ", "."},
        {"Aftalen gælder ", " og kan opsiges."},
        {"Det skete ", ", da mødet var slut."},
        {"(", ")"},
        {"Forvaltningen oplyser, at arbejdet ligger ", " som aftalt."},
    };
    gint32 i = g_rand_int_range(random, 0, G_N_ELEMENTS(around));
    g_autofree char *sentence = g_strconcat(around[i][0], text, around[i][1], NULL);
    g_autoptr(document) document = sample_paper(sentence);
    struct mention_set *set = mention_set_new(document);
    time_find(finder, document, set);
    mention_set_settle(set);
    mention_set_free(set);
    roundtrip_check(document, type, value);
}

struct day {
    guint year, month, day;
};

static struct day
draw_day(GRand *random)
{
    struct day day = {.year = (guint)g_rand_int_range(random, 1950, 2050),
                      .month = (guint)g_rand_int_range(random, 1, 13)};
    guint days = g_date_get_days_in_month((GDateMonth)day.month, (GDateYear)day.year);
    day.day = (guint)g_rand_int_range(random, 1, (gint32)days + 1);
    return day;
}

static char *
iso(struct day day)
{
    return g_strdup_printf("%04u-%02u-%02u", day.year, day.month, day.day);
}

enum {
    DAY_FORMS = 10
};

/* A day in one of its forms. */
static char *
written_day(struct day d, gint32 form)
{
    const char *month = months[d.month - 1];
    switch (form) {
    case 0:
        return g_strdup_printf("den %u. %s %u", d.day, month, d.year);
    case 1:
        return g_strdup_printf("d. %u. %s %u", d.day, month, d.year);
    case 2:
        return g_strdup_printf("%u. %s %u", d.day, short_months[d.month - 1], d.year);
    case 3:
        return g_strdup_printf("%02u-%02u-%u", d.day, d.month, d.year);
    case 4:
        return g_strdup_printf("%02u.%02u.%u", d.day, d.month, d.year);
    case 5:
        return g_strdup_printf("%u/%u %u", d.day, d.month, d.year);
    case 6:
        return g_strdup_printf("%02u/%02u/%u", d.day, d.month, d.year);
    case 7:
        return g_strdup_printf("%04u-%02u-%02u", d.year, d.month, d.day);
    case 8:
        return g_strdup_printf("%u.%s %u", d.day, month, d.year);
    default:
        return g_strdup_printf("pr. %u. %s %u", d.day, month, d.year);
    }
}

static void
test_days(void)
{
    g_autoptr(GRand) random = roundtrip_random();
    for (guint i = 0; i < ROUNDS; i++) {
        struct day day = draw_day(random);
        g_autofree char *value = iso(day);
        g_autofree char *text = written_day(day, g_rand_int_range(random, 0, DAY_FORMS));
        check(random, text, MENTION_DATE, value);
    }
}

static void
test_weekdays(void)
{
    static const char *const weekdays[] = {"mandag", "tirsdag", "onsdag", "torsdag",
                                           "fredag", "lørdag",  "søndag"};
    g_autoptr(GRand) random = roundtrip_random();
    for (guint i = 0; i < ROUNDS; i++) {
        struct day day = draw_day(random);
        GDate date;
        g_date_set_dmy(&date, (GDateDay)day.day, (GDateMonth)day.month, (GDateYear)day.year);
        g_autofree char *value = iso(day);
        g_autofree char *text = g_strdup_printf("%s%s den %u. %s %u", i % 2 ? "" : "",
                                                weekdays[g_date_get_weekday(&date) - 1], day.day,
                                                months[day.month - 1], day.year);
        check(random, text, MENTION_DATE, value);
    }
}

/* Months, quarters, halves, seasons, weeks and years. */
static char *
written_grain(GRand *random, guint year, char **ret_value)
{
    static const char *const quarters[] = {"1.", "2.", "3.", "4."};
    static const char *const seasons[] = {"foråret", "sommeren", "efteråret", "vinteren"};
    guint month = (guint)g_rand_int_range(random, 0, 12), four = month / 3;
    guint week = (guint)g_rand_int_range(random, 1, 53);
    switch (g_rand_int_range(random, 0, 8)) {
    case 0:
        *ret_value = g_strdup_printf("%u-%02u", year, month + 1);
        return g_strdup_printf("i %s %u", months[month], year);
    case 1:
        *ret_value = g_strdup_printf("%u-Q%u", year, four + 1);
        return g_strdup_printf("i %s kvartal %u", quarters[four], year);
    case 2:
        *ret_value = g_strdup_printf("%u-H%u", year, month / 6 + 1);
        return g_strdup_printf("i %s halvår %u", quarters[month / 6], year);
    case 3:
        *ret_value = g_strdup_printf("%u-%u", year, 21 + four);
        return g_strdup_printf("i %s %u", seasons[four], year);
    case 4:
        *ret_value = g_strdup_printf("%u-W%02u", year, week);
        return g_strdup_printf("i uge %u, %u", week, year);
    case 5:
        *ret_value = g_strdup_printf("%u", year);
        return g_strdup_printf("i år %u", year);
    case 6:
        *ret_value = g_strdup_printf("%u-%02u", year, month + 1);
        return g_strdup_printf("i slutningen af %s %u", months[month], year);
    default:
        *ret_value = g_strdup_printf("%u", year);
        return g_strdup_printf("i %u", year);
    }
}

static void
test_grains(void)
{
    g_autoptr(GRand) random = roundtrip_random();
    for (guint i = 0; i < ROUNDS; i++) {
        g_autofree char *value = NULL;
        g_autofree char *text =
            written_grain(random, (guint)g_rand_int_range(random, 1960, 2040), &value);
        check(random, text, MENTION_DATE, value);
    }
}

static void
test_day_periods(void)
{
    static const char *const joints[][2] = {{"", " - "},
                                            {"", "-"},
                                            {"", " – "},
                                            {"fra ", " til "},
                                            {"fra den ", " til den "},
                                            {"i perioden ", " til "}};
    g_autoptr(GRand) random = roundtrip_random();
    for (guint i = 0; i < ROUNDS; i++) {
        struct day first = draw_day(random), last = draw_day(random);
        last.year = first.year + (guint)g_rand_int_range(random, 1, 5);
        last.day = MIN(last.day, 28);
        gint32 joint = g_rand_int_range(random, 0, G_N_ELEMENTS(joints));
        g_autofree char *one =
            g_strdup_printf("%u. %s %u", first.day, months[first.month - 1], first.year);
        g_autofree char *two =
            g_strdup_printf("%u. %s %u", last.day, months[last.month - 1], last.year);
        g_autofree char *text = g_strconcat(joints[joint][0], one, joints[joint][1], two, NULL);
        g_autofree char *from = iso(first), *to = iso(last);
        g_autofree char *value = g_strconcat(from, "/", to, NULL);
        check(random, text, MENTION_PERIOD, value);
    }
}

/* Ends that share what stands once: "1.-3. juni 2020", "maj-juni 2020", "2005-06". */
static char *
written_elided(GRand *random, char **ret_value)
{
    struct day day = draw_day(random);
    guint year = (guint)g_rand_int_range(random, 1990, 2040);
    guint month = (guint)g_rand_int_range(random, 0, 11), later = month + 1;
    guint from = (guint)g_rand_int_range(random, 1, 14),
          to = from + (guint)g_rand_int_range(random, 1, 14);
    const char *dash = g_rand_boolean(random) ? "-" : "–";
    switch (g_rand_int_range(random, 0, 7)) {
    case 0:
        *ret_value = g_strdup_printf("%u-%02u-%02u/%u-%02u-%02u", year, day.month, from, year,
                                     day.month, to);
        return g_strdup_printf("den %u.%s%u. %s %u", from, dash, to, months[day.month - 1], year);
    case 1:
        *ret_value = g_strdup_printf("%u-%02u-%02u/%u-%02u-%02u", year, month + 1, from, year,
                                     later + 1, to);
        return g_strdup_printf("den %u. %s - %u. %s %u", from, months[month], to, months[later],
                               year);
    case 2:
        *ret_value = g_strdup_printf("%u-%02u/%u-%02u", year, month + 1, year, later + 1);
        return g_strdup_printf("i %s%s%s %u", months[month], dash, months[later], year);
    case 3:
        *ret_value = g_strdup_printf("%u/%u", year, year + 1);
        return g_strdup_printf("i %u%s%02u", year, dash, (year + 1) % 100);
    case 4:
        *ret_value = g_strdup_printf("%u/%u", year, year + 4);
        return g_strdup_printf("i %u%s%u", year, dash, year + 4);
    case 5:
        *ret_value = g_strdup_printf("%u/%u", year, year + 1);
        return g_strdup_printf("i skoleåret %u/%02u", year, (year + 1) % 100);
    default:
        *ret_value = g_strdup_printf("%u/%u", year, year + 3);
        return g_strdup_printf("i perioden fra %u til %u", year, year + 3);
    }
}

static void
test_elided(void)
{
    g_autoptr(GRand) random = roundtrip_random();
    for (guint i = 0; i < ROUNDS; i++) {
        g_autofree char *value = NULL;
        g_autofree char *text = written_elided(random, &value);
        check(random, text, MENTION_PERIOD, value);
    }
}

static void
test_durations(void)
{
    static const struct {
        const char *one, *many, *adjective, *form;
    } units[] = {
        {"år", "år", "årig", "P%uY"},     {"måned", "måneder", NULL, "P%uM"},
        {"uge", "uger", NULL, "P%uW"},    {"dag", "dage", NULL, "P%uD"},
        {"time", "timer", NULL, "PT%uH"},
    };
    g_autoptr(GRand) random = roundtrip_random();
    for (guint i = 0; i < ROUNDS; i++) {
        gint32 u = g_rand_int_range(random, 0, G_N_ELEMENTS(units));
        guint n = (guint)g_rand_int_range(random, 1, 40);
        g_autofree char *words = roundtrip_words(n, FALSE);
        /* "en 24-årig" is somebody's age */
        gboolean adjective = units[u].adjective && n < 16 && g_rand_boolean(random);
        gboolean worded = n > 1 && g_rand_boolean(random);
        g_autofree char *number = worded ? g_strdup(words) : g_strdup_printf("%u", n);
        g_autofree char *text =
            adjective ? g_strdup_printf("som en %s%s%s aftale", number, worded ? "" : "-",
                                        units[u].adjective)
                      : g_strdup_printf("i %s %s", number, n == 1 ? units[u].one : units[u].many);
        g_autofree char *digits = g_strdup_printf("%u", n);
        GString *value = g_string_new(units[u].form);
        g_string_replace(value, "%u", digits, 1);
        check(random, text, MENTION_DURATION, value->str);
        g_string_free(value, TRUE);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(dictionaries) dictionaries = dictionaries_new("dictionaries", FALSE);
    finder = time_open(dictionaries, &error);
    g_assert_no_error(error);
    g_test_add_func("/roundtrip/days", test_days);
    g_test_add_func("/roundtrip/weekdays", test_weekdays);
    g_test_add_func("/roundtrip/grains", test_grains);
    g_test_add_func("/roundtrip/day-periods", test_day_periods);
    g_test_add_func("/roundtrip/elided", test_elided);
    g_test_add_func("/roundtrip/durations", test_durations);
    int status = g_test_run();
    time_close(finder);
    return status;
}
