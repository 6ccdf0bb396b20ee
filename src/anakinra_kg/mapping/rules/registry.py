"""The register of rules: one function a kind of fact, which says what the kind becomes in RDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from anakinra_kg.facts.records import Fact

if TYPE_CHECKING:
    from collections.abc import Callable

    from anakinra_kg.mapping.claims import Claim

_F = TypeVar("_F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of fact is mapped.

    Attributes:
        cls: Class of the claim, as a prefixed name.
        key: The names that tell this claim from the document's others of its kind.
        apply: Writes the claim's own properties.
    """

    cls: str
    key: Callable[[Any], tuple[str, ...]]
    apply: Callable[[Claim, Any], None]


RULES: dict[str, Rule] = {}


def rule(
    record: type[_F], cls: str, key: Callable[[_F], tuple[str | None, ...]]
) -> Callable[[Callable[[Claim, _F], None]], Callable[[Claim, _F], None]]:
    """Register the rule for a kind of fact; it decorates what writes the claim's own properties.

    Args:
        record: The kind.
        cls: Class of the claim, as a prefixed name.
        key: The names that tell a claim from the document's others of its kind; those that are missing are left out.
    """

    def register(apply: Callable[[Claim, _F], None]) -> Callable[[Claim, _F], None]:
        RULES[record.kind] = Rule(cls, lambda fact: tuple(part for part in key(fact) if part), apply)
        return apply

    return register
