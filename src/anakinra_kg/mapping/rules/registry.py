"""The registry of rules: one function per kind of fact, which maps it to RDF."""

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
    """The mapping of one kind of fact.

    Attributes:
        cls: Class of the claim, as a prefixed name.
        key: The names that distinguish this claim from others of its kind in the document.
        label: Template of its label; see `phrases`.
        apply: Writes the properties specific to the claim.
        about_drug: Whether a fact states something about the drug of its page, by its name.
    """

    cls: str
    key: Callable[[Any], tuple[str, ...]]
    label: str
    apply: Callable[[Claim, Any], None]
    about_drug: Callable[[Any, str], bool]


RULES: dict[str, Rule] = {}


def rule(
    record: type[_F],
    cls: str,
    label: str,
    key: Callable[[_F], tuple[str | None, ...]],
    about_drug: Callable[[_F, str], bool] = lambda _fact, _drug: True,
) -> Callable[[Callable[[Claim, _F], None]], Callable[[Claim, _F], None]]:
    """Return a decorator that registers a function as the rule for a kind of fact.

    Args:
        record: The kind.
        cls: Class of the claim, as a prefixed name.
        label: Template of its label, with every code and number of the fact; see `phrases`.
        key: The names that distinguish a claim from others of its kind in the document; None values are left out.
        about_drug: Whether a fact states something about the drug of its page, by its name; default: every fact does.
    """

    def register(apply: Callable[[Claim, _F], None]) -> Callable[[Claim, _F], None]:
        RULES[record.kind] = Rule(cls, lambda fact: tuple(part for part in key(fact) if part), label, apply, about_drug)
        return apply

    return register
