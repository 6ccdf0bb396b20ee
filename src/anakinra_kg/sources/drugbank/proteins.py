"""Reads the proteins of a DrugBank page: the rows of targets under the mechanism, and the blocks at the page's end.

A protein is a target only where a row of the mechanism's table names it; the headings that tell enzymes, carriers and
transporters apart are usually lost, so their role stays open. Nothing is taken from a block whose protein has no name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from anakinra_kg.facts import InteractingProtein, Reference, Target
from anakinra_kg.sources.drugbank import tables
from anakinra_kg.sources.drugbank import vocabulary as words
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anakinra_kg.sources.drugbank.lines import Lines
    from anakinra_kg.text import Span

FIRST_FIELD = "Pharmacological action"
_LAST_FIELD = "Molecular Weight"
_FIELDS = frozenset(
    (
        "Kind",
        "Organism",
        FIRST_FIELD,
        "Actions",
        "Curator comments",
        "General Function",
        "Specific Function",
        "Gene Name",
        "Uniprot ID",
        "Uniprot Name",
        "Molecular Weight",
        "References",
    )
)
_HEADING_AT_END = re.compile(
    rf"\S\s*(?:{one_of(tuple(heading for heading in _FIELDS if ' ' in heading))})$"
    r"|[a-z0-9)](?:Actions|Kind|Organism|References)$|\S\s+(?:Kind|Organism)$"
)
_INTRODUCTION = frozenset(("Kind", "Organism"))
# What every protein prints, in this order; one known by its number and name alone prints only the first.
_WHOLE = (
    FIRST_FIELD,
    "General Function",
    "Specific Function",
    "Gene Name",
    "Uniprot ID",
    "Uniprot Name",
    _LAST_FIELD,
)
_MAY_LACK_VALUE = frozenset(("General Function", "Specific Function", _LAST_FIELD))
_PROSE = frozenset(("Curator comments", "Specific Function"))
_SINGLE = {
    "Organism": ("organism", re.compile(r".+")),
    "General Function": ("general_function", re.compile(r".+")),
    "Gene Name": ("gene", re.compile(r"\S+")),
    "Uniprot ID": ("uniprot", re.compile(r"[A-Z][0-9][A-Z0-9]{3}[0-9](?:[A-Z][A-Z0-9]{2}[0-9])?")),
}
_NUMBERED_NAME = re.compile(r"(?:Details)?\d+\. (.*?\S)(?:Details)?")
_REFERENCE = re.compile(r"\d+\. ")
_WEIGHT = re.compile(r"(\d+(?:\.\d+)?) Da")
_ORGANISM = re.compile(r"[A-Z][a-z]+ (?:[a-z].*|.* virus\b.*)(?<!\.)")
_GLUED_ACTION = re.compile(rf"\S(?:{one_of(words.ACTIONS)})$", re.IGNORECASE)
_GLUED_ORGANISM = re.compile(r"[a-z0-9)][A-Z][a-z]+ [a-z]+$")
_ONE_WORD_ORGANISM = re.compile(r"(?:[A-Z][a-z]+)?")
_BADGE = re.compile(r"[AUN](?=[A-Z0-9(\[])")
_BADGE_ACTIONS = re.compile(one_of(words.ACTIONS), re.IGNORECASE)
_TRAILING_ACTIONS = re.compile(rf"(?:{one_of(words.ACTIONS)})+$")
_HUMANS = "Humans"
_LONGEST_NAME = 150
_LONGEST_ORGANISM = 80
_LONGEST_REFERENCE = 10_000


@dataclass(slots=True)
class Badge:
    """A row of the mechanism's table: the target's name after a letter, then actions and organism where kept.

    Attributes:
        line: The line that names the target.
        text: That line.
        actions: The actions that run on after the name.
        organism: The organism that runs on after the name.
        cells: Lines below that hold an action or, as the last, an organism; of this row, if no row between is lost.
        is_whole: Whether one of them is the organism, so that no further cell belongs to the row.
    """

    line: int
    text: str
    actions: list[str] = field(default_factory=list)
    organism: str | None = None
    cells: list[int] = field(default_factory=list)
    is_whole: bool = False

    @property
    def action(self) -> str:
        """Whether the letter says that the action on the target is pharmacological."""
        return words.BADGES[self.text[0]]


@dataclass(slots=True)
class ProteinBlock:
    """One protein at the page's end: the lines under each heading, its references, and the group it stands in."""

    group: int
    role: str | None
    lines: dict[str, list[int]] = field(default_factory=dict)
    references: list[int] = field(default_factory=list)
    header: tuple[int, str] | None = None
    headings: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether its headings are all there, in order, so that what stands below them is of one protein."""
        printed = tuple(heading for heading in self.headings if heading in _WHOLE)
        return printed == _WHOLE or (self.header is not None and printed == (FIRST_FIELD,))

    def all_lines(self) -> list[int]:
        """Return every line of it that is no heading."""
        return [*(line for lines in self.lines.values() for line in lines), *self.references]


def badge_rows(lines: Lines, run: Sequence[int], names: frozenset[str]) -> list[Badge]:
    """Return the rows of targets among the lines that follow the mechanism; lines that are none stay open."""
    badges: list[Badge] = []
    for line in run:
        text = lines.texts[line]
        if _is_badge(text, names):
            badges.append(Badge(line, text))
        elif badges and not _belongs(lines, badges[-1], line):
            return badges
    return badges


def _is_badge(text: str, names: frozenset[str]) -> bool:
    if text[:1] not in words.BADGES or len(text) > _LONGEST_NAME:
        return False
    return text[1:] in names or (_BADGE.match(text) is not None and not text.endswith("."))


def _belongs(lines: Lines, badge: Badge, line: int) -> bool:
    """Take a line of a row whose cells stand on lines of their own: its actions, then its organism."""
    text = lines.texts[line]
    is_organism = text == _HUMANS or _is_organism(text)
    if badge.is_whole or not (is_organism or _actions(text)):
        return False
    badge.is_whole = is_organism
    badge.cells.append(line)
    return True


def _is_organism(text: str) -> bool:
    if len(text) > _LONGEST_ORGANISM or text in words.PROTEIN_KINDS or _actions(text):
        return False
    return _ORGANISM.fullmatch(text) is not None


def _actions(text: str) -> list[str]:
    """Return the actions a text runs together, none where it holds anything else."""
    found, at = [], 0
    while at < len(text):
        action = _BADGE_ACTIONS.match(text, at)
        if action is None:
            return []
        found.append(action.group())
        at = action.end()
    return found


def protein_blocks(lines: Lines, begin: int, end: int) -> list[ProteinBlock]:
    """Return the blocks between two lines; headings are accounted for, values not yet."""
    reader = _BlockReader(lines)
    for line in range(begin, end):
        reader.take(line)
    return reader.blocks


class _BlockReader:
    """Walks the end of a page, line by line."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.blocks: list[ProteinBlock] = []
        self._field: str | None = None
        self._pending: list[int] = []
        self._header: tuple[int, str] | None = None
        self._blanks = 0
        self._group = 0
        self._role: str | None = None

    def take(self, line: int) -> None:
        text = self.lines.texts[line]
        if not text:
            self._blanks += 1
            self._field = self._role = None
            return
        if not self.lines.is_open(line):
            return
        if self._blanks > 1 and self.blocks:
            self._group += 1
        self._blanks = 0
        if text in words.ROLES:
            self.lines.heading(line)
            self._role, self._field = words.ROLES[text], None
            if self.blocks and self.blocks[-1].group == self._group:
                self._group += 1
        elif text in _FIELDS:
            self._open_field(line, text)
        elif _HEADING_AT_END.search(text):
            self.lines.unread(line, "a heading is run together with another line")
            self._begin(None)
        else:
            self._value(line, text)

    def _open_field(self, line: int, text: str) -> None:
        if self._begins_block(text):
            self._begin(self._role)
        self._field, self._pending = text, []
        self.blocks[-1].headings.append(text)
        following = line + 1
        texts = self.lines.texts
        valued = following < len(texts) and bool(texts[following]) and texts[following] not in _FIELDS
        if valued and text in {FIRST_FIELD, "Gene Name", "Uniprot ID"}:
            valued = not _REFERENCE.match(texts[following])
        self.lines.heading(line, valued=valued)

    def _begin(self, role: str | None) -> None:
        block = ProteinBlock(self._group, role, header=self._header)
        block.lines["before"] = self._pending
        self.blocks.append(block)
        self._field, self._header, self._pending = None, None, []

    def _begins_block(self, heading: str) -> bool:
        if not self.blocks or self._header is not None:
            return True
        block = self.blocks[-1]
        if block.references or block.group != self._group:
            return True
        return heading in {*_INTRODUCTION, FIRST_FIELD} and not _INTRODUCTION.issuperset(block.headings)

    def _value(self, line: int, text: str) -> None:
        indented = self.lines.page.lines[line][:1].isspace()
        if _REFERENCE.match(text) and indented and self.blocks:
            if self._pending or self._header is not None:  # the headings of its protein are lost
                self._begin(None)
            self.blocks[-1].references.append(line)
            self._field = None
        elif not indented and (name := _NUMBERED_NAME.fullmatch(text)) and not _GLUED_ORGANISM.search(text):
            self._header, self._field, self._pending = (line, name.group(1)), None, []
        elif self._field is None or not self.blocks:
            self._pending.append(line)
        else:
            self.blocks[-1].lines.setdefault(self._field, []).append(line)
            if self._field == _LAST_FIELD:
                self._field = None  # what follows belongs to the next protein


def names_of(lines: Lines, blocks: Sequence[ProteinBlock]) -> frozenset[str]:
    """Return the names the blocks give their proteins."""
    return frozenset(name for block in blocks if (name := _name(lines, block)[0]))


def _name(lines: Lines, block: ProteinBlock) -> tuple[str | None, int]:
    if not block.is_whole:
        return None, -1
    if block.header:
        return (None, -1) if "Uniprot Name" in block.headings else (block.header[1], block.header[0])
    named = block.lines.get("Uniprot Name", [])
    if len(named) == 1 and lines.texts[named[0]] != NOT_AVAILABLE:
        return lines.texts[named[0]], named[0]
    return None, -1


def read_proteins(lines: Lines, badges: Sequence[Badge], blocks: Sequence[ProteinBlock]) -> None:
    """Turn rows of targets and blocks into facts: one for each protein, wherever the page speaks of it."""
    targets, matches = _matches(lines, badges, blocks)
    behind_targets = _behind_targets(lines, blocks, targets)
    for block in blocks:
        understood = _Understood(lines, block)
        badge = matches.get(id(block))
        role = block.role if block.is_whole else None
        outside = role in {"enzyme", "carrier", "transporter"} or id(block) in behind_targets
        if badge is not None:
            lines.ledger.fact(_target(lines, badge, understood))
        elif understood.name is None:
            understood.reject("the protein's name is not in the text, or its headings are not complete and in order")
        elif role == "target":
            lines.ledger.fact(Target(**understood.record()))
        elif outside:
            lines.ledger.fact(InteractingProtein(role=role, **understood.record()))
        else:
            understood.reject("no row of the targets names this protein, so what it is to the drug is not certain")
        is_target = badge is not None or (block.is_whole and block.group == targets and understood.name is None)
        about = "target" if is_target else role or "protein"
        certain = badge is not None or role is not None or outside
        _references(lines, block, about, understood if certain else None)
    matched = {id(badge) for badge in matches.values()}
    strays = any(block.group <= max(targets, 0) and id(block) not in matches for block in blocks)
    for badge in badges:
        if id(badge) not in matched:
            _lone_badge(lines, badge, certain=not strays)


def _behind_targets(lines: Lines, blocks: Sequence[ProteinBlock], targets: int) -> set[int]:
    """Return the blocks that are certainly not of targets, though no heading says so: they stand in a later group.

    The targets come first. Where a protein is in pieces, or is printed twice (word for word, if as a target before; for
    a target may be an enzyme too), the groups are not in order.
    """
    seen: set[tuple[str | None, ...]] = set()
    behind: set[int] = set()
    for block in blocks:
        content = tuple(lines.texts[line] for line in block.all_lines()) if targets >= 0 else _name(lines, block)[:1]
        if not block.is_whole and block.group <= max(targets, 0):
            return set()
        if block.role is None and block.group > max(targets, 0) and content not in seen:
            behind.add(id(block))
        seen.add(content)
    return behind


def _matches(lines: Lines, badges: Sequence[Badge], blocks: Sequence[ProteinBlock]) -> tuple[int, dict[int, Badge]]:
    """Pair the blocks of one group with the rows that name them; the first group with a pair is that of the targets."""
    group = -1
    named: dict[str, list[Badge]] = {}
    for badge in badges:
        for possible in _possible_names(badge.text):
            named.setdefault(possible, []).append(badge)
    matches: dict[int, Badge] = {}
    taken: set[int] = set()
    for block in blocks:
        name = _name(lines, block)[0]
        if name is None or block.role not in {None, "target"} or group not in {-1, block.group}:
            continue
        row = next((badge for badge in named.get(name, ()) if id(badge) not in taken), None)
        if row is not None and _read_remainder(row, row.text[1 + len(name) :]):
            taken.add(id(row))
            matches[id(block)] = row
            group = block.group
    return group, matches


def names_target(row: str, names: frozenset[str]) -> bool:
    """Tell whether a row is certainly one of a target: after its letter stands a name of the page's proteins."""
    return row[:1] in words.BADGES and not names.isdisjoint(_possible_names(row))


def _possible_names(row: str) -> dict[str, None]:
    """Return what a row may name: all of it, or what stands before the cells that run on."""
    text = row[1:]
    bare = text.removesuffix(_HUMANS)
    return dict.fromkeys((text, bare, _TRAILING_ACTIONS.sub("", bare), text.partition(NOT_AVAILABLE)[0]))


def _read_remainder(badge: Badge, rest: str) -> bool:
    """Read the cells that run on after a target's name: actions or `Not Available`, then the organism."""
    organism = rest.removeprefix(NOT_AVAILABLE)
    actions: list[str] = []
    if organism != rest and not (_ONE_WORD_ORGANISM.fullmatch(organism) or _is_organism(organism)):
        return False
    if organism == rest:
        organism = _HUMANS if rest.endswith(_HUMANS) else ""
        actions = _actions(rest.removesuffix(_HUMANS))
        if len("".join(actions)) + len(organism) != len(rest):
            return False
    if organism:
        badge.organism = organism
    badge.actions += actions
    return True


class _Understood:
    """What the lines of a block say of its protein; the facts themselves are left to the caller."""

    def __init__(self, lines: Lines, block: ProteinBlock) -> None:
        self.values: dict[str, Any] = {}
        self._lines = lines
        self._used: list[int] = []
        self.name, name_line = _name(lines, block)
        self._name_line = name_line
        for heading, values in block.lines.items():
            for line in values:
                self._value(heading, line, alone=len(values) == 1)

    def _value(self, heading: str, line: int, *, alone: bool) -> None:
        text = self._lines.texts[line]
        if heading in _PROSE:
            self._words(heading, line)
        elif text == NOT_AVAILABLE and alone and heading in _MAY_LACK_VALUE:
            self._lines.gap(line, heading.lower())
        elif heading == "before" and alone and _is_organism(text):
            self._keep(line, organism=text)
        elif heading == "Kind" and alone and text in words.PROTEIN_KINDS:
            self._lines.boilerplate(line, "says that a protein is a protein")
        elif heading in {FIRST_FIELD, "Actions"}:
            self._action(line, text)
        elif alone and heading == "General Function" and text.endswith("."):
            self._words(heading, line)
        elif alone and heading in _SINGLE and _SINGLE[heading][1].fullmatch(text):
            self._keep(line, **{_SINGLE[heading][0]: text})
        elif alone and heading == _LAST_FIELD and (weight := _WEIGHT.fullmatch(text)):
            self._keep(line, molecular_weight_da=Decimal(weight.group(1)))
        elif heading == "Uniprot Name" and alone:
            self._used.append(line)
        else:
            self._lines.unread(line, "not a value this heading takes")

    def _words(self, heading: str, line: int) -> None:
        if self._lines.texts[line] == NOT_AVAILABLE:
            self._lines.gap(line, heading.lower())
        else:
            self._lines.prose(line, heading.lower())

    def _action(self, line: int, text: str) -> None:
        known = words.PHARMACOLOGICAL_ACTIONS.get(text)
        actions = _actions(text)
        if known:
            self._keep(line, pharmacological_action=known)
        elif actions:
            self._keep(line, actions=(*self.values.get("actions", ()), *actions))
        else:
            self._lines.unread(line, "not an action known to the reader")

    def _keep(self, line: int, **value: object) -> None:
        self.values.update(value)
        self._used.append(line)

    def spans(self) -> tuple[Span, ...]:
        """Return the lines the record rests on, but for the one that names the protein."""
        used = dict.fromkeys(line for line in self._used if line != self._name_line)
        return tuple(self._lines.span(line) for line in used)

    def record(self) -> dict[str, Any]:
        """Return the fields of a fact about a protein that its own block names."""
        return {
            "span": self._lines.span(self._name_line),
            "also": self.spans(),
            "name": self.name,
            **self.values,
        }

    def says(self, cell: str) -> bool:
        """Tell whether the block gives the protein the actions or the organism that a cell prints."""
        known = {action.casefold() for action in self.values.get("actions", ())} | {self.values.get("organism")}
        return cell in known or known.issuperset(action.casefold() for action in _actions(cell) or [""])

    def name_span(self) -> Span:
        """Return where the block names its protein."""
        return self._lines.span(self._name_line)

    def reject(self, reason: str) -> None:
        """Report every line that would have made a fact."""
        for line in self._used if self.name is None else (self._name_line, *self._used):
            self._lines.unread(line, reason)


def _target(lines: Lines, badge: Badge, understood: _Understood) -> Target:
    values = {**understood.values, "pharmacological_action": badge.action}
    values.setdefault("actions", tuple(badge.actions))
    if badge.organism:
        values.setdefault("organism", badge.organism)
    repeated = [lines.span(line) for line in badge.cells if understood.says(lines.texts[line])]
    also = (*repeated, understood.name_span(), *understood.spans())
    for line in badge.cells:
        if not understood.says(lines.texts[line]):
            lines.unread(line, "the protein above it is not said to have this action or organism further down")
    return Target(span=lines.span(badge.line), also=also, name=understood.name or "", **values)


def _lone_badge(lines: Lines, badge: Badge, *, certain: bool) -> None:
    """Take a row of the targets whose block the page lacks, where no block could be its own."""
    for line in badge.cells:
        lines.unread(line, "a row between may be lost, so which target's cell it is is not certain")
    name, gap, organism = badge.text[1:].partition(NOT_AVAILABLE)
    runs_on = name.endswith(_HUMANS) or _GLUED_ACTION.search(name) or _GLUED_ORGANISM.search(name)
    if not certain or not name or (gap and not organism) or runs_on:
        lines.unread(badge.line, "no protein at the page's end bears this name, so where it ends is not certain")
        return
    fact = Target(
        span=lines.span(badge.line),
        name=name,
        pharmacological_action=badge.action,
        organism=organism or None,
    )
    lines.ledger.fact(fact)


def _references(lines: Lines, block: ProteinBlock, about: str, understood: _Understood | None) -> None:
    named = understood is not None and understood.name is not None
    for line in block.references:
        if understood is not None and named:
            read_reference(lines, line, about, understood.name, (understood.name_span(),))
        else:
            read_reference(lines, line, about)


def read_reference(
    lines: Lines, line: int, about: str, about_name: str | None = None, also: tuple[Span, ...] = ()
) -> None:
    """Take a numbered reference about the drug or one of its proteins, whose name stands at `also`."""
    work = tables.reference(lines.texts[line]) if len(lines.texts[line]) <= _LONGEST_REFERENCE else None
    if work is None:
        lines.unread(line, "not a reference of a known form")
        return
    fact = Reference(
        span=lines.span(line),
        also=also,
        about=about,
        about_name=about_name,
        number=work.number,
        authors=work.authors,
        title=work.title,
        citation=work.citation,
        pmid=work.pmid,
    )
    lines.ledger.fact(fact)
