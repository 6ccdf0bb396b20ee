"""Renders terms, axioms, paths and constraints as readable HTML; each term links to its entry in the reference.

Leaves nothing out: a property that it has no phrase for is shown by its name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from anakinra_kg.rdf.names import AKD, PREFIXES, TERM_PREFIXES, term
from anakinra_kg.reference.markup import Html, html, join, tag
from anakinra_kg.reference.model import anchor, shortened

if TYPE_CHECKING:
    from anakinra_kg.reference.model import Model, Node

_LONGEST = 240
_MENTION = re.compile(rf"`([^`]+)`|\b((?:{'|'.join(sorted(TERM_PREFIXES))}):[A-Za-z]\w*)")
_NUMBERED = re.compile(r"[/#][A-Za-z]+_\d+$")
"""Terms such as `obo:ECO_0000218`, whose label says more than their name."""
_SHOWN_ELSEWHERE = frozenset({
    "rdf:type", "rdfs:comment", "rdfs:label", "sh:description", "sh:group", "sh:maxCount",
    "sh:message", "sh:minCount", "sh:name", "sh:order", "sh:path", "sh:property", "sh:severity", "sh:target",
    "sh:targetClass", "sh:targetNode", "sh:targetObjectsOf", "sh:targetSubjectsOf",
})  # fmt: skip
_SIGNS = {
    "sh:minInclusive": "≥",
    "sh:minExclusive": ">",
    "sh:maxInclusive": "≤",
    "sh:maxExclusive": "<",
    "sh:lessThan": "<",
    "sh:lessThanOrEquals": "≤",
    "sh:equals": "equal to",
    "sh:disjoint": "other than",
    "sh:hasValue": "includes",
    "sh:class": "",
    "sh:datatype": "",
    "sh:nodeKind": "",
    "sh:ignoredProperties": "except",
    "sh:node": "conforms to",
    "sh:not": "not",
    "sh:languageIn": "language",
    "sh:minLength": "length ≥",
    "sh:maxLength": "length ≤",
}
_FIXED = {
    ("sh:flags", "s"): "",
    ("sh:closed", "true"): "no other property",
    ("sh:pattern", r"^\S(.*\S)?$"): "no surrounding white space",
}
_REPEATS = {"sh:zeroOrMorePath": "*", "sh:oneOrMorePath": "+", "sh:zeroOrOnePath": "?"}
_JOINED = {"sh:or": " or ", "sh:and": " and ", "sh:xone": " xor "}
_OPERANDS = {"owl:unionOf": " or ", "owl:intersectionOf": " and "}
_OPERATORS = {"owl:complementOf": "not", "owl:inverseOf": "inverse", "owl:oneOf": "one of"}
_QUANTIFIERS = {
    "owl:someValuesFrom": "some",
    "owl:allValuesFrom": "only",
    "owl:hasValue": "value",
    "owl:hasSelf": "self",
    "owl:minCardinality": "at least",
    "owl:maxCardinality": "at most",
    "owl:cardinality": "exactly",
    "owl:minQualifiedCardinality": "at least",
    "owl:maxQualifiedCardinality": "at most",
    "owl:qualifiedCardinality": "exactly",
}


class Renderer:
    """Renders parts of a model.

    Args:
        model: The model; links lead to its anchors.
    """

    def __init__(self, model: Model) -> None:
        self.model = model

    # --- terms and values --------------------------------------------------------------------------------------------

    def link(self, node: Node) -> Html:
        """Return a term by its name in queries, a code or a page by its label; linked if the reference describes it."""
        if not isinstance(node, NamedNode):
            return self.expression(node) if isinstance(node, BlankNode) else self.literal(node)
        if node in self.model.documents:
            return self.page(node)
        has_name = not (node.value.startswith(AKD) or _NUMBERED.search(node.value))
        text = tag("code", anchor(node)) if has_name else html(self.model.label(node))
        if node.value in self.model.anchors:
            return tag("a", text, href="#" + self.model.anchors[node.value], title=shortened(node))
        if node.value.startswith(("http://", "https://")) and shortened(node) == node.value:
            return tag("a", text, href=node.value)
        return tag("span", text, title=node.value)

    def links(self, nodes: list[NamedNode]) -> Html:
        """Return links to terms, separated by commas."""
        return join((self.link(node) for node in nodes), ", ")

    def page(self, document: NamedNode) -> Html:
        """Return a link to a page, with its publisher and title."""
        publishers = [self.model.label(p) for p in self.model.data.named(document, "dcterms:publisher")]
        return tag("a", " ".join([*publishers, f"“{self.model.label(document)}”"]), href="#" + anchor(document))

    def literal(self, node: Node) -> Html:
        """Return a literal without its type, which is in the tooltip; a long one is cut and ends in `[…]`."""
        if not isinstance(node, Literal):
            return tag("code", str(node))
        text = node.value if len(node.value) <= _LONGEST else node.value[:_LONGEST] + " […]"
        quoted = f"“{text}”" if node.datatype.value.endswith(("#string", "#langString")) else text
        return tag("span", quoted, class_="literal", title=node.language or shortened(node.datatype))

    def text(self, text: str) -> Html:
        """Return a text of the files: parts in backticks as code, names of terms as links."""
        parts: list[str] = []
        end = 0
        for found in _MENTION.finditer(text):
            parts += [text[end : found.start()], self._mention(found[0].strip("`"))]
            end = found.end()
        return join([*parts, text[end:]])

    def _mention(self, name: str) -> Html:
        prefix, _, local = name.partition(":")
        node = NamedNode(PREFIXES[prefix] + local) if prefix in PREFIXES and re.fullmatch(r"\w+", local) else None
        to = self.model.anchors.get(node.value) if node is not None else None
        return tag("a", tag("code", name), href=f"#{to}") if to else tag("code", name)

    # --- axioms ------------------------------------------------------------------------------------------------------

    def expression(self, node: Node) -> Html:
        """Return a class expression, a property chain or any other blank node, in a form of Manchester syntax."""
        if not isinstance(node, BlankNode):
            return self.link(node)
        if items := self.model.terms.items(node):
            return join(("{", join(map(self.expression, items), ", "), "}"))
        said = {shortened(p): values for p, values in self.model.terms.about[node].items()}
        if "owl:onProperty" in said:
            return self._restriction(said)
        for name, between in _OPERANDS.items():
            if name in said:
                return join(("(", join(map(self.expression, self._items(said[name])), between), ")"))
        for name, word in _OPERATORS.items():
            if name in said:
                return join((word, " ", self.expression(said[name][0])))
        return self.properties(said)

    def chain(self, head: Node) -> Html:
        """Return the properties of a chain, in order."""
        return join(map(self.expression, self.model.terms.items(head)), " ∘ ")

    def _items(self, heads: list[Node]) -> list[Node]:
        return [item for head in heads for item in self.model.terms.items(head)]

    def _restriction(self, said: dict[str, list[Node]]) -> Html:
        parts = [self.expression(said["owl:onProperty"][0])]
        for name, word in _QUANTIFIERS.items():
            parts += [join((word, " ", self.expression(value))) for value in said.get(name, [])]
        parts += [self.expression(value) for name in ("owl:onClass", "owl:onDataRange") for value in said.get(name, [])]
        return join(("(", join(parts, " "), ")"))

    def properties(self, said: dict[str, list[Node]]) -> Html:
        """Return all properties of a node, as `[property value; …]`."""
        pairs = (
            join((tag("code", name), " ", join(map(self.expression, values), ", ")))
            for name, values in sorted(said.items())
            if name != "rdf:type"
        )
        return join(("[", join(pairs, "; "), "]"))

    # --- shapes ------------------------------------------------------------------------------------------------------

    def path(self, path: Node | None) -> Html:
        """Return a path in SPARQL syntax."""
        if not isinstance(path, BlankNode):
            return self.link(path) if path is not None else html("")
        terms = self.model.terms
        if inverse := terms.values(path, "sh:inversePath"):
            return join(("^", self._step(inverse[0])))
        if ways := terms.values(path, "sh:alternativePath"):
            return join(map(self.path, terms.items(ways[0])), " | ")
        for name, sign in _REPEATS.items():
            if inner := terms.values(path, name):
                return join((self._step(inner[0]), sign))
        return join(map(self._step, terms.items(path)), " / ")

    def _step(self, step: Node) -> Html:
        """Return a part of a path, in brackets if it has several parts."""
        has_parts = self.model.terms.values(step, "sh:alternativePath") or self.model.terms.values(step, "rdf:first")
        return join(("(", self.path(step), ")")) if has_parts else self.path(step)

    def count(self, rule: Node) -> str:
        """Return how many values a property shape requires: a number, a range, `1 or more` or `any`."""
        least = self.model.terms.text(rule, "sh:minCount") or "0"
        most = self.model.terms.text(rule, "sh:maxCount")
        if not most:
            return "any" if least == "0" else f"{least} or more"
        return least if least == most else f"{least}–{most}"

    def constraints(self, shape: Node) -> Html:
        """Return the constraints of a shape on its values, without the count."""
        said = self.model.terms.about[shape] if isinstance(shape, NamedNode | BlankNode) else {}
        found = ((shortened(p), values) for p, values in sorted(said.items(), key=lambda item: item[0].value))
        parts = [
            self._constraint(name, value) for name, values in found if name not in _SHOWN_ELSEWHERE for value in values
        ]
        return join(filter(None, parts), ", ")

    def _constraint(self, name: str, value: Node) -> Html:
        if (name, getattr(value, "value", "")) in _FIXED:
            return html(_FIXED[name, getattr(value, "value", "")])
        if name == "sh:in":
            return self._one_of(self.model.terms.items(value))
        if name in _JOINED:
            return join((self._nested(item) for item in self.model.terms.items(value)), _JOINED[name])
        if name == "sh:pattern" and isinstance(value, Literal):
            return tag("code", value.value)
        if name == "sh:languageIn":
            return join(("language ", join(map(self.literal, self.model.terms.items(value)), " or ")))
        shown = self._nested(value) if isinstance(value, BlankNode) else self.link(value)
        sign = _SIGNS.get(name, name.removeprefix("sh:"))
        return join((sign, " ", shown)) if sign else shown

    def _nested(self, node: Node) -> Html:
        if not isinstance(node, BlankNode):
            return self.link(node)
        if self.model.terms.values(node, "sh:select") or self.model.terms.values(node, "sh:ask"):
            return html("a query finds no violation")
        if self.model.terms.values(node, "rdf:first"):
            return join(map(self._nested, self.model.terms.items(node)), ", ")
        path = self.model.path(node)
        parts = [self.path(path)] if path is not None else []
        count = self.count(node)
        parts += [html(f"({count})")] if count != "any" else []
        parts += [self.constraints(node), *map(self._nested, self.model.rules(node))]
        return join(("(", join(filter(None, parts), " "), ")"))

    def _one_of(self, values: list[Node]) -> Html:
        schemes = {scheme for value in values for scheme in self.model.terms.named(value, "skos:inScheme")}
        if len(schemes) != 1:
            return join(("one of ", join(map(self.link, values), ", ")))
        (scheme,) = schemes
        codes = self.model.codes.get(scheme, [])
        some = "" if len(codes) == len(values) else f" ({len(values)} of {len(codes)} codes)"
        return join(("code of ", self.link(scheme), some))

    def messages(self, shape: Node) -> list[Html]:
        """Return the messages of a shape and of the queries in it."""
        nodes = [shape, *self.model.terms.values(shape, "sh:sparql")]
        return [
            self.text(getattr(m, "value", "")) for node in nodes for m in self.model.terms.values(node, "sh:message")
        ]

    def severity(self, shape: Node) -> str:
        """Return the severity of a shape; the SHACL default is a violation."""
        severity = self.model.terms.named(shape, "sh:severity")
        return severity[0].value.removeprefix(PREFIXES["sh"]) if severity else "Violation"

    def targets(self, shape: NamedNode) -> Html:
        """Return the targets of a node shape."""
        terms = self.model.terms
        found = [self.link(c) for c in terms.values(shape, "sh:targetClass")]
        found += [join(("any subject of ", self.link(p))) for p in terms.values(shape, "sh:targetSubjectsOf")]
        found += [join(("any object of ", self.link(p))) for p in terms.values(shape, "sh:targetObjectsOf")]
        found += [self.link(n) for n in terms.values(shape, "sh:targetNode")]
        found += [self._nested(t) for t in terms.values(shape, "sh:target")]
        if term("owl:Class") in terms.values(shape, "rdf:type"):
            found.append(self.link(shape))
        return join(found, ", ")
