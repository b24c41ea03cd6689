"""Finding: whatever the case, points, accents, quotation marks and final letters are."""

from __future__ import annotations

import pytest

from model import verbs
from model.document import Document
from model.finding import Finder, find, fold, ranges, wanted

FOLDED = [
    ("Straße", "strasse"),
    ("Café-Bar", "cafe bar"),
    ("שָׁלוֹם", "שלומ"),
    ("ד״ר כהן", "דר כהנ"),
    ("צ'ק-אאוט", "צק אאוט"),
    ("בית־ספר", "בית ספר"),
    ("\u2067מסע\u2069", "מסע"),
    ("O’Brien", "obrien"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_a_text_is_compared_without_what_people_leave_out(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "asked", "marked"),
    [
        ("Payment in the shop", "SHOP pay", ["Pay", "shop"]),
        ("טופס צור קשר", "צור", ["צור"]),
        ("לקוח קיים", "קיימ", ["קיים"]),
        ("המתנה, שׁוֹלחים", "שולחים", ["שׁוֹלחים"]),
        ("מנכ״ל החברה", 'מנכ"ל', ["מנכ״ל"]),
        ("Straße", "SS", ["ß"]),
        ("banana", "ana an", ["anan"]),
        ("nothing", "x", []),
    ],
)
def test_the_places_are_those_of_the_text_as_written(text: str, asked: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in ranges(text, wanted(asked))] == marked


@pytest.fixture
def shop(document: Document) -> dict[str, int]:
    made = verbs.new_map(
        document, "Buying a lamp", stages=("Discover", "Buy"), lanes=("touchpoints", "pains", "backstage")
    )
    first, second = (stage.id for stage in document.children("stage", map=made.id))
    lanes = {lane.kind: lane.id for lane in document.children("lane", map=made.id)}
    verbs.set_fields(document, "stage", [first], duration="two weeks")
    verbs.add_persona(document, made.id, "Dana Levi")
    pay = verbs.add_card(
        document, second, lanes["touchpoints"], "touchpoint", "Payment page", owner="Finance"
    )
    slow = verbs.add_card(document, second, lanes["pains"], "pain", "Slow", details="The page takes a minute")
    ad = verbs.add_card(document, first, lanes["touchpoints"], "touchpoint", "Ad")
    verbs.set_channel(document, [ad.id], "Landing page", "site")
    link = verbs.add_link(document, ad.id, pay.id, kind="condition", label="came by the ad page")
    other = verbs.new_map(document, "The page of another", stages=("One",), lanes=("touchpoints",))
    return {
        "map": made.id, "other": other.id, "first": first, "pay": pay.id, "slow": slow.id, "ad": ad.id,
        "link": link.id,
    }  # fmt: skip


def test_hits_follow_the_journey_and_tell_their_fields(document: Document, shop: dict[str, int]) -> None:
    hits = find(document, "page", shop["map"])
    assert [(hit.ref, next(iter(hit.found))) for hit in hits] == [
        (("card", shop["ad"]), "channel"),
        (("link", shop["link"]), "label"),
        (("card", shop["pay"]), "title"),
        (("card", shop["slow"]), "details"),
        (("map", shop["other"]), "title"),
    ]
    assert [hit.map for hit in hits] == [shop["map"]] * 4 + [shop["other"]]
    assert hits[2].found == {"title": ((8, 12),)}
    assert hits[0].marked == ("page",)


def test_the_map_that_is_shown_comes_first(document: Document, shop: dict[str, int]) -> None:
    assert find(document, "page", shop["other"])[0].ref == ("map", shop["other"])


def test_all_words_must_be_there_in_whichever_field(document: Document, shop: dict[str, int]) -> None:
    (hit,) = find(document, "finance PAYMENT")
    assert hit.ref == ("card", shop["pay"])
    assert set(hit.found) == {"title", "owner"}
    assert find(document, "finance ad") == []
    assert find(document, " \u05f4 ") == []


def test_stages_personas_and_their_words_are_found(document: Document, shop: dict[str, int]) -> None:
    assert [hit.ref for hit in find(document, "weeks two")] == [("stage", shop["first"])]
    assert [hit.ref[0] for hit in find(document, "levi")] == ["persona"]


def test_a_finder_sees_what_changes(document: Document, shop: dict[str, int]) -> None:
    finder = Finder(document)
    assert [hit.ref for hit in finder.find("paid")] == []
    verbs.set_fields(document, "card", [shop["pay"]], title="Paid at last")
    assert [hit.ref for hit in finder.find("paid")] == [("card", shop["pay"])]
    document.undo()
    assert finder.find("paid") == []
    verbs.set_fields(document, "channel", [document["card", shop["ad"]].channel], name="Paid search")
    assert [hit.ref for hit in finder.find("paid")] == [("card", shop["ad"])]
