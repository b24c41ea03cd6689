"""The choice of the language that new maps are made in."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from app.session import Session
from resources.words import languages


def language_choice(session: Session) -> QComboBox:
    """The language of the maps to be made; the choice is remembered."""
    combo = QComboBox()
    combo.setAccessibleName(session.words("Language of the map"))
    combo.setToolTip(session.words("Language of the map"))
    for code, name in languages().items():
        combo.addItem(name, code)
    combo.setCurrentIndex(combo.findData(session.settings.template_language or session.language))

    def remember() -> None:
        session.settings.template_language = combo.currentData()
        session.settings.save()

    combo.currentIndexChanged.connect(remember)
    return combo
