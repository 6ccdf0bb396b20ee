"""Validates a graph against SHACL shapes and the ontology, and returns the findings as records.

rudof does the work where it is installed (extra `fast`), pySHACL does it elsewhere, and what rudof cannot run; the
findings are the same. Does not change its arguments. Loads rdflib only for pySHACL, or if it is given rdflib's graphs.
"""

from __future__ import annotations

import itertools
from sys import intern
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from anakinra_kg import resources
from anakinra_kg.errors import ShapeError
from anakinra_kg.rdf.files import graph_triples, numbered, oxigraph_term, rdflib_graph, rdflib_terms, read_triples
from anakinra_kg.rdf.inputs import Input, inputs
from anakinra_kg.rdf.names import AKD, AKG, PREFIXES, SHAPES, compress, term
from anakinra_kg.rdf.places import find
from anakinra_kg.validation import running
from anakinra_kg.validation.checks import CHECKS
from anakinra_kg.validation.datatypes import original
from anakinra_kg.validation.findings import SEVERITIES, Finding, Place, Report, Rule, counted, failure
from anakinra_kg.validation.inference import with_inferred
from anakinra_kg.validation.lint import faults, like, lint_shapes, shape_nodes
from anakinra_kg.validation.locating import located, place_of
from anakinra_kg.validation.passages import with_passages
from anakinra_kg.validation.plausibility import check_plausibility
from anakinra_kg.validation.profile import Clock, profile
from anakinra_kg.validation.reading import Reader
from anakinra_kg.validation.running import Runs
from anakinra_kg.validation.shapes import CORE_COMPONENTS, SH, SUBCLASS, TYPE, Shapes
from anakinra_kg.validation.targets import target_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node as RdflibNode

    from anakinra_kg.errors import AnakinraKGError
    from anakinra_kg.validation.coverage import Coverage
    from anakinra_kg.validation.lint import Fault
    from anakinra_kg.validation.profile import Profile
    from anakinra_kg.validation.results import Result
    from anakinra_kg.validation.shapes import Node

    Check = Callable[[Collection[Triple]], Iterable[Finding]]

ENGINES = running.ENGINES
"""The engines by their names on the command line, the quickest first."""

_ONTOLOGY = ("anakinra.ttl", "vocabularies.ttl")
_VOCABULARIES = tuple(PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs"))
_LABEL = term("rdfs:label")
_MOST_NAMED = 5
_DESCRIBED = f"{AKD}dataset/"
"""Where the parts of a description are, which has shapes of its own."""


def ontology_files() -> tuple[Path, ...]:
    """Return the files of the ontology and the code lists."""
    return tuple(resources.resource("ontology", name) for name in _ONTOLOGY)


def ontology_graph() -> Graph:
    """Return the ontology and the code lists as one rdflib graph."""
    return rdflib_graph(_read(ontology_files()))


def shapes_graph() -> Graph:
    """Return the project's shapes as an rdflib graph.

    Raises:
        ShapeError: The shapes do not pass the lint.
    """
    return rdflib_graph(_own_shapes(_read(ontology_files())).triples)


def description_terms() -> Graph:
    """Return the terms, other than those of the ontology, that the description of the dataset uses."""
    return rdflib_graph(_read(_description_terms()))


def description_shapes() -> Graph:
    """Return the shapes of the description of the dataset as an rdflib graph.

    Raises:
        ShapeError: The shapes do not pass the lint.
    """
    return rdflib_graph(_description_shapes(_read(_description_terms())).triples)


def validate(
    data: Graph | Iterable[Triple],
    shapes: Graph | Iterable[Triple] | None = None,
    ontology: Graph | Iterable[Triple] | None = None,
    engine: str | None = None,
) -> list[Finding]:
    """Return the findings on a graph, most severe first; an empty list means that it conforms.

    Args:
        data: The graph to check, as an rdflib graph or as triples; it is not changed.
        shapes: The shapes; default: those of the project.
        ontology: The ontology, needed to check the members of subclasses; default: that of the project.
        engine: One of `ENGINES`; default: the quickest that is installed.

    Raises:
        ShapeError: The engine cannot run the shapes.
        FileError: The engine is not installed.

    Example:
        >>> from rdflib import Graph
        >>> gap = Graph().parse(data="<urn:x:gap> a <https://w3id.org/anakinra-kg/ontology#Gap> .")
        >>> [finding.constraint for finding in validate(gap) if finding.path.endswith("missingField")]
        ['MinCount']
    """
    own_terms = _read(ontology_files()) if ontology is None or shapes is None else []
    terms = own_terms if ontology is None else list(_triples(ontology))
    rules = _own_shapes(own_terms) if shapes is None else Shapes(_triples(shapes))
    return counted(_validate(list(_triples(data)), rules, terms, engine))


def validate_description(data: Iterable[Triple]) -> list[Finding]:
    """Return the findings on the description of a dataset, by its own shapes."""
    terms = _read(_description_terms())
    return _validate(list(data), _description_shapes(terms), terms, None)


class Validator:
    """Validates graphs against the same shapes, which are read and linted once.

    Args:
        shapes: Files of shapes, which are one graph; default: those of the project.
        ontology: Files of the ontology; default: those of the project.
        engine: As for `validate`.
        imports: The file to read for each IRI that a graph imports by `owl:imports`.
        inference: What is inferred before shapes look at the data: one of `inference.KINDS`.
        checks: What else yields findings on a graph.
        with_coverage: Whether to tell what the shapes look at.
        with_profile: Whether to tell where the time goes; all graphs are added up.

    Raises:
        AnakinraKGError: A file is missing or does not parse, the engine is not installed, or the shapes of the project
            do not pass the lint; what the lint says of other shapes is in the reports.
    """

    def __init__(  # noqa: PLR0913 - each is an option of the command
        self,
        shapes: Iterable[Path] = (),
        ontology: Iterable[Path] = (),
        engine: str | None = None,
        *,
        imports: Mapping[str, Path] | None = None,
        inference: str = "none",
        checks: Iterable[Check] = (),
        with_coverage: bool = False,
        with_profile: bool = False,
    ) -> None:
        self._with_coverage, self._with_profile, self._clock = with_coverage, with_profile, Clock()
        running.quick(engine)  # one that is not installed is told before anything is read
        files, own_ontology = tuple(shapes), tuple(ontology)
        self._reader, self._engine, self._inference, self._checks = Reader(imports), engine, inference, tuple(checks)
        self._is_own_ontology, self._are_own_shapes = not own_ontology, not files
        self._terms, _ = self._reader.read(map(Input, own_ontology or ontology_files()))
        self._name = ", ".join(map(str, files)) or "shapes.ttl"
        self._warnings: list[str] = []
        if files:
            triples, read = self._reader.read(map(Input, files))
            self._shapes = Shapes(triples)
            self._warnings = list(map(str, lint_shapes(self._shapes, self._terms, read, own=False)))
        else:
            self._shapes = _own_shapes(_read(ontology_files()) if own_ontology else self._terms)
        self._clock.lap("reading and linting the shapes")

    def check(
        self,
        files: Iterable[Input],
        *,
        failed: list[AnakinraKGError] | None = None,
        told: Callable[[str], None] | None = None,
    ) -> Report:
        """Validate files as one graph.

        Args:
            files: The files.
            failed: Gets the error of each file that cannot be read; the others are validated. Default: it is raised.
            told: Is told what is being done, in a few words.

        Raises:
            AnakinraKGError: A file cannot be read, or the engine cannot run the shapes.
        """
        tell = told or (lambda _: None)
        data, read = self._reader.read(files, failed=failed, told=lambda name: tell(f"reading {name}"))
        rules, terms, lap = self._shapes, self._terms, self._clock.lap
        lap("reading the data")
        seen = data if self._inference == "none" else with_inferred(data, terms, self._inference)
        looked_at = target_nodes(rules, terms, seen)
        nodes = set().union(*looked_at.values())
        lap("finding the targets")
        tell("running the shapes")
        try:
            findings = _validate(seen, rules, terms, self._engine) if nodes else []
        except ShapeError as error:
            raise ShapeError(self._name, error.wrong, error.right) from None
        lap("running the shapes")
        if self._is_own_ontology:
            findings += _unknown_terms(data, terms)
        if self._are_own_shapes:
            findings += (*_unseen(data, nodes), *check_plausibility(data))
        for more in self._checks:
            findings += more(data)
        findings.sort(key=Finding.order)
        lap("the checks beside the shapes")
        tell("looking for the places of the findings")
        unplaced: list[str] = []
        findings = counted(located(with_passages(findings, data), read, unplaced))
        lap("finding the places")
        return Report(
            triples=len(data),
            shapes=len(looked_at),
            nodes=len(nodes),
            findings=tuple(findings),
            labels=_labels(data, {finding.focus for finding in findings}),
            warnings=(*self._warnings, *self._missing_imports(), *unplaced),
            files=tuple(file.name for file in read),
            rules=_rules(rules, {finding.shape for finding in findings}),
            failures=tuple(map(failure, failed or ())),
            names=rules.names(),
            coverage=self._coverage(data, seen) if self._with_coverage else None,
            profile=self._profile(seen, looked_at) if self._with_profile and nodes else None,
        )

    def _coverage(self, data: list[Triple], seen: list[Triple]) -> Coverage:
        from anakinra_kg.validation.coverage import coverage  # noqa: PLC0415 - only if it is asked for

        return coverage(data, self._shapes, self._terms, seen[len(data) :])

    def _profile(self, seen: list[Triple], looked_at: dict[Node, set[Node]]) -> Profile:
        return profile(_runs(seen, self._shapes, self._terms, self._engine), looked_at, self._clock.parts)

    def _missing_imports(self) -> Iterator[str]:
        missing = self._reader.missing()
        if missing:
            named = ", ".join(f"<{iri}>" for iri in missing[:_MOST_NAMED])
            more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
            yield f"owl:imports is not followed: {named}{more}; name a file for each with --import IRI=FILE"


def check(
    files: Iterable[Path],
    shapes: Iterable[Path] = (),
    ontology: Iterable[Path] = (),
    syntax: str | None = None,
    engine: str | None = None,
) -> Report:
    """Validate files as one graph; the arguments and errors are those of `Validator`.

    Args:
        files: RDF files, folders and patterns, as `rdf.inputs.inputs` takes them.
        shapes: Files of shapes; default: those of the project.
        ontology: Files of the ontology; default: those of the project.
        syntax: Syntax of the data, one of `rdf.files.SYNTAXES`; default: by the ending of each file.
        engine: As for `validate`.

    Raises:
        AnakinraKGError: As for `Validator` and its `check`.
    """
    return Validator(shapes, ontology, engine).check(inputs(files, syntax))


def lint_files(
    shapes: Iterable[Path] = (), ontology: Iterable[Path] = (), imports: Mapping[str, Path] | None = None
) -> Report:
    """Return what is wrong with shapes, without data, as violations of a check named `Lint`.

    Args:
        shapes: Files of shapes, which are one graph; default: those of the project.
        ontology: Files with the terms that they may use; default: those of the project.
        imports: As for `Validator`.

    Raises:
        AnakinraKGError: A file is missing or does not parse.
    """
    given, reader = tuple(shapes), Reader(imports)
    terms, _ = reader.read(map(Input, tuple(ontology) or ontology_files()))
    triples, read = reader.read(map(Input, given or [resources.resource("ontology", "shapes.ttl")]))
    rules = Shapes(triples)
    linted = itertools.chain.from_iterable(faults(rules, terms, own=not given))
    findings = [_lint_finding(fault, read) for fault in dict.fromkeys(linted)]
    return Report(
        triples=len(triples),
        shapes=0,
        nodes=len(shape_nodes(rules)),
        findings=tuple(counted(sorted(findings, key=Finding.order))),
        labels={},
        files=tuple(file.name for file in read),
        rules={SHAPES + "Lint": CHECKS["Lint"]} if findings else {},
        names=rules.names(),
    )


def _lint_finding(fault: Fault, files: Sequence[Input]) -> Finding:
    found = find(files, fault.shape, fault.term)
    place = place_of(found[0].name, found[0].text().split("\n"), found[1]) if found else Place(files[0].name, 1)
    return Finding("Violation", fault.shape, "", "", fault.term, f"{fault.wrong}; {fault.right}", "Lint", place=place)


def targets(shapes: Graph, ontology: Graph, data: Graph) -> dict[RdflibNode, set[RdflibNode]]:
    """Return the target nodes of each shape with a target; an empty set means that the target matches nothing.

    Args:
        shapes: The shapes.
        ontology: The ontology, with the subclasses of each class.
        data: The graph; a node that is not in it is not counted.
    """
    found = target_nodes(Shapes(graph_triples(shapes)), graph_triples(ontology), list(graph_triples(data)))
    term_of = rdflib_terms()
    return {term_of(shape): set(map(term_of, nodes)) for shape, nodes in found.items()}


# --- graphs ----------------------------------------------------------------------------------------------------------


def _triples(graph: Graph | Iterable[Triple]) -> Iterable[Triple]:
    return (triple if isinstance(triple, Triple) else Triple(*map(oxigraph_term, triple)) for triple in graph)


def _read(paths: Iterable[Path]) -> list[Triple]:
    return list(numbered(itertools.chain.from_iterable(map(read_triples, paths))))


def _own_shapes(ontology: list[Triple]) -> Shapes:
    return _linted(resources.resource("ontology", "shapes.ttl"), ontology)


def _description_terms() -> tuple[Path, ...]:
    return (resources.resource("ontology", "dataset", "terms.ttl"),)


def _description_shapes(terms: list[Triple]) -> Shapes:
    return _linted(resources.resource("ontology", "dataset", "shapes.ttl"), [*terms, *_read(ontology_files())])


def _linted(path: Path, terms: Iterable[Triple]) -> Shapes:
    shapes = Shapes(_read([path]))
    lint_shapes(shapes, terms, [Input(path)], own=True)
    return shapes


def _unknown_terms(data: Iterable[Triple], ontology: Iterable[Triple]) -> Iterator[Finding]:
    """Yield a finding for each unknown class and property of the project: no shape checks such a node."""
    known = {t.subject.value for t in ontology if t.predicate == TYPE and isinstance(t.subject, NamedNode)}
    for triple in data:
        predicate, value = triple.predicate, triple.object
        words = [(predicate, "property")]
        if predicate == TYPE and isinstance(value, NamedNode):
            words.append((value, "class"))
        for word, what in words:
            if word.value.startswith(AKG) and word.value not in known:
                ours = {iri for iri in known if iri.startswith(AKG)}
                message = f"{compress(word.value)} is not a {what} of the ontology; {like(word.value, ours)}"
                path, node = (predicate, None) if what == "property" else (TYPE, word)
                yield Finding("Violation", _text(triple.subject), "", path.value, _text(node), message, "UnknownTerm")


def _unseen(data: Iterable[Triple], seen: set[Node]) -> Iterator[Finding]:
    """Yield a finding for each node of ours that no shape looks at: without its type it escapes them all."""
    for node in {t.subject for t in data if isinstance(t.subject, NamedNode)} - seen:
        if not node.value.startswith(AKD) or node.value.startswith(_DESCRIBED):
            continue
        message = "No shape looks at this node: give it the rdf:type that its statements need."
        yield Finding("Violation", _text(node), SHAPES + "Unseen", "", "", message, "Unseen")


def _labels(data: Iterable[Triple], nodes: set[str]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for triple in data if nodes else ():
        if triple.predicate == _LABEL and isinstance(triple.object, Literal):
            name = _text(triple.subject)
            if name in nodes:
                labels.setdefault(name, triple.object.value)
    return labels


def _rules(shapes: Shapes, used: set[str]) -> dict[str, Rule]:
    said = {shape: shapes.rule(NamedNode(shape)) for shape in used if shape and not shape.startswith("_:")}
    return said | {SHAPES + name: rule for name, rule in CHECKS.items() if SHAPES + name in used}


# --- running ---------------------------------------------------------------------------------------------------------


def _validate(data: list[Triple], shapes: Shapes, ontology: Iterable[Triple], engine: str | None) -> list[Finding]:
    results = _runs(data, shapes, ontology, engine).all()
    return sorted((_finding(result, shapes) for result in results), key=Finding.order)


def _runs(data: list[Triple], shapes: Shapes, ontology: Iterable[Triple], engine: str | None) -> Runs:
    return Runs([*data, *filter(_is_axiom, ontology)], shapes, engine)


def _is_axiom(triple: Triple) -> bool:
    """Return whether a triple of an ontology says what a class or a property is, or what is below what."""
    if not (isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode)):
        return False
    return triple.predicate == SUBCLASS or (triple.predicate == TYPE and triple.object.value.startswith(_VOCABULARIES))


# --- findings --------------------------------------------------------------------------------------------------------


def _finding(result: Result, shapes: Shapes) -> Finding:
    focus, value = _original(result.focus), _original(result.value)
    severity = result.severity.removeprefix(SH)
    constraint = result.component
    if constraint.startswith(SH):
        constraint = constraint.removeprefix(SH).removesuffix("ConstraintComponent")
    said = " ".join(sorted(message.value for message in result.messages))
    # A shape may have very many findings, which say the same words: they are kept once.
    return Finding(
        severity=intern(severity if severity in SEVERITIES else result.severity),
        focus=_text(focus),
        shape=intern(_text(shapes.owner(result.shape))),
        path=intern(shapes.path(result.shape) if result.path is None else result.path.value),
        value=_text(value),
        message=intern(shapes.message(result.shape, constraint) if result.component in CORE_COMPONENTS else said),
        constraint=intern(constraint),
        datatype=intern(_datatype(value)),
        focus_datatype=_datatype(focus),
    )


def _original(node: Node | None) -> Node | None:
    return original(node) if isinstance(node, Literal) else node


def _text(node: object) -> str:
    if isinstance(node, BlankNode):
        return f"_:{node.value}"
    return node.value if isinstance(node, NamedNode | Literal) else ""


def _datatype(node: object) -> str:
    if not isinstance(node, Literal):
        return ""
    return f"@{node.language}" if node.language else node.datatype.value
