"""Registration of rules by element name, and value patterns that several rules share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from anakinra_kg.sources.drugbank_xml.drug import Rule

DATE = re.compile(r"\d{4}-\d\d-\d\d")
DECIMAL = re.compile(r"\d+(?:\.\d+)?")
DIGITS = re.compile(r"\d+")


def registering(rules: dict[str, Rule]) -> Callable[..., Callable[[Rule], Rule]]:
    """Return a decorator that registers a rule for the given element names."""

    def taking(*tags: str) -> Callable[[Rule], Rule]:
        def register(rule: Rule) -> Rule:
            rules.update(dict.fromkeys(tags, rule))
            return rule

        return register

    return taking
