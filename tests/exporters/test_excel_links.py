"""The sheet of connectors: what leads from which card to which, in the map's language."""

from __future__ import annotations

import pytest

from model import verbs
from tests.exporters.test_excel import rows, written


@pytest.mark.parametrize("language", ["en", "he"])
def test_connectors_between_visible_cards(document, tmp_path, language):
    made = verbs.new_map(
        document, "Lamp", language=language, stages=("Discover", "Buy"), lanes=("touchpoints", "pains")
    )
    stages = [stage.id for stage in document.children("stage", map=made.id)]
    lanes = {lane.kind: lane.id for lane in document.children("lane", map=made.id)}
    ad = verbs.add_card(document, stages[0], lanes["touchpoints"], "touchpoint", "Ad").id
    shop = verbs.add_card(document, stages[1], lanes["touchpoints"], "touchpoint", "").id
    slow = verbs.add_card(document, stages[1], lanes["pains"], "pain", "Slow").id
    verbs.add_link(document, shop, ad, "condition", "if new")
    verbs.add_link(document, ad, slow, "causes")
    name, headers, nameless, causes, condition = {
        "en": (
            "Connectors",
            ["From card", "Stage it leaves", "Connector", "To card", "Stage it reaches", "Label"],
            "Touchpoint",
            "Causes",
            "Condition",
        ),
        "he": (
            "מחברים",
            ["מכרטיס", "שלב המוצא", "מחבר", "אל כרטיס", "שלב היעד", "תווית"],
            "נקודת מגע",
            "גורם",
            "תנאי",
        ),
    }[language]
    found = rows(written(document, tmp_path, made.id)[name])
    assert list(found[0]) == headers
    assert [list(row.values()) for row in found] == [
        ["Ad", "Discover", causes, "Slow", "Buy", None],
        [nameless, "Buy", condition, "Ad", "Discover", "if new"],
    ]
    verbs.set_lane_hidden(document, lanes["pains"], True)
    assert len(rows(written(document, tmp_path, made.id)[name])) == 1
