"""Builds the model reference: one page that explains terms, code lists and shapes, with examples from the graph.

Reads only files of the package. The page loads and runs nothing, and has the same bytes on every machine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anakinra_kg import resources
from anakinra_kg.rdf.files import read_triples, write_file
from anakinra_kg.reference.model import Construct, Model
from anakinra_kg.reference.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Model", "model", "page", "write"]


_HEADER = re.compile(r"#\+ (summary|description): (.*)\n")


def model() -> Model:
    """Return the model from the files of the package: every file of ontology/, and the committed graph.

    Raises:
        GraphSyntaxError: A file does not parse.
        ResourceError: A file is missing.

    Example:
        >>> from anakinra_kg.rdf.names import term
        >>> from anakinra_kg.reference import model
        >>> model().label(term("akg:TrialGroup"))
        'trial group'
    """
    terms = (triple for path in sorted(resources.resource("ontology").glob("*.ttl")) for triple in read_triples(path))
    return Model(terms, read_triples(resources.resource("data", "anakinra.ttl")), _constructs())


def _constructs() -> Iterator[Construct]:
    """Yield the rules and comparisons, each with the summary and description in its header."""
    ontology = resources.resource("ontology")
    for path in (
        *sorted(ontology.glob("rules/*.rq")),
        *sorted(ontology.glob("comparison/*.rq")),
        *ontology.glob("*.rq"),
    ):
        text = path.read_text(encoding="utf-8")
        said = dict(_HEADER.findall(text))
        name = path.relative_to(ontology).with_suffix("").as_posix()
        yield Construct(name, said.get("summary", ""), said.get("description", ""), _HEADER.sub("", text).strip())


def write(text: str, out: Path) -> None:
    """Write a page completely or not at all; missing folders are made.

    Raises:
        FileError: The file cannot be written.

    Example:
        >>> from pathlib import Path
        >>> from anakinra_kg.reference import write
        >>> write("<!DOCTYPE html>", Path("site", "reference.html"))
        >>> Path("site", "reference.html").read_text(encoding="utf-8")
        '<!DOCTYPE html>'
    """
    write_file(out, text)
