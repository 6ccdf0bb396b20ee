"""Draws the model: the drug, the kinds of claim around it by theme, and the classes that each refers to.

Computes the layout from the names alone, without measuring fonts, to get the same picture on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from anakinra_kg.rdf.names import AKG, term
from anakinra_kg.reference.markup import Html, join, tag
from anakinra_kg.reference.model import anchor

if TYPE_CHECKING:
    from anakinra_kg.reference.model import Model

THEMES = {
    "Use": "Indication DosingRegimen TreatmentDuration Instruction AvailabilityClaim",
    "Safety": "AdverseEffectClaim WarningSymptom OverdoseSymptomClaim Precaution MedicalProblemClaim PopulationAdvice",
    "Interactions": "Interaction",
    "Clinical trials": "TrialGroup",
    "Mechanism": "TargetClaim MechanismClaim InteractingProteinClaim BiologicalRelation PathwayClaim ReactionClaim "
    "PharmacogenomicClaim SpectrumClaim OrganismClaim",
    "Pharmacokinetics": "PharmacokineticClaim PharmacokineticInfluence",
    "Substance": "IdentifierClaim SynonymClaim ClassificationClaim CharacteristicClaim PropertyClaim IngredientClaim",
    "Products": "Product DosageFormClaim BrandNameClaim PriceClaim SupplierClaim ApprovalClaim PatentClaim",
    "The page": "PageTitle RecordDate RightsStatement Citation ExternalLink Download Gap",
}
"""Kinds of claim by theme; a kind that is not listed here goes under a last theme, `_REST`."""
_REST = "More"

End = tuple[NamedNode, str]
"""A class that something refers to, and its label."""
Lines = tuple[tuple[End, ...], ...]
"""Ends, wrapped into lines."""

_SIZE = 12.5
_LINE = 24.0
_LINE_GAP = 4.0
_ROW_GAP = 7.0
_HEAD = 34.0
_PANEL_GAP = 18.0
_ARROW = 24.0
_PAD = 11.0
_SPACE = 6.0
_NARROW = frozenset("fijlrt.,:;'|!()I1 -")
_WIDE = frozenset("mwMWABCDEFGHKNOPQRSTUVXYZ")


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of claim, or a property of every claim.

    Attributes:
        term: What the row is about.
        label: Its name.
        count: How many claims the graph has; empty for a row that is not a kind of claim.
        ends: The classes that it refers to.
        values: Labels of its literal values, shown if it refers to nothing.
    """

    term: NamedNode
    label: str
    count: str = ""
    ends: tuple[End, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """Rows that belong together; a theme without a hue has no colour."""

    title: str
    hue: int | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The layout of a theme.

    Attributes:
        theme: Its content.
        width: Its width.
        claim: Width of the boxes of its rows.
        mirrored: Whether the boxes are on the right and the arrows point left.
    """

    theme: Theme
    width: float
    claim: float
    mirrored: bool = False

    @property
    def room(self) -> float:
        """Maximum width of a line of ends next to its box."""
        return self.width - 2 * _PAD - self.claim - _ARROW

    @property
    def height(self) -> float:
        """Height of the panel."""
        rows = sum(_row_height(self.lines(row)) for row in self.theme.rows)
        return _HEAD + rows - _ROW_GAP + _PAD

    def lines(self, row: Row) -> Lines:
        """Return the ends of a row wrapped into lines. Those that do not fit next to the box go below it."""
        lines: list[list[End]] = [[]]
        used = 0.0
        for end in row.ends:
            wide = _pill(end[1])
            if used + wide > self.room:
                lines.append([])
                used = 0.0
            lines[-1].append(end)
            used += wide + _SPACE
        return tuple(map(tuple, lines))

    def values(self, row: Row) -> str:
        """Return as many of a row's value labels as fit next to its box."""
        names = list(row.values)
        while names and _width(", ".join(names)) > self.room + _ARROW:
            names.pop()
        return ", ".join(names)


def picture(model: Model) -> Html:
    """Return a wide and a narrow picture; the style sheet shows the one that fits."""
    themes = _themes(model)
    return join((_wide(model, themes), _narrow(model, themes)))


def claims_by_theme(model: Model) -> dict[str, list[NamedNode]]:
    """Return all kinds of claim by theme."""
    kinds = [c for c in model.below(term("akg:Claim")) if not model.subclasses(c)]
    by_theme = {
        theme: [c for name in names.split() if (c := NamedNode(AKG + name)) in kinds] for theme, names in THEMES.items()
    }
    named = {c for members in by_theme.values() for c in members}
    by_theme[_REST] = [c for c in kinds if c not in named]
    return {theme: members for theme, members in by_theme.items() if members}


def points_at(model: Model, cls: NamedNode) -> list[NamedNode]:
    """Return the project's classes that a kind of claim refers to, from its shapes and the ranges of its properties."""
    rules = [rule for shape in model.shapes_of(cls) for rule in model.rules(shape)]
    found = {
        c for rule in rules if isinstance(model.path(rule), NamedNode) for c in model.terms.named(rule, "sh:class")
    }
    found |= {c for prop in model.terms.of("rdfs:domain", cls) for c in model.terms.named(prop, "rdfs:range")}
    unwanted = {term("akg:Code"), term("akg:SourceDocument")}
    return sorted(
        (c for c in found - unwanted if c.value.startswith(AKG) and c in model.classes), key=lambda c: c.value
    )


# --- what is drawn ---------------------------------------------------------------------------------------------------


def _themes(model: Model) -> list[Theme]:
    by_theme = claims_by_theme(model)
    step = 360 // (len(by_theme) + 1)
    return [
        Theme(title, (205 + number * step) % 360, tuple(_row(model, cls) for cls in members))
        for number, (title, members) in enumerate(by_theme.items())
    ]


def _row(model: Model, cls: NamedNode) -> Row:
    ends = tuple((target, model.label(target)) for target in points_at(model, cls))
    needed = (
        model.label(path)
        for shape in model.shapes_of(cls)
        for rule in model.rules(shape)
        if isinstance(path := model.path(rule), NamedNode) and model.terms.text(rule, "sh:minCount") not in ("", "0")
    )
    return Row(cls, model.label(cls), str(len(model.instances(cls))), ends, tuple(needed))


def _every_claim(model: Model) -> Theme:
    rows = (
        Row(path, model.label(path), ends=((target, model.label(target)),))
        for shape in model.shapes_of(term("akg:Claim"))
        for rule in model.rules(shape)
        if isinstance(path := model.path(rule), NamedNode)
        for target in model.terms.named(rule, "sh:class")
    )
    return Theme("Every claim", None, tuple(rows))


# --- where it is drawn -----------------------------------------------------------------------------------------------


def _wide(model: Model, themes: list[Theme]) -> Html:
    """Panels on both sides of the drug; each goes to the shorter side."""
    width, side, inset = 1240.0, 452.0, 10.0
    columns: tuple[list[tuple[Panel, float]], list[tuple[Panel, float]]] = ([], [])
    heights = [1.0, 1.0]
    for theme in themes:
        left = heights[0] <= heights[1]
        panel = Panel(theme, side, 200, mirrored=left)
        columns[not left].append((panel, heights[not left]))
        heights[not left] += panel.height + _PANEL_GAP
    height = max(heights) - _PANEL_GAP + 1
    middle, drug_y = width / 2, height * 0.36
    lines, boxes = [], []
    for x, inner, below, placed in (
        (0.0, side, heights[0], columns[0]),
        (width - side, width - side, heights[1], columns[1]),
    ):
        shift = (max(heights) - below) / 2
        for panel, y in placed:
            lines.append(_connector(panel.theme, (middle, drug_y), (inner, y + shift + _HEAD / 2)))
            boxes.append(_drawn(panel, x, y + shift))
    carried = Panel(_every_claim(model), width - 2 * (side + inset), 130)
    if carried.theme.rows:
        y = height - carried.height - 1
        lines.append(_connector(carried.theme, (middle, drug_y), (middle, y)))
        boxes.append(_drawn(carried, side + inset, y))
    return _svg("wide", width, height, [*lines, *boxes, _drug(model, middle, drug_y)])


def _narrow(model: Model, themes: list[Theme]) -> Html:
    """The drug on top and the panels in one column below it."""
    width, drug_y = 360.0, 36.0
    y = 2 * drug_y + 20
    boxes = []
    for theme in (*themes, _every_claim(model)):
        if theme.rows:
            panel = Panel(theme, width - 2, 176)
            boxes.append(_drawn(panel, 1, y))
            y += panel.height + _PANEL_GAP
    height = y - _PANEL_GAP + 1
    line = tag("path", d=f"M{_n(width / 2)} {_n(drug_y)}V{_n(height - 20)}", class_="connector")
    return _svg("narrow", width, height, [line, *boxes, _drug(model, width / 2, drug_y)])


def _row_height(lines: Lines) -> float:
    return len(lines) * (_LINE + _LINE_GAP) - _LINE_GAP + _ROW_GAP


def _width(text: str) -> float:
    """Return the estimated width of a text, rounded up because fonts differ."""
    return sum(0.36 if c in _NARROW else 0.8 if c in _WIDE else 0.59 for c in text) * _SIZE


def _pill(text: str) -> float:
    return _width(text) + 16


# --- how it is drawn -------------------------------------------------------------------------------------------------


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _svg(kind: str, width: float, height: float, parts: list[Html]) -> Html:
    label = "Picture of the model: the drug, the kinds of claim by theme, and the classes that each refers to"
    box = f"0 0 {_n(width)} {_n(height)}"
    return tag("svg", *parts, class_=f"picture {kind}", viewBox=box, role="group", aria_label=label)


def _drug(model: Model, x: float, y: float) -> Html:
    drug = term("akg:Drug")
    names = sorted({model.label(d) for page in model.documents for d in model.data.named(page, "dcterms:subject")})
    shape = tag("rect", x=_n(x - 72), y=_n(y - 34), width="144", height="68", rx="34")
    name = tag("text", model.label(drug), x=_n(x), y=_n(y - 1 if names else y + 6), class_="drug-name")
    such_as = [tag("text", ", ".join(names[:2]), x=_n(x), y=_n(y + 17), class_="drug-example")] if names else []
    return tag("a", shape, name, *such_as, href="#Drug", class_="drug")


def _connector(theme: Theme, start: tuple[float, float], end: tuple[float, float]) -> Html:
    (x1, y1), (x2, y2) = start, end
    bend = _n((x1 + x2) / 2)
    return tag(
        "path", d=f"M{_n(x1)} {_n(y1)}C{bend} {_n(y1)} {bend} {_n(y2)} {_n(x2)} {_n(y2)}", **_look(theme, "connector")
    )


def _look(theme: Theme, kind: str) -> dict[str, str]:
    return {"class_": kind} if theme.hue is None else {"class_": f"{kind} coloured", "style": f"--hue:{theme.hue}"}


def _drawn(panel: Panel, x: float, y: float) -> Html:
    """Return a panel with its rows."""
    frame = tag("rect", x=_n(x), y=_n(y), width=_n(panel.width), height=_n(panel.height), rx="10", class_="frame")
    title_x, side = (x + panel.width - _PAD, "end") if panel.mirrored else (x + _PAD, "start")
    parts = [frame, tag("text", panel.theme.title, x=_n(title_x), y=_n(y + 22), text_anchor=side, class_="theme")]
    y += _HEAD
    for row in panel.theme.rows:
        parts += [_box(panel, row, x, y), *_ends_or_values(panel, row, x, y)]
        y += _row_height(panel.lines(row))
    return tag("g", *parts, **_look(panel.theme, "panel"))


def _box(panel: Panel, row: Row, x: float, y: float) -> Html:
    left = x + panel.width - _PAD - panel.claim if panel.mirrored else x + _PAD
    right = left + panel.claim
    parts = [
        tag("rect", x=_n(left), y=_n(y), width=_n(panel.claim), height=_n(_LINE), rx="6"),
        tag("text", row.label, x=_n(left + 8), y=_n(y + 16.5)),
    ]
    if row.count:
        parts.append(tag("text", row.count, x=_n(right - 8), y=_n(y + 16.5), text_anchor="end", class_="count"))
    return tag("a", *parts, href=f"#{anchor(row.term)}", class_="claim empty" if row.count == "0" else "claim")


def _ends_or_values(panel: Panel, row: Row, x: float, y: float) -> list[Html]:
    """Return what goes next to the box of a row: an arrow and the ends, or the value labels if it has no ends."""
    sign = -1 if panel.mirrored else 1
    inner = x + (panel.width if panel.mirrored else 0) + sign * (_PAD + panel.claim)
    outer = x + (0 if panel.mirrored else panel.width) - sign * _PAD
    if not row.ends:
        side = "end" if panel.mirrored else "start"
        values = panel.values(row)
        return (
            [tag("text", values, x=_n(inner + sign * 9), y=_n(y + 16.5), text_anchor=side, class_="values")]
            if values
            else []
        )
    parts = [_arrow(inner, y + _LINE / 2, sign)]
    for number, line in enumerate(panel.lines(row)):
        needed = sum(_pill(label) + _SPACE for _, label in line) - _SPACE
        near = inner + sign * _ARROW
        if needed > panel.room:
            near = outer - sign * needed
        for target, label in line:
            far = near + sign * _pill(label)
            parts.append(_end(target, label, min(near, far), y + number * (_LINE + _LINE_GAP)))
            near = far + sign * _SPACE
    return parts


def _end(target: NamedNode, label: str, x: float, y: float) -> Html:
    width = _pill(label)
    box = tag("rect", x=_n(x), y=_n(y), width=_n(width), height=_n(_LINE), rx=_n(_LINE / 2))
    name = tag("text", label, x=_n(x + width / 2), y=_n(y + 16.5), text_anchor="middle")
    return tag("a", box, name, href=f"#{anchor(target)}", class_="end")


def _arrow(x: float, y: float, sign: int) -> Html:
    tip = x + sign * (_ARROW - 3)
    head = f"M{_n(tip - sign * 6)} {_n(y - 4)}L{_n(tip)} {_n(y)}L{_n(tip - sign * 6)} {_n(y + 4)}"
    return tag("path", d=f"M{_n(x + sign * 3)} {_n(y)}H{_n(tip)}{head}", class_="arrow")
