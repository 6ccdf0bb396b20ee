"""No input leads out: strace shows that hostile inputs reach no network, start no program and open no other file.

The commands run in a folder of their own, beside a folder of files that nobody has named, while this process listens on
the addresses that the inputs name.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.checkout import CHECKOUT
from tests.support.drugbank_page import PAGE
from tests.support.drugbank_xml_page import HEAD, TAIL, drug
from tests.support.services import ASKING, Listener

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = (sys.executable, "-P", "-m", "anakinra_kg.cli")
STRACE = (
    "strace",
    "-f",
    "--seccomp-bpf",
    "-y",
    "-qq",
    "-s",
    "4096",
    "-e",
    "network,execve,execveat,?open,openat,?openat2,?creat",
    "-o",
)
"""A program, with the calls of it and of its children that matter, in full: strace would cut paths after 32 characters.
Some processors do not have all of these calls."""
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
"""Entities, each ten times the one before: a thousand million times the first."""
PREFIXES = """
@prefix e: <urn:x:> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
IMPORTS = PREFIXES + (
    "<urn:x:ontology> a owl:Ontology ; owl:imports <HTTP/o.ttl> , <HTTP6/o.ttl> , <FOREIGN> , <file:///etc/hostname> ."
    "<urn:x:ontology> rdfs:seeAlso <HTTP/o.ttl> ; rdfs:isDefinedBy <FOREIGN> . e:a a e:Thing ."
)
SHAPE = PREFIXES + "e:S a sh:NodeShape ; sh:targetClass e:Thing ; "
FILES = {
    "imports.ttl": IMPORTS,
    "graph.ttl": IMPORTS + "e:a sh:shapesGraph <HTTP/s.ttl> , <FOREIGN> .",
    "imports-shapes.ttl": IMPORTS + SHAPE + "sh:property [ sh:path e:p ; sh:minCount 1 ] ; owl:imports <HTTP/s.ttl> .",
    "service-shapes.ttl": SHAPE + 'sh:sparql [ sh:select "SELECT $this { SERVICE <HTTP/> { $this ?p ?o } }" ] .',
    "from-shapes.ttl": SHAPE  # noqa: S608 - the text of a shape
    + 'sh:sparql [ sh:select "SELECT $this FROM <FOREIGN> FROM <HTTP/> { $this a ?o }" ] .',
    "script-shapes.ttl": SHAPE
    + 'sh:js [ a sh:JSConstraint ; sh:jsFunctionName "f" ; sh:jsLibrary [ sh:jsLibraryURL "HTTP/f.js" ] ] .',
    "context.jsonld": '{"@context": ["HTTP/context.jsonld", "FOREIGN"], "@id": "urn:x:a"}',
    "import.jsonld": '{"@context": {"@version": 1.1, "@import": "HTTP/context.jsonld"}, "@id": "urn:x:a"}',
    "entity.rdf": '<!DOCTYPE r [<!ENTITY x SYSTEM "FOREIGN">]><r xmlns="urn:x:">&x;</r>',
    "bomb.rdf": f'<!DOCTYPE r [<!ENTITY e0 "ha">{BOMB}]><r xmlns="urn:x:">&e9;</r>',
    "base.ttl": "@base <file:///etc/> . <hostname> a <passwd> ; <http://www.w3.org/2002/07/owl#imports> <hosts> .",
    "entity.xml": HEAD.replace("<drugbank", '<!DOCTYPE drugbank [<!ENTITY x SYSTEM "FOREIGN">]>\n<drugbank', 1)
    + drug("<description>&x;</description>")
    + TAIL,
    "dtd.xml": HEAD.replace("<drugbank", '<!DOCTYPE drugbank SYSTEM "HTTP/drugbank.dtd">\n<drugbank', 1)
    + drug()
    + TAIL,
    "located.xml": HEAD.replace(
        ">\n<drugbank",
        '>\n<?xml-stylesheet href="HTTP/x.xsl"?>\n<drugbank xmlns:i="http://www.w3.org/2001/XMLSchema-instance" '
        'xmlns:x="http://www.w3.org/2001/XInclude" i:schemaLocation="urn:x: HTTP/x.xsd"',
        1,
    )
    + drug('<x:include href="FOREIGN" parse="text"/>')
    + TAIL,
    "page.txt": PAGE.replace("oothes", "oothes HTTP/ FOREIGN and"),
    "load.rq": "LOAD <FOREIGN> INTO GRAPH <urn:x:g>",
    "register/documents.yaml": (
        "documents:\n- {source: drugbank, id: ../../foreign/foreign, title: T, drug: D, publisher: P, address: A, "
        "licence: L, sha256: s, characters: 1, lines: 1}\n"
    ),
    "built/anakinra.ttl": "<urn:x:a> <urn:x:p> 1 .",
    "built/report.json": '{"files": {"../../foreign/foreign.ttl": "0"}}',
    "pages/own.txt": "A page.\n",
}
"""Files of the folder in which the commands run; `HTTP`, `HTTP6` and `FOREIGN` are the addresses that they name."""
REGISTER = """
import sys
from pathlib import Path
from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.facts.data_folder import load_data_folder
try:
    print(list(load_data_folder(Path("register"))))
except AnakinraKGError as error:
    sys.exit(f"anakinra-kg: {error}")
"""


@dataclass(frozen=True)
class Run:
    """A command, its status, and what it says on stderr; with status 2 that is one line."""

    arguments: tuple[str, ...]
    status: int = 2
    said: str = ""
    java: bool = False


UNREAD = "anakinra-kg: warning: owl:imports is not followed: .*\n"


def sparql(*queries: str, status: int = 2) -> list[Run]:
    """Return the runs of queries on a small graph."""
    return [Run(("sparql", query, "graph.ttl"), status) for query in queries]


RUNS = {
    "service": sparql(*(query.replace("URL", f"HTTP{n % 2 * '6'}/") for n, query in enumerate(ASKING))),
    "from": sparql(
        "SELECT * FROM <FOREIGN> FROM <HTTP/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <FOREIGN> FROM NAMED <HTTP6/> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { GRAPH <HTTP/> { ?s ?p ?o } GRAPH <FOREIGN> { ?a ?b ?c } }",
        status=0,
    ),
    "update": [
        *sparql("LOAD <FOREIGN>", "LOAD SILENT <HTTP/> INTO GRAPH <urn:x:g>", "INSERT DATA { <urn:x:a> a <urn:x:b> }"),
        Run(("sparql", "load.rq")),
    ],
    "address": [
        Run(("sparql", "ASK {}", "HTTP/graph.ttl")),
        Run(("sparql", "HTTP/query.rq")),
        Run(("sparql", "ASK {}", "--endpoint", "FOREIGN")),
        Run(("sparql", "ASK {}", "built")),
        Run(("read", "HTTP/page.txt")),
    ],
    "parameter": [
        Run(("query", "trials", "graph.ttl", "--condition", "x' } SERVICE <HTTP/> { ?s ?p ?o")),
        Run(("query", "trials", "graph.ttl", "--condition", "<FOREIGN>")),
        Run(("sparql", "ASK { ?x a ?y }", "graph.ttl", "--param", "x=<HTTP/>"), 0),
        Run(("explain", "FOREIGN", "graph.ttl")),
        Run(("query", "../../foreign/foreign")),
    ],
    "read": [
        *(Run(("read", name)) for name in ("entity.xml", "dtd.xml")),
        Run(("read", "page.txt", "located.xml", "--format", "json"), 0),
        Run(("-c", REGISTER), 1, ".*`../../foreign/foreign` is not an identifier.*\n"),
        Run(("explain", "abatacept", "--documents", "pages"), 0, ".*link.txt: is a link that .*\n.* no file has .*\n"),
    ],
    "parse": [
        Run(("sparql", "ASK {}", name))
        for name in ("context.jsonld", "import.jsonld", "entity.rdf", "bomb.rdf", "utf16.rdf")
    ]
    + [Run(("sparql", "ASK {}", "base.ttl"), 0)],
    "validate": [
        Run(("validate", "graph.ttl", "--shapes", "imports-shapes.ttl", "--ontology", "imports.ttl"), 1, UNREAD),
        Run(
            ("validate", "graph.ttl", "--shapes", "imports-shapes.ttl", "--import", "HTTP/o.ttl=imports.ttl"), 1, UNREAD
        ),
        Run(("validate", "graph.ttl", "--import", "HTTP/o.ttl=FOREIGN")),
        Run(("validate", "base.ttl", "--shapes", "HTTP/s.ttl")),
        Run(("validate", "entity.rdf")),
    ],
    "diff": [
        Run(("diff", "graph.ttl", "imports.ttl"), 0),
        Run(("diff", "graph.ttl", "base.ttl", "--ontology", "imports-shapes.ttl", "--contract", "HTTP/"), 0),
        *(Run(("diff", "graph.ttl", name)) for name in ("context.jsonld", "entity.rdf", "bomb.rdf", "HTTP/graph.ttl")),
    ],
    "pyshacl": [
        Run(("validate", "graph.ttl", "--shapes", "imports-shapes.ttl", "--engine", "pyshacl"), 1, UNREAD),
        Run(
            ("validate", "graph.ttl", "--shapes", "imports-shapes.ttl", "--timeout", "300", "--engine", "pyshacl"),
            1,
            UNREAD,
        ),
        Run(("validate", "graph.ttl", "--shapes", "service-shapes.ttl")),
        Run(("validate", "graph.ttl", "--shapes", "from-shapes.ttl"), 1, UNREAD),
        Run(("validate", "graph.ttl", "--shapes", "script-shapes.ttl"), 0, "(.*: warning: .*\n)+"),
        Run(("validate", "imports.ttl"), 3, f"{UNREAD}.*: nothing was checked\n"),
        Run(("validate", "base.ttl"), 3, f"{UNREAD}.*: nothing was checked\n"),
    ],
    "build": [
        Run(("build", "--read", "page.txt", "--out", "out"), 0, "(.+\n)+"),
        Run(("build", "--read", "entity.xml")),
    ],
    "reason": [Run(("reason", "graph.ttl"), 0, ".* does not see .*\n", java=True)],
}
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)", re.DOTALL)
_OPENED = re.compile(r'^(?:(?:AT_FDCWD|\d+)(?:<([^>]*)>)?, )?"((?:[^"\\]|\\.)*)"')
_OPENS = {"open", "openat", "openat2", "creat"}
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT")
_STARTS = {"execve", "execveat"}
_OURSELVES = re.compile(
    rf'"{re.escape(sys.executable)}", \["{re.escape(sys.executable)}", "-P", "-(?:m", "anakinra_kg.cli|c)"'
)
"""Python with this package, and with no module of the working directory."""
_HARMLESS = {"socketpair"}
"""A socket that ends in the same process."""
_UNIX = re.compile(r"^AF_UNIX|sa_family=AF_UNIX")
_JAVA = (*map(str, Path("/etc").glob("java-*")), "/etc/nsswitch.conf", "/etc/passwd", "/etc/timezone")
"""What Java reads besides: it asks the system who its user is, at a socket too."""
_SYSTEM = (
    "/dev/null",
    "/dev/urandom",
    "/etc/ld.so.cache",
    "/etc/locale.alias",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/pki",
    "/etc/ssl",
    "/lib",
    "/lib64",
    "/proc",
    "/sys",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/local/share/ca-certificates",
    "/usr/share/ca-certificates",
    "/usr/share/locale",
    "/usr/share/zoneinfo",
)
"""Folders and files of the system; rudof reads the certificates of the system when it starts."""


@cache
def why_not() -> str:
    """Return the reason why nothing can be traced here; empty if it can."""
    if shutil.which(STRACE[0]) is None:
        return "strace is not installed: what commands open is not traced"
    tried = subprocess.run([*STRACE, "/dev/null", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "strace may not trace here: what commands open is not traced"


def has_ipv6() -> bool:
    """Return whether this machine has an address of version 6 for itself."""
    try:
        Listener("::1").close()
    except OSError:
        return False
    return True


class Room:
    """A folder with the hostile files, a folder for temporary files, and a foreign folder; and two listeners."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.temporary = folder / "room", folder / "temporary"
        foreign = folder / "foreign"
        for each in (self.folder, self.temporary, foreign):
            each.mkdir()
        for ending in ("ttl", "yaml", "txt", "rq"):
            (foreign / f"foreign.{ending}").write_text("<urn:x:secret> <urn:x:p> 1 .\n", encoding="utf-8")
        self.listeners = [Listener(host) for host in ("127.0.0.1", *(["::1"] if has_ipv6() else []))]
        self._names = {
            "HTTP6": self.listeners[-1].address.rstrip("/"),
            "HTTP": self.listeners[0].address.rstrip("/"),
            "FOREIGN": (foreign / "foreign.ttl").as_uri(),
        }
        for name, content in FILES.items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(self.named(content), encoding="utf-8")
        for module in ("json", "rdflib", "argparse"):
            (self.folder / f"{module}.py").write_text("raise SystemExit('is run')", encoding="utf-8")
        (self.folder / "utf16.rdf").write_text(self.named(FILES["entity.rdf"]), encoding="utf-16")
        (self.folder / "pages" / "link.txt").symlink_to(foreign / "foreign.txt")
        printed = subprocess.run(
            [sys.executable, "-Pc", "import sys; print(*sys.path, sep='\\n')"], capture_output=True, check=True
        )
        own = (sys.prefix, sys.base_prefix, str(CHECKOUT), *os.fsdecode(printed.stdout).splitlines())
        self._may_read = [os.path.realpath(each) for each in own]
        self._may_write = [os.path.realpath(each) for each in (self.folder, self.temporary, "/dev/null")]

    def named(self, text: str) -> str:
        """Return a text with the addresses of this room."""
        return re.sub("|".join(self._names), lambda found: self._names[found[0]], text)

    def run(self, run: Run) -> None:
        """Run a command under strace, and hold its status, what it says, and what it touches."""
        given = [self.named(each) for each in run.arguments]
        command = [sys.executable, "-P", *given] if given[0] == "-c" else [*COMMAND, *given]
        trace = self.temporary.parent / "trace"
        environment = {
            **os.environ,
            "HOME": str(self.temporary),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(self.temporary),
            "http_proxy": self._names["HTTP"],
        }
        done = subprocess.run(
            [*STRACE, str(trace), *command],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        case = " ".join(given)
        assert done.returncode == run.status, f"{case}: {done.returncode}, {done.stderr}"
        said = "anakinra-kg: .+\n" if run.status == 2 else run.said
        assert re.fullmatch(said, done.stderr), f"{case}: {done.stderr}"
        assert list(self.touched(trace, java=run.java)) == [], case

    def touched(self, trace: Path, *, java: bool) -> Iterator[str]:
        """Yield the calls of a trace that reach the network, another program or another file."""
        may_write = (*self._may_write, *(["/proc"] if java else []))
        may_read = (*self._may_read, *may_write, *_SYSTEM, *(_JAVA if java else ()))
        for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
            call = _CALL.match(line)
            if call is None:  # the end of a call, a signal, or the end of a process
                continue
            name, arguments = call[1], call[2]
            if name in _OPENS:
                path, may_open = self._path(arguments), may_write if _WRITES.search(arguments) else may_read
                if not any(path == each or path.startswith(f"{each}/") for each in may_open):
                    yield line
            elif name in _STARTS:
                if not _OURSELVES.match(arguments) and not (java and os.path.basename(self._path(arguments)) == "java"):
                    yield line
            elif name not in _HARMLESS and not (java and _UNIX.search(arguments)):
                yield line

    def _path(self, arguments: str) -> str:
        """Return the path that a call names, without links."""
        opened = _OPENED.match(arguments)
        return os.path.realpath(os.path.join(opened[1] or self.folder, opened[2])) if opened else ""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Yield a room; its listeners have seen nobody in the end."""
    if why_not():
        pytest.skip(why_not())
    made = Room(tmp_path_factory.mktemp("no-way-out"))
    yield made
    assert [each.connections for each in made.listeners] == [0] * len(made.listeners)
    for each in made.listeners:
        each.close()


@pytest.mark.parametrize("group", RUNS)
def test_no_input_leads_out(group: str, room: Room) -> None:
    """Neither to the network, nor to a program, nor to a file that was not named."""
    for run in RUNS[group]:
        room.run(run)


def test_what_leads_out_is_seen(room: Room) -> None:
    """The check finds a connection, a lookup of a name, a program, and a file that is read or written."""
    for program in (
        "import socket; socket.socket().connect_ex(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['/bin/true'])",
        "open('/etc/hostname')",
        "open('../foreign/foreign.ttl')",
        "open('pages/link.txt')",
        "open('../written', 'w')",
    ):
        with pytest.raises(AssertionError, match=r"import|open"):
            room.run(Run(("-c", program), 0))
