"""The lines of a DrugBank page, and what a reader does with one: point at it, account for it, group it with others.

Knows how the page's text was made from HTML (bullets, blank lines around paragraphs), not what any section means.
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
    """The value of one section as the page lays it out: `Not Available`, a bulleted list, or paragraphs.

    Attributes:
        kind: Which of the three.
        lines: Its lines, counted from 0; a paragraph of one word has left none.
    """

    kind: BlockKind
    lines: tuple[int, ...]


class Lines:
    """A page's lines without outer white space, counted from 0, and the ledger that accounts for them."""

    def __init__(self, page: PageText) -> None:
        self.page = page
        self.ledger = Ledger(page)
        self.texts = [line.strip(_OUTER) for line in page.lines]

    def span(self, line: int, start: int = 0, end: int | None = None) -> Span:
        """Point at columns of a line's text (all of it unless told)."""
        text = self.texts[line]
        base = self.page.line_starts[line] + self.page.lines[line].find(text)
        return Span(line + 1, base + start, base + (len(text) if end is None else end))

    def is_bullet(self, line: int) -> bool:
        """Tell whether a line is an item of a list, not a paragraph that begins with a dot."""
        return self.texts[line].startswith("•") and _BULLET.match(self.page.lines[line]) is not None

    def is_indented(self, line: int) -> bool:
        """Tell whether white space stands before a line's text."""
        return self.page.lines[line][:1].isspace()

    def item(self, line: int) -> tuple[str, Span]:
        """Return a list item without its bullet, and where it stands."""
        text = self.texts[line]
        name = text[1:].lstrip()
        return name, self.span(line, len(text) - len(name))

    def parts(self, line: int, separator: str) -> Iterator[tuple[str, Span]]:
        """Yield the items of a line that a separator keeps apart."""
        start = 0
        for part in self.texts[line].split(separator):
            name = part.strip()
            if name:
                left = start + len(part) - len(part.lstrip())
                yield name, self.span(line, left, left + len(name))
            start += len(part) + len(separator)

    def is_open(self, line: int) -> bool:
        """Tell whether a line that is not blank still waits for its account."""
        return bool(self.texts[line]) and self.ledger.is_open(line + 1)

    def heading(self, line: int, *, valued: bool = True) -> None:
        """Account for a heading, saying where its value was lost with the lines of one word."""
        self.ledger.boilerplate(line + 1, "heading" if valued else "heading; its value is not in the text")

    def boilerplate(self, line: int, reason: str) -> None:
        """Say why a line states nothing about the drug."""
        self.ledger.boilerplate(line + 1, reason)

    def unread(self, line: int, reason: str) -> None:
        """Say why a line could not be understood."""
        self.ledger.unread(line + 1, reason)

    def gap(self, line: int, field: str) -> None:
        """Take a field the page reports as not available."""
        self.ledger.fact(Gap(span=self.span(line), field=field))

    def prose(self, line: int, section: str) -> None:
        """Leave a line to a curator."""
        self.ledger.prose_line(section, line + 1)

    def blocks(self, lines: Sequence[int]) -> list[Block]:
        """Group lines into the values of successive sections.

        Paragraphs stand between blank lines, one between two paragraphs; two in a row are the end of one value and the
        beginning of the next, or what is left around a lost paragraph.
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
                at += 1  # around a first paragraph that was lost
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
    """Say for each block which section's value it is, where the headings between the sections are lost.

    Every section prints a value, in the order of `slots`; paragraphs of one section may look like two. A section
    takes the kinds of block in `fitting` (any unless told); one marked `?` there may have left no trace. Where no
    assignment fits, a list or text right below the first section's own heading (`headed`) is still that section's.

    Returns:
        For each block the section, or None where there is no way to assign all blocks, and whether it is the only
        possible one; of several, the one that begins a new section soonest.
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
    """Tell for each block and section whether the blocks up to this one fill the sections up to that one."""
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
