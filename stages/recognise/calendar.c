/* Days are counted in eras of 400 years that begin on the first of March, so that the leap day is
 * the last of its year. */
#include "calendar.h"

enum {
    DAYS_IN_ERA = 146097,
    DAYS_TO_1970 = 719468
};

int
calendar_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    gboolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

gboolean
calendar_is_day(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= calendar_days_in_month(year, month);
}

long
calendar_number(struct day day)
{
    long year = day.month <= 2 ? day.year - 1 : day.year;
    long era = (year >= 0 ? year : year - 399) / 400;
    long of_era = year - era * 400;
    long month = day.month > 2 ? day.month - 3 : day.month + 9;
    long of_year = (153 * month + 2) / 5 + day.day - 1;
    return era * DAYS_IN_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_TO_1970;
}

struct day
calendar_day(long number)
{
    number += DAYS_TO_1970;
    long era = (number >= 0 ? number : number - (DAYS_IN_ERA - 1)) / DAYS_IN_ERA;
    long rest = number - era * DAYS_IN_ERA;
    long of_era = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    long of_year = rest - (365 * of_era + of_era / 4 - of_era / 100);
    long month = (5 * of_year + 2) / 153;
    struct day day = {.year = (int)(of_era + era * 400), .month = (int)month + 3};
    day.day = (int)(of_year - (153 * month + 2) / 5 + 1);
    if (day.month > 12) {
        day.month -= 12;
        day.year++;
    }
    return day;
}

long
calendar_week(int year, int week)
{
    long fourth = calendar_number((struct day){year, 1, 4}); /* always in week 1 */
    long weekday = ((fourth + 3) % 7 + 7) % 7; /* 0 is Monday; 1970-01-01 a Thursday */
    return fourth - weekday + 7L * (week - 1);
}

int
calendar_weeks(int year)
{
    return (int)((calendar_week(year + 1, 1) - calendar_week(year, 1)) / 7);
}
