"""What the figures say: scores of feedback with their intervals, and funnels. Pure functions.

A score is never shown without n. Intervals are 95 %: Wilson's for a share, the normal one from the variance
of the answers for a mean and for NPS.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from .answers import Tally, tallies
from .document import Document
from .kinds import MEASURES, SCALES
from .records import DropOff, ImportBatch

Z95 = 1.959964  # the normal distribution's 97.5 % point

Counts = Mapping[float, int]  # score → number of answers


class Score(NamedTuple):
    """One figure of feedback.

    value, low, high: NPS in -100..100, CSAT in percent, CES and stars on their scale. low and high are None
    where a single answer tells no variance. scale: 'ces5' is the older form, never mixed with 'ces7'. mean:
    of the answers on their own scale.
    """

    measure: str
    scale: str
    value: float
    n: int
    low: float | None
    high: float | None
    mean: float


class Feedback(NamedTuple):
    """All answers of a place. n counts those of every scale; scores: by measure, 'nps' to 'stars'."""

    n: int
    scores: dict[str, Score]


class StageDropOff(NamedTuple):
    """A stage's customers; None where it cannot be computed. Rates are shares of 1.

    conversion: of those who entered the funnel, the share that reached this stage (closed funnels only).
    """

    entered: int
    completed: int | None
    left: int | None
    completion_rate: float | None
    abandonment_rate: float | None
    conversion: float | None = None


class StageFigures(NamedTuple):
    drop_off: StageDropOff | None
    feedback: Feedback


class Figures(NamedTuple):
    """What is known of a map.

    stages: by stage id, all of them. feedback: every answer of the map, placed or not. unplaced: answers that
    belong to no stage. batch: the import whose drop-off is shown, the newest; None before the first.
    """

    stages: dict[int, StageFigures]
    feedback: Feedback
    unplaced: int
    batch: ImportBatch | None


def nps(counts: Counts) -> Score:
    """Net Promoter Score: % promoters (9, 10) - % detractors (0 to 6), -100..+100.

    Source: F. Reichheld, "The One Number You Need to Grow", Harvard Business Review, 2003. Interval from the
    variance of +1, 0, -1, cut at the ends. Raises ValueError for an answer outside 0..10.
    """
    _check(counts, "nps")
    votes: dict[float, int] = defaultdict(int)
    for answer, n in counts.items():
        votes[1 if answer >= 9 else -1 if answer <= 6 else 0] += n
    mean, low, high, n = _mean(votes, -1, 1)
    ends = [None if end is None else 100 * end for end in (low, high)]
    return Score("nps", "nps", 100 * mean, n, ends[0], ends[1], _mean(counts, 0, 10)[0])


def csat(counts: Counts, scale: str = "csat5") -> Score:
    """Customer satisfaction: the percentage of 4 and 5 on 1-5 (`csat5`), of 6 and 7 on 1-7 (`csat7`).

    The "top two box" method. Raises ValueError for an answer outside its scale.
    """
    _check(counts, scale)
    lowest, highest, _ = SCALES[scale]
    satisfied = sum(n for answer, n in counts.items() if answer >= highest - 1)
    mean, _, _, n = _mean(counts, lowest, highest)
    low, high = wilson(satisfied, n)
    return Score("csat", scale, 100 * satisfied / n, n, 100 * low, 100 * high, mean)


def ces(counts: Counts, scale: str = "ces7") -> Score:
    """Customer effort: the mean of 1-7 where 7 is easy (CES 2.0, CEB 2013); reversed scales are turned.

    `ces5` is the older 1-5 scale (M. Dixon et al., Harvard Business Review, 2010) and keeps its name. Raises
    ValueError for an answer outside its scale.
    """
    _check(counts, scale)
    lowest, highest, _ = SCALES[scale]
    if scale.endswith("r"):
        counts = {lowest + highest - answer: n for answer, n in counts.items()}
        scale = scale[:-1]
    mean, low, high, n = _mean(counts, lowest, highest)
    return Score("ces", scale, mean, n, low, high, mean)


def stars(counts: Counts) -> Score:
    """Stars: the mean of 1-5."""
    _check(counts, "stars5")
    mean, low, high, n = _mean(counts, 1, 5)
    return Score("stars", "stars5", mean, n, low, high, mean)


def score(scale: str, counts: Counts) -> Score:
    """The score of a scale of `kinds.SCALES`."""
    measure = SCALES[scale][2]
    if measure == "nps":
        return nps(counts)
    if measure == "csat":
        return csat(counts, scale)
    return ces(counts, scale) if measure == "ces" else stars(counts)


def wilson(part: int, n: int) -> tuple[float, float]:
    """The 95 % interval of the share part / n, within 0..1.

    Source: E. B. Wilson, "Probable Inference", Journal of the American Statistical Association 22, 1927.
    """
    share, z2 = part / n, Z95 * Z95
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return min(share, max(0.0, centre - half)), max(
        share, min(1.0, centre + half)
    )  # rounding never passes it


def _mean(counts: Counts, lowest: float, highest: float) -> tuple[float, float | None, float | None, int]:
    """Mean, the ends of its interval (mean ± z · s / √n, cut at the scale's ends), n."""
    n = sum(counts.values())
    mean = sum(answer * k for answer, k in counts.items()) / n
    if n < 2:
        return mean, None, None, n
    variance = sum(k * (answer - mean) ** 2 for answer, k in counts.items()) / (n - 1)
    half = Z95 * sqrt(variance / n)
    return mean, max(lowest, mean - half), min(highest, mean + half), n


def _check(counts: Counts, scale: str) -> None:
    lowest, highest, _ = SCALES[scale]
    if not sum(counts.values()):
        raise ValueError(f"no answers of {scale}")
    for answer in counts:
        if not lowest <= answer <= highest:
            raise ValueError(f"{answer} is outside {lowest}..{highest} of {scale}")


def funnel(rows: Sequence[DropOff], is_open: bool, steps: int | None = None) -> list[StageDropOff]:
    """The figures of a funnel's steps, in their order. `steps`: how many its file had (None: these).

    Closed funnel, i = 1..k: completed(i) = entered(i+1), the last step completes, left = entered - completed,
    abandonment rate = left / entered = 1 - completion rate, conversion(i) = entered(i) / entered(1). What
    the file itself says of a step (`completed`, `left`; one gives the other) wins; where both together are
    more than entered, `left` is believed. After a step whose next one is missing (a gap in `position`, or
    the file had more steps) only the file's own count is known. Where customers may enter at any step
    (`is_open`, or numbers that rise) differences are no abandonments: again only the file's own count.
    """
    closed = _is_closed(rows, is_open)
    following: list[int | None] = [
        after.entered if after.position == before.position + 1 else None for before, after in pairwise(rows)
    ]
    if rows:
        ends = steps is None or rows[-1].position >= steps - 1
        following.append(rows[-1].entered if ends else None)
    first = rows[0].entered if rows and closed and rows[0].position == 0 else 0
    return [
        _step(row, reached if closed else None, first) for row, reached in zip(rows, following, strict=True)
    ]


def _is_closed(rows: Sequence[DropOff], is_open: bool) -> bool:
    return not is_open and all(before.entered >= after.entered for before, after in pairwise(rows))


def _step(row: DropOff, reached: int | None, first: int) -> StageDropOff:
    completed, left = row.completed, row.left
    if completed is not None and left is not None and completed + left > row.entered:
        completed = max(0, row.entered - left)
    if completed is None:
        completed = reached if left is None else max(0, row.entered - left)
    if left is None and completed is not None:
        left = max(0, row.entered - completed)

    def rate(part: int | None) -> float | None:
        return None if part is None or not row.entered else part / row.entered

    conversion = row.entered / first if first else None
    return StageDropOff(row.entered, completed, left, rate(completed), rate(left), conversion)


def feedback(tallies: Iterable[Tally]) -> Feedback:
    """The scores of a place's answers; a measure asked on several scales is shown on the most used."""
    counts: dict[str, dict[float, int]] = defaultdict(lambda: defaultdict(int))
    total = 0
    for tally in tallies:
        total += tally.n
        if _counts(tally):
            scale, answer = tally.scale, tally.score
            if scale.endswith("r"):  # turned, so that both directions of one question count together
                scale, answer = scale[:-1], SCALES[scale][0] + SCALES[scale][1] - answer
            counts[scale][answer] += tally.n
    scores: dict[str, Score] = {}
    for scale in sorted(counts, key=lambda scale: (sum(counts[scale].values()), scale)):
        found = score(scale, counts[scale])
        scores[found.measure] = found
    return Feedback(total, {measure: scores[measure] for measure in MEASURES if measure in scores})


def _joined(first: StageDropOff, last: StageDropOff, closed: bool) -> StageDropOff:
    """Steps of a file that are one stage: it is entered with the first and completed with the last.

    Where customers may enter at any step it was entered by at least as many as its most used step; who left
    is known when every step's file says it, and nothing follows from that for who completed.
    """
    if not closed:
        left = None if first.left is None or last.left is None else first.left + last.left
        return StageDropOff(max(first.entered, last.entered), None, left, None, None)
    completed = None if last.completed is None else min(last.completed, first.entered)
    return _step(DropOff(0, 0, 0, 0, first.entered, completed), None, 0)._replace(conversion=first.conversion)


def _counts(tally: Tally) -> bool:
    """Comments have no score, and a file that came from elsewhere may hold one beyond its scale."""
    lowest, highest, _ = SCALES.get(tally.scale, (0, -1, ""))
    return tally.n > 0 and lowest <= tally.score <= highest


def map_figures(doc: Document, map_id: int) -> Figures:
    """All figures of a map, the same for canvas, panels, exports and command line."""
    found = tallies(doc, map_id)
    by_stage: dict[int | None, list[Tally]] = defaultdict(list)
    for tally in found:
        by_stage[tally.stage].append(tally)
    batch = shown_drop_off(doc.children("import_batch", map=map_id))
    drop_off: dict[int, StageDropOff] = {}
    if batch is not None:
        rows = doc.children("drop_off", batch=batch.id)
        steps = funnel(rows, bool(batch.open), batch.rows + batch.refused)
        closed = _is_closed(rows, bool(batch.open))
        for row, step in zip(rows, steps, strict=True):
            first = drop_off.get(row.stage)
            drop_off[row.stage] = step if first is None else _joined(first, step, closed)
    stages = {
        stage.id: StageFigures(drop_off.get(stage.id), feedback(by_stage[stage.id]))
        for stage in doc.children("stage", map=map_id)
    }
    unplaced = sum(tally.n for stage, part in by_stage.items() if stage not in stages for tally in part)
    return Figures(stages, feedback(found), unplaced, batch)


def shown_drop_off(batches: Iterable[ImportBatch]) -> ImportBatch | None:
    """Of a map's imports the drop-off table that is shown: the newest."""
    found = (batch for batch in batches if batch.kind == "drop_off")
    return max(found, key=lambda batch: (batch.at, batch.id), default=None)
