"""The sheets of a workbook that are tables: stages, touchpoints, moments of truth, feedback, personas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from model.kinds import SCALES
from model.measures import Score
from model.records import Channel
from resources import terms
from resources.words import Words

from .cells import COUNT, RATE, SCORE, SIGNED, Figure, Value
from .contents import Contents
from .tables import Column, Row, map_column, with_map, write_table

if TYPE_CHECKING:
    from openpyxl import Workbook


def write_stages(book: Workbook, maps: Sequence[Contents], _: Words, rtl: bool) -> None:
    scores = [
        [Column(_(name), SCORE), Column(_("%(measure)s, n") % {"measure": _(name)}, COUNT)]
        for name in terms.MEASURES.values()
    ]
    columns = [
        *map_column(maps, _),
        Column(_("No."), COUNT),
        Column(_("Stage")),
        Column(_("Time")),
        Column(_("Details")),
        Column(_("Entered"), COUNT),
        Column(_("Completed"), COUNT),
        Column(_("Left"), COUNT),
        Column(_("Completion rate"), RATE),
        Column(_("Abandonment rate"), RATE),
        Column(_("Conversion rate"), RATE),
        Column(_("Feedback, n"), COUNT),
        *[column for pair in scores for column in pair],
    ]

    def rows(one: Contents) -> Iterator[Row]:
        for index, stage in enumerate(one.stages):
            step, feedback = one.figures.stages[stage.id]
            flow: Row = (
                [None] * 6
                if step is None
                else [
                    step.entered,
                    step.completed,
                    step.left,
                    step.completion_rate,
                    step.abandonment_rate,
                    step.conversion,
                ]
            )
            found = [feedback.scores.get(measure) for measure in terms.MEASURES]
            pairs = [part for score in found for part in (_value(score), score and score.n)]
            yield [
                index + 1,
                one.stage_name(stage),
                stage.duration,
                stage.details,
                *flow,
                feedback.n or None,
                *pairs,
            ]

    write_table(book, _("Stages"), "Stages", rtl, columns, with_map(maps, rows), _("No stages yet"))


def _figure(score: Score | None, value: float | None) -> Value:
    """A score's value or an end of its interval; CSAT as a share, so that Excel shows it in percent."""
    if score is None or value is None:
        return None
    if score.measure == "csat":
        return Figure(value / 100, RATE)
    return Figure(value, SIGNED if score.measure == "nps" else SCORE)


def write_touchpoints(book: Workbook, maps: Sequence[Contents], _: Words, rtl: bool) -> None:
    columns = [
        *map_column(maps, _),
        Column(_("Stage")),
        Column(_("Touchpoint")),
        Column(_("Channel")),
        Column(_("Kind of channel")),
        Column(_("Owner")),
        Column(_("Persona")),
        Column(_("Evidence")),
        Column(_("Experience")),
        Column(_("Outside the brand")),
        Column(_("Details")),
    ]

    def rows(one: Contents) -> Iterator[Row]:
        for stage, card in one.cards("touchpoint"):
            channel = one.document.get("channel", card.channel)
            yield [
                one.stage_name(stage),
                card.title,
                one.channel_name(card),
                _channel_kind(channel, _),
                card.owner,
                one.persona_name(card),
                _(terms.EVIDENCE[card.evidence]),
                _(terms.EXPERIENCE[card.experience]),
                _("yes") if card.outside else "",
                card.details,
            ]

    write_table(
        book, _("Touchpoints"), "Touchpoints", rtl, columns, with_map(maps, rows), _("No touchpoints yet")
    )


def _value(score: Score | None) -> Value:
    return _figure(score, None if score is None else score.value)


def _channel_kind(channel: Channel | None, _: Words) -> str:
    known = channel is not None and channel.kind != "unknown"
    return _(terms.CHANNELS[channel.kind]) if channel and known else ""


def write_moments(book: Workbook, maps: Sequence[Contents], _: Words, rtl: bool) -> None:
    columns = [
        *map_column(maps, _),
        Column(_("Stage")),
        Column(_("Kind")),
        Column(_("Decision")),
        Column(_("Wished outcome")),
        Column(_("Actual outcome")),
        Column(_("Deciding touchpoint")),
        Column(_("Persona")),
        Column(_("Owner")),
        Column(_("Evidence")),
        Column(_("Details")),
    ]

    def rows(one: Contents) -> Iterator[Row]:
        for stage, card in one.cards("moment_of_truth"):
            deciding = one.document.get("card", card.touchpoint)
            yield [
                one.stage_name(stage),
                card.truth_kind,
                card.title,
                card.wished,
                card.outcome,
                deciding.title if deciding else "",
                one.persona_name(card),
                card.owner,
                _(terms.EVIDENCE[card.evidence]),
                card.details,
            ]

    write_table(
        book,
        _("Moments of truth"),
        "MomentsOfTruth",
        rtl,
        columns,
        with_map(maps, rows),
        _("No moments of truth yet"),
    )


def write_links(book: Workbook, maps: Sequence[Contents], _: Words, rtl: bool) -> None:
    columns = [
        *map_column(maps, _),
        Column(_("From card")),
        Column(_("Stage it leaves")),
        Column(_("Connector")),
        Column(_("To card")),
        Column(_("Stage it reaches")),
        Column(_("Label")),
    ]

    def rows(one: Contents) -> Iterator[Row]:
        stage = {stage.id: one.stage_name(stage) for stage in one.stages}
        for source, link, target in one.links:
            ends = one.card_name(source), one.card_name(target)
            kind = _(terms.LINKS[link.kind])
            yield [ends[0], stage[source.stage], kind, ends[1], stage[target.stage], link.label]

    nothing = _("No connectors yet")
    write_table(book, _("Connectors"), "Connectors", rtl, columns, with_map(maps, rows), nothing)


def write_feedback(book: Workbook, maps: Sequence[Contents], _: Words, rtl: bool) -> None:
    """Every score with its n, interval and mean, by stage and of the whole map."""
    columns = [
        *map_column(maps, _),
        Column(_("Stage")),
        Column(_("Measure")),
        Column(_("Scale")),
        Column(_("Score"), SCORE),
        Column(_("n"), COUNT),
        Column(_("95% interval from"), SCORE),
        Column(_("95% interval to"), SCORE),
        Column(_("Mean answer"), "0.00"),
    ]

    def rows(one: Contents) -> Iterator[Row]:
        places = [(one.stage_name(stage), one.figures.stages[stage.id].feedback) for stage in one.stages]
        for place, feedback in [*places, (_("Whole map"), one.figures.feedback)]:
            for score in feedback.scores.values():
                lowest, highest, _measure = SCALES[score.scale]
                yield [
                    place,
                    _(terms.MEASURES[score.measure]),
                    f"{lowest}\u2013{highest}",
                    _figure(score, score.value),
                    score.n,
                    _figure(score, score.low),
                    _figure(score, score.high),
                    score.mean,
                ]

    write_table(book, _("Feedback"), "Feedback", rtl, columns, with_map(maps, rows), _("No feedback yet"))


def write_personas(book: Workbook, maps: Sequence[Contents], _: Words, rtl: bool) -> None:
    columns = [*map_column(maps, _), Column(_("Persona")), Column(_("Kind")), Column(_("About"))]

    def rows(one: Contents) -> Iterator[Row]:
        for persona in one.personas:
            yield [persona.name, _(terms.PERSONAS[persona.kind]), persona.about]

    write_table(book, _("Personas"), "Personas", rtl, columns, with_map(maps, rows), _("No personas yet"))
