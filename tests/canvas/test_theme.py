"""Every text can be read on what it stands on, in every theme."""

from __future__ import annotations

import pytest

from canvas.picture.theme import THEMES, Theme, rgb, style, theme

READ_ON = {
    "text": "chrome panel canvas lane_alt card hover accent_tint pain_tint opportunity_tint truth_tint "
    "thought_tint leak_tint mood_pos mood_neg river leak",
    "text_2": "chrome panel canvas lane_alt card hover accent_tint thought_tint truth_tint warn_tint "
    "leak_tint pain_tint opportunity_tint",
    "text_3": "chrome panel canvas lane_alt card hover thought_tint",
    "text_on_accent": "accent",
    "accent_text": "accent_tint panel chrome canvas card",
    "pain": "pain_tint card canvas panel lane_alt",
    "opportunity": "opportunity_tint card canvas panel lane_alt",
    "truth_text": "truth_tint card canvas panel lane_alt",
    "thought": "thought_tint card canvas panel",
    "note_text": "note",
    "goal": "canvas lane_alt card",
    "river_text": "river canvas lane_alt",
    "leak_text": "leak_tint leak canvas lane_alt card",
    "promoter": "card canvas panel lane_alt",
    "passive": "card canvas panel lane_alt",
    "detractor": "card canvas panel lane_alt",
    "warn": "warn_tint panel chrome card lane_alt canvas",
    "error": "error_tint panel",
    "critical_text": "critical",
    "curve_1": "canvas lane_alt panel",
    "curve_2": "canvas lane_alt panel",
    "curve_3": "canvas lane_alt panel",
}
SEEN_ON_CANVAS = ("control_border", "focus", "curve_1", "curve_2", "curve_3", "river_edge", "leak_edge")


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2: (lighter + 0.05) / (darker + 0.05) of the relative luminances."""

    def luminance(colour: str) -> float:
        shares = [part / 255 for part in rgb(colour)]
        r, g, b = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in shares)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=THEMES)
def colours(request: pytest.FixtureRequest) -> Theme:
    return theme(request.param)


def test_text_can_be_read(colours: Theme) -> None:
    for token, backgrounds in READ_ON.items():
        for background in backgrounds.split():
            ratio = contrast(colours.colour(token), colours.colour(background))
            assert ratio >= 4.5, f"{token} on {background}: {ratio:.2f}"


def test_lines_can_be_seen(colours: Theme) -> None:
    for token in SEEN_ON_CANVAS:
        assert contrast(colours.colour(token), colours.colour("canvas")) >= 3


def test_station_numbers_can_be_read_and_stages_be_told_from_the_canvas(colours: Theme) -> None:
    for k in range(9):
        stage = colours.colour(f"stage:{k}")
        assert contrast(stage, colours.colour("on_stage")) >= 4.5
        for background in ("canvas", "lane_alt"):
            assert contrast(stage, colours.colour(background)) >= 4.5


def test_the_tenth_stage_starts_the_colours_again() -> None:
    light = theme("light")
    assert light.colour("stage:9") == light.colour("stage:0") != light.colour("stage:8")


def test_paper_gets_flat_colours() -> None:
    paper = theme("print")
    assert paper.flat
    assert not theme("light").flat
    assert paper.mixed("text", 1.0) == paper.colour("text")
    assert paper.mixed("text", 0.0, over="card") == paper.colour("card")
    top, under = rgb(paper.colour("text")), rgb(paper.colour("canvas"))
    for mixed, a, b in zip(rgb(paper.mixed("text", 0.5)), top, under, strict=True):
        assert abs(mixed - (a + b) / 2) <= 0.5


def test_a_style_can_be_had_in_another_weight() -> None:
    assert style("caption/600") == (style("caption").size, style("caption").line, 600)


def test_names_that_do_not_exist_are_errors() -> None:
    with pytest.raises(KeyError):
        theme("sepia")
    with pytest.raises(KeyError):
        theme("light").colour("mauve")
    with pytest.raises(KeyError):
        style("tiny")
