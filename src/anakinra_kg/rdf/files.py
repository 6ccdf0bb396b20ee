"""Reads RDF files of any common syntax, writes files atomically, and converts triples to rdflib.

Checks only the syntax. Named graphs are read as one graph.
"""

from __future__ import annotations

import io
import os
import sys
from codecs import BOM_UTF8
from contextlib import contextmanager

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from anakinra_kg.errors import FileError, GraphSyntaxError, did_you_mean, in_a_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from os import PathLike
    from typing import Any

    from pyoxigraph import Store
    from rdflib import Graph

SYNTAXES = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""RDF syntaxes by their name on the command line."""

ENDINGS = {
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".trig": "trig",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
}
"""Name of the syntax of each file ending."""

_UNFINISHED = ".writing-"
_LONGEST_PROLOG = 1 << 20
_BEFORE_ROOT = rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*"
_DEEPEST_JSON = 200
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/:._-~")
"""Characters that a path and its IRI share."""
MOST_BYTES = 1 << 28
"""Limit of the size of a file that is read as a whole."""
_PATIENCE_SECONDS = 3
_ABANDONED_SECONDS = 24 * 60 * 60
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def is_regular(path: str | PathLike[str]) -> bool:
    """Return whether a path is not that of a pipe, device or socket, which can be read once only, or endlessly."""
    import stat  # noqa: PLC0415 - as below

    try:
        return not any(kind(os.stat(path).st_mode) for kind in (stat.S_ISFIFO, stat.S_ISCHR, stat.S_ISSOCK))
    except OSError:
        return True


def read_bytes(path: str | PathLike[str], most_bytes: int = MOST_BYTES) -> bytes:
    """Return the content of a file; a pipe that nobody writes to is waited for, with a message.

    Raises:
        FileError: The file is larger than the limit.
        OSError: It cannot be read.
    """
    name = os.fspath(path)
    if is_regular(name):
        size, file = os.stat(name).st_size, open(name, "rb")  # noqa: SIM115 - closed below
    else:
        size, file = 0, os.fdopen(_opened(name), "rb")
    with file:
        content = b"" if size > most_bytes else file.read(most_bytes + 1)
    if size > most_bytes or len(content) > most_bytes:
        raise FileError(name, f"is larger than {most_bytes >> 20} MiB", "give a smaller file")
    return content


def _opened(name: str) -> int:
    """Open a pipe or a device; say so if nothing comes from it for a while."""
    descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    if os.name == "posix":
        import select  # noqa: PLC0415 - as above

        if not select.select([descriptor], [], [], _PATIENCE_SECONDS)[0]:
            if sys.stderr is not None:
                sys.stderr.write(f"anakinra-kg: waiting for something to be written to {in_a_line(name)}\n")
            select.select([descriptor], [], [])
        os.set_blocking(descriptor, True)
    return descriptor


def read_triples(
    path: str | PathLike[str], syntax: str | None = None, content: bytes | None = None, base: str | None = None
) -> Iterator[Triple]:
    """Yield the triples of all graphs of a file; blank nodes get names that are unique to the file.

    Args:
        path: The file.
        syntax: Its syntax, one of `SYNTAXES`; default: the one of the file's ending.
        content: What is in it, if it has been read; the path is then only its name.
        base: What its relative IRIs are relative to; default: the IRI of the file.

    Raises:
        FileError: The file is missing, or its ending is unknown.
        GraphSyntaxError: It does not parse; the place is `file:line:column`.
    """
    name = os.fspath(path)
    with _readable(name, syntax) as named:
        content = _content(name) if content is None else content
        _refuse_hostile(name, named, content)
        base = file_iri(os.path.realpath(name)) if base is None else base
        source: dict[str, Any] = {"path": name} if content is None else {"input": content.removeprefix(BOM_UTF8)}
        try:
            for quad in parse(**source, format=SYNTAXES[named], base_iri=base, rename_blank_nodes=True):
                if isinstance(quad.object, Triple):
                    raise GraphSyntaxError(name, f"{quad.object} is a triple within a triple", "write RDF 1.1")
                yield quad.triple
        except SyntaxError as error:
            if named == "rdfxml" and not error.lineno:
                error.lineno, error.offset = _end_of_xml(read_bytes(name) if content is None else content)
            raise


def load_into(store: Store, path: str | PathLike[str], syntax: str | None = None) -> None:
    """Load a file into a store; the arguments and errors are those of `read_triples`."""
    name = os.fspath(path)
    with _readable(name, syntax) as named:
        content = _content(name)
        _refuse_hostile(name, named, content)
        if content is None:
            store.bulk_load(path=name, format=SYNTAXES[named])
        else:
            store.bulk_load(content.removeprefix(BOM_UTF8), format=SYNTAXES[named])


def _content(name: str) -> bytes | None:
    """Return what is in a file that the engine cannot open itself, or not read for its byte order mark; else None."""
    if not _opens(name):
        return read_bytes(name)
    with open(name, "rb") as file:
        return read_bytes(name) if file.read(len(BOM_UTF8)) == BOM_UTF8 else None


def _refuse_hostile(name: str, syntax: str, content: bytes | None) -> None:
    """Raise an error for a file that the engine would expand or nest without end.

    Raises:
        GraphSyntaxError: RDF/XML with a document type, as entities expand without end; JSON-LD with too many levels.
    """
    if syntax not in {"rdfxml", "jsonld"}:
        return
    import re  # noqa: PLC0415 - the usual syntaxes need none of this

    with open(name, "rb") if content is None else io.BytesIO(content) as file:
        if syntax == "rdfxml":
            opening = re.match(_BEFORE_ROOT, file.read(_LONGEST_PROLOG), re.DOTALL)
            file.seek(opening.end() if opening else 0)
            if file.read(len(b"<!")) == b"<!":
                line = opening[0].count(b"\n") + 1 if opening else 1
                raise GraphSyntaxError(f"{name}:{line}", "has a document type (DTD)", "write it without one")
            return
        depth = 0
        for found in re.finditer(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]|\n', file.read(), re.DOTALL):
            depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(found[0], 0)
            if depth > _DEEPEST_JSON:
                line = found.string.count(b"\n", 0, found.start()) + 1
                raise GraphSyntaxError(f"{name}:{line}", f"has more than {_DEEPEST_JSON} levels", "write it flatter")


def _opens(name: str) -> bool:
    """Return whether the engine can open a file by its name: neither a pipe nor one whose name is not UTF-8."""
    return is_regular(name) and (name.isascii() or not any("\ud800" <= c <= "\udfff" for c in name))


def file_iri(path: str, *, windows: bool = os.name == "nt") -> str:
    """Return the IRI of a file by its absolute path."""
    if windows:
        path = path.replace("\\", "/")
        path = path if path.startswith("//") else f"///{path}"
    else:
        path = f"//{path}"
    if _PLAIN.issuperset(path):
        return f"file:{path}"
    from urllib.parse import quote  # noqa: PLC0415 - most paths need no encoding

    return f"file:{quote(os.fsencode(path), safe='/:')}"


@contextmanager
def _readable(name: str, syntax: str | None) -> Iterator[str]:
    """Yield the name of the syntax of a file; convert all errors while reading to project errors."""
    ending = os.path.splitext(name)[1].lower()
    named = syntax or ENDINGS.get(ending)
    if named is None and not os.path.lexists(name):
        raise _no_such_file(name)
    if named is None:
        raise FileError(name, f"`{ending}` is not a known ending", f"use {', '.join(ENDINGS)}, or name the syntax")
    if named not in SYNTAXES:
        raise FileError(name, f"`{named}` is not an RDF syntax", did_you_mean(named, SYNTAXES))
    try:
        yield named
    except SyntaxError as error:
        raise syntax_error(name, named, error) from None
    except FileNotFoundError:
        raise _no_such_file(name) from None
    except MemoryError:
        raise FileError(name, "has a term of more than 16 MiB, which the engine does not read", "shorten it") from None
    except OSError as error:
        raise FileError(name, reason(error), "give an RDF file") from None


def _no_such_file(name: str) -> FileError:
    return FileError(name, "no such file", "give an RDF file, or run `anakinra-kg build`")


def syntax_error(name: str, named: str, error: SyntaxError) -> GraphSyntaxError:
    """Return the parser's error about a text as one of the project.

    Args:
        name: The file, or what else to call the text.
        named: Its syntax, one of `SYNTAXES`.
        error: What the parser raised.
    """
    import re  # noqa: PLC0415 - only errors need it

    place = f"{name}:{error.lineno}:{error.offset}" if error.lineno else name
    wrong = " ".join(re.sub(r"^Parser error [\w ]+: ", "", error.msg).split())
    if "LoadDocumentCallback" in wrong:
        return GraphSyntaxError(place, "its @context is in another document", "include the context in the file")
    return GraphSyntaxError(place, wrong, f"write {named}, or name the syntax of the file")


def _end_of_xml(content: bytes) -> tuple[int | None, int | None]:
    """Return line and column where XML stops being well-formed, which the engine does not tell; None if it does not."""
    from xml.parsers import expat  # noqa: PLC0415 - only errors need it

    parser = expat.ParserCreate()
    try:
        parser.Parse(content, True)  # noqa: FBT003 - the end of the text; a document type was refused before
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1
    return None, None


def reason(error: OSError) -> str:
    """Return the reason of an operating system error, such as `no such file or directory`."""
    return (error.strerror or str(error)).partition(" (os error")[0].lower()


def write_file(path: str | PathLike[str], content: str | bytes) -> None:
    """Write a file completely or not at all; create missing folders.

    Raises:
        FileError: The file cannot be written.
    """
    folder, name = os.path.split(os.fspath(path))
    encoded = content.encode() if isinstance(content, str) else content
    try:
        if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
            # A pipe or a device is written to: renaming a file into its place would remove it.
            with open(path, "wb") as file:
                file.write(encoded)
            return
        write_files(folder or os.curdir, {name: encoded})
    except OSError as error:
        raise FileError(os.fspath(path), reason(error), "give a file to write to") from None
    except FileError as error:
        raise FileError(os.fspath(path), error.wrong, "give a file to write to") from None


def write_files(folder: str | PathLike[str], contents: Mapping[str, bytes]) -> None:
    """Write several files to a folder: all of them, or none if an error occurs.

    The files are first written to a temporary folder inside the folder, and then renamed into place in the given order,
    with interrupts blocked. A process that is killed between two renames leaves files of two sets under their names: a
    set whose last file has the checksums of the others can be checked (see `check_set`).

    Args:
        folder: The folder; it is created if it is missing.
        contents: Content of each file, by name.

    Raises:
        FileError: The folder cannot be written to.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - most commands write no file

    name = os.fspath(folder)
    try:
        os.makedirs(name, exist_ok=True)
        _sweep(name)
        with TemporaryDirectory(prefix=f"{_UNFINISHED}{os.getpid()}-", dir=name) as unfinished:
            for file_name, content in contents.items():
                with open(os.path.join(unfinished, file_name), "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            with _interrupts_held_back():
                for file_name in contents:
                    os.replace(os.path.join(unfinished, file_name), os.path.join(name, file_name))
    except OSError as error:
        raise FileError(name, reason(error), "give a folder to write to") from None


def check_set(folder: str | PathLike[str], report: str = "report.json") -> None:
    """Raise an error if the files of a folder are not those that its report has the checksums of.

    Does nothing if there is no report.

    Raises:
        FileError: A file is missing or of another build, or the report is not one.
    """
    import json  # noqa: PLC0415 - not every graph has a report
    from hashlib import sha256  # noqa: PLC0415

    name = os.fspath(folder)
    again = "build it again"
    try:
        with open(os.path.join(name, report), "rb") as file:
            listed = json.load(file)["files"]
        for file_name, checksum in listed.items():
            if os.path.basename(file_name) != file_name:
                raise FileError(os.path.join(name, report), f"lists {file_name}, which is not in its folder", again)
            with open(os.path.join(name, file_name), "rb") as file:
                if sha256(file.read()).hexdigest() != checksum:
                    raise FileError(name, f"{file_name} is not of the same build as {report}", again)
    except FileNotFoundError as error:
        if os.path.basename(error.filename) != report:
            raise FileError(
                name, f"{os.path.basename(error.filename)} is missing, which {report} lists", again
            ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise FileError(os.path.join(name, report), "is not the report of a build", again) from None
    except OSError as error:
        raise FileError(name, reason(error), again) from None


def _sweep(folder: str) -> None:
    """Remove what processes that were killed have left of their unfinished files."""
    import re  # noqa: PLC0415 - as above

    for entry in os.scandir(folder):
        found = re.match(re.escape(_UNFINISHED) + r"(\d+)-", entry.name)
        if found and entry.is_dir(follow_symlinks=False) and _is_left_over(int(found[1]), entry):
            from shutil import rmtree  # noqa: PLC0415 - seldom needed

            rmtree(entry.path, ignore_errors=True)


def _is_left_over(process: int, entry: os.DirEntry[str]) -> bool:
    """Return whether nobody writes to a folder any more."""
    if os.name != "posix":  # there, to ask for a process would end it
        import time  # noqa: PLC0415 - as above

        return time.time() - entry.stat().st_mtime > _ABANDONED_SECONDS
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    import signal  # noqa: PLC0415 - as above
    import threading  # noqa: PLC0415

    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def numbered(triples: Iterable[Triple], names: dict[BlankNode, BlankNode] | None = None) -> Iterator[Triple]:
    """Yield triples with blank nodes numbered in the order in which they come: they have the same names on each run.

    Args:
        triples: The triples.
        names: The blank nodes numbered before, on which the numbers go on; gets those of the triples.
    """
    names = {} if names is None else names

    def name(node: BlankNode) -> BlankNode:
        return names.setdefault(node, BlankNode(f"b{len(names) + 1}"))

    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
            subject = name(subject) if isinstance(subject, BlankNode) else subject
            value = name(value) if isinstance(value, BlankNode) else value
            yield Triple(subject, triple.predicate, value)
        else:
            yield triple


def rdflib_graph(triples: Iterable[Triple]) -> Graph:
    """Return triples as an rdflib graph; literals keep their spelling, blank nodes their names."""
    from rdflib import Graph  # noqa: PLC0415 - slow to import

    graph = Graph()
    term = rdflib_terms()
    with quiet_rdflib():
        for triple in triples:
            graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph


def graph_triples(graph: Iterable[tuple[Any, Any, Any]]) -> Iterator[Triple]:
    """Yield the triples of an rdflib graph, the inverse of `rdflib_graph`.

    Raises:
        TypeError: A subject is a literal.
        ValueError: An IRI or the name of a blank node of the graph is none.
    """
    for triple in graph:
        yield Triple(*map(oxigraph_term, triple))


def oxigraph_term(node: Any) -> Any:  # noqa: ANN401 - a term of one library to the same term of the other
    """Return a term of rdflib as one of pyoxigraph; literals keep their spelling, blank nodes their names."""
    import rdflib  # noqa: PLC0415 - as above

    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)


@contextmanager
def quiet_rdflib() -> Iterator[None]:
    """Suppress the traceback that rdflib prints for each literal that does not fit its datatype."""
    import logging  # noqa: PLC0415 - only users of rdflib need it

    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.ERROR + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def rdflib_terms() -> Any:  # noqa: ANN401 - a function from a term of one library to the same term of the other
    """Return the function that gives a term of pyoxigraph as one of rdflib, and the same one for the same term."""
    import rdflib  # noqa: PLC0415 - slow to import

    known: dict[NamedNode | BlankNode | Literal, Any] = {}

    def convert(term: NamedNode | BlankNode | Literal) -> Any:  # noqa: ANN401 - as above
        found = known.get(term)
        if found is None:
            if isinstance(term, NamedNode):
                found = rdflib.URIRef(term.value)
            elif isinstance(term, BlankNode):
                found = rdflib.BNode(term.value)
            elif term.language:
                found = rdflib.Literal(term.value, lang=term.language)
            elif term.datatype.value == _STRING:
                found = rdflib.Literal(term.value)
            else:
                found = rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
            known[term] = found
        return found

    return convert
