"""Names of stages in a file → stages of the map: the same name, or another word for the same stage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from importers.check import LEFT_OUT, StageMatch
from importers.headers import words_of
from importers.values import clean_text, shown

# Words for one stage, in both languages; the first stages are those of the usual maps.
SYNONYMS = (
    ("awareness", "discovery", "discover", "exposure", "מודעות", "גילוי", "חשיפה", "היכרות"),
    ("interest", "עניין", "התעניינות"),
    ("consideration", "weighing alternatives", "evaluation", "research", "comparison", "בחינת חלופות",
     "שקילה", "שקילת חלופות", "שיקול", "השוואה", "מחקר", "בחינה"),
    ("deliberation", "hesitation", "התלבטות"),
    ("decision", "decide", "החלטה", "קבלת החלטה"),
    ("repeat advertising", "retargeting", "remarketing", "פרסום חוזר", "רימרקטינג"),
    ("details", "lead", "leave details", "פרטים", "השארת פרטים", "ליד"),
    ("first contact", "contact", "קשר ראשון", "יצירת קשר", "פנייה"),
    ("registration", "register", "signup", "sign up", "signups", "sign ups", "הרשמה", "רישום"),
    ("login", "log in", "sign in", "כניסה", "התחברות"),
    ("onboarding", "activation", "first use", "קליטה", "שימוש ראשון", "הפעלה"),
    ("product view", "product page", "product viewed", "עמוד מוצר", "דף מוצר", "צפייה במוצר"),
    ("cart", "add to cart", "added to cart", "basket", "סל", "עגלה", "סל קניות", "הוספה לסל", "עגלת קניות"),
    ("checkout", "checkout initiated", "קופה", "מעבר לתשלום"),
    ("payment", "pay", "תשלום"),
    ("purchase", "buy", "buying", "purchased", "purchase confirmed", "order", "קנייה", "קניה", "רכישה",
     "הזמנה"),
    ("delivery", "shipping", "shipment", "משלוח", "אספקה", "מסירה"),
    ("use", "usage", "experience", "שימוש", "חוויה"),
    ("support", "service", "customer service", "תמיכה", "שירות", "שירות לקוחות"),
    ("repeat purchase", "repurchase", "קנייה חוזרת", "רכישה חוזרת"),
    ("retention", "שימור"),
    ("loyalty", "customer loyalty", "נאמנות", "נאמנות הלקוח", "נאמנות לקוחות"),
    ("advocacy", "ambassador", "referral", "שגרירות", "שגריר", "המלצה", "שגרירים"),
)  # fmt: skip
_GROUP = {words_of(word): group for group, words in enumerate(SYNONYMS) for word in words}
_NUMBERED = re.compile(r"\s*(?:step|stage|שלב|צעד)?\s*\d{1,3}\s*[.):\-–]\s*(?=\D)", re.IGNORECASE)


def without_number(name: str) -> str:
    """ "1. Open App" → "Open App": many tools number the steps of a funnel."""
    return _NUMBERED.sub("", name, count=1).strip() or name


def step_name(cell: object) -> str:
    """The name of a step as people say it."""
    return without_number(clean_text(shown(cell)))


def _key(name: str) -> tuple[str, ...]:
    """What names of one stage have in common: their words, or signs alone as they are."""
    return words_of(name) or tuple(name.split())


def match_stages(
    names: Mapping[str, int],
    stages: Sequence[tuple[int, str]],
    chosen: Mapping[str, int | None],
    new_stages: bool,
) -> list[StageMatch]:
    """What each name of the file (→ its number of rows) means; `stages`: (id, title) in the map's order.

    The user's choice first, then the same words, then words for the same stage if only one stage has them.
    """
    by_words: dict[tuple[str, ...], int] = {}
    by_group: dict[int, list[int]] = {}
    for id, title in stages:
        words = _key(without_number(title))
        if not words:
            continue  # a stage without a title is nobody's
        by_words.setdefault(words, id)
        if words in _GROUP:
            by_group.setdefault(_GROUP[words], []).append(id)
    matches = []
    for name, rows in names.items():
        words = _key(name)
        alike = by_group.get(_GROUP.get(words, -1), [])
        if name in chosen:
            stage = chosen[name]
            if stage == LEFT_OUT:
                matches.append(StageMatch(name, None, "", rows))
            else:
                how = "chosen" if stage is not None else "new" if new_stages else ""
                matches.append(StageMatch(name, stage, how, rows))
        elif words in by_words:
            matches.append(StageMatch(name, by_words[words], "exact", rows))
        elif len(alike) == 1:
            matches.append(StageMatch(name, alike[0], "synonym", rows))
        else:
            matches.append(StageMatch(name, None, "new" if new_stages else "", rows))
    return matches


def places(matches: Iterable[StageMatch], order: Sequence[int]) -> list[tuple[str, int | None]]:
    """Where new stages go: (name, id of the stage it comes before; None: at the end), in the file's order.

    A new stage follows the stage of the step before it; before the first known step it comes in front of it.
    `order`: ids of the map's stages.
    """
    matches = list(matches)
    after: int | None = None
    found: list[tuple[str, int | None]] = []
    for index, match in enumerate(matches):
        if match.how != "new":
            after = match.stage if match.stage in order else after
        elif after is not None:
            at = order.index(after) + 1
            found.append((match.name, order[at] if at < len(order) else None))
        else:
            following = (m.stage for m in matches[index:] if m.stage is not None and m.stage in order)
            found.append((match.name, next(following, None)))
    return found
