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
        lines: Numbers of the lines that were touched: changed, joined, put elsewhere, or put in again.
        joined: Those of them that were two whole lines.
        seams: Numbers of the lines that stand where a run of lines was taken out or put in.
        drops: Numbers of the lines right above which a single line was taken out.
        story: What was done, to be printed when a test fails.
    """

    content: bytes
    lines: frozenset[int]
    joined: frozenset[int]
    seams: frozenset[int]
    drops: frozenset[int]
    story: tuple[str, ...]


@dataclass(slots=True)
class _Line:
    content: bytes
    touched: bool = False
    joined: bool = False
    seam: bool = False
    after_gap: bool = False


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
    touched: set[int] = set()
    joined: set[int] = set()
    seams: set[int] = set()
    drops: set[int] = set()
    number = 1
    for line in lines:
        after = number + line.content.count(b"\n")
        own = range(number, after if line.content.endswith(b"\n") else after + 1)
        if line.touched:
            touched.update(own)
        if line.joined:
            joined.update(own)
        if line.seam:
            seams.update(own)
        if line.after_gap:
            drops.update(own)
        number = after
    content = b"".join(line.content for line in lines)
    return Damaged(content, frozenset(touched), frozenset(joined), frozenset(seams), frozenset(drops), tuple(story))


def _replace(lines: list[_Line], at: int, content: bytes) -> None:
    lines[at] = _Line(content, touched=True, seam=lines[at].seam)


def _sew(lines: list[_Line], at: int) -> None:
    """Remember that a run of lines was taken out or put in right above a line."""
    if at < len(lines):
        lines[at].seam = True


def _place(rng: Random, lines: list[_Line]) -> int:
    """Return a line, mostly one that is not blank."""
    at = rng.randrange(len(lines))
    return at if lines[at].content.strip() else rng.randrange(len(lines))


def _end(content: bytes) -> bytes:
    return b"\r\n" if content.endswith(b"\r\n") else b"\n" if content.endswith(b"\n") else b""


def _drop(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    dropped = lines.pop(at)
    if dropped.after_gap:  # two lines, one after the other, are a run
        _sew(lines, at)
    elif at < len(lines):
        lines[at].seam |= lines[at].after_gap
        lines[at].after_gap = True
    return f"line {at + 1}: {dropped.content!r}"


def _drop_several(rng: Random, lines: list[_Line]) -> str:
    begin = _place(rng, lines)
    end = begin + rng.randint(2, 20)
    del lines[begin:end]
    _sew(lines, begin)
    return f"lines {begin + 1} to {end}"


def _cut_end(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    content = lines[at].content
    keep = rng.randint(0, len(content))
    _replace(lines, at, content[:keep].rstrip(b"\r\n") + _end(content))
    return f"line {at + 1} after {keep} bytes"


def _cut_begin(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    content = lines[at].content
    begin = rng.randint(0, len(content) - len(_end(content)))
    _replace(lines, at, content[begin:])
    return f"line {at + 1} before byte {begin}"


def _split(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    content = lines[at].content
    middle = rng.randint(0, len(content) - len(_end(content)))
    _replace(lines, at, content[:middle] + b"\n" + content[middle:])
    return f"line {at + 1} at byte {middle}"


def _join(rng: Random, lines: list[_Line]) -> str:
    at = min(_place(rng, lines), max(len(lines) - 2, 0))
    following = lines.pop(at + 1) if at + 1 < len(lines) else _Line(b"")
    whole = not lines[at].touched and not following.touched
    joined = whole and bool(lines[at].content.strip()) and bool(following.content.strip())
    seam = rng.choice((b"", b" "))
    _replace(lines, at, lines[at].content.rstrip(b"\r\n") + seam + following.content)
    lines[at].joined = joined
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
    _replace(lines, at, bytes(content))
    if not lines[at].content.endswith(b"\n") and at + 1 < len(lines):
        lines[at].content += lines.pop(at + 1).content
    return f"byte {place} of line {at + 1}"


def _insert(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    content = lines[at].content.decode("utf-8", "replace")
    place = rng.randint(0, len(content.rstrip("\r\n")))
    stray = rng.choice(_STRAY)
    _replace(lines, at, (content[:place] + stray + content[place:]).encode())
    return f"{stray!r} into line {at + 1} at {place}"


def _double(rng: Random, lines: list[_Line]) -> str:
    begin = _place(rng, lines)
    end = begin + rng.randint(1, 40)
    to = rng.choice((end, rng.randint(0, len(lines))))
    copies = [_Line(line.content, touched=True) for line in lines[begin:end]]
    lines[to:to] = copies
    _sew(lines, to)
    _sew(lines, to + len(copies))
    return f"lines {begin + 1} to {end}, again at {to + 1}"


def _truncate(rng: Random, lines: list[_Line]) -> str:
    at = _place(rng, lines)
    content = lines[at].content
    keep = rng.randint(0, len(content))
    del lines[at + 1 :]
    _replace(lines, at, content[:keep])
    return f"the page in line {at + 1} after {keep} bytes"


def _mark(_rng: Random, lines: list[_Line]) -> str:
    lines[0].content = b"\xef\xbb\xbf" + lines[0].content
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
