"""Moments of the history in words: what a step did, when somebody began to work, and who."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.recent_files import when
from app.step_words import gesture_name
from resources.formats import isolate, local, own_direction, short
from resources.words import Words, words

if TYPE_CHECKING:
    from model.versions import Moment

NAME_MOST = 48  # characters of a version's name within a sentence


def clock(at: float) -> str:
    """'09:42'."""
    return isolate(f"{local(at):%H:%M}")


def day_and_time(at: float, _: Words) -> str:
    """'Today, 09:42', '3 November 2026, 17:05'."""
    moment, now = local(at), datetime.now()
    told = when(moment, now, _)
    if (now.date() - moment.date()).days in (0, 1):
        return told
    return _("%(day)s, %(time)s") % {"day": told, "time": clock(at)}


def sitting_name(began: float, who: str, language: str) -> str:
    """When somebody began to work, and who: 'Today, 09:42, dana'."""
    at = day_and_time(began, words(language))
    return f"{at}, {own_direction(who)}" if who else at


def step_name(moment: Moment, language: str) -> str:
    """What a step did, as the first words of a line: 'Move card “Basket”'."""
    if moment.parent is None:
        return words(language)("The beginning")
    name = gesture_name(moment.gesture, moment.params, language)
    return name[:1].upper() + name[1:]


def moment_name(moment: Moment, language: str) -> str:
    """Its version's name in quotation marks, shortened to a line, else what its step did."""
    if moment.version:
        return words(language)("“%(title)s”") % {"title": own_direction(short(moment.version, NAME_MOST))}
    return step_name(moment, language)
