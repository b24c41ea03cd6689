"""Editors of one field each. They commit when the user leaves or, where no list helps, pauses in typing.

`committed` carries the new value; `show_value` puts one in without telling; for MIXED, things that
differ, it shows the words `mixed`. Left empty over things that differ a field changes nothing.
Undo in a field is the field's own only until it commits; then it is the document's. Esc drops what was typed.
"""

from app.fields.choices import CheckField, Choice, ComboField, SegmentField
from app.fields.committing import MIXED, PAUSE
from app.fields.numbers import NumberField
from app.fields.searching import SearchField, Section
from app.fields.texts import TextField

Field = TextField | ComboField | SegmentField | CheckField | NumberField | SearchField

__all__ = [
    "MIXED",
    "PAUSE",
    "CheckField",
    "Choice",
    "ComboField",
    "Field",
    "NumberField",
    "SearchField",
    "Section",
    "SegmentField",
    "TextField",
]
