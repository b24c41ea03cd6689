"""Words of the interface and of maps: `_ = words("he")`, then `_("No feedback yet")`.

The English text is the id. The catalogue is read with the standard library's gettext, so that a
start loads no Babel.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"
NAMES = {"he": "עברית", "en": "English"}
_OLD_CODES = {"iw": "he"}


def N_(text: str) -> str:
    """Mark a constant for the catalogue; it is translated where it is shown, by `_(constant)`."""
    return text


class Words:
    """The words of one language. Parameters are filled in by the caller: `_("%(n)s answers") % {"n": n}`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.rtl = language == "he"
        self._catalogue = NullTranslations()
        if language != "en":
            with (LOCALES / language / "LC_MESSAGES" / "masa.mo").open("rb") as file:
                self._catalogue = GNUTranslations(file)

    def __call__(self, text: str) -> str:
        return self._catalogue.gettext(text) if text else ""  # the id "" is the catalogue's own header

    def plural(self, singular: str, plural: str, n: int) -> str:
        """The form for `n` things; `n` itself is filled in by the caller."""
        return self._catalogue.ngettext(singular, plural, n)


def languages() -> dict[str, str]:
    """The languages of the interface, each with its own name, Hebrew first."""
    return dict(NAMES)


def known_language(code: str) -> str:
    """The language of the interface for a system's code: 'he_IL' is 'he'; one we do not speak is 'en'."""
    short = code.replace("_", "-").split("-")[0].lower()
    short = _OLD_CODES.get(short, short)
    return short if short in NAMES else "en"


@lru_cache(maxsize=8)
def _loaded(language: str) -> Words:
    return Words(language)


def words(language: str) -> Words:
    return _loaded(known_language(language))
