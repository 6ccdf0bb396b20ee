"""Made-up things with doses and labels, the shapes that look at them, and their validation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.validation.engine import check

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.validation.findings import Report

PREFIXES = "@prefix ex: <https://example.org/> .\n"
SHAPES = f"""{PREFIXES}@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:Thing-shape a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:Thing-dose , ex:Thing-unit , ex:Thing-rare .
ex:Thing-dose a sh:PropertyShape ; sh:path ex:dose ; sh:datatype xsd:integer ; sh:message "No whole number."@en .
ex:Thing-unit a sh:PropertyShape ; sh:path ex:unit ; sh:minCount 1 ; sh:message "A dose needs a unit."@en .
ex:Thing-rare a sh:PropertyShape ; sh:path ex:rare ; sh:maxCount 0 ; sh:severity sh:Warning ; sh:message "Rare."@en .
"""
DOSE, UNIT, RARE = (f"https://example.org/Thing-{name}" for name in ("dose", "unit", "rare"))


def files(folder: Path, text: str, name: str = "data.ttl") -> tuple[Path, Path]:
    """Write things, with the prefix `ex:`, and return their file and that of the shapes."""
    data, shapes = folder / name, folder / "shapes.ttl"
    data.write_text(PREFIXES + text, encoding="utf-8")
    shapes.write_text(SHAPES, encoding="utf-8")
    return data, shapes


def validated(folder: Path, text: str, name: str = "data.ttl") -> Report:
    """Return the report on things."""
    data, shapes = files(folder, text, name)
    return check([data], [shapes])
