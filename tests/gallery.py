"""Two rich maps, Hebrew and English, and their pictures to look at: `python -m tests.gallery FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage, QPainter

from canvas.picture.display import Picture
from canvas.picture.layout import Options, layout
from canvas.picture.paint import paint
from canvas.picture.theme import THEMES, theme
from model import verbs
from model.document import Document
from model.measures import Feedback, Figures, Score, StageDropOff, StageFigures
from model.records import ImportBatch, Map

STORIES: dict[str, dict[str, Any]] = {
    "he": {
        "stages": [
            ("התעניינות", "יום 1"),
            ("בקשת נסיעה", "יום 1"),
            ("שיחה עם המוקד", "יום 2"),
            ("חזרה ללקוחה", "יום 4"),
            ("החלטה", "יום 6"),
        ],
        "goal": [
            "להבין אם הדגם מתאים למשפחה",
            "לקבוע נסיעת מבחן לשבוע הקרוב",
            "לתאם שעה בלי לחזור על הפרטים",
            "לקבל תשובה באותו היום",
            "לבחור רכב ולסגור עסקה",
        ],
        "thought": [
            "נראה בדיוק מה שחיפשנו לרכב השני",
            "השארתי פרטים כדי שהם יתקשרו, לא אני",
            "״איזה דגם אמרת?״ הרי כתבתי הכול בטופס",
            "יומיים. בינתיים כבר נסעתי אצל אחרים",
            "הם ענו לי תוך עשר דקות",
        ],
        "pain": [
            "אין מחיר סופי באתר",
            "מתבקשת להתקשר אחרי שכבר מילאה טופס",
            "הנציגה לא רואה את פרטי הליד",
            "אף אחד לא אחראי לחזור בזמן",
            "ההצעה הגיעה אחרי ההחלטה",
        ],
        "opportunity": [
            "מחשבון מימון בעמוד הדגם",
            "קביעת שעה כבר בטופס עצמו",
            "פרטי הליד נפתחים לנציגה עם השיחה",
            "התחייבות לחזרה תוך שעה אחת",
        ],
        "touchpoint": [
            (0, "מודעה בפייסבוק", "paid", "שיווק"),
            (0, "עמוד הדגם באתר", "site", "שיווק"),
            (1, "טופס נסיעת מבחן", "form", "שיווק"),
            (1, "הודעת SMS: ״התקשרו אלינו״", "sms", "שירות"),
            (2, "המתנה למענה, 4 דקות", "phone", "שירות"),
            (2, "נציגה שמתעלמת מפרטי הליד", "agent", "מכירות"),
            (3, "שיחה חוזרת אחרי יומיים", "phone_incoming", ""),
            (4, "נסיעה אצל המתחרה", "car", ""),
            (4, "הזמנה אצל המתחרה", "meeting", ""),
        ],
        "moment_of_truth": [
            (1, "אינגייג'מנט ראשון", "משאירה פרטים ומצפה שיחזרו אליה"),
            (4, "רכישה ראשונה", ""),
        ],
        "note": "לשאול את נועה על נתוני השליח",
        "personas": [("דנה לוי", "actual"), ("דנה", "ideal")],
        "entered": [1240, 486, 402, 171, 96],
    },
    "en": {
        "stages": [
            ("Discover", "day 1"),
            ("Compare", "days 1–4"),
            ("Checkout", "day 4"),
            ("Delivery", "days 5–9"),
            ("First use", "day 9+"),
        ],
        "goal": [
            "Find a lamp that fits the room",
            "Be sure it is the right one",
            "Pay in under two minutes",
            "Know when it will arrive",
            "Light the room the same evening",
        ],
        "thought": [
            "Lovely, but is it too big for us?",
            "Every shop measures shades differently",
            "Delivery costs as much as the bulb!",
            "“Between 8 and 20” is not a time",
            "Five minutes and it hangs. Wow",
        ],
        "pain": [
            "Ad shows a sold-out colour",
            "Dimensions hidden under a tab",
            "Delivery fee appears at the last step",
            "No time window, missed first attempt",
        ],
        "opportunity": [
            "Keep ads in step with stock",
            "True-to-scale room preview",
            "Show delivered price in the basket",
            "Two-hour window by text",
            "Ask for a review on day 14",
        ],
        "touchpoint": [
            (0, "Instagram ad", "paid", "Marketing"),
            (0, "Product page", "site", "E-commerce"),
            (1, "Reviews on the page", "word_of_mouth", "E-commerce"),
            (1, "Live chat, 6 min reply", "sms", "Service"),
            (2, "Basket", "basket", "E-commerce"),
            (2, "Payment and delivery fee", "payment", "Finance"),
            (3, "Order e-mail", "mail", "Marketing"),
            (3, "Courier, second try", "delivery", ""),
            (4, "Unboxing and fitting", "package", "Operations"),
            (4, "Thank-you card, 10% code", "mail", ""),
        ],
        "moment_of_truth": [(2, "First purchase", "pays or leaves"), (4, "First use", "")],
        "note": "Ask Noa for the courier figures",
        "personas": [("Maya", "actual"), ("Maya", "ideal")],
        "entered": [18400, 7912, 2136, 1154, 1098],
    },
}
LANES = {"goal": "goal", "thought": "thoughts", "pain": "pains", "opportunity": "opportunities"}
ACTUAL = [(0, 0.2, 0.7), (0, 0.72, 1.3), (1, 0.28, 0.9), (1, 0.75, -0.6), (2, 0.28, -1.0), (2, 0.75, -1.75),
          (3, 0.5, -1.2), (4, 0.3, -0.5), (4, 0.8, -1.5)]  # fmt: skip
IDEAL = [(0, 0.1, 1.2), (0, 0.46, 1.6), (1, 0.5, 1.5), (3, 0.3, 1.1), (4, 0.2, 1.6), (4, 0.8, 1.8)]
SCORES = {
    1: Score("csat", "csat5", 62, 118, 53, 70, 3.6),
    2: Score("ces", "ces7", 2.9, 64, 2.5, 3.3, 2.9),
    3: Score("nps", "nps", -38, 22, -61, -15, 5),
}


def rich_map(document: Document, language: str) -> tuple[Map, Figures]:
    """A map with every kind of thing on it, and figures for it."""
    story = STORIES[language]
    map = verbs.new_map(document, language=language, stages=[title for title, _ in story["stages"]])
    stages = [stage.id for stage in document.children("stage", map=map.id)]
    lanes = {lane.kind: lane.id for lane in document.children("lane", map=map.id)}
    for stage, (_, time) in zip(stages, story["stages"], strict=True):
        verbs.set_fields(document, "stage", [stage], duration=time)
    for kind, lane in LANES.items():
        for k, title in enumerate(story[kind]):
            severity = min(k + 1, 3) if kind == "pain" else None
            verbs.add_card(document, stages[k], lanes[lane], kind, title, severity=severity)
    for k, (index, title, channel, owner) in enumerate(story["touchpoint"]):
        card = verbs.add_card(
            document, stages[index], lanes["touchpoints"], "touchpoint", title, owner=owner,
            evidence=("measured", "told", "assumed")[k % 3],
            experience=("positive", "negative", "extraordinary", "")[k % 4],
            outside=int(index == 4 and not owner),
        )  # fmt: skip
        verbs.set_channel(document, [card.id], channel, channel)
    for index, kind, title in story["moment_of_truth"]:
        verbs.add_card(
            document, stages[index], lanes["moments_of_truth"], "moment_of_truth", title, truth_kind=kind
        )
    verbs.add_card(document, stages[3], lanes["actions"], "note", story["note"])
    verbs.add_card(document, stages[1], lanes["actions"], "action", story["goal"][1])
    verbs.add_card(document, stages[0], lanes["owner"], "text", story["touchpoint"][0][3])
    for (name, kind), points in zip(story["personas"], (ACTUAL, IDEAL), strict=True):
        persona = verbs.add_persona(document, map.id, name, kind).id
        for index, at, value in points:
            verbs.set_emotion(document, stages[index], value, at=at, persona=persona)
    return map, figures(stages, story["entered"])


def figures(stages: list[int], entered: list[int], unit: str = "persons") -> Figures:
    """A closed funnel through the stages, and scores in some of them."""
    known = {}
    for k, (stage, came, stayed) in enumerate(zip(stages, entered, [*entered[1:], entered[-1]], strict=True)):
        step = StageDropOff(came, stayed, came - stayed, stayed / came, 1 - stayed / came)
        score = SCORES.get(k)
        answers = Feedback(score.n, {score.measure: score}) if score else Feedback(0, {})
        known[stage] = StageFigures(step, answers)
    batch = ImportBatch(1, 1, "drop_off", "funnel.csv", "", 0, len(entered), unit=unit)
    return Figures(known, Feedback(0, {}), 0, batch)


def draw(picture: Picture, name: str, scale: float = 1.0) -> QImage:
    """The whole picture in a theme."""
    image = QImage(round(picture.width * scale), round(picture.height * scale), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.scale(scale, scale)
    corner = (picture.corner,) if picture.corner else ()
    for items in (picture.background, picture.figures, tuple(picture.cards.values())):
        paint(painter, items, theme(name))
    for items in (tuple(picture.points.values()), picture.titles, picture.header, corner):
        paint(painter, items, theme(name))
    painter.end()
    return image


def main(folder: str) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    for language in STORIES:
        document = Document.create(None)
        map, known = rich_map(document, language)
        picture = layout(document, map.id, Options(figures=known))
        for name in THEMES:
            draw(picture, name).save(str(Path(folder) / f"map-{language}-{name}.png"))
        document.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
