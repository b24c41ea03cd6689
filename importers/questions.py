"""Hebrew survey questions: which score they ask for, in whatever form of the verb, gender and number.

Hebrew bends its words, so a list of headers never holds all of "תמליץ", "תמליצו", "שתמליצי", "להמליץ".
"""

from __future__ import annotations

import re

_ASKED = (
    r"(?:^| )[ושהלב]?(?:כמה|מידה|מידת|רמת|האם|סיכוי|סיכויי|סביר|סבירה|סבירות|נכונות|מוכן|מוכנה|מוכנים"
    r"|היית|הייתם|הייתן)(?= )"
)
_WE = r"(?:^| )(?:היה|היתה|הייתה|היו|יהיה) (?:לי|לנו|לך|לכם|לכן)(?= )"
_RECOMMEND = r"(?:^| )[וש]{0,2}(?:ל?ה|מ|ת|א|נ|י)מלי?[צץ]\w{0,3}(?= |$)"
_YOU_RECOMMEND = r"(?:^| )[וש]{0,2}ת(?:מליץ|מליצי|מליצו|מלצנה)(?= |$)"
_SATISFIED = r"(?:^| )[וש]?(?:מרוצה|מרוצים|מרוצות|נהנית|נהניתם|נהניתן)(?= |$)"
_CONTENT = r"(?:^| )[ושהבמל]{0,2}(?:שביעות|שבעי|שבעות|שבעת|שבעה|שבע)(?: \w{1,2})? ?ה?רצו[ןנ]\w{0,3}(?= |$)"
_EASE = (
    r"(?:^| )[ושהב]{0,2}(?:קל|קלה|קלים|קלות|פשוט|פשוטה|פשוטים|פשוטות|נוח|נוחה|נוחים|נוחות|קשה|קשים|קשות|קושי"
    r"|מסובך|מסובכת|מסובכים|מאמץ|מאמצים|התאמצת|התאמצתם|להתאמץ)(?= |$)"
)
_EASED = r"(?:^| )(?:הקל|הקלה|הקלו|הקלתם|הקלנו) (?:על|עלי|עליי|עליך|עלייך|עליכם|עלינו)(?= |$)"

_LONGEST = 40  # words of a question; a longer text is an answer
_PATTERNS = (
    ("nps", re.compile(rf"{_YOU_RECOMMEND}|{_ASKED}.*{_RECOMMEND}")),
    ("csat", re.compile(rf"{_CONTENT}|{_ASKED}.*{_SATISFIED}")),
    ("ces", re.compile(rf"{_ASKED}.*{_EASE}|{_WE}.*{_EASE}|{_EASED}")),
)


def asked_for(words: tuple[str, ...]) -> str:
    """The score that a header of these words asks for: 'nps', 'csat', 'ces', or '' when none."""
    text = " ".join(words[:_LONGEST])
    return next((score for score, pattern in _PATTERNS if pattern.search(text)), "")
