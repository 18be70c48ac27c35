/* The calendar: days as numbers, ISO weeks, and which days there are. Proleptic Gregorian. */
#ifndef AKT_CALENDAR_H
#define AKT_CALENDAR_H

#include <glib.h>

struct day {
    int year, month, day;
};

/* Is there such a day? Years 1 to 9999. */
gboolean calendar_is_day(int year, int month, int day);

/* 28 to 31. The month must be 1 to 12. */
int calendar_days_in_month(int year, int month);

/* Days since 1970-01-01, and back. */
long calendar_number(struct day day);
struct day calendar_day(long number);

/* The Monday of an ISO week, as a day's number; the year may have 52 or 53 of them. */
long calendar_week(int year, int week);
int calendar_weeks(int year);

#endif
