"""Damages the text of a page at random, and keeps account of which lines are no longer what and where they were.

Knows lines and characters only, and which lines the caller calls headings; nothing of what a page says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_ODDITIES = (
    "—", ":", ".", "->", "-> ", "\n", " ", " or", "\t", "\u2028", "\x00", "(", ")", "®", "é", "7", ", ", "or", "A", "z",
    "Rare:", "\r", "\ufeff",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DamagedPage:
    """A damaged page.

    Attributes:
        content: Its bytes; they need not be UTF-8.
        origins: For each line the number, from 1, of the line it was; None where it has been changed or moved.
        done: What was done to the page, in words.
    """

    content: bytes
    origins: tuple[int | None, ...]
    done: tuple[str, ...]

    @property
    def changed(self) -> frozenset[int]:
        """The numbers of the lines that have been changed or moved."""
        return frozenset(number for number, origin in enumerate(self.origins, 1) if origin is None)

    @property
    def left(self) -> frozenset[int]:
        """The numbers of the lines of the sound page that still stand."""
        return frozenset(origin for origin in self.origins if origin is not None)


@dataclass(slots=True)
class _Line:
    text: str
    origin: int | None


def damaged(random: Random, text: str, is_heading: Callable[[str], bool]) -> DamagedPage:
    """Damage a page in one to three ways."""
    lines = [_Line(line, number) for number, line in enumerate(text.split("\n"), 1)]
    done = []
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        way = random.choice(_WAYS)
        done.append(way(random, lines, is_heading))
    content = "\n".join(line.text for line in lines).encode("utf-8", "surrogateescape")
    return DamagedPage(content, tuple(line.origin for line in lines), tuple(done))


def _changed(lines: list[_Line], place: int, text: str) -> None:
    """Put a text in place of a line; it may be of several lines now."""
    if text != lines[place].text:
        lines[place : place + 1] = [_Line(part, None) for part in text.split("\n")]


def _some(random: Random, lines: list[_Line]) -> int:
    """Return the place of a line, seldom a blank one."""
    full = [place for place, line in enumerate(lines) if line.text.strip()]
    return random.choice(full) if full and random.random() < 0.8 else random.randrange(len(lines))


def _drop(random: Random, lines: list[_Line], _: Callable[[str], bool]) -> str:
    place, count = _some(random, lines), random.choice((1, 1, 1, 2, 3, 6))
    del lines[place : place + count]
    lines[:] = lines or [_Line("", None)]
    return f"{count} lines from {place + 1} on dropped"


def _drop_heading(random: Random, lines: list[_Line], is_heading: Callable[[str], bool]) -> str:
    """Drop a heading, sometimes with the blank lines before and behind it."""
    places = [place for place, line in enumerate(lines) if is_heading(line.text.strip())]
    if not places:
        return "no heading to drop"
    first = random.choice(places)
    last = first + 1
    text = lines[first].text
    if random.random() < 0.5:
        while first and not lines[first - 1].text.strip():
            first -= 1
        while last < len(lines) and not lines[last].text.strip():
            last += 1
    del lines[first:last]
    lines[:] = lines or [_Line("", None)]
    return f"heading {text.strip()!r} dropped with {last - first - 1} blank lines"


def _join(random: Random, lines: list[_Line], _: Callable[[str], bool]) -> str:
    place, count = _some(random, lines), random.choice((2, 2, 3))
    part = lines[place : place + count]
    glue = random.choice(("", "", " "))
    if len([line for line in part if line.text]) > 1 or glue:
        lines[place : place + count] = [_Line(glue.join(line.text for line in part), None)]
    else:
        lines[place : place + count] = [max(part, key=lambda line: len(line.text))]
    return f"{count} lines from {place + 1} on joined"


def _swap(random: Random, lines: list[_Line], _: Callable[[str], bool]) -> str:
    one = _some(random, lines)
    other = min(one + 1, len(lines) - 1) if random.random() < 0.5 else _some(random, lines)
    if lines[one].text != lines[other].text:
        lines[one], lines[other] = _Line(lines[other].text, None), _Line(lines[one].text, None)
    return f"lines {one + 1} and {other + 1} swapped"


def _cut(random: Random, lines: list[_Line], _: Callable[[str], bool]) -> str:
    place = _some(random, lines)
    text = lines[place].text
    start = random.randint(0, len(text))
    end = len(text) if random.random() < 0.6 else random.randint(start, len(text))
    _changed(lines, place, text[:start] + text[end:])
    return f"columns {start} to {end} of line {place + 1} cut"


def _flip(random: Random, lines: list[_Line], _: Callable[[str], bool]) -> str:
    place = _some(random, lines)
    content = bytearray(lines[place].text.encode("utf-8", "surrogateescape"))
    if not content:
        return "nothing to flip"
    byte = random.randrange(len(content))
    content[byte] ^= 1 << random.randrange(8 if random.random() < 0.1 else 7)
    _changed(lines, place, content.decode("utf-8", "surrogateescape"))
    return f"a bit of byte {byte} of line {place + 1} flipped"


def _insert(random: Random, lines: list[_Line], _: Callable[[str], bool]) -> str:
    place, oddity = _some(random, lines), random.choice(_ODDITIES)
    text = lines[place].text
    column = random.choice((0, len(text), random.randint(0, len(text))))
    _changed(lines, place, text[:column] + oddity + text[column:])
    return f"{oddity!r} put in at column {column} of line {place + 1}"


def _double(random: Random, lines: list[_Line], _: Callable[[str], bool]) -> str:
    place, count = _some(random, lines), random.choice((1, 1, 2, 5))
    part = lines[place : place + count]
    lines[place:place] = [_Line(line.text, None) for line in part]
    return f"{count} lines from {place + 1} on doubled"


def _double_section(random: Random, lines: list[_Line], is_heading: Callable[[str], bool]) -> str:
    """Double a heading with all that stands under it."""
    places = [place for place, line in enumerate(lines) if is_heading(line.text.strip())]
    if not places:
        return "no section to double"
    first = random.choice(places)
    last = next((place for place in places if place > first), len(lines))
    lines[last:last] = [_Line(line.text, line.origin) for line in lines[first:last]]
    return f"lines {first + 1} to {last} doubled"


def _truncate(random: Random, lines: list[_Line], _: Callable[[str], bool]) -> str:
    place = _some(random, lines)
    text = lines[place].text
    column = random.choice((len(text), random.randint(0, len(text))))
    del lines[place + 1 :]
    _changed(lines, place, text[:column])
    return f"cut off at column {column} of line {place + 1}"


_WAYS = (
    _drop, _drop, _drop_heading, _drop_heading, _drop_heading, _join, _join, _swap, _swap, _cut, _cut, _flip, _flip,
    _insert, _insert, _double, _double_section, _truncate,
)  # fmt: skip
