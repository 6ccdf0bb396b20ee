"""Builds the model reference: one page that explains terms, code lists and shapes, with examples from the graph.

Reads only files of the package. The page loads and runs nothing, and has the same bytes on every machine.
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
    """Return the model from the files of the package: every file of ontology/, and the committed graph.

    Raises:
        GraphSyntaxError: A file does not parse.
        ResourceError: A file is missing.
    """
    terms = (triple for path in sorted(resources.resource("ontology").glob("*.ttl")) for triple in _triples(path))
    return Model(terms, _triples(resources.resource("data", "anakinra.ttl")), _constructs())


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


def _triples(path: Path) -> Iterator[Triple]:
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        raise GraphSyntaxError(f"{path}:{error.lineno}:{error.offset}", error.msg, "fix the syntax") from None


def write(text: str, out: Path) -> None:
    """Write a page atomically; create missing folders.

    Raises:
        AnakinraKGError: The file cannot be written.
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
