"""A box of the map seen from its reading start: the one place that mirrors."""

from __future__ import annotations

from typing import NamedTuple

from canvas.picture.display import Command, Icon, Line, Rect, Text, TextBlock
from resources import assets


class Frame(NamedTuple):
    """`along` counts from the start side (the right one when rtl), `down` from the top."""

    x: float
    y: float
    w: float
    h: float
    rtl: bool

    def at(self, along: float, width: float = 0.0) -> float:
        """Left edge, on the map, of something `width` wide that starts at `along`."""
        return self.x + self.w - along - width if self.rtl else self.x + along

    def part(self, along: float, down: float, width: float, height: float) -> Frame:
        return Frame(self.at(along, width), self.y + down, width, height, self.rtl)

    def rect(
        self, along: float, down: float, width: float, height: float, fill: str | None = None,
        stroke: str | None = None, line: float = 1.0, radius: float = 0.0, dash: tuple[float, ...] = (),
        opacity: float = 1.0,
    ) -> Rect:  # fmt: skip
        x, y = self.at(along, width), self.y + down
        return Rect(x, y, width, height, fill, stroke, line, radius, dash, opacity)

    def line(
        self, along: float, down: float, to_along: float, to_down: float, stroke: str, width: float = 1.0,
        dash: tuple[float, ...] = (),
    ) -> Line:  # fmt: skip
        return Line(self.at(along), self.y + down, self.at(to_along), self.y + to_down, stroke, width, dash)

    def commands(self, *commands: Command) -> tuple[Command, ...]:
        """Path commands given as (along, down) pairs, on the map."""
        return tuple(
            (name, *(self.y + v if k % 2 else self.at(v) for k, v in enumerate(numbers)))
            for name, *numbers in commands
        )

    def text(self, along: float, down: float, block: TextBlock, colour: str) -> Text:
        """A block that starts at `along`; broken for a width, it is aligned within it to its own side."""
        return Text(self.at(along, block.width), self.y + down, block, colour)

    def icon(self, name: str, along: float, down: float, size: float, colour: str) -> Icon:
        mirrored = self.rtl and name in assets.MIRRORED_ICONS
        return Icon(name, self.at(along, size), self.y + down, size, colour, mirrored)
