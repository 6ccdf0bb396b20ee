"""SPARQL engines, asked the same: pyoxigraph, rdflib, an Oxigraph server over HTTP, Comunica and Apache Jena.

For tests only. Each engine is a context that hands out what answers a query over the committed graph; one that is not
installed says how to get it:

- the Oxigraph server is the command `oxigraph`, from PyPI (extra `dev`);
- Comunica is `@comunica/query-sparql-rdfjs` with `n3`, from npm; ANAKINRA_KG_NODE_MODULES names their folder;
- Jena needs a Java development kit; ANAKINRA_KG_JENA names the folder of its jars (`lib` of its binary distribution).

Known difference: left to itself Comunica puts strings in the order of a language, `4-hydroxycoumarin` before
`4-Methoxyamphetamine`, where SPARQL has that of code points; `engines/comunica.mjs` gives it the latter.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import rdflib
from pyoxigraph import Literal, QuerySolutions

from anakinra_kg.query.endpoint import Endpoint
from anakinra_kg.query.graph import load
from anakinra_kg.rdf.names import PREFIXES
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from anakinra_kg.query.results import Result

Cell: TypeAlias = Decimal | tuple[str, str, str] | None
"""A number by its value; kind, text and datatype or language of any other term; None where there is nothing."""

GRAPH = resource("data", "anakinra.ttl")
_SCRIPTS = Path(__file__).parent / "engines"
_LONGEST_SECONDS = 60
_NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float", "int", "nonNegativeInteger")}
_STRING = PREFIXES["xsd"] + "string"


class Answer(NamedTuple):
    """The columns and the rows of an answer, in the order in which the engine gives them."""

    columns: list[str]
    rows: list[tuple[Cell, ...]]


class NotHereError(Exception):
    """The engine is not installed; the message says how to get it."""


class EngineError(Exception):
    """The engine gave no answer."""


Ask: TypeAlias = "Callable[[str], Answer]"


def _cell(kind: str, text: str, datatype: str | None = None, language: str | None = None) -> Cell:
    if datatype in _NUMBERS:
        return Decimal(text)
    return kind, text, language or (datatype or _STRING if kind == "literal" else "")


def _from_json(results: dict[str, Any]) -> Answer:
    """Return an answer from SPARQL 1.1 Query Results JSON."""
    if "error" in results:
        raise EngineError(results["error"])
    columns = results["head"]["vars"]
    rows = [tuple(_from_term(row.get(column)) for column in columns) for row in results["results"]["bindings"]]
    return Answer(columns, rows)


def _from_term(term: dict[str, str] | None) -> Cell:
    return None if term is None else _cell(term["type"], term["value"], term.get("datatype"), term.get("xml:lang"))


def _from_solutions(result: Result) -> Answer:
    assert isinstance(result, QuerySolutions)
    columns = [variable.value for variable in result.variables]
    return Answer(columns, [tuple(_from_pyoxigraph(term) for term in solution) for solution in result])


def _from_pyoxigraph(term: Any) -> Cell:  # noqa: ANN401 - any term
    if isinstance(term, Literal):
        return _cell("literal", term.value, term.datatype.value, term.language)
    return None if term is None else _cell("uri", term.value)


@contextmanager
def pyoxigraph() -> Iterator[Ask]:
    """Answer in this process, as the command line does."""
    kg = load(GRAPH)
    yield lambda query: _from_solutions(kg.evaluate(query))


@contextmanager
def in_rdflib() -> Iterator[Ask]:
    """Answer in this process, in Python alone."""
    graph = rdflib.Graph().parse(GRAPH)

    def cell(term: Any) -> Cell:  # noqa: ANN401 - any term
        if isinstance(term, rdflib.Literal):
            return _cell("literal", str(term), None if term.datatype is None else str(term.datatype), term.language)
        return None if term is None else _cell("uri", str(term))

    def ask(query: str) -> Answer:
        result = graph.query(query)
        columns = result.vars or []
        rows = [tuple(cell(row.get(column)) for column in columns) for row in result.bindings]
        return Answer([str(column) for column in columns], rows)

    yield ask


@contextmanager
def oxigraph_server() -> Iterator[Ask]:
    """Answer over HTTP, as `--endpoint` does; the graph gets there by the Graph Store Protocol."""
    with served() as address:
        endpoint = Endpoint(f"{address}/query", _LONGEST_SECONDS)
        yield lambda query: _from_solutions(endpoint.evaluate(query))


@contextmanager
def served() -> Iterator[str]:
    """Start an Oxigraph server with the committed graph and yield its address.

    Raises:
        NotHereError: There is no `oxigraph`.
    """
    command = shutil.which("oxigraph", path=f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}")
    if command is None:
        raise NotHereError("no Oxigraph server: pip install oxigraph")
    server, address = _started(command)
    with server:
        try:
            yield address
        finally:
            server.terminate()


def _started(command: str) -> tuple[subprocess.Popen[bytes], str]:
    """Return a server with the graph, and its address; where another process was quicker at a port, take another."""
    while True:
        address = f"127.0.0.1:{_free_port()}"
        server = subprocess.Popen([command, "serve", "--bind", address], stderr=subprocess.DEVNULL)
        if _loaded_when_up(server, f"http://{address}/store?default"):
            return server, f"http://{address}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _loaded_when_up(server: subprocess.Popen[bytes], store: str) -> bool:
    """Load the graph as soon as the server answers; return whether it answered before it exited."""
    deadline = time.monotonic() + _LONGEST_SECONDS
    while server.poll() is None:
        try:
            _http(store, GRAPH.read_bytes(), {"Content-Type": "text/turtle"}, method="PUT")
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return True
    return False


def _http(address: str, body: bytes, headers: dict[str, str], method: str) -> bytes:
    request = urllib.request.Request(address, body, headers, method=method)  # noqa: S310 - on this machine
    with urllib.request.urlopen(request, timeout=_LONGEST_SECONDS) as response:  # noqa: S310 - as above
        content: bytes = response.read()
    return content


@contextmanager
def comunica() -> Iterator[Ask]:
    """Answer in one JavaScript process."""
    node, modules = shutil.which("node"), os.environ.get("ANAKINRA_KG_NODE_MODULES")
    if node is None or modules is None or not (Path(modules) / "@comunica").is_dir():
        raise NotHereError("no Comunica: npm install @comunica/query-sparql-rdfjs n3; set ANAKINRA_KG_NODE_MODULES")
    with _process([node, str(_SCRIPTS / "comunica.mjs"), str(Path(modules).resolve()), str(GRAPH)]) as ask:
        yield ask


@contextmanager
def jena() -> Iterator[Ask]:
    """Answer in one Java process."""
    java, jars = shutil.which("java"), os.environ.get("ANAKINRA_KG_JENA")
    if java is None or shutil.which("javac") is None or jars is None:
        raise NotHereError("no Apache Jena: set ANAKINRA_KG_JENA to the folder of its jars, beside a JDK")
    with _process([java, "-cp", f"{Path(jars).resolve()}/*", str(_SCRIPTS / "Jena.java"), str(GRAPH)]) as ask:
        yield ask


@contextmanager
def _process(command: list[str]) -> Iterator[Ask]:
    """Start a process that reads a query as a line of JSON and writes its results as a line of JSON."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as process:

        def ask(query: str) -> Answer:
            assert process.stdin
            assert process.stdout
            stop = Timer(_LONGEST_SECONDS, process.kill)
            stop.start()
            try:
                process.stdin.write(json.dumps(query) + "\n")
                process.stdin.flush()
                line = process.stdout.readline()
            finally:
                stop.cancel()
            if not line:
                raise EngineError(f"{Path(command[0]).name} ended, or took longer than {_LONGEST_SECONDS} seconds")
            return _from_json(json.loads(line))

        try:
            yield ask
        finally:
            process.kill()


ENGINES: dict[str, Callable[[], AbstractContextManager[Ask]]] = {
    "pyoxigraph": pyoxigraph,
    "rdflib": in_rdflib,
    "Oxigraph server": oxigraph_server,
    "Comunica": comunica,
    "Jena": jena,
}
"""Name of an engine, and what starts it; `pyoxigraph` is what the others are held against."""
