"""A button that does an action of the window, and looks as the action does."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton


class ActionButton(QToolButton):
    """In place of `setDefaultAction`: there Qt 6.11 connects once more at each change of the action's words,

    so that undo, whose words change with each gesture, would be slower with each.
    """

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action = action
        action.changed.connect(self._follow)
        self.clicked.connect(self._press)
        self._follow()

    def _press(self) -> None:
        self._action.trigger()
        self._follow()  # the click has turned the button, which is the action's to do

    def _follow(self) -> None:
        action = self._action
        self.setText(action.iconText())
        self.setIcon(action.icon())
        self.setToolTip(action.toolTip())
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self.setEnabled(action.isEnabled())
