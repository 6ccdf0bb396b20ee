"""The lines of a DrugBank page, with operations to take spans of them, record their status and group them.

Reflects how the text was made from HTML (bullets, blank lines around paragraphs); does not know the sections.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from anakinra_kg.facts.ledger import Ledger
from anakinra_kg.facts.records import Gap
from anakinra_kg.facts.text import Span
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anakinra_kg.facts.text import PageText

_OUTER = "\ufeff \t\r\xa0"
_BULLET = re.compile(r"[ \t\xa0]+• ?")

BlockKind = Literal["gap", "list", "text"]


@dataclass(frozen=True, slots=True)
class Block:
    """The value of one section: `Not Available`, a bulleted list, or paragraphs.

    Attributes:
        kind: Which of the three it is.
        lines: Its lines, counted from 0; a paragraph of one word is missing.
    """

    kind: BlockKind
    lines: tuple[int, ...]


class Lines:
    """The lines of a page without outer white space, counted from 0, and the ledger of their status."""

    def __init__(self, page: PageText) -> None:
        self.page = page
        self.ledger = Ledger(page)
        self.texts = [line.strip(_OUTER) for line in page.lines]

    def span(self, line: int, start: int = 0, end: int | None = None) -> Span:
        """Return the span of columns of a line's text (default: all)."""
        text = self.texts[line]
        base = self.page.line_starts[line] + self.page.lines[line].find(text)
        return Span(line + 1, base + start, base + (len(text) if end is None else end))

    def is_bullet(self, line: int) -> bool:
        """Return whether a line is an item of a list, not a paragraph that begins with a dot."""
        return self.texts[line].startswith("•") and _BULLET.match(self.page.lines[line]) is not None

    def is_indented(self, line: int) -> bool:
        """Return whether a line begins with white space."""
        return self.page.lines[line][:1].isspace()

    def item(self, line: int) -> tuple[str, Span]:
        """Return a list item without its bullet, and its span."""
        text = self.texts[line]
        name = text[1:].lstrip()
        return name, self.span(line, len(text) - len(name))

    def parts(self, line: int, separator: str) -> Iterator[tuple[str, Span]]:
        """Yield the items of a line, split at a separator."""
        start = 0
        for part in self.texts[line].split(separator):
            name = part.strip()
            if name:
                left = start + len(part) - len(part.lstrip())
                yield name, self.span(line, left, left + len(name))
            start += len(part) + len(separator)

    def is_open(self, line: int) -> bool:
        """Return whether a line is not blank and has no status yet."""
        return bool(self.texts[line]) and self.ledger.is_open(line + 1)

    def heading(self, line: int, *, valued: bool = True) -> None:
        """Record a heading; the reason states whether its value is missing from the text."""
        self.ledger.boilerplate(line + 1, "heading" if valued else "heading; its value is not in the text")

    def boilerplate(self, line: int, reason: str) -> None:
        """Record why a line states nothing about the drug."""
        self.ledger.boilerplate(line + 1, reason)

    def unread(self, line: int, reason: str) -> None:
        """Record why a line could not be read."""
        self.ledger.unread(line + 1, reason)

    def gap(self, line: int, field: str) -> None:
        """Add a gap: a field that the page reports as not available."""
        self.ledger.fact(Gap(span=self.span(line), field=field))

    def prose(self, line: int, section: str) -> None:
        """Leave a line for curation."""
        self.ledger.prose_line(section, line + 1)

    def blocks(self, lines: Sequence[int]) -> list[Block]:
        """Group lines into the values of successive sections.

        One blank line separates two paragraphs of a value. Two blank lines separate two values, or remain around a
        missing paragraph.
        """
        blocks: list[Block] = []
        at = 0
        while at < len(lines):
            kind = self._kind(lines[at])
            begin = at
            if kind == "text":
                body, at = self._paragraphs(lines, at)
                if body or at - begin > 1:
                    blocks.append(Block("text", tuple(body)))
                continue
            at += 1
            while kind == "list" and at < len(lines) and self._kind(lines[at]) == "list":
                at += 1
            blocks.append(Block(kind, tuple(lines[begin:at])))
        return blocks

    def _kind(self, line: int) -> BlockKind:
        if self.texts[line] == NOT_AVAILABLE:
            return "gap"
        return "list" if self.is_bullet(line) else "text"

    def _paragraphs(self, lines: Sequence[int], at: int) -> tuple[list[int], int]:
        body: list[int] = []
        blank = not self.texts[lines[at]]
        if blank:
            at += 1
            if at < len(lines) and not self.texts[lines[at]]:
                at += 1  # around a missing first paragraph
        while at < len(lines) and self.texts[lines[at]] and self._kind(lines[at]) == "text":
            body.append(lines[at])
            at += 1
            if blank and at < len(lines) and not self.texts[lines[at]]:
                at += 1
            elif blank:
                break
        return body, at


def assigned(
    blocks: Sequence[Block], slots: Sequence[str], fitting: dict[str, str], *, headed: bool
) -> list[tuple[str | None, bool]]:
    """Assign each block to a section, where the headings between the sections are missing.

    Every section has a value, in the order of `slots`; the paragraphs of one section may look like two values. A
    section accepts the kinds of block in `fitting` (default: any); a section marked `?` there may be missing. If no
    assignment fits, a list or text directly under the heading of the first section (`headed`) belongs to it.

    Returns:
        For each block the section, or None if the blocks cannot all be assigned, and whether it is the only
        possible one. If several are possible, the assignment that begins a new section earliest.
    """
    takes = [fitting.get(slot, "gap list text") for slot in slots]
    before = _reachable(blocks, takes)
    after = [row[::-1] for row in _reachable(blocks[::-1], takes[::-1])][::-1]
    result: list[tuple[str | None, bool]] = []
    for forward, backward in zip(before, after, strict=True):
        possible = [slot for slot, *both in zip(slots, forward, backward, strict=True) if all(both)]
        soonest = possible[0 if headed and not result else -1] if possible else None
        result.append((soonest, len(possible) == 1))
    if headed and blocks and slots and result[0][0] is None and blocks[0].kind != "gap" and blocks[0].kind in takes[0]:
        result[0] = (slots[0], False)
    return result


def _reachable(blocks: Sequence[Block], takes: list[str]) -> list[list[bool]]:
    """Return for each block and section whether the blocks up to it can fill the sections up to it."""
    rows: list[list[bool]] = []
    for index, block in enumerate(blocks):
        row = []
        open_before = index == 0
        for place, kinds in enumerate(takes):
            merges = index > 0 and block.kind == blocks[index - 1].kind == "text" and rows[-1][place]
            row.append(block.kind in kinds and (open_before or merges))
            skipped = "?" in kinds
            open_before = (open_before and skipped) or (index > 0 and rows[-1][place])
        rows.append(row)
    return rows
