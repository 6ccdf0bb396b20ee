"""Reads the proteins of a DrugBank page: rows of targets under the mechanism, and blocks at the end of the page.

A protein is a target only if a row of the targets table names it. The headings of enzymes, carriers and transporters
are usually missing, so their role is unknown. Takes nothing from a block whose protein has no name.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from anakinra_kg.facts.records import InteractingProtein, Target
from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.protein_blocks import FIRST_FIELD, LAST_FIELD, name_of
from anakinra_kg.sources.drugbank.references import read_reference
from anakinra_kg.sources.drugbank.target_rows import actions_of, is_organism, possible_names, read_remainder, runs_on
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anakinra_kg.facts.records import Subject
    from anakinra_kg.facts.text import Span
    from anakinra_kg.sources.drugbank.lines import Lines
    from anakinra_kg.sources.drugbank.protein_blocks import ProteinBlock
    from anakinra_kg.sources.drugbank.target_rows import Badge

_MAY_LACK_VALUE = frozenset(("General Function", "Specific Function", LAST_FIELD))
_PROSE = frozenset(("Curator comments", "Specific Function"))
_SINGLE = {
    "Organism": ("organism", re.compile(r".+")),
    "General Function": ("general_function", re.compile(r".+")),
    "Gene Name": ("gene", re.compile(r"\S+")),
    "Uniprot ID": ("uniprot", re.compile(r"[A-Z][0-9][A-Z0-9]{3}[0-9](?:[A-Z][A-Z0-9]{2}[0-9])?")),
}
_WEIGHT = re.compile(r"(\d+(?:\.\d+)?) Da")


def read_proteins(lines: Lines, badges: Sequence[Badge], blocks: Sequence[ProteinBlock]) -> None:
    """Make one fact for each protein from the rows of targets and the blocks."""
    targets, matches = _matches(lines, badges, blocks)
    behind_targets = _behind_targets(lines, blocks, targets)
    for block in blocks:
        block_reader = _BlockReader(lines, block)
        badge = matches.get(id(block))
        role = block.role if block.is_whole else None
        outside = role in {"enzyme", "carrier", "transporter"} or id(block) in behind_targets
        if badge is not None:
            lines.ledger.fact(_target(lines, badge, block_reader))
        elif block_reader.name is None:
            block_reader.reject("the protein's name is not in the text, or its headings are not complete and in order")
        elif role == "target":
            lines.ledger.fact(Target(**block_reader.record()))
        elif outside:
            lines.ledger.fact(InteractingProtein(role=role, **block_reader.record()))
        else:
            block_reader.reject("no row of the targets names this protein, so its role is not certain")
        is_target = badge is not None or (block.is_whole and block.group == targets and block_reader.name is None)
        about: Subject = "target" if is_target else role or "protein"
        certain = badge is not None or role is not None or outside
        _references(lines, block, about, block_reader if certain else None)
    matched = {id(badge) for badge in matches.values()}
    strays = any(block.group <= max(targets, 0) and id(block) not in matches for block in blocks)
    for badge in badges:
        if id(badge) not in matched:
            _lone_badge(lines, badge, certain=not strays)


def _behind_targets(lines: Lines, blocks: Sequence[ProteinBlock], targets: int) -> set[int]:
    """Return the blocks that are certainly not targets because they are in a later group.

    The targets come first. The order of the groups is not reliable if a protein is fragmented or duplicated. After
    the targets, only an identical block counts as a duplicate, because a target may also be an enzyme.
    """
    seen: set[tuple[str | None, ...]] = set()
    behind: set[int] = set()
    for block in blocks:
        content = tuple(lines.texts[line] for line in block.all_lines()) if targets >= 0 else name_of(lines, block)[:1]
        if not block.is_whole and block.group <= max(targets, 0):
            return set()
        if block.role is None and block.group > max(targets, 0) and content not in seen:
            behind.add(id(block))
        seen.add(content)
    return behind


def _matches(lines: Lines, badges: Sequence[Badge], blocks: Sequence[ProteinBlock]) -> tuple[int, dict[int, Badge]]:
    """Match the blocks of one group with the rows that name them; the first group with a match is the targets."""
    group = -1
    named: dict[str, list[Badge]] = {}
    for badge in badges:
        for possible in possible_names(badge.text):
            named.setdefault(possible, []).append(badge)
    matches: dict[int, Badge] = {}
    taken: set[int] = set()
    for block in blocks:
        name = name_of(lines, block)[0]
        if name is None or block.role not in {None, "target"} or group not in {-1, block.group}:
            continue
        row = next((badge for badge in named.get(name, ()) if id(badge) not in taken), None)
        if row is not None and read_remainder(row, row.text[1 + len(name) :]):
            taken.add(id(row))
            matches[id(block)] = row
            group = block.group
    return group, matches


class _BlockReader:
    """The values in the lines of a block; the caller makes the facts."""

    def __init__(self, lines: Lines, block: ProteinBlock) -> None:
        self.values: dict[str, Any] = {}
        self._lines = lines
        self._used: list[int] = []
        self.name, name_line = name_of(lines, block)
        self._name_line = name_line
        for heading, values in block.lines.items():
            for line in values:
                self._value(heading, line, alone=len(values) == 1)

    def _value(self, heading: str, line: int, *, alone: bool) -> None:
        text = self._lines.texts[line]
        if heading in _PROSE:
            self._prose(heading, line)
        elif text == NOT_AVAILABLE and alone and heading in _MAY_LACK_VALUE:
            self._lines.gap(line, heading.lower())
        elif heading == "before" and alone and is_organism(text):
            self._keep(line, organism=text)
        elif heading == "Kind" and alone and text in vocabulary.PROTEIN_KINDS:
            self._lines.boilerplate(line, "states that the protein is a protein")
        elif heading in {FIRST_FIELD, "Actions"}:
            self._action(line, text)
        elif alone and heading == "General Function" and text.endswith("."):
            self._prose(heading, line)
        elif alone and heading in _SINGLE and _SINGLE[heading][1].fullmatch(text):
            self._keep(line, **{_SINGLE[heading][0]: text})
        elif alone and heading == LAST_FIELD and (weight := _WEIGHT.fullmatch(text)):
            self._keep(line, molecular_weight_da=Decimal(weight.group(1)))
        elif heading == "Uniprot Name" and alone:
            self._used.append(line)
        else:
            self._lines.unread(line, "not a valid value for this heading")

    def _prose(self, heading: str, line: int) -> None:
        if self._lines.texts[line] == NOT_AVAILABLE:
            self._lines.gap(line, heading.lower())
        else:
            self._lines.prose(line, heading.lower())

    def _action(self, line: int, text: str) -> None:
        known = vocabulary.PHARMACOLOGICAL_ACTIONS.get(text)
        actions = actions_of(text)
        if known:
            self._keep(line, pharmacological_action=known)
        elif actions:
            self._keep(line, actions=(*self.values.get("actions", ()), *actions))
        else:
            self._lines.unread(line, "not a known action")

    def _keep(self, line: int, **value: object) -> None:
        self.values.update(value)
        self._used.append(line)

    def spans(self) -> tuple[Span, ...]:
        """Return the lines used for the record, except the line of the name."""
        used = dict.fromkeys(line for line in self._used if line != self._name_line)
        return tuple(self._lines.span(line) for line in used)

    def record(self) -> dict[str, Any]:
        """Return the fields of a fact about a protein that its block names."""
        return {
            "span": self._lines.span(self._name_line),
            "also": self.spans(),
            "name": self.name,
            **self.values,
        }

    def confirms(self, cell: str) -> bool:
        """Return whether the block confirms the actions or the organism in a cell."""
        known = {action.casefold() for action in self.values.get("actions", ())} | {self.values.get("organism")}
        return cell in known or known.issuperset(action.casefold() for action in actions_of(cell) or [""])

    def name_span(self) -> Span:
        """Return the span of the name of the protein."""
        return self._lines.span(self._name_line)

    def reject(self, reason: str) -> None:
        """Report every line with a value as unread."""
        for line in self._used if self.name is None else (self._name_line, *self._used):
            self._lines.unread(line, reason)


def _target(lines: Lines, badge: Badge, block_reader: _BlockReader) -> Target:
    values = {**block_reader.values, "pharmacological_action": badge.action}
    values.setdefault("actions", tuple(badge.actions))
    if badge.organism:
        values.setdefault("organism", badge.organism)
    repeated = [lines.span(line) for line in badge.cells if block_reader.confirms(lines.texts[line])]
    also = (*repeated, block_reader.name_span(), *block_reader.spans())
    for line in badge.cells:
        if not block_reader.confirms(lines.texts[line]):
            lines.unread(line, "the block of the protein above does not contain this action or organism")
    return Target(span=lines.span(badge.line), also=also, name=block_reader.name or "", **values)


def _lone_badge(lines: Lines, badge: Badge, *, certain: bool) -> None:
    """Process a row of the targets that has no block."""
    for line in badge.cells:
        lines.unread(line, "a row before it may be missing, so the target of this cell is not certain")
    name, gap, organism = badge.text[1:].partition(NOT_AVAILABLE)
    if not certain or not name or (gap and not organism) or runs_on(name):
        lines.unread(
            badge.line, "no protein at the end of the page has this name, so where the name ends is not certain"
        )
        return
    fact = Target(
        span=lines.span(badge.line),
        name=name,
        pharmacological_action=badge.action,
        organism=organism or None,
    )
    lines.ledger.fact(fact)


def _references(lines: Lines, block: ProteinBlock, about: Subject, block_reader: _BlockReader | None) -> None:
    named = block_reader is not None and block_reader.name is not None
    for line in block.references:
        if block_reader is not None and named:
            read_reference(lines, line, about, block_reader.name, (block_reader.name_span(),))
        else:
            read_reference(lines, line, about)
