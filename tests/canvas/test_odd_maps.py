"""Maps that nobody designs for: nothing is cut, nothing lies over another thing or beyond its place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from canvas.picture.display import Group, Icon, Picture, Text
from canvas.picture.layout import layout
from model.document import Document
from tests.odd_maps import ENDLESS, ODD

Made = tuple[Document, Picture]


@pytest.fixture(params=[f"{name}-{language}" for name in ODD for language in ("he", "en")])
def odd(request: pytest.FixtureRequest) -> Iterator[Made]:
    name, language = request.param.split("-")
    document = Document.create(None)
    yield document, layout(document, ODD[name](document, language).id)
    document.close()


def groups_of(picture: Picture) -> list[Group]:
    corner = (picture.corner,) if picture.corner else ()
    return [*picture.cards.values(), *picture.titles, *picture.header, *corner]


def texts_of(group: Group) -> Iterator[Text]:
    for item in group.items:
        if isinstance(item, Text):
            yield item
        elif isinstance(item, Group):
            yield from texts_of(item)


def test_texts_lie_within_what_they_belong_to(odd: Made) -> None:
    _document, picture = odd
    for group in groups_of(picture):
        for text in texts_of(group):
            for line in text.block.lines:
                assert group.x - 1 <= text.x + line.x
                assert text.x + line.x + line.width <= group.x + group.w + 1
            assert group.y - 1 <= text.y
            assert text.y + text.block.height <= group.y + group.h + 1


def test_cards_show_all_of_their_title(odd: Made) -> None:
    document, picture = odd
    for id, group in picture.cards.items():
        title = document["card", id].title
        block = next(text.block for text in texts_of(group) if text.block.text == title)
        shown = "".join(title[line.start : line.end] for line in block.lines)
        assert shown == title


def test_cards_of_a_cell_lie_one_under_another(odd: Made) -> None:
    _document, picture = odd
    for (stage, lane), stack in picture.cards.cells.items():
        column = next(span for span in picture.stages if span.id == stage)
        row = next(span for span in picture.lanes if span.id == lane)
        for (_, top, _, height), (_, below, _, _) in pairwise(stack.boxes.values()):
            assert top + height < below
        for x, y, w, h in stack.boxes.values():
            assert column.start < x < x + w < column.end
            assert row.start < y < y + h < row.end


@pytest.mark.parametrize("language", ["he", "en"])
def test_the_icon_of_a_long_text_stands_at_its_first_line(language: str) -> None:
    document = Document.create(None)
    picture = layout(document, ODD["endless"](document, language).id)
    for id, group in picture.cards.items():
        icons = [item for item in group.items if isinstance(item, Icon)]
        title = next(text for text in texts_of(group) if text.block.text == ENDLESS[language])
        assert all(icon.y + icon.size <= title.y + 30 for icon in icons), document["card", id].kind
    document.close()


@pytest.mark.parametrize("language", ["he", "en"])
def test_an_owner_stands_beside_its_mark_whichever_way_it_is_read(language: str) -> None:
    document = Document.create(None)
    picture = layout(document, ODD["other_language"](document, language).id)
    for group in picture.cards.values():
        feet = [
            text for text in texts_of(group) if text.block.style == "caption" and text.block.limit is None
        ]
        for foot in feet:
            line = foot.block.lines[0]
            left, right = foot.x + line.x - group.x, group.x + group.w - foot.x - line.x - line.width
            assert (right if picture.rtl else left) == pytest.approx(64, abs=3)
    document.close()


def test_no_word_of_a_persona_is_broken() -> None:
    document = Document.create(None)
    picture = layout(document, ODD["other_language"](document, "he").id)
    assert picture.corner is not None
    name = next(text.block for text in texts_of(picture.corner) if text.block.text == "Awareness")
    assert name.line_count == 1
    document.close()
