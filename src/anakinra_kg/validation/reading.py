"""Reads the files of a graph, and the documents that they import if files are named for them.

Nothing is fetched: `owl:imports` of a document that no file is named for is told, not followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.rdf.files import numbered
from anakinra_kg.rdf.inputs import Input
from anakinra_kg.rdf.names import term
from anakinra_kg.validation.shapes import TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from os import PathLike

    from pyoxigraph import Triple

_IMPORTS, _ONTOLOGY = term("owl:imports"), term("owl:Ontology")


class Reader:
    """Reads graphs whose imports are files of this computer.

    Attributes:
        imported: The IRIs that the graphs import.
        known: The IRIs of the ontologies that have been read.
    """

    def __init__(self, imports: Mapping[str, str | PathLike[str]] | None = None) -> None:
        self._files = imports or {}
        self.imported: set[str] = set()
        self.known: set[str] = set()

    def missing(self) -> list[str]:
        """Return the IRIs that are imported and have not been read."""
        return sorted(self.imported - self.known - self._files.keys())

    def read(
        self,
        files: Iterable[Input],
        *,
        failed: list[AnakinraKGError] | None = None,
        told: Callable[[str], None] | None = None,
    ) -> tuple[list[Triple], list[Input]]:
        """Return the triples of files and of what they import, and all files, those that are imported last.

        Args:
            files: The files.
            failed: Gets the error of each file that cannot be read; the others are read on. Default: it is raised.
            told: Is told the name of each file before it is read.

        Raises:
            AnakinraKGError: A file, without `failed`, or one that is imported cannot be read.
        """
        waiting = list(files)
        given = set(waiting)
        triples: list[Triple] = []
        read: list[Input] = []
        asked: set[str] = set()
        while waiting:
            file = waiting.pop(0)
            if told:
                told(file.name)
            try:
                new = list(file.triples())
            except AnakinraKGError as error:
                if failed is None or file not in given:
                    raise
                failed.append(error)
                continue
            read.append(file)
            triples += new
            for name in self._imports(new):
                if name not in asked:
                    asked.add(name)
                    waiting.append(Input(self._files[name]))
        return list(dict.fromkeys(numbered(triples))), read

    def _imports(self, triples: Iterable[Triple]) -> Iterator[str]:
        """Yield the IRIs that triples import and that files are named for."""
        for triple in triples:
            if triple.predicate == TYPE and triple.object == _ONTOLOGY and isinstance(triple.subject, NamedNode):
                self.known.add(triple.subject.value)
            elif triple.predicate == _IMPORTS and isinstance(triple.object, NamedNode):
                self.imported.add(triple.object.value)
                if triple.object.value in self._files:
                    yield triple.object.value
