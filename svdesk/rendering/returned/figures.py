"""Numbers, dates and times as a spreadsheet keeps them, and as a person saw them.

A date is a number of days since the end of 1899 (or since 1904), a percentage a share of 1; only the
cell's format tells them from other numbers (ECMA-376, part 1, 18.8.30 and 18.17.4).
"""

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from svdesk.domain.english import plain_number

_EXACT = 15
"""Digits that a spreadsheet keeps; those behind them are noise of the machine's arithmetic."""
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERCENTAGES = frozenset((9, 10))
_NO_PART_OF_THE_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
_LEAP_DAY_THAT_NEVER_WAS = 60
_LAST_DAY = 2_958_466
_LIKELY_DATES = range(29_221, 73_051)  # 1980 to 2099


def cell_number(raw: str) -> Decimal | None:
    """Return a number as it is kept in a cell, without noise; None where it is none."""
    try:
        exact = Decimal(raw.strip())
        if not exact.is_finite() or abs(exact.adjusted()) > 300:
            return None
        return Decimal(f"{exact:.{_EXACT - 1}e}")
    except (InvalidOperation, ValueError, OverflowError):
        return None


def number_words(number: Decimal) -> str:
    """Return *number* in figures, without an exponent or noughts at its end."""
    text = plain_number(number)
    return "0" if text in ("-0", "") else text


def is_date_format(number: int, code: str) -> bool:
    """Whether a number format, by its *number* and its own *code* if it has one, shows dates or times."""
    if not code:
        return number in _DATES
    shown = _NO_PART_OF_THE_FORMAT.sub("", code.split(";")[0])
    return bool(_DATE_LETTERS.search(shown)) and "general" not in shown.lower()


def is_percentage_format(number: int, code: str) -> bool:
    """Whether a number format shows shares of 1 as percentages."""
    if not code:
        return number in _PERCENTAGES
    return "%" in _NO_PART_OF_THE_FORMAT.sub("", code.split(";")[0])


def could_be_a_day(number: Decimal) -> bool:
    """Whether a number without a format of its own is likely to be a day of our time."""
    return number == int(number) and int(number) in _LIKELY_DATES


def moment_words(number: Decimal, *, since_1904: bool) -> str:
    """Return a day, a time or both as ISO 8601 has them; the number itself where it is none."""
    days = int(number)
    if number < 0 or days >= _LAST_DAY:
        return number_words(number)
    seconds = round((number - days) * 86_400)
    time = timedelta(seconds=int(seconds))
    if days == 0 and not since_1904:
        return _time_words(datetime(1900, 1, 1) + time)
    if days == _LEAP_DAY_THAT_NEVER_WAS and not since_1904:
        return "1900-02-29"
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if not since_1904 and days < _LEAP_DAY_THAT_NEVER_WAS:
        days += 1
    moment = start + timedelta(days=days) + time
    return f"{moment:%Y-%m-%d}" if not seconds else f"{moment:%Y-%m-%d} {_time_words(moment)}"


def _time_words(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def hides_the_value(code: str) -> bool:
    """Whether a number format of its own *code* may show another value than the cell holds, or none."""
    for section in code.split(";") if code else ():
        shows_value = re.search(
            r"[0#?@dmyhs]|general", _NO_PART_OF_THE_FORMAT.sub("", section), re.IGNORECASE
        )
        literals = _literals(section)
        scaled = re.search(r"[0#?],+(?![0#?])", _NO_PART_OF_THE_FORMAT.sub("", section))
        if any(each.isdigit() for each in literals) or scaled or (not shows_value and literals != "-"):
            return True
    return False


def _literals(section: str) -> str:
    """Return the text in a part of a number format that stands there as it is."""
    return "".join(one or other for one, other in re.findall(r'"([^"]*)"|\\(.)', section))
