"""Maps that nobody designs for: `python -m tests.odd_maps FOLDER` draws each on screen, as PNG and as PDF."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from canvas.hands.view import MapView
from canvas.picture.theme import theme
from exporters.image import write_png
from exporters.pdf import write_pdf
from model import verbs
from model.document import Document
from model.records import Map

KINDS = {
    "goal": "goal", "actions": "action", "touchpoints": "touchpoint", "thoughts": "thought", "pains": "pain",
    "moments_of_truth": "moment_of_truth", "opportunities": "opportunity", "owner": "text",
}  # fmt: skip
ENDLESS = {"he": "ארוכה" * 60, "en": "endless" * 43}
EMOJI = ["😀 Smiles 👩‍👩‍👧‍👦", "🇮🇱 חנות 🛒✨", "👍🏽", "❤️‍🔥 love it", "1️⃣ ראשון", "☎️ 03-1234567"]
POINTED = [
    "שָׁלוֹם לְךָ, לָקוֹחַ יָקָר", "בְּרֵאשִׁית הַמַּסָּע", "צָרִיךְ עֶזְרָה?", "לֹּא מֻכָּר", "יִשְׂרָאֵל (קָטָן)", "סֵפֶר־חָשׁוּב",
]  # fmt: skip
MIXED = {
    "he": [
        "לקוח (VIP) 40% ₪3.50", "מחיר: ₪3.50 (כולל מע״מ)", "App חדש", "-5% הנחה",
        "ראו https://masa.example/a?b=1", "C++ ו-C#",
    ],
    "en": [
        "A (VIP) pays 40%, ₪3.50", "The word שלום (hello)", "חדש app", "-5% off",
        "בדיקה 1-2-3", "50% מהלקוחות (כ-120)",
    ],
}  # fmt: skip
OTHER = {
    "he": ["Awareness", "Weighing alternatives (online)", "Decision: buy, or not?", "Loyalty, 90 days later"],
    "en": ["מודעות", "בחינת חלופות (ברשת)", "החלטה: לקנות או לא?", "נאמנות, 90 יום אחרי"],
}


def _map(document: Document, language: str, stages: list[str]) -> Map:
    return verbs.new_map(document, stages[0] if stages else "", language=language, stages=stages)


def _filled(document: Document, language: str, stages: list[str], titles: list[str]) -> Map:
    """Every kind of card with each of the titles in turn, a persona with a curve, times of stages."""
    made = _map(document, language, stages)
    lanes = {lane.kind: lane.id for lane in document.children("lane", map=made.id)}
    name = titles[0][:60]
    persona = verbs.add_persona(document, made.id, name).id
    for k, stage in enumerate(document.children("stage", map=made.id)):
        verbs.set_fields(document, "stage", [stage.id], duration=titles[k % len(titles)][:80])
        verbs.set_emotion(document, stage.id, (-2, 2, 0.5, -1)[k % 4], persona=persona)
        for n, (lane, kind) in enumerate(KINDS.items()):
            title = titles[(k + n) % len(titles)]
            owner = title if kind == "touchpoint" else ""
            verbs.add_card(document, stage.id, lanes[lane], kind, title, owner=owner)
    return made


def empty(document: Document, language: str) -> Map:
    return verbs.new_map(document, language=language)


def no_cards(document: Document, language: str) -> Map:
    return _map(document, language, ["מודעות", "החלטה"] if language == "he" else ["Awareness", "Decision"])


def one_stage(document: Document, language: str) -> Map:
    return _filled(document, language, MIXED[language][2:3], MIXED[language])


def forty_stages(document: Document, language: str) -> Map:
    word = "שלב" if language == "he" else "Stage"
    return _filled(document, language, [f"{word} {k + 1}" for k in range(40)], MIXED[language])


def crowded(document: Document, language: str) -> Map:
    """A hundred cards in one cell."""
    made = no_cards(document, language)
    stage = document.children("stage", map=made.id)[0]
    lane = next(lane for lane in document.children("lane", map=made.id) if lane.kind == "touchpoints")
    verbs.add_cards(document, [(stage.id, lane.id, "touchpoint", f"{k + 1}") for k in range(100)])
    return made


def endless(document: Document, language: str) -> Map:
    """Titles of 300 letters without a space."""
    long = ENDLESS[language]
    return _filled(document, language, [long, "A"], [long])


def emoji(document: Document, language: str) -> Map:
    return _filled(document, language, EMOJI[:4], EMOJI)


def pointed(document: Document, language: str) -> Map:
    """Hebrew with niqqud."""
    return _filled(document, language, POINTED[:4], POINTED)


def mixed(document: Document, language: str) -> Map:
    return _filled(document, language, MIXED[language][:4], MIXED[language])


def other_language(document: Document, language: str) -> Map:
    """English on a Hebrew map, and the reverse."""
    return _filled(document, language, OTHER[language], OTHER[language])


ODD: dict[str, Callable[[Document, str], Map]] = {
    made.__name__: made
    for made in (
        empty, no_cards, one_stage, forty_stages, crowded, endless, emoji, pointed, mixed, other_language,
    )
}  # fmt: skip


def on_screen(document: Document, map_id: int, language: str, path: Path) -> None:
    view = MapView(document, map_id, theme("light"), language)
    view.resize(1280, 720)
    view.show()
    QApplication.processEvents()
    view.grab().save(str(path))
    view.detach()
    view.close()


def main(folder: str) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    for name, make in ODD.items():
        for language in ("he", "en"):
            document = Document.create(None)
            made = make(document, language)
            path = Path(folder) / f"{name}-{language}"
            on_screen(document, made.id, language, path.with_name(f"{path.name}-screen.png"))
            write_png(document, made.id, path.with_suffix(".png"), scale=1.0)
            write_pdf(document, made.id, path.with_suffix(".pdf"))
            document.close()
    app.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
