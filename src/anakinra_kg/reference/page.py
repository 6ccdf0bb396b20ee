"""Writes the reference as one HTML page: a picture, then terms, code lists, shapes, rules, axioms, pages and an index.

Leaves nothing out: content of the files that has no place of its own is listed unchanged.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from anakinra_kg.rdf.names import BASE, TERM_PREFIXES, term
from anakinra_kg.reference.markup import Html, html, join, tag
from anakinra_kg.reference.model import anchor, is_ours, shortened
from anakinra_kg.reference.picture import picture
from anakinra_kg.reference.rendering import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anakinra_kg.reference.model import Construct, Model, Node, Place, Subject

_STYLE = Path(__file__).with_name("style.css")
_ONTOLOGY = NamedNode(BASE + "ontology")
_MOST_VALUES = 4
_MODEL = (
    "A drug monograph states which conditions a drug treats, how to take it and what it interacts with. Each statement "
    "is an akg:Claim: a node that gives the subject and content of the statement and the characters of the page that "
    "it comes from. The things that claims refer to – conditions, proteins, organizations – are akg:Entity nodes that "
    "all pages share. A value from a fixed list is an akg:Code. Shapes define what a valid graph contains."
)
_READING = (
    ", and give the line that they were read from. A count of 0 is not an error: the model covers more than these "
    "pages state. Every term, code and shape has an address on this page, such as #Interaction or #hasTarget."
)
_CAPTION = (
    "Each box is a kind of claim with the number of such claims in the graph. The arrow leads to the classes that it "
    "refers to; if it refers to none, italic text lists the values that it must have. Dashed boxes are kinds of claim "
    "that these pages do not contain."
)
_ALREADY_SHOWN = frozenset(
    map(
        term,
        (
            "rdf:type",
            "rdfs:label",
            "rdfs:subClassOf",
            "rdfs:domain",
            "rdfs:range",
            "rdfs:isDefinedBy",
            "skos:definition",
            "skos:example",
            "skos:prefLabel",
            "skos:inScheme",
            "skos:topConceptOf",
            "skos:hasTopConcept",
            "akg:rank",
        ),
    )
)
_KINDS = {
    "owl:ObjectProperty": "refers to a resource",
    "owl:DatatypeProperty": "has a literal value",
    "owl:AnnotationProperty": "annotation",
    "owl:FunctionalProperty": "at most one value",
    "owl:InverseFunctionalProperty": "each value belongs to one subject",
    "owl:TransitiveProperty": "transitive",
    "owl:SymmetricProperty": "symmetric",
    "owl:AsymmetricProperty": "asymmetric",
    "owl:ReflexiveProperty": "reflexive",
    "owl:IrreflexiveProperty": "irreflexive",
}
_PREDICATES = {
    "owl:disjointWith": "is disjoint with",
    "owl:equivalentClass": "is equivalent to",
    "owl:inverseOf": "is the inverse of",
    "owl:propertyChainAxiom": "follows from",
    "rdfs:comment": "note",
    "rdfs:seeAlso": "see also",
    "rdfs:subClassOf": "is a subclass of",
    "rdfs:subPropertyOf": "is a subproperty of",
}
_SECTIONS = (
    ("the-picture", "Picture"),
    ("all-classes", "Classes"),
    ("all-properties", "Properties"),
    ("all-codes", "Code lists"),
    ("all-shapes", "Shapes"),
    ("all-rules", "Inference rules"),
    ("other-vocabularies", "Other vocabularies"),
    ("all-axioms", "Other axioms"),
    ("all-pages", "Pages"),
    ("all-prefixes", "Prefixes"),
    ("index", "Index"),
)


def page(model: Model) -> str:
    """Return the reference of a model as one self-contained HTML page.

    Example:
        >>> from anakinra_kg.reference import model, page
        >>> page(model()).startswith("<!DOCTYPE html>")
        True
    """
    return _Page(model).written()


class _Page:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.renderer = Renderer(model)
        self.our_classes = [c for c in model.classes if is_ours(c)]
        self.our_properties = [p for p in model.properties if is_ours(p)]
        self.others = [t for t in (*model.classes, *model.properties) if not is_ours(t)]
        self.codes = [code for codes in model.codes.values() for code in codes]

    def written(self) -> str:
        head = tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("title", f"{self.title} – reference"),
            # CSS must not be escaped; our file contains no end tag.
            tag("style", Html("\n" + _STYLE.read_text(encoding="utf-8"))),
        )
        sections = (
            self._classes(),
            self._properties(),
            self._code_lists(),
            self._shapes(),
            self._constructs(),
            self._other_terms(),
            self._axioms(),
            self._pages(),
            self._prefixes(),
            self._index(),
        )
        content = tag("div", self._contents(), tag("main", *sections), class_="columns")
        return f"<!DOCTYPE html>\n{tag('html', head, tag('body', self._opening(), content), lang='en')}\n"

    # --- opening -----------------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        return self.model.terms.text(_ONTOLOGY, "dcterms:title") or "Ontology"

    def _opening(self) -> Html:
        version = self.model.terms.text(_ONTOLOGY, "owl:versionInfo")
        pages = join(map(self.renderer.page, self.model.documents), " and ")
        reading = join(("The examples are real: they come from the graph made from ", pages, _READING))
        numbers = [tag("li", tag("a", tag("b", f"{n:,}"), " ", name, href=f"#{to}")) for n, name, to in self._counts()]
        return tag(
            "header",
            tag("h1", self.title, " ", tag("small", version)),
            tag(
                "div",
                *(tag("p", text, class_="lead") for text in (self.renderer.text(_MODEL), reading)),
                class_="opening",
            ),
            tag("ul", *numbers, class_="numbers"),
            tag("figure", picture(self.model), tag("figcaption", _CAPTION), id="the-picture"),
        )

    def _counts(self) -> list[tuple[int, str, str]]:
        rules = sum(len(self.model.rules(shape)) for shape in self.model.shapes)
        return [
            (len(self.our_classes), "classes", "all-classes"),
            (len(self.our_properties), "properties", "all-properties"),
            (len(self.codes), f"codes in {len(self.model.schemes)} lists", "all-codes"),
            (rules, f"rules in {len(self.model.shapes)} shapes", "all-shapes"),
        ]

    def _contents(self) -> Html:
        lists: dict[str, list[NamedNode]] = {
            "all-classes": self.our_classes,
            "all-properties": self.our_properties,
            "all-codes": self.model.schemes,
            "all-shapes": self.model.shapes,
            "other-vocabularies": self.others,
        }
        entries = []
        for to, name in _SECTIONS:
            link = tag("a", name, href=f"#{to}", class_="section")
            members = [tag("li", self._contents_link(node)) for node in lists.get(to, [])]
            if members:
                entries.append(tag("details", tag("summary", link), tag("ul", *members)))
            elif self._has(to):
                entries.append(tag("p", link))
        return tag("nav", *entries, aria_label="Contents")

    def _has(self, section: str) -> bool:
        """Return whether a section has content; only some sections may be empty."""
        optional: dict[str, Sequence[object]] = {"all-axioms": self._free_axioms(), "all-rules": self.model.constructs}
        return bool(optional.get(section, True))

    def _contents_link(self, node: NamedNode) -> Html:
        name = self.model.label(node) if not is_ours(node) and node in self.model.schemes else anchor(node)
        return tag("a", name.removeprefix("shape:"), href=f"#{anchor(node)}")

    # --- classes -----------------------------------------------------------------------------------------------------

    def _classes(self) -> Html:
        lead = (
            "The kinds of resource in the graph. Each is shown with the constraints of its shape and one real example."
        )
        return self._section("all-classes", lead, (self._class(cls) for cls in self.our_classes))

    def _class(self, cls: NamedNode) -> Html:
        rows = [
            ("Subclass of", self._superclasses(cls)),
            ("Subclasses", self.renderer.links(self.model.subclasses(cls))),
            ("In the graph", self._presence(cls)),
            ("Range of", self._properties_with("rdfs:range", cls)),
            *self._rest(cls),
        ]
        return self._entry(cls, rows, self._constraints(cls), self._example(cls))

    def _superclasses(self, cls: NamedNode) -> Html:
        """Return the superclasses of a class, without the annotated axioms, which `_notes` shows."""
        noted = {value for predicate, value, _ in self.model.annotated(cls) if predicate == term("rdfs:subClassOf")}
        found = (value for value in self.model.terms.values(cls, "rdfs:subClassOf") if value not in noted)
        return join(map(self.renderer.expression, found), ", ")

    def _presence(self, cls: NamedNode) -> Html:
        """Return how many instances a class has, and how often the class itself is a value."""
        own, every = len(self.model.instances(cls)), len(self.model.instances_below(cls))
        named = sum(predicate != term("rdf:type") for _, predicate in self.model.data.pointing.get(cls, ()))
        below = f", {every:,} with its subclasses" if every != own else ""
        as_value = f", used {named:,} times as a value" if named else ""
        return html(f"{_counted(own, 'instance')}{below}{as_value}")

    def _properties_with(self, predicate: str, cls: NamedNode) -> Html:
        return self.renderer.links([p for p in self.model.terms.of(predicate, cls) if isinstance(p, NamedNode)])

    def _constraints(self, cls: NamedNode) -> Html:
        """Return the constraints of a class, its inherited properties, and its unconstrained properties."""
        model, things = self.model, self.model.instances_below(cls)
        rows, shaped = [], set()
        for shape in model.shapes_of(cls):
            for rule in model.rules(shape):
                path = model.path(rule)
                shaped.add(path)
                have = "" if not isinstance(path, NamedNode) or not things else self._share(path, things)
                to = model.anchors.get(rule.value, "") if isinstance(rule, NamedNode) else ""
                count = self.renderer.count(rule)
                rows.append(
                    (
                        self.renderer.path(path),
                        tag("a", count, href=f"#{to}") if to else count,
                        self.renderer.constraints(rule),
                        have,
                    )
                )
        table = self._table(("Property", "Count", "Value", "Used by"), rows, "constraints") if rows else html("")
        return join((table, self._inherited(cls), self._unconstrained(cls, shaped)))

    def _share(self, prop: NamedNode, things: set[NamedNode]) -> str:
        having = {subject for subject, _ in self.model.uses.get(prop, ())} & things
        return f"{len(having):,} of {len(things):,}"

    def _inherited(self, cls: NamedNode) -> Html:
        lines = []
        for above in self.model.above(cls):
            paths = [self.model.path(r) for shape in self.model.shapes_of(above) for r in self.model.rules(shape)]
            named = sorted({p for p in paths if isinstance(p, NamedNode)}, key=lambda p: p.value)
            if named:
                lines.append(
                    join(("Inherited from ", self.renderer.link(above), ": ", self.renderer.links(named), "."))
                )
        return join(tag("p", line, class_="aside") for line in lines)

    def _unconstrained(self, cls: NamedNode, shaped: set[Node | None]) -> Html:
        """Return the properties whose domain is the class and which none of its shapes constrains."""
        free = [p for p in self.model.terms.of("rdfs:domain", cls) if isinstance(p, NamedNode) and p not in shaped]
        if not free:
            return html("")
        return tag("p", "Also allowed: ", self.renderer.links(free), ".", class_="aside")

    def _example(self, cls: NamedNode) -> Html:
        thing = self.model.example(cls)
        if thing is None:
            return html("")
        described = self.model.data.about[thing]
        rows = [
            (self.renderer.link(predicate), self._values(values))
            for predicate, values in sorted(
                described.items(), key=lambda item: (item[0] != term("rdf:type"), item[0].value)
            )
        ]
        table = self._table((), rows, "example-values")
        title = join(("Example ", tag("code", shortened(thing))))
        return tag("div", tag("h4", title), table, self._evidence(thing), class_="example")

    def _values(self, values: list[Node]) -> Html:
        shown = [tag("li", self.renderer.link(value)) for value in values[:_MOST_VALUES]]
        if len(values) > _MOST_VALUES:
            shown.append(tag("li", f"and {len(values) - _MOST_VALUES:,} more", class_="more"))
        return tag("ul", *shown)

    def _evidence(self, thing: NamedNode) -> Html:
        found = self.model.first_evidence(thing)
        if found is None:
            return html("")
        claim, place = found
        method = join((self.model.label(m) for m in self.model.data.values(claim, "akg:assertionMethod")), ", ")
        by = join((" (", method, ")")) if method else ""
        who = "Read from " if claim == thing else join(("Mentioned in ", tag("code", shortened(claim)), ", read from "))
        return tag("p", who, self._place(place), by, ".", class_="evidence")

    def _place(self, place: Place) -> Html:
        return join((
            tag("b", f"line {place.line:,}"), " of ", self.renderer.page(place.document),
            f", characters {place.start:,} to {place.end:,}",
        ))  # fmt: skip

    # --- properties --------------------------------------------------------------------------------------------------

    def _properties(self) -> Html:
        lead = "The properties of resources. The example of each is its first triple in the graph, sorted by IRI."
        return self._section("all-properties", lead, (self._property(prop) for prop in self.our_properties))

    def _property(self, prop: NamedNode) -> Html:
        terms = self.model.terms
        types = [shortened(kind) for kind in terms.named(prop, "rdf:type")]
        kinds = [kind for name, kind in _KINDS.items() if name in types] + [t for t in types if t not in _KINDS]
        rows = [
            ("Kind", html("; ".join(kinds))),
            ("Domain", join(map(self.renderer.expression, terms.values(prop, "rdfs:domain")), ", ")),
            ("Range", join(map(self.renderer.expression, terms.values(prop, "rdfs:range")), ", ")),
            ("In the graph", self._use(prop)),
            ("Rules", self.renderer.links(self.model.shapes_with(prop))),
            *self._rest(prop),
        ]
        return self._entry(prop, rows)

    def _use(self, prop: NamedNode) -> Html:
        uses = self.model.uses.get(prop, [])
        if not uses:
            return html("not used")
        subject, value = uses[0]
        return join(
            (
                _counted(len(uses), "time"),
                ", such as ",
                tag("code", shortened(subject)),
                " → ",
                self.renderer.link(value),
            )
        )

    # --- code lists --------------------------------------------------------------------------------------------------

    def _code_lists(self) -> Html:
        lead = (
            "A value from one of these lists is a node with a definition, not a string. "
            "A list is closed unless its definition says that it is open."
        )
        return self._section("all-codes", lead, (self._code_list(scheme) for scheme in self.model.schemes))

    def _code_list(self, scheme: NamedNode) -> Html:
        codes = self.model.codes[scheme]
        ranks = {code: self.model.terms.text(code, "akg:rank") for code in codes}
        ranked = any(ranks.values())
        codes = sorted(codes, key=lambda code: (not ranks[code], int(ranks[code] or 0), code.value))
        columns = ("Code", "Meaning", "Rank", "Used") if ranked else ("Code", "Meaning", "Used")
        rows = []
        for code in codes:
            name = join((tag("b", self.model.label(code)), " ", tag("code", shortened(code))))
            used = f"{self.model.uses_of_code(code):,}"
            rows.append((name, self._meaning(code), *((ranks[code],) if ranked else ()), used))
        table = self._table(columns, rows, "codes", [anchor(code) for code in codes])
        return self._entry(scheme, self._rest(scheme), table, level="code-list")

    def _meaning(self, code: NamedNode) -> Html:
        more = (join((name, ": ", value)) for name, value in self._rest(code))
        return join(
            (
                self.renderer.text(self.model.terms.text(code, "skos:definition")),
                *(tag("div", m, class_="aside") for m in more),
            )
        )

    # --- shapes ------------------------------------------------------------------------------------------------------

    def _shapes(self) -> Html:
        lead = (
            "The constraints on a valid graph. A violation makes an answer wrong; a warning makes it incomplete; "
            "an info is a hint."
        )
        seen: set[str] = set()
        return self._section("all-shapes", lead, (self._shape(shape, seen) for shape in self.model.shapes))

    def _shape(self, shape: NamedNode, seen: set[str]) -> Html:
        terms, renderer = self.model.terms, self.renderer
        comment = terms.text(shape, "rdfs:comment")
        rows = [("Targets", renderer.targets(shape))]
        whole = renderer.messages(shape)
        if whole:
            rows.append((renderer.severity(shape), join(whole, " ")))
        if constraints := renderer.constraints(shape):
            rows.append(("Constraints", constraints))
        rules = [self._rule(rule, seen) for rule in self.model.rules(shape)]
        table = tag(
            "table",
            tag("thead", self._head(("Rule", "Path", "Constraints", "Message"))),
            tag("tbody", *rules),
            class_="rules",
        )
        title = self._title(shape, f"shape:{anchor(shape).removeprefix('shape:')}")
        parts = (
            title,
            tag("p", renderer.text(comment), class_="definition"),
            self._list(rows),
            *([self._scroll(table)] if rules else []),
        )
        return tag("article", *parts, id=anchor(shape))

    def _rule(self, rule: Node, seen: set[str]) -> Html:
        to = self.model.anchors.get(rule.value, "") if isinstance(rule, NamedNode) else ""
        named = {"id": to} if to and to not in seen else {}
        seen.add(to)
        renderer, terms = self.renderer, self.model.terms
        severity = renderer.severity(rule)
        says = (
            tag("span", severity, class_=f"severity {severity.lower()}"), " ", join(renderer.messages(rule), " "),
            tag("div", renderer.text(terms.text(rule, "sh:description")), class_="aside"),
        )  # fmt: skip
        name = tag("code", to.removeprefix("shape:")) if to else html(terms.text(rule, "sh:name"))
        asks = join([part for part in (html(f"({renderer.count(rule)})"), renderer.constraints(rule)) if part], " ")
        return tag(
            "tr",
            tag("th", name, scope="row"),
            tag("td", renderer.path(self.model.path(rule))),
            tag("td", asks),
            tag("td", *says),
            **named,
        )

    # --- rules -------------------------------------------------------------------------------------------------------

    def _constructs(self) -> Html:
        if not self.model.constructs:
            return html("")
        lead = (
            "What follows from claims, as SPARQL for any store: "
            "the direct triple that a claim supports, and the relation between two claims."
        )
        return self._section("all-rules", lead, map(self._construct, self.model.constructs))

    def _construct(self, construct: Construct) -> Html:
        title = construct.name.rpartition("/")[2].replace("-", " ")
        return tag(
            "article",
            tag("h3", tag("a", title, href=f"#{construct.name}"), " ", tag("code", f"{construct.name}.rq")),
            tag("p", self.renderer.text(construct.summary), class_="definition"),
            tag("p", self.renderer.text(construct.description), class_="for-example"),
            tag("pre", tag("code", construct.text)),
            id=construct.name,
        )

    # --- the rest ----------------------------------------------------------------------------------------------------

    def _other_terms(self) -> Html:
        lead = "Terms reused from other vocabularies. Each definition gives the meaning in this project."
        return self._section("other-vocabularies", lead, (self._other_term(other) for other in self.others))

    def _other_term(self, other: NamedNode) -> Html:
        home = self.model.terms.named(other, "rdfs:isDefinedBy")
        rows = [
            ("Defined by", join((tag("a", h.value, href=h.value) for h in home), ", ")),
            ("Subclass of", self._superclasses(other)),
            ("Subclasses", self.renderer.links(self.model.subclasses(other))),
            ("Domain", join(map(self.renderer.expression, self.model.terms.values(other, "rdfs:domain")), ", ")),
            ("Range", join(map(self.renderer.expression, self.model.terms.values(other, "rdfs:range")), ", ")),
        ]
        if other in self.model.properties:
            rows += [("In the graph", self._use(other)), ("Rules", self.renderer.links(self.model.shapes_with(other)))]
            return self._entry(other, rows + self._rest(other))
        rows.append(("In the graph", self._presence(other)))
        return self._entry(other, rows + self._rest(other), self._constraints(other), self._example(other))

    def _free_axioms(self) -> list[BlankNode]:
        """Return the blank nodes that no other node refers to: axioms that do not belong to a single term."""
        terms = self.model.terms
        shown = {
            axiom for node in (*self.model.classes, *self.model.properties) for *_, axiom in self.model.annotated(node)
        }
        return [s for s in terms.about if isinstance(s, BlankNode) and s not in terms.pointing and s not in shown]

    def _axioms(self) -> Html:
        axioms = sorted(self._axiom(node) for node in self._free_axioms())
        if not axioms:
            return html("")
        items = tag("ul", *(tag("li", axiom) for axiom in axioms), class_="axioms")
        return self._section("all-axioms", "Axioms about several terms.", [items])

    def _axiom(self, node: BlankNode) -> Html:
        terms, renderer = self.model.terms, self.renderer
        said = {shortened(p): values for p, values in terms.about[node].items()}
        if term("owl:AllDisjointClasses") in said.get("rdf:type", ()):
            members = (item for head in said["owl:members"] for item in terms.items(head))
            return join(("Pairwise disjoint: ", join(map(renderer.link, members), ", "), "."))
        return renderer.properties(said)

    def _pages(self) -> Html:
        lead = "The sources of the graph and their terms of use. This project does not contain the text of the pages."
        return self._section("all-pages", lead, map(self._source, self.model.documents))

    def _source(self, document: NamedNode) -> Html:
        described = self.model.data.about[document]
        rows = [
            (self.renderer.link(predicate), self._values(values))
            for predicate, values in sorted(described.items(), key=lambda item: item[0].value)
        ]
        title = tag("h3", self.renderer.page(document), " ", tag("code", shortened(document)))
        return tag("article", title, self._scroll(self._table((), rows, "example-values")), id=anchor(document))

    def _prefixes(self) -> Html:
        rows = [
            (tag("code", f"{prefix}:"), tag("code", namespace)) for prefix, namespace in sorted(TERM_PREFIXES.items())
        ]
        table = self._table(("Prefix", "Namespace"), rows, "prefixes")
        return self._section("all-prefixes", "Each prefix has the same meaning in every file of the project.", [table])

    def _index(self) -> Html:
        kinds = (
            ("class", self.model.classes),
            ("property", self.model.properties),
            ("code list", self.model.schemes),
            ("code", self.codes),
            ("shape", self.model.shapes),
        )
        entries = sorted(
            (self.model.label(node).casefold(), anchor(node), kind, self.model.label(node))
            for kind, nodes in kinds
            for node in nodes
        )
        groups = []
        for letter, members in groupby(
            entries, key=lambda entry: entry[0][:1].upper() if entry[0][:1].isalpha() else "0–9"
        ):
            items = (
                tag("li", tag("a", label, href=f"#{to}", title=to), " ", tag("span", kind, class_="kind"))
                for _, to, kind, label in members
            )
            groups.append(tag("section", tag("h3", letter), tag("ul", *items)))
        return self._section("index", "Every term, code and shape by its label.", [tag("div", *groups, class_="index")])

    # --- parts -------------------------------------------------------------------------------------------------------

    def _section(self, name: str, lead: str, parts: Iterable[Html]) -> Html:
        title = dict(_SECTIONS)[name]
        return tag(
            "section", tag("h2", tag("a", title, href=f"#{name}")), tag("p", lead, class_="lead"), *parts, id=name
        )

    def _title(self, node: NamedNode, code: str) -> Html:
        link = tag("a", self.model.label(node), href=f"#{anchor(node)}")
        return tag("h3", link, " ", tag("code", code))

    def _entry(self, node: NamedNode, rows: list[tuple[str, Html]], *parts: Html, level: str = "term") -> Html:
        terms = self.model.terms
        definition = self.renderer.text(terms.text(node, "skos:definition"))
        examples = [self.renderer.text(getattr(e, "value", "")) for e in terms.values(node, "skos:example")]
        return tag(
            "article",
            self._title(node, shortened(node)),
            tag("p", definition, class_="definition"),
            *(tag("p", "For example: ", text, class_="for-example") for text in examples),
            self._list(rows),
            *parts,
            id=anchor(node),
            class_=level,
        )

    def _rest(self, node: NamedNode) -> list[tuple[str, Html]]:
        """Return the properties of a term that its entry does not show elsewhere."""
        said = sorted(self.model.terms.about[node].items(), key=lambda item: item[0].value)
        noted = {(predicate, value) for predicate, value, _ in self.model.annotated(node)}
        rest = [
            (predicate, [self._rest_value(predicate, value) for value in values if (predicate, value) not in noted])
            for predicate, values in said
            if predicate not in _ALREADY_SHOWN
        ]
        return [(self._name_of(predicate), join(values, ", ")) for predicate, values in rest] + self._notes(node)

    def _notes(self, node: NamedNode) -> list[tuple[str, Html]]:
        """Return the annotated axioms of a term, each with its annotations."""
        return [
            (
                self._name_of(predicate),
                join((self._rest_value(predicate, value), tag("div", self._why(axiom), class_="aside"))),
            )
            for predicate, value, axiom in self.model.annotated(node)
        ]

    def _why(self, axiom: Subject) -> Html:
        said = sorted(self.model.terms.about[axiom].items(), key=lambda item: item[0].value)
        structure = {term(f"owl:annotated{part}") for part in ("Source", "Property", "Target")} | {term("rdf:type")}
        return join((self._rest_value(p, v) for p, values in said if p not in structure for v in values), " ")

    def _name_of(self, predicate: NamedNode) -> str:
        label = _PREDICATES.get(shortened(predicate)) or self.model.label(predicate)
        return label if ":" in label else label[:1].upper() + label[1:]

    def _rest_value(self, predicate: NamedNode, value: Node) -> Html:
        if predicate == term("owl:propertyChainAxiom"):
            return self.renderer.chain(value)
        return self.renderer.text(value.value) if isinstance(value, Literal) else self.renderer.expression(value)

    def _list(self, rows: list[tuple[str, Html]]) -> Html:
        """Return the rows that have a value as a description list."""
        items = [join((tag("dt", name), tag("dd", value))) for name, value in rows if value]
        return tag("dl", *items) if items else html("")

    def _head(self, columns: tuple[str, ...]) -> Html:
        return tag("tr", *(tag("th", column, scope="col") for column in columns))

    def _table(
        self, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], kind: str, ids: list[str] | None = None
    ) -> Html:
        head = [tag("thead", self._head(columns))] if columns else []
        body = []
        for number, (first, *cells) in enumerate(rows):
            named = {"id": ids[number]} if ids else {}
            body.append(tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in cells), **named))
        return self._scroll(tag("table", *head, tag("tbody", *body), class_=kind))

    def _scroll(self, table: Html) -> Html:
        return tag("div", table, class_="scroll")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
