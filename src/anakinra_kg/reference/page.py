"""Writes the reference as one HTML page: a picture, then terms, code lists, shapes, rules, axioms, pages and an index.

Whatever stands in the files is either put in its place or listed as it stands; nothing is left out.
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
from anakinra_kg.reference.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anakinra_kg.reference.model import Construct, Model, Node, Place, Subject

_STYLE = Path(__file__).with_name("style.css")
_ONTOLOGY = NamedNode(BASE + "ontology")
_MOST_VALUES = 4
_MODEL = (
    "A drug monograph makes statements: this drug treats that, is taken so, must not meet that one. Here each of them "
    "is an akg:Claim, a node of its own that says what it is about, what it says, and on which characters of which "
    "page it stands. What claims speak of – conditions, proteins, organizations – is an akg:Entity that all pages "
    "share. A value from a closed choice is an akg:Code. What makes a graph sound is written down in shapes."
)
_READING = (
    ", and name the line that they were read from. A count of 0 is no mistake: the model covers more than these pages "
    "say. Every term has an address here, #Interaction or #hasTarget; so has every code and every shape."
)
_CAPTION = (
    "Each box is a kind of claim with the number of such claims in the graph; the arrow leads to the classes of things "
    "it points at; slanted words are what it must hold where it points at nothing. Dashed boxes are kinds of which "
    "these pages make no claim."
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
    "owl:ObjectProperty": "points at a thing",
    "owl:DatatypeProperty": "holds a value",
    "owl:AnnotationProperty": "holds a note",
    "owl:FunctionalProperty": "at most one value",
    "owl:InverseFunctionalProperty": "a value for one thing only",
    "owl:TransitiveProperty": "transitive",
    "owl:SymmetricProperty": "symmetric",
    "owl:AsymmetricProperty": "asymmetric",
    "owl:ReflexiveProperty": "reflexive",
    "owl:IrreflexiveProperty": "irreflexive",
}
_PREDICATES = {
    "owl:disjointWith": "shares no member with",
    "owl:equivalentClass": "is the same as",
    "owl:inverseOf": "is the inverse of",
    "owl:propertyChainAxiom": "follows from",
    "rdfs:comment": "note",
    "rdfs:seeAlso": "see also",
    "rdfs:subClassOf": "is a kind of",
    "rdfs:subPropertyOf": "is a kind of",
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
    """Return the reference of a model as one HTML page that needs nothing else.

    Example:
        >>> from anakinra_kg.reference import model, page
        >>> page(model()).startswith("<!DOCTYPE html>")
        True
    """
    return _Page(model).written()


class _Page:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.words = Words(model)
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
            # CSS is no text to be escaped; the file is ours and holds no end of an element.
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
        pages = join(map(self.words.page, self.model.documents), " and ")
        reading = join(("The examples are real: they come from the graph made from ", pages, _READING))
        numbers = [tag("li", tag("a", tag("b", f"{n:,}"), " ", name, href=f"#{to}")) for n, name, to in self._counts()]
        return tag(
            "header",
            tag("h1", self.title, " ", tag("small", version)),
            tag(
                "div", *(tag("p", text, class_="lead") for text in (self.words.text(_MODEL), reading)), class_="opening"
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
        """Tell whether a section that may be empty is not."""
        optional: dict[str, Sequence[object]] = {"all-axioms": self._free_axioms(), "all-rules": self.model.constructs}
        return bool(optional.get(section, True))

    def _contents_link(self, node: NamedNode) -> Html:
        name = self.model.label(node) if not is_ours(node) and node in self.model.schemes else anchor(node)
        return tag("a", name.removeprefix("shape:"), href=f"#{anchor(node)}")

    # --- classes -----------------------------------------------------------------------------------------------------

    def _classes(self) -> Html:
        lead = "What a thing in the graph can be. Each is shown with what its shape asks of it and one real example."
        return self._section("all-classes", lead, (self._class(cls) for cls in self.our_classes))

    def _class(self, cls: NamedNode) -> Html:
        rows = [
            ("Is a kind of", self._superclasses(cls)),
            ("Has the kinds", self.words.links(self.model.subclasses(cls))),
            ("In the graph", self._presence(cls)),
            ("Pointed at by", self._properties_with("rdfs:range", cls)),
            *self._rest(cls),
        ]
        return self._entry(cls, rows, self._demands(cls), self._example(cls))

    def _superclasses(self, cls: NamedNode) -> Html:
        """Return what a class is below, but for what comes with a reason and is told with it."""
        noted = {value for predicate, value, _ in self.model.annotated(cls) if predicate == term("rdfs:subClassOf")}
        found = (value for value in self.model.terms.values(cls, "rdfs:subClassOf") if value not in noted)
        return join(map(self.words.expression, found), ", ")

    def _presence(self, cls: NamedNode) -> Html:
        """Return how many instances a class has; for one that is itself pointed at, how often."""
        own, every = len(self.model.instances(cls)), len(self.model.instances_below(cls))
        named = sum(predicate != term("rdf:type") for _, predicate in self.model.data.pointing.get(cls, ()))
        below = f", {every:,} with its subclasses" if every != own else ""
        as_value = f", {named:,} times a value itself" if named else ""
        return html(f"{_counted(own, 'instance')}{below}{as_value}")

    def _properties_with(self, predicate: str, cls: NamedNode) -> Html:
        return self.words.links([p for p in self.model.terms.of(predicate, cls) if isinstance(p, NamedNode)])

    def _demands(self, cls: NamedNode) -> Html:
        """Return the table of what shapes ask of a class, what its superclasses bring, and what is free."""
        model, things = self.model, self.model.instances_below(cls)
        rows, shaped = [], set()
        for shape in model.shapes_of(cls):
            for rule in model.rules(shape):
                path = model.path(rule)
                shaped.add(path)
                have = "" if not isinstance(path, NamedNode) or not things else self._share(path, things)
                to = model.anchors.get(rule.value, "") if isinstance(rule, NamedNode) else ""
                count = self.words.count(rule)
                rows.append(
                    (
                        self.words.path(path),
                        tag("a", count, href=f"#{to}") if to else count,
                        self.words.demands(rule),
                        have,
                    )
                )
        table = self._table(("Property", "How many", "Value", "Have it"), rows, "demands") if rows else html("")
        return join((table, self._inherited(cls), self._free(cls, shaped)))

    def _share(self, prop: NamedNode, things: set[NamedNode]) -> str:
        having = {subject for subject, _ in self.model.uses.get(prop, ())} & things
        return f"{len(having):,} of {len(things):,}"

    def _inherited(self, cls: NamedNode) -> Html:
        lines = []
        for above in self.model.above(cls):
            paths = [self.model.path(r) for shape in self.model.shapes_of(above) for r in self.model.rules(shape)]
            named = sorted({p for p in paths if isinstance(p, NamedNode)}, key=lambda p: p.value)
            if named:
                lines.append(join(("As every ", self.words.link(above), ": ", self.words.links(named), ".")))
        return join(tag("p", line, class_="aside") for line in lines)

    def _free(self, cls: NamedNode, shaped: set[Node | None]) -> Html:
        """Return the properties that have a class as their domain and that none of its shapes names."""
        free = [p for p in self.model.terms.of("rdfs:domain", cls) if isinstance(p, NamedNode) and p not in shaped]
        if not free:
            return html("")
        return tag("p", "May have as well: ", self.words.links(free), ".", class_="aside")

    def _example(self, cls: NamedNode) -> Html:
        thing = self.model.example(cls)
        if thing is None:
            return html("")
        described = self.model.data.about[thing]
        rows = [
            (self.words.link(predicate), self._values(values))
            for predicate, values in sorted(
                described.items(), key=lambda item: (item[0] != term("rdf:type"), item[0].value)
            )
        ]
        table = self._table((), rows, "example-values")
        title = join(("Example ", tag("code", shortened(thing))))
        return tag("div", tag("h4", title), table, self._witness(thing), class_="example")

    def _values(self, values: list[Node]) -> Html:
        shown = [tag("li", self.words.link(value)) for value in values[:_MOST_VALUES]]
        if len(values) > _MOST_VALUES:
            shown.append(tag("li", f"and {len(values) - _MOST_VALUES:,} more", class_="more"))
        return tag("ul", *shown)

    def _witness(self, thing: NamedNode) -> Html:
        found = self.model.witness(thing)
        if found is None:
            return html("")
        claim, place = found
        method = join((self.model.label(m) for m in self.model.data.values(claim, "akg:assertionMethod")), ", ")
        by = join((" (", method, ")")) if method else ""
        who = (
            "Stands on "
            if claim == thing
            else join(("Spoken of in ", tag("code", shortened(claim)), ", which stands on "))
        )
        return tag("p", who, self._place(place), by, ".", class_="evidence")

    def _place(self, place: Place) -> Html:
        return join((
            tag("b", f"line {place.line:,}"), " of ", self.words.page(place.document),
            f", characters {place.start:,} to {place.end:,}",
        ))  # fmt: skip

    # --- properties --------------------------------------------------------------------------------------------------

    def _properties(self) -> Html:
        lead = "What can be said of a thing. Examples of use are the first of the graph in the order of their names."
        return self._section("all-properties", lead, (self._property(prop) for prop in self.our_properties))

    def _property(self, prop: NamedNode) -> Html:
        terms = self.model.terms
        types = [shortened(kind) for kind in terms.named(prop, "rdf:type")]
        kinds = [words for name, words in _KINDS.items() if name in types] + [t for t in types if t not in _KINDS]
        rows = [
            ("Kind", html("; ".join(kinds))),
            ("Of", join(map(self.words.expression, terms.values(prop, "rdfs:domain")), ", ")),
            ("Value", join(map(self.words.expression, terms.values(prop, "rdfs:range")), ", ")),
            ("In the graph", self._use(prop)),
            ("Rules", self.words.links(self.model.shapes_with(prop))),
            *self._rest(prop),
        ]
        return self._entry(prop, rows)

    def _use(self, prop: NamedNode) -> Html:
        uses = self.model.uses.get(prop, [])
        if not uses:
            return html("not used")
        subject, value = uses[0]
        return join(
            (_counted(len(uses), "time"), ", such as ", tag("code", shortened(subject)), " → ", self.words.link(value))
        )

    # --- code lists --------------------------------------------------------------------------------------------------

    def _code_lists(self) -> Html:
        lead = (
            "A value of one of these lists is a node with a definition, not a string. "
            "The lists are closed, but for those that say they are open."
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
                self.words.text(self.model.terms.text(code, "skos:definition")),
                *(tag("div", m, class_="aside") for m in more),
            )
        )

    # --- shapes ------------------------------------------------------------------------------------------------------

    def _shapes(self) -> Html:
        lead = (
            "What a sound graph keeps to. A violation would make an answer wrong, a warning thinner; an info is a hint."
        )
        seen: set[str] = set()
        return self._section("all-shapes", lead, (self._shape(shape, seen) for shape in self.model.shapes))

    def _shape(self, shape: NamedNode, seen: set[str]) -> Html:
        terms, words = self.model.terms, self.words
        comment = terms.text(shape, "rdfs:comment")
        rows = [("Looks at", words.targets(shape))]
        whole = words.messages(shape)
        if whole:
            rows.append((words.severity(shape), join(whole, " ")))
        if demands := words.demands(shape):
            rows.append(("Of the whole", demands))
        rules = [self._rule(rule, seen) for rule in self.model.rules(shape)]
        table = tag(
            "table",
            tag("thead", self._head(("Rule", "Path", "Asks for", "Says"))),
            tag("tbody", *rules),
            class_="rules",
        )
        title = self._title(shape, f"shape:{anchor(shape).removeprefix('shape:')}")
        parts = (
            title,
            tag("p", words.text(comment), class_="definition"),
            self._list(rows),
            *([self._scroll(table)] if rules else []),
        )
        return tag("article", *parts, id=anchor(shape))

    def _rule(self, rule: Node, seen: set[str]) -> Html:
        to = self.model.anchors.get(rule.value, "") if isinstance(rule, NamedNode) else ""
        named = {"id": to} if to and to not in seen else {}
        seen.add(to)
        words, terms = self.words, self.model.terms
        severity = words.severity(rule)
        says = (
            tag("span", severity, class_=f"severity {severity.lower()}"), " ", join(words.messages(rule), " "),
            tag("div", words.text(terms.text(rule, "sh:description")), class_="aside"),
        )  # fmt: skip
        name = tag("code", to.removeprefix("shape:")) if to else html(terms.text(rule, "sh:name"))
        asks = join([part for part in (html(f"({words.count(rule)})"), words.demands(rule)) if part], " ")
        return tag(
            "tr",
            tag("th", name, scope="row"),
            tag("td", words.path(self.model.path(rule))),
            tag("td", asks),
            tag("td", *says),
            **named,
        )

    # --- rules -------------------------------------------------------------------------------------------------------

    def _constructs(self) -> Html:
        if not self.model.constructs:
            return html("")
        lead = (
            "What follows from claims, as SPARQL that runs in any store: "
            "how a claim gives the plain triple beside it, and how two claims stand to each other."
        )
        return self._section("all-rules", lead, map(self._construct, self.model.constructs))

    def _construct(self, construct: Construct) -> Html:
        title = construct.name.rpartition("/")[2].replace("-", " ")
        return tag(
            "article",
            tag("h3", tag("a", title, href=f"#{construct.name}"), " ", tag("code", f"{construct.name}.rq")),
            tag("p", self.words.text(construct.summary), class_="definition"),
            tag("p", self.words.text(construct.description), class_="for-example"),
            tag("pre", tag("code", construct.text)),
            id=construct.name,
        )

    # --- all else ----------------------------------------------------------------------------------------------------

    def _other_terms(self) -> Html:
        lead = "Terms that are reused rather than minted. The definitions say what they mean here."
        return self._section("other-vocabularies", lead, (self._other_term(other) for other in self.others))

    def _other_term(self, other: NamedNode) -> Html:
        home = self.model.terms.named(other, "rdfs:isDefinedBy")
        rows = [
            ("Defined by", join((tag("a", h.value, href=h.value) for h in home), ", ")),
            ("Is a kind of", self._superclasses(other)),
            ("Has the kinds", self.words.links(self.model.subclasses(other))),
            ("Of", join(map(self.words.expression, self.model.terms.values(other, "rdfs:domain")), ", ")),
            ("Value", join(map(self.words.expression, self.model.terms.values(other, "rdfs:range")), ", ")),
        ]
        if other in self.model.properties:
            rows += [("In the graph", self._use(other)), ("Rules", self.words.links(self.model.shapes_with(other)))]
            return self._entry(other, rows + self._rest(other))
        rows.append(("In the graph", self._presence(other)))
        return self._entry(other, rows + self._rest(other), self._demands(other), self._example(other))

    def _free_axioms(self) -> list[BlankNode]:
        """Return the nodes without a name that no other node points at: axioms that belong to no single term."""
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
        return self._section("all-axioms", "What holds between several terms at once.", [items])

    def _axiom(self, node: BlankNode) -> Html:
        terms, words = self.model.terms, self.words
        said = {shortened(p): values for p, values in terms.about[node].items()}
        if term("owl:AllDisjointClasses") in said.get("rdf:type", ()):
            members = (item for head in said["owl:members"] for item in terms.items(head))
            return join(("No two of these share a member: ", join(map(words.link, members), ", "), "."))
        return words.properties(said)

    def _pages(self) -> Html:
        lead = "What the graph was made from, on whose terms. The text of the pages is no part of this project."
        return self._section("all-pages", lead, map(self._source, self.model.documents))

    def _source(self, document: NamedNode) -> Html:
        described = self.model.data.about[document]
        rows = [
            (self.words.link(predicate), self._values(values))
            for predicate, values in sorted(described.items(), key=lambda item: item[0].value)
        ]
        title = tag("h3", self.words.page(document), " ", tag("code", shortened(document)))
        return tag("article", title, self._scroll(self._table((), rows, "example-values")), id=anchor(document))

    def _prefixes(self) -> Html:
        rows = [
            (tag("code", f"{prefix}:"), tag("code", namespace)) for prefix, namespace in sorted(TERM_PREFIXES.items())
        ]
        table = self._table(("Prefix", "Namespace"), rows, "prefixes")
        return self._section("all-prefixes", "They mean the same in every file of the project.", [table])

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
        definition = self.words.text(terms.text(node, "skos:definition"))
        examples = [self.words.text(getattr(e, "value", "")) for e in terms.values(node, "skos:example")]
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
        """Return what is said of a term and has no place of its own in its entry."""
        said = sorted(self.model.terms.about[node].items(), key=lambda item: item[0].value)
        noted = {(predicate, value) for predicate, value, _ in self.model.annotated(node)}
        rest = [
            (predicate, [self._rest_value(predicate, value) for value in values if (predicate, value) not in noted])
            for predicate, values in said
            if predicate not in _ALREADY_SHOWN
        ]
        return [(self._name_of(predicate), join(values, ", ")) for predicate, values in rest] + self._notes(node)

    def _notes(self, node: NamedNode) -> list[tuple[str, Html]]:
        """Return the axioms of a term that say why they hold, each with that."""
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
            return self.words.chain(value)
        return self.words.text(value.value) if isinstance(value, Literal) else self.words.expression(value)

    def _list(self, rows: list[tuple[str, Html]]) -> Html:
        """Return rows that say something as a list of names and values."""
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
