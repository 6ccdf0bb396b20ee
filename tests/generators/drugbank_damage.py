"""Damages generated pages the way copying, cutting and saving damage text, and remembers which lines it touched.

Knows nothing of what a page says, only that it has lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_STRAY = ("\x00", "\u200b", "7", "/", " / ", "(", "Not Available", "•", "\ufeff", "é", ".", " ", "\t", "0", "-", "Oral")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged page.

    Attributes:
        content: Its bytes, perhaps no longer UTF-8.
        lines: Numbers of the lines that were touched: changed, joined, or moved elsewhere.
        story: What was done, to be printed when a test fails.
    """

    content: bytes
    lines: frozenset[int]
    story: tuple[str, ...]


@dataclass(slots=True)
class _Line:
    content: bytes
    touched: bool = False


def damaged(rng: Random, text: str) -> Damaged:
    """Return a page after one to three accidents."""
    lines = [_Line(line.encode() + b"\n") for line in text.split("\n")]
    lines[-1].content = lines[-1].content[:-1]
    story = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        accident = rng.choice(_ACCIDENTS)
        story.append(f"{accident.__name__.strip('_')} {accident(rng, lines)}")
        if not lines:
            break
    content = b"".join(line.content for line in lines)
    touched, number = set(), 1
    for line in lines:
        ends = line.content.count(b"\n")
        if line.touched:
            touched.update(range(number, number + ends + 1) if not line.content.endswith(b"\n") else range(number, number + ends))
        number += ends
    return Damaged(content, frozenset(touched), tuple(story))


def _place(rng: Random, lines: list[_Line]) -> int:
    """Return a line, mostly one that is not blank."""
    at = rng.randrange(len(lines))
    return at if lines[at].content.strip() else rng.randrange(len(lines))


def _end(content: bytes) -> bytes:
    return b"\r\n" if content.endswith(b"\r\n") else b"\n" if content.endswith(b"\n") else b""


def _drop(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    return f"line {at + 1}: {lines.pop(at).content!r}"


def _drop_several(rng: Random, lines: list[_Line]) -> str:
    begin = _place(rng, lines)
    end = begin + rng.randint(2, 20)
    del lines[begin:end]
    return f"lines {begin + 1} to {end}"


def _cut_end(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    content = lines[at].content
    keep = rng.randint(0, len(content))
    lines[at] = _Line(content[:keep].rstrip(b"\r\n") + _end(content), touched=True)
    return f"line {at + 1} after {keep} bytes"


def _cut_begin(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    content = lines[at].content
    begin = rng.randint(0, len(content) - len(_end(content)))
    lines[at] = _Line(content[begin:], touched=True)
    return f"line {at + 1} before byte {begin}"


def _split(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    content = lines[at].content
    middle = rng.randint(0, len(content) - len(_end(content)))
    lines[at] = _Line(content[:middle] + b"\n" + content[middle:], touched=True)
    return f"line {at + 1} at byte {middle}"


def _join(rng: Random, lines: list[_Line]) -> str:
    at = min(_place(rng, lines), max(len(lines) - 2, 0))
    following = lines.pop(at + 1).content if at + 1 < len(lines) else b""
    seam = rng.choice((b"", b" "))
    lines[at] = _Line(lines[at].content.rstrip(b"\r\n") + seam + following, touched=True)
    return f"line {at + 1} and the next, by {seam!r}"


def _swap(rng: Random, lines: list[_Line]) -> str:
    a, b = _place(rng, lines), _place(rng, lines)
    if rng.random() < 0.5:
        b = min(a + 1, len(lines) - 1)
    lines[a], lines[b] = _Line(lines[b].content, touched=True), _Line(lines[a].content, touched=True)
    return f"lines {a + 1} and {b + 1}"


def _flip(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    content = bytearray(lines[at].content)
    if not content:
        return "nothing"
    place = rng.randrange(len(content))
    content[place] ^= 1 << rng.randrange(7 if rng.random() < 0.9 else 8)
    lines[at] = _Line(bytes(content), touched=True)
    if not lines[at].content.endswith(b"\n") and at + 1 < len(lines):
        lines[at].content += lines.pop(at + 1).content
    return f"byte {place} of line {at + 1}"


def _insert(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    content = lines[at].content.decode("utf-8", "replace")
    place = rng.randint(0, len(content.rstrip("\r\n")))
    stray = rng.choice(_STRAY)
    lines[at] = _Line((content[:place] + stray + content[place:]).encode(), touched=True)
    return f"{stray!r} into line {at + 1} at {place}"


def _double(rng: Random, lines: list[_Line]) -> str:
    begin = _place(rng, lines)
    end = begin + rng.randint(1, 40)
    to = rng.choice((end, rng.randint(0, len(lines))))
    lines[to:to] = [_Line(line.content, line.touched) for line in lines[begin:end]]
    return f"lines {begin + 1} to {end}, again at {to + 1}"


def _truncate(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    content = lines[at].content
    keep = rng.randint(0, len(content))
    del lines[at + 1 :]
    lines[at] = _Line(content[:keep], touched=True)
    return f"the page in line {at + 1} after {keep} bytes"


def _mark(_rng: Random, lines: list[_Line]) -> str:
    lines[0] = _Line(b"\xef\xbb\xbf" + lines[0].content, lines[0].touched)
    return "a byte order mark"


_ACCIDENTS: tuple[Callable[[Random, list[_Line]], str], ...] = (
    _drop,
    _drop,
    _drop,
    _drop_several,
    _cut_end,
    _cut_end,
    _cut_begin,
    _split,
    _join,
    _join,
    _swap,
    _flip,
    _flip,
    _insert,
    _insert,
    _double,
    _truncate,
    _mark,
)
