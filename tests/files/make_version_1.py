"""How `version-1.masa` was made, once, by the program that wrote format 1; it is never made anew.

    python tests/files/make_version_1.py FOLDER

Beside it `version-1.json` says what every moment of its history holds, in words that outlive the format.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from model import verbs
from model.answers import Answer
from model.compaction import compact
from model.document import Document
from model.versions import moments, name_moment, versions


def facts(document: Document) -> dict[str, Any]:
    """What a moment holds: titles in the order of the map, faces of the curve, answers that count."""
    told: dict[str, Any] = {"maps": [], "personas": [each.name for each in document.children("persona")]}
    for found in document.children("map"):
        stages = document.children("stage", map=found.id)
        batches = document.children("import_batch", map=found.id)
        told["maps"].append(
            {
                "title": found.title,
                "direction": found.direction,
                "stages": [stage.title for stage in stages],
                "lanes": [lane.kind for lane in document.children("lane", map=found.id)],
                "cards": [
                    [card.title, card.owner, card.severity]
                    for stage in stages
                    for card in document.children("card", stage=stage.id)
                ],
                "curve": [
                    point.value for stage in stages for point in document.children("emotion", stage=stage.id)
                ],
                "answers": sum(_answers(document, batch.id) for batch in batches),
                "drop_off": [
                    [row.entered, row.completed, row.left]
                    for batch in batches
                    for row in document.children("drop_off", batch=batch.id)
                ],
            }
        )
    return told


def _answers(document: Document, batch: int) -> int:
    return int(document.file.query("SELECT count(*) FROM answer WHERE batch=?", (batch,))[0][0])


def bring_in(document: Document, map_id: int, file: str, n: int) -> int:
    """Feedback, as an import writes it."""
    stages = document.children("stage", map=map_id)
    bulk = document.begin_bulk("import_feedback", file=file)
    batch = bulk.gesture.add(
        "import_batch", map=map_id, kind="feedback", file=file, file_hash=file, at=1_790_000_000, rows=n,
        period="2026-01-01/2026-03-31", mapping='{"score": "ציון"}',
    )  # fmt: skip
    rows = [
        Answer(
            stages[i % len(stages)].id if i % 5 else None,
            "nps",
            i % 11,
            f"תשובה {i}",
            "2026-02-03",
            "דואר",
            f"{i}",
            i,
        )
        for i in range(n)
    ]
    bulk.add_answers(batch.id, rows)
    bulk.commit()
    return int(batch.id)


def story(document: Document) -> None:
    """A past of every kind: all tables, imports undone and removed, versions, a way left, redo ahead."""
    document.who = "דנה"
    made = verbs.new_map(document, "מסע לקוח", language="he", stages=["מודעות", "בחינת חלופות", "החלטה"])
    lanes = {lane.kind: lane.id for lane in document.children("lane", map=made.id)}
    first, second, third = (stage.id for stage in document.children("stage", map=made.id))
    pain = verbs.add_card(document, first, lanes["pains"], "pain", "לא חזרו אליי", severity=3)
    verbs.add_card(document, second, lanes["touchpoints"], "touchpoint", "שיחת טלפון", outside=1)
    verbs.set_channel(document, [pain.id], "SMS", "sms")
    dana = verbs.add_persona(document, made.id, "דנה כהן", about="נהגת חדשה")
    point = verbs.set_emotion(document, first, 1.5, persona=dana.id)
    name_moment(document, "סדנה 1, סוף היום")
    verbs.move_emotion(document, point.id, value=-2, at=0.25)
    for i in range(12):
        verbs.set_fields(document, "card", [pain.id], title=f"לא חזרו אליי {i} ימים", owner="שירות")
    compact(document, keep=4)
    verbs.remove(document, [("stage", second)])
    name_moment(document, "a way that was left")
    document.undo()
    bring_in(document, made.id, "בוטל.csv", 8)
    document.undo()
    removed = bring_in(document, made.id, "הוסר.csv", 6)
    verbs.remove(document, [("import_batch", removed)])
    bring_in(document, made.id, "סקר.csv", 30)
    bulk = document.begin_bulk("import_drop_off", file="funnel.csv")
    batch = bulk.gesture.add(
        "import_batch", map=made.id, kind="drop_off", file="funnel.csv", file_hash="f", at=1_790_000_001,
        rows=2, unit="persons",
    )  # fmt: skip
    bulk.gesture.add("drop_off", batch=batch.id, stage=first, position=0, entered=100, completed=40, left=60)
    bulk.gesture.add("drop_off", batch=batch.id, stage=third, position=1, entered=40)
    bulk.commit()
    other = verbs.new_map(document, "The wished path", kind="future", stages=["Awareness"], lanes=["actions"])
    verbs.add_lane(document, other.id, "custom", "Ours")
    verbs.hide_persona(document, made.id, dana.id)
    name_moment(document, "before the redo")
    verbs.remove(document, [("map", other.id), ("persona", dana.id)])
    verbs.set_map_language(document, made.id, "en")
    document.undo()
    document.undo()


def main(folder: Path) -> None:
    path = folder / "version-1.masa"
    document = Document.create(path)
    story(document)
    line = moments(document)
    told = {
        "head": document.head,
        "versions": [version.version for version in versions(document)],
        "gestures": [moment.gesture for moment in line],
        "line": {moment.id: facts(document.as_of(moment.id)) for moment in reversed(line)},
        "left": {each.id: facts(document.as_of(each.id)) for each in versions(document) if each not in line},
    }
    document.close()
    (folder / "version-1.json").write_text(
        json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
