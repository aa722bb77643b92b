"""Days of the week in the Gregorian calendar."""

NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def weekday(year, month, day):
    past = year - 1
    days = past * 365 + past // 4 - past // 100 + past // 400
    days += BEFORE[month - 1] + day - 1
    if month > 2 and is_leap(year):
        days += 1
    return NAMES[days % 7]
