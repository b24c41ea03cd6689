"""Numbers, scores and dates as a reader sees them, on maps, in exports and in the window.

Numbers are plain runs; within a Hebrew sentence put them through `isolate`, or the sign of "−38" jumps to its
other end.
"""

from __future__ import annotations

from datetime import date, datetime

from .words import N_, Words

MINUS = "\u2212"
SHORT = 30  # characters of a title within a sentence or a menu
LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip

_FIRST, _LAST = 86_400, 253_402_000_000  # seconds that every system can tell as a date


def isolate(text: str) -> str:
    """Keep a number and its sign or unit one left-to-right run, whatever stands around it."""
    return f"{LRI}{text}{PDI}"


def own_direction(text: str) -> str:
    """A user's words run in their own direction, whatever stands around them."""
    return f"{FSI}{text}{PDI}"


def short(text: str, most: int = SHORT) -> str:
    """At most so many characters, the last an ellipsis where some were left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def decimal(value: float, digits: int = 1) -> str:
    """1234.56 → '1,234.6', with a real minus sign and never a minus zero."""
    text = f"{value:,.{digits}f}"
    if text.startswith("-"):
        return MINUS + text[1:] if text.strip("-0.,") else text[1:]
    return text


def count(value: float) -> str:
    """1240 → '1,240'."""
    return decimal(value, 0)


def percent(share: float, digits: int = 1) -> str:
    """A share of 1: 0.608 → '60.8%'."""
    return decimal(share * 100, digits) + "%"


def signed(value: float, digits: int = 0) -> str:
    """-38 → '−38', 31 → '+31', 0 → '0'."""
    text = decimal(value, digits)
    return "+" + text if value > 0 and text.strip("0.") else text


def score(measure: str, value: float, highest: int) -> str:
    """A score of a measure of `kinds.SCALES`: '62%' for csat, '−38' for nps, '2.9 / 7' for means."""
    return f"{_end(measure, value)} / {highest}" if measure in ("ces", "stars") else _end(measure, value)


def interval(measure: str, low: float, high: float, _: Words) -> str:
    """'53% to 70%': a word between the ends, never a dash beside a minus sign."""
    return _("%(low)s to %(high)s") % {
        "low": isolate(_end(measure, low)),
        "high": isolate(_end(measure, high)),
    }


def _end(measure: str, value: float) -> str:
    if measure == "csat":
        return percent(value / 100, 0)
    if measure == "nps":
        return signed(value)
    return decimal(value)


def sample_size(n: int) -> str:
    """118 → 'n = 118', one run."""
    return isolate(f"n = {count(n)}")


def local(at: float) -> datetime:
    """Of seconds since 1970; a stranger's file may say any number."""
    return datetime.fromtimestamp(min(max(at, _FIRST), _LAST))


def day(when: date, _: Words) -> str:
    """'21 November 2026', '21 בנובמבר 2026'."""
    month = _(MONTHS[when.month - 1])
    return _("%(day)s %(month)s %(year)s") % {"day": when.day, "month": month, "year": when.year}


def period(text: str, _: Words) -> str:
    """A batch's period 'YYYY-MM-DD/YYYY-MM-DD' in words: a quarter, a month, two days; else ''."""
    from calendar import monthrange  # here: slow to load, and no start needs it

    try:
        first, last = (date.fromisoformat(end) for end in text.split("/"))
    except ValueError:
        return ""
    ends_month = last.day == monthrange(last.year, last.month)[1]
    whole_months = first.day == 1 and ends_month and first.year == last.year
    if whole_months and first.month % 3 == 1 and last.month == first.month + 2:
        return _("quarter %(n)s, %(year)s") % {"n": last.month // 3, "year": first.year}
    if whole_months and first.month == last.month:
        return _("%(month)s %(year)s") % {"month": _(MONTHS[first.month - 1]), "year": first.year}
    return _("%(low)s to %(high)s") % {"low": day(first, _), "high": day(last, _)}
