"""Says in one line what a machine lacks for Qt, before Qt itself ends the process or shows a traceback."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from pathlib import Path

from resources.words import words

# Debian's packages with every library that the wheel of PySide6-Essentials links to and does not bring along.
LIBRARIES = (
    "libegl1 libgl1 libfontconfig1 libdbus-1-3 libglib2.0-0 libgssapi-krb5-2 "
    "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)
REMEDY = f"apt-get install -y {LIBRARIES}"


def drawing_missing(language: str) -> str | None:
    """One sentence with the remedy when nothing can be drawn (PDF, PNG, window); None when all is there."""
    try:
        import PySide6.QtWidgets  # noqa: F401  (its libraries are those of QtGui)
    except ImportError as error:
        return _sentence(str(error).partition(":")[0], language)
    return None


def window_missing(language: str) -> str | None:
    """Like `drawing_missing`, and for the window: a screen, and the libraries of its X11 plugin."""
    lacking = drawing_missing(language)
    if lacking or not has_screen():
        return lacking or words(language)(
            "There is no screen for the window; masa show, masa import and masa export work without one"
        )
    if _uses_x11():
        try:
            ctypes.CDLL(str(_plugin("libqxcb.so")))
        except OSError as error:
            return _sentence(str(error).partition(":")[0], language)
    return None


def has_screen() -> bool:
    """False on a Linux without a display; a Qt platform that the user chose is believed."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _sentence(library: str, language: str) -> str:
    _ = words(language)
    return _("A library that Qt needs is missing (%(library)s); install it with: %(remedy)s") % {
        "library": library,
        "remedy": REMEDY,
    }


def _uses_x11() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    return (
        os.environ.get("QT_QPA_PLATFORM") or ("" if os.environ.get("WAYLAND_DISPLAY") else "xcb")
    ) == "xcb"


def _plugin(name: str) -> Path:
    spec = importlib.util.find_spec("PySide6")
    folder = Path(spec.origin or "").parent if spec else Path()
    return folder / "Qt" / "plugins" / "platforms" / name
