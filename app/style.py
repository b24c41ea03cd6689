"""How every widget looks: the tokens of a theme as a QPalette and one stylesheet, over Qt's Fusion style.

Sizes and colours come from `resources/tokens.toml`. A label's `role` property chooses its type style
("caption", "heading", "title", "display"); a button's `look` is "primary", "outlined" or "flat".
"""

from __future__ import annotations

from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QWidget
from shiboken6 import isValid

from app.icons import pixmap
from canvas.picture.faces import fonts
from canvas.picture.theme import Theme, theme

FONT_SIZE = 13
_ROLES = QPalette.ColorRole
PALETTE = {
    _ROLES.Window: "chrome", _ROLES.Base: "panel", _ROLES.Button: "panel", _ROLES.AlternateBase: "lane_alt",
    _ROLES.Text: "text", _ROLES.WindowText: "text", _ROLES.ButtonText: "text", _ROLES.BrightText: "error",
    _ROLES.PlaceholderText: "text_3", _ROLES.Highlight: "accent", _ROLES.HighlightedText: "text_on_accent",
    _ROLES.Link: "accent_text", _ROLES.LinkVisited: "accent_text", _ROLES.Mid: "divider",
    _ROLES.Midlight: "divider", _ROLES.Dark: "control_border", _ROLES.Light: "panel",
    _ROLES.Shadow: "divider", _ROLES.ToolTipBase: "text", _ROLES.ToolTipText: "panel",
    _ROLES.Accent: "accent",
}  # fmt: skip
MARKS = (
    ("arrow", "caret-down", "text_2"), ("up", "caret-up", "text_2"), ("check", "check", "text_on_accent"),
    ("partly", "minus", "text"),
)  # fmt: skip

SHEET = Template("""
QToolTip { color: $panel; background: $text; border: none; padding: 4px 8px; }
QMenuBar { background: $chrome; color: $text; border-bottom: 1px solid $divider; padding: 0 8px; }
QMenuBar::item { padding: 6px 10px; background: transparent; border-radius: 5px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; }
QMenu { background: $panel; border: 1px solid $control_border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 24px; border-radius: 5px; }
QMenu::item:selected { background: $accent_tint; color: $accent_text; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $divider; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; padding-right: 8px; }

QMessageBox QLabel { min-width: 340px; }
QLabel#qt_msgbox_label { font-size: 15px; font-weight: 600; }
QLabel[role="caption"] { font-size: 12px; color: $text_2; }
QLabel[role="label"] { font-size: 12px; color: $text_2; padding-top: 4px; }
QLabel[role="missing"] { font-size: 12px; color: $warn; }
QLabel[role="keys"] { color: $text_3; }
QLabel[role="keys-primary"] { color: $text_on_accent; }
QLabel[role="quiet"] { color: $text_2; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="display"] { font-size: 28px; font-weight: 700; }
QLabel[role="figure"] { font-size: 17px; font-weight: 700; }
QLabel[role="warn"] { color: $warn; background: $warn_tint; border-radius: 5px; padding: 6px 8px; }
QLabel[role="error"] { color: $error; background: $error_tint; border-radius: 5px; padding: 6px 8px; }
QLabel[role="chip"] { border: 1px solid $card_border; border-radius: 12px; padding: 3px 10px;
  font-size: 12px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {
  background: $panel; color: $text; border: 1px solid $control_border; border-radius: 5px; padding: 0 8px;
  selection-background-color: $accent; selection-color: $text_on_accent; }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit { min-height: 30px; }
QPlainTextEdit, QTextEdit { padding: 4px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QSpinBox:disabled {
  color: $disabled; border-color: $divider; }
QComboBox { text-align: $start; }
QComboBox QLineEdit { border: none; padding: 0; min-height: 28px; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$arrow"); width: 16px; height: 16px; }
QSpinBox, QDoubleSpinBox { padding: 0; max-height: 30px; }
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit { border: none; padding: 0; min-height: 28px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right;
  width: 24px; height: 16px; border: none; background: transparent; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-origin: border;
  subcontrol-position: bottom right; width: 24px; height: 16px; border: none; background: transparent; }
QSpinBox::up-button:hover, QDoubleSpinBox::up-button:hover, QSpinBox::down-button:hover,
QDoubleSpinBox::down-button:hover { background: $hover; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$up"); width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$arrow"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $control_border; outline: none;
  padding: 2px; }
QAbstractItemView { selection-background-color: $accent_tint; selection-color: $accent_text; }
QAbstractItemView::item { min-height: 26px; }
QTableCornerButton::section { background: $lane_alt; border: none; border-bottom: 1px solid $divider; }
QTableView::item { padding: 0 5px; }
QHeaderView::section { background: $lane_alt; color: $text_2; border: none; border-bottom: 1px solid $divider;
  padding: 4px 8px; }

QPushButton { background: $panel; border: 1px solid $control_border; border-radius: 5px; padding: 0 14px;
  min-height: 30px; }
QPushButton:hover { background: $hover; }
QPushButton:default, QPushButton[look="primary"] { background: $accent; color: $text_on_accent;
  border-color: $accent; font-weight: 500; }
QPushButton:default:hover, QPushButton[look="primary"]:hover { border: 2px solid $text; }
QPushButton[look="flat"] { background: transparent; border: none; padding: 0 8px; color: $accent_text; }
QPushButton[look="flat"]:hover { background: $hover; }
QPushButton[wide="true"] { text-align: left; min-height: 38px; }
QPushButton[look="row"] { background: transparent; border: none; min-height: 46px; }
QPushButton[look="row"]:hover { background: $hover; }
QPushButton[look="row"]:disabled { background: transparent; }
QPushButton:disabled { color: $disabled; background: $chrome; border-color: $divider; }

QCheckBox { spacing: 8px; min-height: 28px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $control_border; border-radius: 3px;
  background: $panel; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QCheckBox::indicator:indeterminate { background: $accent_tint; image: url("$partly"); }
QAbstractItemView::indicator { width: 16px; height: 16px; border: 1px solid $control_border;
  border-radius: 3px; background: $panel; }
QAbstractItemView::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QRadioButton { spacing: 8px; min-height: 28px; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $control_border; border-radius: 9px;
  background: $panel; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; }

QToolButton { background: transparent; border: none; border-radius: 5px; padding: 4px 8px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $accent_tint; }
QToolButton:checked { background: $accent_tint; color: $accent_text; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }

QWidget#bar { background: $panel; border-bottom: 1px solid $divider; }
QWidget#find { background: $panel; border-bottom: 1px solid $divider; }
QFrame#popover { background: $panel; border: 1px solid $control_border; border-radius: 8px; }
QFrame#popover QToolButton { padding: 4px 10px; }
QLineEdit#command { border: none; border-bottom: 1px solid $divider; border-radius: 0; padding: 0 16px;
  min-height: 44px; font-size: 15px; background: transparent; }
QToolButton#filtered { background: $accent_tint; color: $accent_text; border-radius: 12px; padding: 2px 10px;
  font-size: 12px; font-weight: 500; }
QToolButton#filtered:hover { background: $hover; }
QWidget#reading { background: $accent_tint; border-bottom: 1px solid $divider; }
QWidget#status { background: $chrome; border-top: 1px solid $divider; }
QWidget#status QToolButton { padding: 2px 6px; font-size: 12px; }
QWidget#palette { background: $panel; }
QWidget#palette QToolButton { padding: 4px 0; }
QWidget#side { background: $panel; }
QWidget#side QLineEdit:disabled, QWidget#side QComboBox:disabled, QWidget#side QPlainTextEdit:disabled,
QWidget#side QDoubleSpinBox:disabled, QWidget#side QToolButton:disabled, QWidget#side QCheckBox:disabled {
  color: $text_2; border-color: $divider; }
QWidget#locked { background: $lane_alt; border-top: 1px solid $divider;
  border-bottom: 1px solid $divider; }
QWidget#page { background: $chrome; }
QFrame#notice { background: $panel; border: 1px solid $control_border; border-radius: 8px; }
QFrame#line { background: $divider; border: none; }
QFrame#drop { border: 1px dashed $control_border; border-radius: 8px; }
QLabel#tile { background: $lane_alt; border-radius: 5px; }
QFrame#sample { background: $panel; border: 1px solid $card_border; border-radius: 8px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }

QWidget#segments { border: 1px solid $control_border; border-radius: 5px; }
QWidget#segments QToolButton { border-radius: 4px; padding: 0 6px; min-height: 28px; }
QWidget#segments QToolButton:checked { background: $accent_tint; color: $accent_text; font-weight: 500; }
QWidget#segments:disabled { border-color: $divider; }
QWidget#segments QToolButton:checked:disabled { background: $hover; color: $text; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $control_border; border-radius: 3px; margin: 2px; min-width: 24px;
  min-height: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $hover; border: none; border-radius: 3px; height: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabBar::tab { padding: 8px 12px; border: none; border-bottom: 2px solid transparent; color: $text_2; }
QTabBar::tab:selected { color: $accent_text; border-bottom-color: $accent; font-weight: 600; }
""")


class FocusRing(QFocusFrame):
    """The dashed ring around a control that has the keyboard; it dies with the control's window."""

    def __init__(self, around: QWidget, style: Style) -> None:
        super().__init__(around)
        self._style = style
        self.setWidget(around)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(self._style.theme.colour("focus")), 2.5)
        pen.setDashPattern([6 / 2.5, 3 / 2.5])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.25, 1.25, -1.25, -1.25), 7, 7)


class Style:
    """The look of the running application; keeps what Qt only borrows (the arrow's file, the focus ring)."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._files = TemporaryDirectory(prefix="masa-")
        self._ring: FocusRing | None = None
        self.theme: Theme = theme("light")
        fonts()
        app.focusChanged.connect(self._follow)

    def apply(self, name: str, rtl: bool) -> None:
        """Put on 'light' or 'dark', for an interface that runs this way."""
        self.theme = theme(name)
        font = QFont("Heebo")
        font.setPixelSize(FONT_SIZE)
        self._app.setFont(font)
        self._app.setPalette(palette(self.theme))
        self._app.setStyleSheet(sheet(self.theme, self._images(), rtl))

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """The keyboard went from one control to another."""
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        if now is None or now.isWindow() or now.property("ownFocus"):
            return
        if now.focusPolicy() & Qt.FocusPolicy.TabFocus:
            self._ring = FocusRing(now, self)

    def close(self) -> None:
        """Take the ring and the files away."""
        self._app.focusChanged.disconnect(self._follow)
        self._follow(None, None)
        self._files.cleanup()

    def _images(self) -> dict[str, str]:
        """The marks of controls, which stylesheets take only as files."""
        found = {}
        for mark, name, token in MARKS:
            file = Path(self._files.name) / f"{mark}-{self.theme.name}.png"
            for ratio, path in ((1.0, file), (2.0, file.with_stem(file.stem + "@2x"))):
                if not path.exists():
                    pixmap(name, self.theme.colour(token), 16, ratio).save(str(path))
            found[mark] = file.as_posix()
        return found


def palette(chosen: Theme) -> QPalette:
    result = QPalette()
    for role, token in PALETTE.items():
        result.setColor(role, QColor(chosen.colour(token)))
    for role in (_ROLES.Text, _ROLES.WindowText, _ROLES.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.colour("disabled")))
    return result


def sheet(chosen: Theme, images: dict[str, str], rtl: bool) -> str:
    """The stylesheet of a theme. `images`: the files of MARKS."""
    start = "right" if rtl else "left"  # stylesheets know no leading edge
    return SHEET.substitute(chosen.colours, **images, start=start)


def system_theme() -> str:
    """'dark' when the system asks for it, else 'light'."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"
