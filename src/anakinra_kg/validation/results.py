"""The results of a SHACL engine, as terms, before they become findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from anakinra_kg.validation.shapes import Node


@dataclass(frozen=True, slots=True)
class Result:
    """One object of `sh:result` in a report; the fields are the properties of a validation result.

    Attributes:
        focus: The node that was checked.
        path: The property; None for another path, which the shape has, and for a result on the node itself.
        value: The invalid value; None if a value is missing.
        component: IRI of the constraint component.
        severity: IRI of the severity.
        shape: The violated shape.
        messages: What the engine says of it.
    """

    focus: Node
    path: NamedNode | None
    value: Node | None
    component: str
    severity: str
    shape: Node | None
    messages: tuple[Literal, ...] = ()


class CannotRunError(Exception):
    """Shapes or data that an engine does not run, or not as SHACL has it; another engine may."""
