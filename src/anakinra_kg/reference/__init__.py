"""Makes the reference of the model: one page that explains terms, code lists and shapes, with examples from the graph.

Reads only what travels with the package. The page loads nothing, runs nothing, and is the same bytes on every machine.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from anakinra_kg import resources
from anakinra_kg.errors import AnakinraKGError, GraphSyntaxError
from anakinra_kg.reference.model import Construct, Model
from anakinra_kg.reference.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

__all__ = ["Model", "model", "page", "write"]


_HEADER = re.compile(r"#\+ (summary|description): (.*)\n")


def model() -> Model:
    """Return the model as the files of the package give it: every file of ontology/, and the committed graph.

    Raises:
        GraphSyntaxError: A file does not parse.
        ResourceError: A file is missing.

    Example:
        >>> from anakinra_kg.rdf.names import term
        >>> from anakinra_kg.reference import model
        >>> model().label(term("akg:TrialGroup"))
        'trial group'
    """
    terms = (triple for path in sorted(resources.resource("ontology").glob("*.ttl")) for triple in _triples(path))
    return Model(terms, _triples(resources.resource("data", "anakinra.ttl")), _constructs())


def _constructs() -> Iterator[Construct]:
    """Yield the rules and comparisons, each with what its first lines say of it."""
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


def _triples(path: Path) -> Iterator[Triple]:
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        raise GraphSyntaxError(f"{path}:{error.lineno}:{error.offset}", error.msg, "mend the syntax") from None


def write(text: str, out: Path) -> None:
    """Write a page whole or not at all; folders that are missing are made.

    Raises:
        AnakinraKGError: The file cannot be written.

    Example:
        >>> from pathlib import Path
        >>> from anakinra_kg.reference import write
        >>> write("<!DOCTYPE html>", Path("site", "reference.html"))
        >>> Path("site", "reference.html").read_text(encoding="utf-8")
        '<!DOCTYPE html>'
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".writing-", dir=out.parent) as folder:
            unfinished = Path(folder) / "page"
            with unfinished.open("wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(out)
    except OSError as error:
        raise AnakinraKGError(str(out), (error.strerror or str(error)).lower(), "give a file to write to") from None
