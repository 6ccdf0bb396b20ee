"""Reads facts back from a graph: the inverse of `mapper`, found by trying the rules on marked facts.

A graph says most things more than once: a text and the code for it, a number and the label with it, a claim and the
direct link for it. Mapping the facts that are read back shows what does not follow from the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from anakinra_kg.facts.documents import SOURCES, Document, load_documents
from anakinra_kg.facts.records import KINDS, fields_of
from anakinra_kg.facts.text import Span
from anakinra_kg.mapping.claims import Claim, GraphWriter, document_iri
from anakinra_kg.mapping.identifiers import identifiers
from anakinra_kg.mapping.mapper import AUTOMATIC, kind_of_iri
from anakinra_kg.mapping.rules import RULES
from anakinra_kg.rdf.names import AKD, key, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Triple

    from anakinra_kg.facts.records import Fact, Field

    _ByHand = Callable[["Graph", NamedNode], list[str]]

_TYPE, _LABEL, _OTHER_LABEL = term("rdf:type"), term("rdfs:label"), term("skos:altLabel")
_SOURCE, _EVIDENCE, _RESTS_ON = term("dcterms:source"), term("prov:wasDerivedFrom"), term("akg:restsOn")
_METHOD = term("akg:assertionMethod")
_PLACE = re.compile(r"#char=(\d+),(\d+)$")
_WORD = re.compile(r"\S+")
_MOST_WORDS = 24
_ADDRESS = "urn:marked:"


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim of a graph as a fact.

    Attributes:
        node: The claim.
        fact: What it says.
        method: How it was found.
    """

    node: NamedNode
    fact: Fact
    method: NamedNode


class Graph:
    """The triples of a graph by subject."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._about: defaultdict[Any, defaultdict[NamedNode, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            self._about[triple.subject][triple.predicate].append(triple.object)

    @cached_property
    def subjects(self) -> list[NamedNode]:
        """The IRIs that something is said of, in order."""
        return sorted((node for node in self._about if isinstance(node, NamedNode)), key=lambda node: node.value)

    def nodes(self, subject: Any, predicate: NamedNode) -> list[NamedNode]:  # noqa: ANN401 - any node
        """Return the IRIs that a property has as values, in order."""
        found = self._about[subject][predicate] if subject in self._about else ()
        return sorted((value for value in found if isinstance(value, NamedNode)), key=lambda node: node.value)

    def texts(self, subject: Any, predicate: NamedNode) -> list[str]:  # noqa: ANN401 - any node
        """Return the literals that a property has as values, in order."""
        found = self._about[subject][predicate] if subject in self._about else ()
        return sorted({value.value for value in found if isinstance(value, Literal)})

    def text(self, subject: Any, name: str) -> str | None:  # noqa: ANN401 - any node
        """Return the literal that a property has as its value; the first of several."""
        return next(iter(self.texts(subject, term(name))), None)

    def labels(self, node: NamedNode) -> list[str]:
        """Return the labels of a node."""
        return self.texts(node, _LABEL)

    def names(self, node: NamedNode) -> list[str]:
        """Return the label of a node and its other names."""
        return [*self.texts(node, _LABEL), *self.texts(node, _OTHER_LABEL)]

    def all_texts(self, subject: Any) -> set[str]:  # noqa: ANN401 - any node
        """Return every literal without a language that is said of a node."""
        return {
            value.value
            for values in self._about[subject].values()
            for value in values
            if isinstance(value, Literal) and not value.language
        }


def documents_of(graph: Graph) -> dict[NamedNode, Document]:
    """Return the pages of a graph by IRI: registered ones as the register has them, others as the graph describes them.

    A page is the registered one if it has its identifier and its checksum, or no checksum.
    """
    registered = {document_iri(document): document for document in load_documents()}
    labels: dict[NamedNode, list[str]] | None = None
    found: dict[NamedNode, Document] = {}
    for node in graph.subjects:
        described = node.value.startswith(f"{AKD}document/")
        if not described and term("akg:SourceDocument") not in graph.nodes(node, _TYPE):
            continue
        known, sha256 = registered.get(node), graph.text(node, "akg:sha256")
        if known is not None and sha256 in {None, known.sha256}:
            found[node] = known
        else:
            labels = _labels_by_page(graph) if labels is None else labels
            document = _document(graph, node, labels.get(node, []))
            if document is not None:
                found[node] = document
    return found


def _labels_by_page(graph: Graph) -> defaultdict[NamedNode, list[str]]:
    found: defaultdict[NamedNode, list[str]] = defaultdict(list)
    for node in graph.subjects:
        for page in graph.nodes(node, _SOURCE):
            found[page] += graph.labels(node)
    return found


def _document(graph: Graph, node: NamedNode, labels: list[str]) -> Document | None:
    subject = next(iter(graph.nodes(node, term("dcterms:subject"))), None)
    publisher = next(iter(graph.nodes(node, term("dcterms:publisher"))), None)
    address = next(iter(graph.nodes(node, term("dcat:landingPage"))), None)
    lengths = graph.text(node, "akg:lengthInCharacters"), graph.text(node, "akg:numberOfLines")
    described: dict[str, Any] = {
        "source": graph.text(node, "akg:sourceKind"),
        "id": graph.text(node, "dcterms:identifier"),
        "title": graph.text(node, "dcterms:title"),
        "drug": _drug_name(graph, subject, labels) if subject else None,
        "publisher": next(iter(graph.names(publisher)), None) if publisher else None,
        "address": address.value if address else None,
        "licence": graph.text(node, "dcterms:rights"),
        "sha256": graph.text(node, "akg:sha256"),
        "characters": int(lengths[0]) if lengths[0] and lengths[0].isdecimal() else None,
        "lines": int(lengths[1]) if lengths[1] and lengths[1].isdecimal() else None,
    }
    if None in described.values() or described["source"] not in SOURCES:
        return None
    starts = graph.text(node, "akg:lineStarts")
    return Document(**described, date=graph.text(node, "dcterms:modified"), line_starts=starts)


def _drug_name(graph: Graph, drug: NamedNode, labels: list[str]) -> str | None:
    """Return the name of a drug that most of the labels have."""
    names = [name for name in graph.names(drug) if is_called(drug, name)]
    return max(names, key=lambda name: sum(name in label for label in labels), default=None)


def claims_of(graph: Graph, documents: dict[NamedNode, Document]) -> Iterator[tuple[Document, Stated]]:
    """Yield the claims of a graph that are read back as facts, each with its page.

    A claim whose page, kind or evidence is unknown is left out.
    """
    kinds: defaultdict[NamedNode, list[str]] = defaultdict(list)
    for kind, rule in RULES.items():
        kinds[term(rule.cls)].append(kind)
    for node in graph.subjects:
        page = next((page for page in graph.nodes(node, _SOURCE) if page in documents), None)
        if page is None or node in documents:
            continue
        by_class = [kind for cls in graph.nodes(node, _TYPE) for kind in kinds.get(cls, ())]
        by_iri = kind_of_iri(node)
        found = by_iri if by_iri in by_class or not by_class else by_class[0]
        starts = _line_starts(documents[page])
        spans = [_span(graph, place, starts) for place in graph.nodes(node, _EVIDENCE)]
        if found is None or not spans or spans[0] is None:
            continue
        also = tuple(
            span for place in graph.nodes(node, _RESTS_ON) if (span := _span(graph, place, starts)) is not None
        )
        fact = _fact(graph, node, found, spans[0], tuple(sorted(also)))
        if fact is not None:
            yield documents[page], Stated(node, fact, next(iter(graph.nodes(node, _METHOD)), AUTOMATIC))


@cache
def _line_starts(document: Document) -> tuple[int, ...]:
    return tuple(int(start) for start in (document.line_starts or "").split() if start.isdecimal())


def _span(graph: Graph, place: NamedNode, starts: tuple[int, ...]) -> Span | None:
    """Return the characters that an IRI names, and their line: where the starts of the lines are known, by them."""
    found, line = _PLACE.search(place.value), graph.text(place, "akg:line")
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    if starts:
        return Span(line=bisect_right(starts, start), start=start, end=end)
    return Span(line=int(line), start=start, end=end) if line is not None and line.isdecimal() else None


def _fact(graph: Graph, node: NamedNode, kind: str, span: Span, also: tuple[Span, ...]) -> Fact | None:
    label = next(iter(graph.labels(node)), "")
    values: dict[str, Any] = {}
    for field in fields_of(kind):
        by_hand = _BY_HAND.get((kind, field.name))
        found = by_hand(graph, node) if by_hand else _values(graph, node, _forms(kind)[field.name], field)
        value = _typed(field, found if by_hand else sorted(found, key=_place_in(label)))
        if value is not None:
            values[field.name] = value
        elif field.required:
            return None
    return KINDS[kind](span=span, also=also, **values)


def _place_in(label: str) -> Callable[[str], tuple[bool, int, str]]:
    """Return how to order values as a label has them: in the graph they have no order, on the page they have."""
    return lambda text: (text not in label, label.find(text), text)


def _typed(field: Field, found: list[str]) -> Any:  # noqa: ANN401 - of the field's type
    """Return texts as the value of a field; None for none."""
    if not found:
        return None
    if field.type is tuple:
        return tuple(found)
    if field.type is str:
        return found[0] if not field.values or found[0] in field.values else None
    try:
        return field.type(found[0])
    except (InvalidOperation, ValueError):
        return None


def _values(graph: Graph, claim: NamedNode, forms: list[_Form], field: Field) -> list[str]:
    """Return the values that a claim has for a field, by the first of its forms that it has."""
    for form in forms:
        predicate = term(form.predicate)
        if form.how == "text":
            found = graph.texts(claim, predicate)
        elif form.how == "flag":
            found = [{"true": "yes", "false": "no"}.get(text, text) for text in graph.texts(claim, predicate)]
        else:
            nodes = graph.nodes(claim, predicate)
            found = [_name(graph, claim, node, field.values, is_code=form.how == "code") for node in nodes]
        if found:
            return found
    return []


def _name(graph: Graph, claim: NamedNode, node: NamedNode, allowed: tuple[str, ...], *, is_code: bool) -> str:
    """Return the name by which a claim speaks of a node: an allowed one, one of its texts, or one in its label."""
    local = node.value.rpartition("/")[2]
    label = next(iter(graph.labels(claim)), "")
    names = graph.names(node)
    contexts = graph.texts(claim, term("akg:reactionAsWritten"))

    def means(name: str) -> bool:
        return key(name) == local if is_code else is_called(node, name, contexts)

    in_label = sorted((name for name in names if name in label), key=lambda name: (-len(name), name))
    parts = _parts(label, {local, *map(key, names)})
    said = chain(allowed, sorted(graph.all_texts(claim)), parts, in_label, names)
    return next(filter(means, said), None) or next(iter(names), local.replace("-", " "))


def is_called(node: NamedNode, name: str, contexts: Iterable[str] = ()) -> bool:
    """Return whether the mapping gives a name this node."""
    kind, _, local = node.value.removeprefix(AKD).partition("/")
    for context in (*contexts, None):
        known = identifiers().find(kind, name, context)
        if (key(known.label) if known else key(name)) == local:
            return True
    return False


def _parts(label: str, keys: set[str]) -> Iterator[str]:
    """Yield the parts of a label, of whole words, that have one of several keys; the longest first."""
    words = list(_WORD.finditer(label))
    lengths = {key.count("-") + 1 for key in keys}
    for size in range(min(_MOST_WORDS, len(words), max(lengths) + 1), 0, -1):
        for first in range(len(words) - size + 1):
            part = label[words[first].start() : words[first + size - 1].end()]
            yield from (shorn for shorn in (part.strip(",;:"), part.strip("(),;:")) if shorn and key(shorn) in keys)


# --- forms -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Form:
    """How a rule writes a field: as a text, a flag, a code or the name of an entity, and under which property."""

    how: str
    predicate: str


class _Text(str):
    """A text that knows the field it was put into."""

    __slots__ = ("field",)
    field: str


class _Number(Decimal):
    """A number that knows its field."""

    __slots__ = ("field",)
    field: str


class _MarkedWriter(GraphWriter):
    """A writer whose entities know the field that names them."""

    def named(self, kind: str, cls: str, name: str, context: str | None = None) -> NamedNode:
        """Return a node for the field of a name."""
        del kind, cls, context
        return NamedNode(_ADDRESS + getattr(name, "field", ""))


_NO_PAGE = Document(
    source=SOURCES[0],
    id="X",
    title="",
    drug="X",
    publisher="",
    address="",
    licence="",
    sha256="",
    characters=1,
    lines=1,
)


class _MarkedClaim(Claim):
    """A claim that records which field comes under which property."""

    __slots__ = ("counts", "found")

    def __init__(self, counts: dict[str, str]) -> None:
        super().__init__(_MarkedWriter(_NO_PAGE.source), _NO_PAGE, NamedNode(_ADDRESS), AUTOMATIC)
        self.counts = counts
        self.found: list[tuple[str, _Form]] = []

    def _mark(self, how: str, predicate: str, value: object) -> None:
        name = getattr(value, "field", None)
        if name:
            self.found.append((name, _Form(how, predicate)))

    def add(self, predicate: str, value: NamedNode | Literal) -> None:
        """Record an entity, or a number."""
        if isinstance(value, NamedNode) and value.value.startswith(_ADDRESS):
            name = value.value.removeprefix(_ADDRESS)
            if name:
                self.found.append((name, _Form("name", predicate)))
        elif isinstance(value, Literal) and value.value in self.counts:
            self.found.append((self.counts[value.value], _Form("text", predicate)))

    def text(self, predicate: str, value: str | None) -> None:
        """Record a text."""
        self._mark("text", predicate, value)

    def texts(self, predicate: str, values: Iterable[str]) -> None:
        """Record texts."""
        for value in values:
            self._mark("text", predicate, value)

    def decimal(self, predicate: str, value: Decimal | None) -> None:
        """Record a number."""
        self._mark("text", predicate, value)

    def flag(self, predicate: str, value: str | None) -> None:
        """Record a flag."""
        self._mark("flag", predicate, value)

    def typed(self, predicate: str, value: str | None, datatype: str) -> None:
        """Record a date, time or year."""
        del datatype
        self._mark("text", predicate, value)

    def code(self, predicate: str, scheme: str, value: str | None) -> None:
        """Record a code."""
        del scheme
        self._mark("code", predicate, value)


@cache
def _forms(kind: str) -> dict[str, list[_Form]]:
    """Return the forms of each field of a kind, the ones that keep its words first.

    The rule is tried on facts with all fields, and without each: what it writes may depend on what is absent.
    """
    described = fields_of(kind)
    counts = {str(_FIRST_COUNT + number): field.name for number, field in enumerate(described)}
    full = {field.name: _marked(field, number) for number, field in enumerate(described)}
    tried = [full, *({n: v for n, v in full.items() if n != field.name} for field in described if not field.required)]
    tried += [
        full | {field.name: _text(field.name, "T")} for field in described if field.type is str and not field.values
    ]
    found: dict[str, list[_Form]] = {field.name: [] for field in described}
    fields_under: defaultdict[str, set[str]] = defaultdict(set)
    for values in tried:
        claim = _MarkedClaim(counts)
        RULES[kind].apply(claim, KINDS[kind](span=Span(line=1, start=0, end=1), **values))
        for name, form in claim.found:
            fields_under[form.predicate].add(name)
            if form not in found[name]:
                found[name].append(form)
    return {
        name: sorted(
            (form for form in forms if form.how != "text" or len(fields_under[form.predicate]) == 1),
            key=lambda form: form.how != "text",
        )
        for name, forms in found.items()
    }


_FIRST_COUNT = 900_000_000


def _marked(field: Field, number: int) -> Any:  # noqa: ANN401 - of the field's type
    if field.type is int:
        return _FIRST_COUNT + number
    if field.type is Decimal:
        marked = _Number(1)
        marked.field = field.name
        return marked
    text = _text(field.name, field.values[0] if field.values else f"a {field.name}")
    return (text,) if field.type is tuple else text


def _text(field: str, text: str) -> _Text:
    marked = _Text(text)
    marked.field = field
    return marked


# --- fields that a rule puts elsewhere -------------------------------------------------------------------------------


def _listed(predicate: str, separator: str) -> _ByHand:
    """Return how to read a list that a rule writes as one text."""

    def read(graph: Graph, claim: NamedNode) -> list[str]:
        text = graph.text(claim, predicate)
        return text.split(separator) if text else []

    return read


def _of_node(link: str, predicate: str, pattern: str = "") -> _ByHand:
    """Return how to read a field that a rule writes to a node that the claim leads to."""

    def read(graph: Graph, claim: NamedNode) -> list[str]:
        nodes = graph.nodes(claim, term(link))
        texts = [text for node in nodes[:1] for text in graph.texts(node, term(predicate))]
        return [text for text in texts if re.fullmatch(pattern, text)] if pattern else texts

    return read


def _accession(graph: Graph, claim: NamedNode) -> list[str]:
    """Return the identifier that a page of DrugBank gives the other drug."""
    kinds = [graph.text(page, "akg:sourceKind") for page in graph.nodes(claim, _SOURCE)]
    if kinds[:1] == ["mayoclinic"]:
        return []
    return _of_node("akg:interactsWith", "dcterms:identifier", r"DB\d{5}")(graph, claim)


def _treated(graph: Graph, claim: NamedNode) -> list[str]:
    """Return the conditions of a dose; none where its words are the name of a single one, which the rule takes."""
    text = graph.text(claim, "akg:conditionAsWritten")
    nodes = graph.nodes(claim, term("akg:treatedCondition"))
    if text is not None and (identifiers().find("condition", text) or [is_called(n, text) for n in nodes] == [True]):
        return []
    words = f" {_words(text or '')} "
    names = [[name for name in graph.names(node) if f" {_words(name)} " in words] for node in nodes]
    if any(names):  # the words name some of them one by one: what they do not name is not treated
        return [max(said, key=len) for said in names if said]
    return [name for node in nodes for name in graph.names(node)[:1]]


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _kind_of(link: str) -> _ByHand:
    """Return how to read the kind of a node that the claim leads to; without a node any kind means the same."""

    def read(graph: Graph, claim: NamedNode) -> list[str]:
        kinds = (node.value.removeprefix(AKD).partition("/")[0] for node in graph.nodes(claim, term(link)))
        return [kind.replace("-", " ") for kind in kinds] or ["biological entity"]

    return read


def _scheme(graph: Graph, claim: NamedNode) -> list[str]:
    classes = graph.nodes(claim, term("akg:classifiedAs"))
    return [
        name for cls in classes for scheme in graph.nodes(cls, term("skos:inScheme")) for name in graph.names(scheme)
    ]


def _class_name(graph: Graph, claim: NamedNode) -> list[str]:
    """Return the name of a class as the label of the claim has it, else its own."""
    found = re.search(r": (.+) \([^()]*\)$", next(iter(graph.labels(claim)), ""))
    level = graph.text(claim, "akg:classificationLevel")
    named = [found[1].removesuffix(f" ({level})")] if found else []
    return named or [name for cls in graph.nodes(claim, term("akg:classifiedAs")) for name in graph.names(cls)]


def _title(graph: Graph, claim: NamedNode) -> list[str]:
    """Return the title of a work, as the label of the claim has it where pages write it in several ways."""
    label = next(iter(graph.labels(claim)), "")
    titles = _of_node("akg:citedWork", "dcterms:title")(graph, claim)
    if not titles or any(f": {title}" in label for title in titles):
        return titles
    found = re.search(r" of the page on [^:]+: (.+?)(?:, PMID \S+)?(?:, ISBN \S+)? \([^()]*\)$", label)
    return [found[1]] if found else titles


_BY_HAND: dict[tuple[str, str], _ByHand] = {
    ("classification", "scheme"): _scheme,
    ("classification", "code"): _of_node("akg:classifiedAs", "skos:notation"),
    ("classification", "name"): _class_name,
    ("dosing_regimen", "conditions"): _treated,
    ("interaction", "drug_id"): _accession,
    ("reference", "title"): _title,
    ("reference", "citation"): _of_node("akg:citedWork", "dcterms:bibliographicCitation"),
    ("reference", "authors"): _of_node("akg:citedWork", "akg:authors"),
    ("reference", "pmid"): _of_node("akg:citedWork", "akg:pmid"),
    ("reference", "isbn"): _of_node("akg:citedWork", "akg:isbn"),
    ("reference", "address"): _of_node("akg:citedWork", "akg:address"),
    ("relation", "subject_kind"): _kind_of("akg:relationSubject"),
    ("relation", "object_kind"): _kind_of("akg:relationObject"),
    ("trial_group", "phases"): _listed("akg:phasesAsWritten", ", "),
    ("trial_group", "conditions"): _listed("akg:conditionsAsWritten", " / "),
}
