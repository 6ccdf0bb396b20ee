"""The RDF files that somebody names: files, folders, patterns, and standard input.

What can be read only once, a pipe or standard input, is kept, so that places in it can be found.
"""

from __future__ import annotations

import os
import sys
from functools import cached_property
from typing import TYPE_CHECKING

from anakinra_kg.errors import FileError
from anakinra_kg.rdf.files import ENDINGS, MOST_BYTES, file_iri, is_regular, read_bytes, read_triples, reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

    from pyoxigraph import Triple

STDIN = "-"
"""How standard input is named."""

_OFTEN_OTHERS = frozenset({".json", ".xml"})
"""Endings that are rarely of RDF: such files of a folder are read only if they are named."""
_PATTERN = frozenset("*?[")


class Input:
    """A file of RDF, or what stands for one.

    Attributes:
        name: The file, as it is shown; `-` for standard input.
        syntax: Its syntax, one of `rdf.files.SYNTAXES`; empty if its ending is unknown.
        base: The IRI against which relative IRIs in it are read.

    Example:
        >>> Input("graph.ttl").syntax, Input("-").syntax
        ('turtle', 'turtle')
    """

    def __init__(self, name: str | PathLike[str], syntax: str | None = None) -> None:
        self.name = os.fspath(name)
        ending = os.path.splitext(self.name)[1].lower()
        self.syntax = syntax or ("turtle" if self.name == STDIN else ENDINGS.get(ending, ""))
        self.base = file_iri(os.path.realpath(self.name))

    def triples(self) -> Iterator[Triple]:
        """Yield the triples; the errors are those of `rdf.files.read_triples`."""
        try:
            content = self._kept
        except OSError as error:
            raise FileError(self.name, reason(error), "give an RDF file") from None
        yield from read_triples(self.name, self.syntax or None, content)

    def text(self) -> str:
        """Return the content as text; a byte that is not UTF-8 becomes one replacement character.

        Raises:
            FileError: It is larger than `rdf.files.MOST_BYTES`.
            OSError: It cannot be read.
        """
        content = read_bytes(self.name) if self._kept is None else self._kept
        return content.decode("utf-8", "replace")

    def __getstate__(self) -> dict[str, object]:
        """Read what can be read only once, before another process gets it."""
        return vars(self) | {"_kept": self._kept}

    @cached_property
    def _kept(self) -> bytes | None:
        if self.name == STDIN:
            content = b"" if sys.stdin is None else sys.stdin.buffer.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise FileError(self.name, f"is larger than {MOST_BYTES >> 20} MiB", "give a smaller file")
            return content
        return None if is_regular(self.name) else read_bytes(self.name)


def inputs(given: Iterable[str | PathLike[str]], syntax: str | None = None) -> list[Input]:
    """Return the files that are named, each once, in the order of their names within a folder or a pattern.

    Args:
        given: Files; folders, of which every RDF file at any depth is taken, except hidden ones and those that end
            with `.json` or `.xml`; patterns such as `**/*.ttl`; `-` for standard input.
        syntax: Their syntax; default: by their endings, and Turtle for standard input.

    Raises:
        FileError: A folder has no RDF file, or a pattern matches none.
    """
    names: dict[str, str] = {}
    for each in given:
        for name in _named(os.fspath(each)):
            names.setdefault(os.path.normpath(name), name)
    return [Input(name, syntax) for name in names.values()]


def _named(name: str) -> Iterable[str]:
    if os.path.isdir(name):
        found = sorted(_in_folder(name))
        if not found:
            endings = ", ".join(ending for ending in ENDINGS if ending not in _OFTEN_OTHERS)
            raise FileError(name, "has no RDF file", f"name its files, or give a folder with files in {endings}")
        return found
    if name == STDIN or not _PATTERN.intersection(name) or os.path.lexists(name):
        return (name,)
    from glob import glob  # noqa: PLC0415 - most names are no patterns

    matching = sorted(path for path in glob(name, recursive=True) if not os.path.isdir(path))
    if not matching:
        raise FileError(name, "no file matches", "give an RDF file, a folder, or a pattern such as **/*.ttl")
    return matching


def _in_folder(folder: str) -> Iterator[str]:
    for path, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for file in files:
            ending = os.path.splitext(file)[1].lower()
            if ending in ENDINGS and ending not in _OFTEN_OTHERS and not file.startswith("."):
                yield os.path.normpath(os.path.join(path, file))
