#include "report-timeline.h"

#include <math.h>
#include <string.h>

enum {
    WIDTH = 760,
    HEIGHT = 260,
    LEFT = 92,
    RIGHT = 16,
    TOP = 14,
    BOTTOM = 34,
    MAX_TICKS = 12, /* years that are written below */
    RADIUS = 5,
    MAX_AMOUNTS = 400 /* that are drawn; the table has all */
};

static const double DAYS_A_YEAR = 365.25, KRONER = 100.0;

/* Each role has a form of its own, so that none is told by its colour alone. */
static const struct {
    const char *status, *form;
} forms[] = {
    {"applied", "up"},      {"recommended", "up"}, {"granted", "disc"},  {"allocated", "disc"},
    {"released", "disc"},   {"budget", "square"},  {"estimate", "ring"}, {"spent", "diamond"},
    {"deviation", "cross"}, {"", "ring"},
};

const char *
timeline_status(const char *status)
{
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (!strcmp(forms[i].status, status))
            return forms[i].status;
    }
    return "";
}

void
timeline_amount_clear(struct timeline_amount *amount)
{
    g_clear_pointer(&amount->link, g_free);
    g_clear_pointer(&amount->title, g_free);
}

/* Years since 0 of "2016-05-09", or NAN. */
static double
year_of(const char *day)
{
    int year, month, date;
    g_autoptr(GDate) parsed = g_date_new();
    if (strlen(day) != 10)
        return NAN;
    year = (int)g_ascii_strtoll(day, NULL, 10);
    month = (int)g_ascii_strtoll(day + 5, NULL, 10);
    date = (int)g_ascii_strtoll(day + 8, NULL, 10);
    if (year < 1 || year > 9999 || month < 1 || date < 1 || date > 31 ||
        !g_date_valid_dmy((GDateDay)date, (GDateMonth)month, (GDateYear)year))
        return NAN;
    g_date_set_dmy(parsed, (GDateDay)date, (GDateMonth)month, (GDateYear)year);
    return year + (g_date_get_day_of_year(parsed) - 1) / DAYS_A_YEAR;
}

/* ---- the scales ------------------------------------------------------------------------------ */

struct scale {
    double first, last; /* years */
    double least, most; /* kroner */
    double step;        /* between two lines */
};

/* 1, 2 or 5 times a power of ten: about a fifth of the range. */
static double
nice_step(double range)
{
    double rough = range / 5, power = pow(10, floor(log10(rough)));
    double share = rough / power;
    return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

static struct scale
scale_of(const GArray *amounts, guint *ret_n)
{
    struct scale scale = {.first = INFINITY, .last = -INFINITY};
    *ret_n = 0;
    for (guint i = 0; i < MIN(amounts->len, (guint)MAX_AMOUNTS); i++) {
        const struct timeline_amount *a = &g_array_index(amounts, struct timeline_amount, i);
        double from = year_of(a->from), to = *a->to ? year_of(a->to) : from;
        if (isnan(from) || isnan(to))
            continue;
        scale.first = fmin(scale.first, floor(from));
        scale.last = fmax(scale.last, ceil(fmax(to, from + 0.01)));
        scale.least = fmin(scale.least, (double)a->ore / KRONER);
        scale.most = fmax(scale.most, (double)a->ore / KRONER);
        (*ret_n)++;
    }
    if (scale.most <= scale.least)
        scale.most = scale.least + 1;
    scale.step = nice_step(scale.most - scale.least);
    scale.most = ceil(scale.most / scale.step) * scale.step;
    scale.least = floor(scale.least / scale.step) * scale.step;
    return scale;
}

static double
x_of(const struct scale *scale, double year)
{
    return LEFT + (WIDTH - LEFT - RIGHT) * (year - scale->first) / (scale->last - scale->first);
}

static double
y_of(const struct scale *scale, double kroner)
{
    return TOP + (HEIGHT - TOP - BOTTOM) * (scale->most - kroner) / (scale->most - scale->least);
}

/* ---- what is drawn --------------------------------------------------------------------------- */

/* Numbers for SVG, whatever the locale. */
static void
put_numbers(GString *out, const char *format, const double *numbers)
{
    for (const char *at = format; *at; at++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        if (*at == '@')
            g_string_append(out, g_ascii_formatd(buffer, sizeof buffer, "%.1f", *numbers++));
        else
            g_string_append_c(out, *at);
    }
}

static void
put_axes(GString *out, const struct report *report, const struct scale *scale)
{
    double years = scale->last - scale->first, every = ceil(years / MAX_TICKS);
    for (double at = scale->least; at <= scale->most + scale->step / 2; at += scale->step) {
        double y = y_of(scale, at);
        g_autofree char *amount =
            ore_shown(report->language, (gint64)(at * KRONER), (gint64)(at * KRONER));
        put_numbers(out, "<path class=\"grid\" d=\"M@ @H@\"/>", (double[]){LEFT, y, WIDTH - RIGHT});
        put_numbers(out, "<text x=\"@\" y=\"@\" text-anchor=\"end\">", (double[]){LEFT - 6, y + 4});
        html_text(out, amount);
        g_string_append(out, "</text>\n");
    }
    for (double year = scale->first; year <= scale->last; year += every) {
        put_numbers(out, "<text x=\"@\" y=\"@\" text-anchor=\"middle\">",
                    (double[]){x_of(scale, year), HEIGHT - 10});
        g_string_append_printf(out, "%.0f</text>\n", year);
    }
}

static const char *
form_of(const char *status)
{
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (!strcmp(forms[i].status, status))
            return forms[i].form;
    }
    return "ring";
}

static void
put_form(GString *out, const char *form, double x, double y)
{
    const double r = RADIUS;
    if (!strcmp(form, "square"))
        put_numbers(out, "<path d=\"M@ @H@V@H@Z\"/>",
                    (double[]){x - r, y - r, x + r, y + r, x - r});
    else if (!strcmp(form, "diamond"))
        put_numbers(out, "<path d=\"M@ @L@ @L@ @L@ @Z\"/>",
                    (double[]){x, y - r - 1, x + r + 1, y, x, y + r + 1, x - r - 1, y});
    else if (!strcmp(form, "up"))
        put_numbers(out, "<path d=\"M@ @L@ @H@Z\"/>",
                    (double[]){x, y - r - 1, x + r + 1, y + r, x - r - 1});
    else if (!strcmp(form, "cross"))
        put_numbers(out, "<path class=\"line\" d=\"M@ @L@ @M@ @L@ @\"/>",
                    (double[]){x - r, y - r, x + r, y + r, x - r, y + r, x + r, y - r});
    else
        put_numbers(out, "<circle cx=\"@\" cy=\"@\" r=\"@\"/>", (double[]){x, y, r});
}

static void
put_amount(GString *out, const struct scale *scale, const struct timeline_amount *amount)
{
    double from = year_of(amount->from), to = *amount->to ? year_of(amount->to) : from;
    const char *form = form_of(amount->status);
    if (isnan(from) || isnan(to))
        return;
    double x = x_of(scale, from), end = x_of(scale, to);
    double y = y_of(scale, (double)amount->ore / KRONER), zero = y_of(scale, 0);
    g_string_append_printf(out, "<a class=\"t-%s s-%s\"", form,
                           *amount->status ? amount->status : "none");
    html_attribute(out, "href", amount->link);
    g_string_append(out, "><title>");
    html_text(out, amount->title);
    g_string_append(out, "</title>");
    put_numbers(out, "<path class=\"stem\" d=\"M@ @V@\"/>", (double[]){x, zero, y});
    if (end - x > RADIUS)
        put_numbers(out, "<path class=\"span\" d=\"M@ @H@\"/>", (double[]){x, y, end});
    put_form(out, form, x, y);
    g_string_append(out, "</a>\n");
}

/* The roles that are drawn, each with its form. */
static void
put_legend(GString *out, const struct report *report, const GArray *amounts)
{
    g_string_append(out, "<ul class=\"legend\">");
    for (guint f = 0; f < G_N_ELEMENTS(forms); f++) {
        gboolean any = FALSE;
        for (guint i = 0; i < amounts->len && !any; i++)
            any =
                !strcmp(g_array_index(amounts, struct timeline_amount, i).status, forms[f].status);
        if (!any)
            continue;
        g_string_append_printf(out,
                               "<li><svg width=\"16\" height=\"16\" aria-hidden=\"true\">"
                               "<g class=\"t-%s s-%s\">",
                               forms[f].form, *forms[f].status ? forms[f].status : "none");
        put_form(out, forms[f].form, 8, 8);
        g_string_append(out, "</g></svg> ");
        html_text(out, *forms[f].status ? label_word(report->language, forms[f].status)
                                        : label_say(report->language, "no role"));
        g_string_append(out, "</li>");
    }
    g_string_append(out, "</ul>\n");
}

void
report_timeline(GString *out, const struct report *report, const GArray *amounts)
{
    guint n = 0;
    struct scale scale = scale_of(amounts, &n);
    if (n < 2)
        return;
    g_string_append_printf(
        out,
        "<figure class=\"timeline\"><svg viewBox=\"0 0 %d %d\" role=\"group\" "
        "aria-label=\"%s\">\n",
        WIDTH, HEIGHT,
        label_say(report->language, "The amounts over time; the table below says the same"));
    put_axes(out, report, &scale);
    for (guint i = 0; i < MIN(amounts->len, (guint)MAX_AMOUNTS); i++)
        put_amount(out, &scale, &g_array_index(amounts, struct timeline_amount, i));
    g_string_append(out, "</svg>\n");
    put_legend(out, report, amounts);
    g_string_append(out, "</figure>\n");
}
