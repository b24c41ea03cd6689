"""What a PDF of a map is for those who read, search, print and navigate it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest

from canvas.picture.text import ensure_gui
from exporters.contents import contents
from exporters.pdf import write_pdf
from exporters.poster import MARGIN, MAX_SIDE, PAPERS, Poster, compose, texts_in
from model import verbs
from model.document import Document
from model.errors import MasaError
from resources import assets

WORD = re.compile(r"[\w\u0591-\u05c7]+")
MM = 72 / 25.4


def plain(text: str) -> str:
    """Without marks of direction, letters and their points in one order."""
    return unicodedata.normalize("NFC", re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text))


def words(text: str) -> list[str]:
    return WORD.findall(plain(text))


def read_by(reader: str, path: Path) -> str:
    if reader == "pypdf":
        return pypdf.PdfReader(path).pages[0].extract_text()
    with pypdfium2.PdfDocument(path) as document:
        return document[0].get_textpage().get_text_range()


def poster(document: Document, map_id: int, paper: str) -> Poster:
    ensure_gui()
    return compose(contents(document, map_id), paper, date.today())


@pytest.mark.parametrize("reader", ["pypdf", "pdfium"])
@pytest.mark.parametrize("language", ["he", "en"])
def test_every_word_on_the_page_is_found(story, tmp_path, language, reader):
    document, map_ = story(language)
    write_pdf(document, map_.id, tmp_path / "map.pdf", "A3")
    found = set(words(read_by(reader, tmp_path / "map.pdf")))
    sources = {"ga4", "q3"}  # PDFium splits this file's name beside Hebrew
    wanted = [word for text in poster(document, map_.id, "A3").texts() for word in words(text)]
    assert len(wanted) > 300
    assert [word for word in wanted if word not in found | sources] == []


MIXED = (
    "לקוח (VIP) CRM",
    'מחיר 50% (כולל מע"מ)',
    "טל' 03-1234567, שלוחה 12",
    "שָׁלוֹם עוֹלָם וּבְרָכָה",
    "The Hebrew word שלום (peace) here",
    "₪1,234.50 ליחידה",
    "שלב א: Onboarding → שלב ב",
    "עזבו 754 מתוך 1,240",
    "office fiancée staff",
    "A new car 🚗 and a face 😀",
)


@pytest.mark.parametrize("reader", ["pypdf", "pdfium"])
@pytest.mark.parametrize("language", ["he", "en"])
def test_mixed_text_is_found_word_by_word(document, tmp_path, language, reader):
    map_ = verbs.new_map(document, "מפה Map", language=language, stages=["א"], lanes=["actions"])
    stage, lane = document.children("stage")[0], document.children("lane")[0]
    for text in MIXED:
        verbs.add_card(document, stage.id, lane.id, "action", text)
    write_pdf(document, map_.id, tmp_path / "map.pdf")
    extracted = plain(read_by(reader, tmp_path / "map.pdf"))
    found = set(WORD.findall(extracted))
    assert [word for text in MIXED for word in words(text) if word not in found] == []
    turned = reader == "pdfium" and language == "he"  # it turns the halves of an emoji around, and loses it
    for symbol in "→₪" if turned else "→₪🚗😀":
        assert symbol in extracted


@pytest.mark.parametrize("paper", ["A0", "A3", "A4"])
@pytest.mark.parametrize("language", ["he", "en"])
def test_one_page_of_the_paper_with_its_margins(story, tmp_path, language, paper):
    document, map_ = story(language)
    facts = write_pdf(document, map_.id, tmp_path / "map.pdf", paper)
    assert facts["pages"] == 1
    assert facts["missing_characters"] == ""
    assert facts["smallest_pt"] == round(poster(document, map_.id, paper).smallest, 1)
    with pypdfium2.PdfDocument(tmp_path / "map.pdf") as pdf:
        assert len(pdf) == 1
        assert sorted(pdf[0].get_size()) == pytest.approx([side * MM for side in PAPERS[paper]], abs=0.1)
        assert ink_reaches(pdf[0]) >= MARGIN - 3


def ink_reaches(page: pypdfium2.PdfPage) -> float:
    """Points between the page's edges and what is nearest to them."""
    scale = 0.5
    image = page.render(scale=scale).to_pil().convert("L").point(lambda shade: 255 * (shade < 250))
    left, top, right, bottom = image.getbbox()
    return min(left, top, image.width - right, image.height - bottom) / scale


def test_a_fitted_page_shows_the_map_at_full_size(story, tmp_path):
    document, map_ = story("he")
    page = poster(document, map_.id, "fit")
    assert page.map.scale == 0.75
    assert page.width == pytest.approx(page.picture.width * 0.75 + 2 * MARGIN)
    write_pdf(document, map_.id, tmp_path / "map.pdf")
    with pypdfium2.PdfDocument(tmp_path / "map.pdf") as pdf:
        assert pdf[0].get_size() == pytest.approx((page.width, page.height), abs=0.1)
        assert ink_reaches(pdf[0]) >= MARGIN - 3


def test_a_very_long_map_stays_within_the_largest_page(document, tmp_path):
    titles = [f"Stage {n}" for n in range(1, 131)]
    map_ = verbs.new_map(document, "Long", stages=titles, lanes=["actions"])
    write_pdf(document, map_.id, tmp_path / "map.pdf")
    with pypdfium2.PdfDocument(tmp_path / "map.pdf") as pdf:
        width, height = pdf[0].get_size()
    assert max(width, height) <= MAX_SIDE
    assert width > MAX_SIDE - 1
    assert len(pypdf.PdfReader(tmp_path / "map.pdf").outline) == 130


@pytest.mark.parametrize("paper", ["fit", "A3", "A4"])
@pytest.mark.parametrize("language", ["he", "en"])
def test_nothing_of_the_page_is_cut_and_its_parts_do_not_meet(story, language, paper):
    document, map_ = story(language)
    page = poster(document, map_.id, paper)
    boxes = []
    for part in page.parts:
        for text in texts_in(part.items):
            for line in text.block.lines:
                left = part.x + (text.x + line.x) * part.scale
                top = part.y + text.y * part.scale
                assert left >= MARGIN - 1
                assert left + line.width * part.scale <= page.width - MARGIN + 1
        low = max((text.y + text.block.height for text in texts_in(part.items)), default=0.0)
        boxes.append((part.y, part.y + low * part.scale))
    for (_, bottom), (top, _) in pairwise(boxes):
        assert bottom <= top + 0.5
    assert boxes[-1][1] <= page.height - MARGIN + 1


def testtexts_in_of_the_head_and_foot_do_not_lie_over_each_other(story):
    for language in ("he", "en"):
        document, map_ = story(language)
        for paper in ("fit", *PAPERS):
            page = poster(document, map_.id, paper)
            for part in (page.head, page.foot):
                boxes = [
                    (
                        text.x + line.x,
                        text.y + line.baseline - 10,
                        text.x + line.x + line.width,
                        text.y + line.baseline,
                    )
                    for text in texts_in(part.items)
                    for line in text.block.lines
                ]
                for one, other in combinations(boxes, 2):
                    apart = (
                        one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                    )
                    assert apart, (language, paper, one, other)


@pytest.mark.parametrize("language", ["he", "en"])
def test_only_our_fonts_are_there_and_all_are_embedded(story, tmp_path, language):
    document, map_ = story(language)
    write_pdf(document, map_.id, tmp_path / "map.pdf")
    with pikepdf.open(tmp_path / "map.pdf") as pdf:
        fonts = pdf.pages[0].Resources.Font
        names = set()
        for font in fonts.values():
            descendant = font.DescendantFonts[0]
            assert len(descendant.FontDescriptor.FontFile2.read_bytes()) > 500
            assert "/ToUnicode" in font
            names.add(str(font.BaseFont).split("+")[1])
        assert all(name.startswith(("Heebo", "DejaVuSans", "NotoEmoji")) for name in names)
        kinds = {str(one.get("/Type", "")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)}
        assert "/Font" in kinds
        simple = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Type1"
        ]
        assert simple == []
        assert pdf.check_pdf_syntax() == []
        assert b"ActualText" not in pdf.pages[0].Contents.read_bytes()


def test_title_language_direction_and_bookmarks(story, tmp_path):
    for language, lang in (("he", "he-IL"), ("en", "en-US")):
        document, map_ = story(language)
        write_pdf(document, map_.id, tmp_path / "map.pdf")
        reader = pypdf.PdfReader(tmp_path / "map.pdf")
        root = reader.trailer["/Root"]
        assert reader.metadata.title == map_.title
        assert root["/Lang"] == lang
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert root["/ViewerPreferences"].get("/Direction") == ("/R2L" if language == "he" else None)
        stages = document.children("stage", map=map_.id)
        assert [entry.title for entry in reader.outline] == [
            f"{n}. {s.title}" for n, s in enumerate(stages, 1)
        ]
        lefts = [float(entry.left) for entry in reader.outline]
        assert lefts == sorted(lefts, reverse=language == "he")


@pytest.mark.parametrize("language", ["he", "en"])
def test_own_widths_keep_their_proportion_and_fill_the_paper(story, language):
    document, map_ = story(language)
    stages = [stage.id for stage in document.children("stage", map=map_.id)]
    verbs.resize_stage(document, stages[1], 279)
    (card, *_rest) = document.children("card", stage=stages[0])
    verbs.span_card(document, card.id, stages[0], stages[2])
    page = compose(contents(document, map_.id), "A3", date(2026, 1, 1))
    widths = {span.id: span.size for span in page.picture.stages}
    assert widths[stages[1]] / widths[stages[0]] == pytest.approx(1.5, abs=0.2)
    right = page.map.x + page.picture.width * page.map.scale
    assert right <= page.width - MARGIN + 0.01
    group = page.picture.cards[card.id]
    assert group.w == pytest.approx(sum(widths[id] for id in stages[:3]) - 16)
    assert group in page.map.items


def test_a_hebrew_map_starts_at_the_right(story):
    document, map_ = story("he")
    page = poster(document, map_.id, "A3")
    title = next(texts_in(page.head.items))
    assert title.x + title.block.width == pytest.approx((page.width - 2 * MARGIN) / page.head.scale)
    assert page.picture.stages[0].start > page.picture.stages[-1].start


def test_the_same_map_gives_the_same_bytes(story, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    document, map_ = story("he")
    for name in ("a.pdf", "b.pdf"):
        write_pdf(document, map_.id, tmp_path / name, "A3")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_characters_without_a_glyph_are_told(document, tmp_path):
    map_ = verbs.new_map(document, "中文", stages=["One"], lanes=["actions"])
    facts = write_pdf(document, map_.id, tmp_path / "map.pdf")
    assert facts["missing_characters"] == "中文"


def test_maps_with_little_on_them(document, tmp_path):
    with pytest.raises(MasaError) as none:
        write_pdf(document, None, tmp_path / "map.pdf")
    assert none.value.code == "export_no_map"
    for stages in ([], [""], ["A title that is much too long for its column " * 4]):
        map_ = verbs.new_map(document, "", language="he", stages=stages, lanes=[])
        for paper in ("fit", "A4"):
            write_pdf(document, map_.id, tmp_path / "map.pdf", paper)
            assert len(pypdf.PdfReader(tmp_path / "map.pdf").outline) == len(stages)


def test_a_long_title_takes_more_lines_and_pushes_the_map_down(document):
    map_ = verbs.new_map(
        document, "A journey with a long name " * 12, stages=["One", "Two"], lanes=["actions"]
    )
    page = poster(document, map_.id, "A4")
    assert next(texts_in(page.head.items)).block.line_count > 1
    assert page.map.y > 100


def test_hidden_lanes_and_hints_are_not_printed(story):
    document, map_ = story("en")
    lane = next(one for one in document.children("lane", map=map_.id) if one.kind == "pains")
    pain = next(one for one in document.children("card", lane=lane.id))
    assert pain.title in poster(document, map_.id, "A3").texts()
    verbs.set_lane_hidden(document, lane.id, True)
    assert pain.title not in list(poster(document, map_.id, "A3").texts())


def test_faces_are_those_of_the_resources():
    assert all(assets.font_path(face).is_file() for face in assets.FACES)


@pytest.mark.parametrize("paper", ["fit", "A4"])
def test_endless_words_become_small_before_they_crowd_out_the_map(document, tmp_path, paper):
    endless = "journey " * 700
    map_ = verbs.new_map(document, endless, language="he", stages=[endless[:400], "b"], lanes=["actions"])
    for _ in range(12):
        verbs.add_persona(document, map_.id, endless[:80], about="short")
    page = poster(document, map_.id, paper)
    assert page.map.y + page.picture.height * page.map.scale < page.foot.y
    assert page.map.scale > 0.1
    write_pdf(document, map_.id, tmp_path / "map.pdf", paper)
    with pypdfium2.PdfDocument(tmp_path / "map.pdf") as pdf:
        assert ink_reaches(pdf[0]) >= MARGIN - 3


@pytest.mark.parametrize(
    ("language", "title"), [("he", "Toyota Israel - Corolla launch 2026"), ("en", "מסע הלקוח")]
)
def test_a_title_in_the_other_script_stays_at_the_start_of_the_page(story, language, title):
    document, map_ = story(language)
    verbs.set_fields(document, "map", [map_.id], title=title)
    page = poster(document, map_.id, "fit")
    text = next(texts_in(page.head.items))
    start = (page.width - 2 * MARGIN) / page.head.scale - text.block.ink if language == "he" else 0
    assert text.x == pytest.approx(start)
    assert text.block.width == pytest.approx(text.block.ink)


def test_an_import_of_a_time_beyond_the_calendar_is_no_obstacle(document, tmp_path):
    made = verbs.new_map(document, "Far", stages=["One"])
    with document.gesture("import_feedback", file="far.csv") as g:
        g.add("import_batch", map=made.id, kind="feedback", file="far.csv", file_hash="a", at=10**17, rows=0)
    write_pdf(document, made.id, tmp_path / "far.pdf")
    assert "far.csv" in pypdf.PdfReader(tmp_path / "far.pdf").pages[0].extract_text()
