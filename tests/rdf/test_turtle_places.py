"""Each triple of a Turtle, TriG, N-Triples or N-Quads text has its place."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, parse

from anakinra_kg.errors import GraphSyntaxError, PlacesError
from anakinra_kg.rdf.files import SYNTAXES
from anakinra_kg.rdf.spans import Span
from anakinra_kg.rdf.turtle_places import comments, places
from tests.support.checkout import CHECKOUT
from tests.support.places import read_back, written

if TYPE_CHECKING:
    from pathlib import Path

BASE = "http://e.example/folder/file"
PREFIX = "@prefix : <http://e.example/#> .\n"

FORMS = {
    "prefix": ("PREFIX e: <http://e.example/> e:s e:p e: .", [("e:s", "e:p", "e:")]),
    "old prefix": ("@prefix\te:<http://e.example/>.e:s e:p e:o.", [("e:s", "e:p", "e:o")]),
    "prefix named prefix": ("prefix prefix: <a:> prefix: prefix:b prefix:c.", [("prefix:", "prefix:b", "prefix:c")]),
    "redefined prefix": (":a :b :c. prefix : <b:> :a :b :c.", [(":a", ":b", ":c"), (":a", ":b", ":c")]),
    "relative": ("<#s> <../p> <>. base <b:c/> <s> <p> <o>.", [("<#s>", "<../p>", "<>"), ("<s>", "<p>", "<o>")]),
    "old base": ("@base <d/> . <s> <p> <./o> .", [("<s>", "<p>", "<./o>")]),
    "escaped": (r":a\-b%20c :p <a:\u0062> .", [(r":a\-b%20c", ":p", r"<a:\u0062>")]),
    "dots": ("_:a.b :c.d :e.f.", [("_:a.b", ":c.d", ":e.f")]),
    "a": ("a:b a a:c.", [("a:b", "a", "a:c")]),
    "lists": (":s :p :a,:b;:q :c;;.", [(":s", ":p", ":a"), (":s", ":p", ":b"), (":s", ":q", ":c")]),
    "strings": (
        ''':s :p "a\\"#", 'b', """c"'""d\ne""", \'\'\'f''\ng\'\'\', "", '', """""".''',
        [(":s", ":p", o) for o in ['"a\\"#"', "'b'", '"""c"\'""d\ne"""', "'''f''\ng'''", '""', "''", '""""""']],
    ),
    "suffixes": (
        ':s :p "a"@en-GB, "b" @fr, "c"^^:d, "e" ^^ # a comment\n <f:g>.',
        [(":s", ":p", o) for o in ['"a"@en-GB', '"b" @fr', '"c"^^:d', '"e" ^^ # a comment\n <f:g>']],
    ),
    "numbers": (
        ":s :p 1, -1.5, .5, +1e3, 1.E-3, true, false, 5.",
        [(":s", ":p", o) for o in ["1", "-1.5", ".5", "+1e3", "1.E-3", "true", "false", "5"]],
    ),
    "comments": ("#:x :y :z.\n:s# it's\n:p #<\n:o.# end", [(":s", ":p", ":o")]),
    "anonymous": ("[] :p [ ] .", [("[", ":p", "[")]),
    "properties": (
        "[ :a :b ] . :s :p [ :q [ :r 's' ] ] .",
        [("[", ":a", ":b"), ("[", ":q", "["), ("[", ":r", "'s'"), (":s", ":p", "[")],
    ),
    "subject with properties": ("[ :a :b ] :c :d .", [("[", ":a", ":b"), ("[", ":c", ":d")]),
    "empty list": ("() :p ( ) .", [("()", ":p", "( )")]),
    "list": (
        ":s :p (1 _:b) .",
        [("(", "1", "1"), (":s", ":p", "("), ("_:b", "_:b", "_:b"), ("(", "_:b", "_:b"), ("_:b", ")", ")")],
    ),
    "list of strings": (
        ":s :p ('x' 'y').",
        [(":s", ":p", "("), ("(", "'y'", "'y'"), ("(", "'x'", "'x'"), ("'y'", ")", ")"), ("'y'", "'y'", "'y'")],
    ),
    "subject list": ("(:a) :p :o .", [("(", ":a", ":a"), ("(", ")", ")"), ("(", ":p", ":o")]),
    "byte order mark": ("\ufeff:s :p :o .", [(":s", ":p", ":o")]),
    "none": ("# nothing", []),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_its_place(form: str) -> None:
    """What is written at each place is the term, or the bracket or item that stands for it."""
    written_text, expected = FORMS[form]
    text = "\ufeff" * written_text.startswith("\ufeff") + PREFIX + "prefix a: <a:>\n" + written_text.lstrip("\ufeff")
    found = list(places(text, "turtle", BASE))

    assert written(found, text.lstrip("\ufeff")) == expected
    assert read_back(found, text.lstrip("\ufeff"), "turtle", BASE) == []


def test_lines_and_columns_count_from_1_in_code_points() -> None:
    """A character outside the first plane is one column; a line ends with a line feed, and so may a string."""
    text = '<a:a> <a:😀> """😀\r\nb"""@en ,\r\n  "c" .'
    found = [place for _, place in places(text, "turtle", BASE)]

    assert found[0] == (Span(1, 1, 1, 6), Span(1, 7, 1, 12), Span(1, 13, 2, 8))
    assert found[1] == (Span(1, 1, 1, 6), Span(1, 7, 1, 12), Span(3, 3, 3, 6))


def test_graphs_of_trig_are_told_apart() -> None:
    """Named, blank, unnamed and wrapped graphs, and triples of none; the last dot may be missing."""
    text = (
        PREFIX + ":a :b :c . { :d :e :f } :g { :h :i 1 , 'j' . } GRAPH _:k { :l :m [ :n :o ] } [] { :p :q :r. :s :t :u}"
    )
    found = list(places(text, "trig", BASE))

    assert [one[0] for one in written(found, text)] == [":a", ":d", ":h", ":h", "[", ":l", ":p", ":s"]
    assert read_back(found, text, "trig", BASE) == []


@pytest.mark.parametrize(
    ("syntax", "text"),
    [
        ("ntriples", '<a:s> <a:p> <a:/./o> . # a comment\n_:s <a:p> "\\u0061\\n"@EN .\n<a:s><a:p>"1"^^<a:t>.'),
        ("nquads", '<a:s> <a:p> <a:o> <a:g> .\n_:s <a:p> "o" .\n<a:s> <a:p> "o"@en _:g .'),
    ],
)
def test_lines_are_placed(syntax: str, text: str) -> None:
    """N-Triples and N-Quads have a statement a line, whose IRIs stay as they are written."""
    found = list(places(text, syntax, BASE))

    assert [place.subject.line for _, place in found] == [1, 2, 3]
    assert [place.object.column for _, place in found] == [13, 11, 13 if syntax == "nquads" else 11]
    assert [quad for quad, _ in found] == list(parse(text, format=SYNTAXES[syntax]))


def test_blank_nodes_keep_the_names_that_they_were_given() -> None:
    """Whoever has parsed the text with new names for blank nodes gets places for those."""
    text = PREFIX + "_:a :b [ :c _:a , _:d ] ."
    parsed = list(parse(text, format=SYNTAXES["turtle"], rename_blank_nodes=True))
    found = list(places(text, "turtle", BASE, parsed=(quad.triple for quad in parsed)))

    assert [triple for triple, _ in found] == [quad.triple for quad in parsed]
    assert parsed[0].object != BlankNode("a")


@pytest.mark.parametrize(
    ("other", "place"),
    [
        (":s :p 1 . :s :p 3 .", "text:2:17"),
        (":s :p 1 .", "text:2:17"),
        (":s :p 1 . :s :p 2 . :s :p 3 .", "text:2:20"),
        (":s :q 1 . :s :p 2 .", "text:2:7"),
    ],
    ids=["object", "fewer", "more", "predicate"],
)
def test_what_differs_from_the_parser_has_no_place(other: str, place: str) -> None:
    """Nothing is guessed: the error says where the first difference is."""
    parsed = list(parse(PREFIX + other, format=SYNTAXES["turtle"]))

    with pytest.raises(PlacesError) as error:
        list(places(PREFIX + ":s :p 1 . :s :p 2 .", "turtle", BASE, parsed=parsed))
    assert error.value.place == place


def test_two_blank_nodes_are_not_one() -> None:
    """Each blank node of the text is one of the parser's, and no two are the same."""
    one, two = "_:a :p _:a .", "_:a :p _:b ."
    for text, other in ((one, two), (two, one)):
        parsed = list(parse(PREFIX + other, format=SYNTAXES["turtle"], rename_blank_nodes=True))
        with pytest.raises(PlacesError):
            list(places(PREFIX + text, "turtle", BASE, parsed=parsed))


def test_graphs_are_compared() -> None:
    """A quad of another graph is another quad."""
    parsed = list(parse(PREFIX + ":g { :s :p :o }", format=SYNTAXES["trig"]))

    with pytest.raises(PlacesError):
        list(places(PREFIX + ":h { :s :p :o }", "trig", BASE, parsed=parsed))


@pytest.mark.parametrize(
    ("text", "parsed_text"),
    [
        (":s :p ] .", ":s :p :o ."),
        (":s :p ( .", ":s :p :o ."),
        (":s :p ) .", ":s :p :o ."),
        ("e:s :p :o .", ":s :p :o ."),
        ("<a b> :p :o .", ":s :p :o ."),
        (r"<\u0020> :p :o .", ":s :p :o ."),
        (r":s :p '\q' .", ":s :p 'q' ."),
        (":s :p '\udc80' .", ":s :p 'q' ."),
        (":s :p <./\udc80> .", ":s :p 'q' ."),
    ],
)
def test_a_text_that_is_not_the_one_parsed_is_an_error(text: str, parsed_text: str) -> None:
    """Whatever the text is, the answer is a place or an error of the project."""
    parsed = list(parse(PREFIX + parsed_text, format=SYNTAXES["turtle"]))

    with pytest.raises(PlacesError):
        list(places(PREFIX + text, "turtle", BASE, parsed=parsed))


def test_lines_that_are_not_the_ones_parsed_are_an_error() -> None:
    """As above, for N-Triples."""
    parsed = list(parse("<a:a> <a:b> <a:c> .", format=SYNTAXES["ntriples"]))

    with pytest.raises(PlacesError, match="text:1:13: has 2 terms"):
        list(places("<a:a> <a:b> .", "ntriples", BASE, parsed=parsed))


@pytest.mark.parametrize(
    "text",
    [
        "<< :a :b :c >> :p :o .",
        ":s :p <<( :a :b :c )>> .",
        ":s :p :o {| :q :r |} .",
        ":s :p :o ~ :r .",
        ":s :p 'a'@en--ltr .",
        "VERSION '1.2' :s :p :o .",
    ],
)
def test_rdf_1_2_is_refused(text: str) -> None:
    """The parser reads RDF 1.2; a triple within a triple has no place, and the error says where it is."""
    text = PREFIX + text
    assert list(parse(text, format=SYNTAXES["turtle"]))

    with pytest.raises(PlacesError, match=r"^data\.ttl:2:\d+: "):
        list(places(text, "turtle", BASE, name="data.ttl"))


@pytest.mark.parametrize(
    "text", [":s :p :o", ":s :p :o . :s :p", ":s :p :o . e:s :p :o .", ":s :p 'o . ", ":s :p '\udc80' ."]
)
def test_the_error_of_the_parser_comes_first(text: str) -> None:
    """No place is given in a text that does not parse, not even before the fault."""
    with pytest.raises(GraphSyntaxError, match=r"^data\.ttl:2:\d+: "):
        next(places(PREFIX + text, "turtle", BASE, name="data.ttl"))


def test_nesting_has_no_limit_of_its_own() -> None:
    """A text of many brackets is read without recursion."""
    depth = 20_000
    text = f"{PREFIX}:s :p {'[ :p (' * depth}{') ]' * depth} ."

    assert sum(1 for _ in places(text, "turtle", BASE)) == 3 * depth - 1


COMMITTED = sorted([*CHECKOUT.glob("data/*.ttl"), *CHECKOUT.glob("ontology/**/*.ttl")])


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_every_triple_of_the_project_is_placed(path: Path) -> None:
    """All committed Turtle: the text at each place, read alone, is the term."""
    text = path.read_text(encoding="utf-8")
    found = list(places(text, "turtle", BASE))

    assert len(found) == sum(1 for _ in parse(text, format=SYNTAXES["turtle"], base_iri=BASE)) > 0
    assert read_back(found, text, "turtle", BASE) == []


class _Author:
    """Writes Turtle or TriG at random, the same for the same seed."""

    def __init__(self, seed: int, *, trig: bool) -> None:
        self._random, self._trig = Random(seed), trig

    def text(self) -> str:
        """Return a whole text."""
        parts = ["@prefix : <http://e.example/#> . PREFIX e: <b:c/>", *(self._block() for _ in range(6))]
        return self._gap().join(parts)

    def _any(self, *parts: str) -> str:
        return self._random.choice(parts)

    def _gap(self) -> str:
        return self._any(" ", "\n", "\t ", " # it's a 😀 \"<\n", "\r\n")

    def _many(self, part: str, most: int, sign: str = "") -> str:
        count = self._random.randint(part != "object", most)
        gap = self._gap()
        return f"{gap}{sign}{gap}".join(getattr(self, f"_{part}")(most - 1) for _ in range(count))

    def _block(self) -> str:
        kind = self._random.randrange(5)
        if kind == 0:
            return self._any("PREFIX e: <b:d/>", "@base <other/> .", "BASE <#>", "@prefix e: <e> .")
        if kind == 1 and self._trig:
            name = self._any("", "GRAPH :g", "e:g", "_:g", "[]", "<g>")
            dot = self._any(".", "")
            return f"{name}{self._gap()}{{ {self._triples()} . {self._triples()} {dot} }}"
        return f"{self._triples()}{self._gap()}."

    def _triples(self) -> str:
        subject = self._any(":s", "<s>", "_:s", "[ ]", "()", f"({self._many('object', 2)})", "e:")
        if self._random.random() < 0.2:
            return f"[ {self._properties(2)} ]" + self._any("", f" {self._properties(1)}")
        return f"{subject} {self._properties(3)}"

    def _properties(self, depth: int) -> str:
        return self._many("property", max(1, depth), ";") + self._any("", " ;", ";;")

    def _property(self, depth: int) -> str:
        return f"{self._any(':p', '<p>', 'a', 'e:p.q')}{self._gap()}{self._many('value', max(1, depth), ',')}"

    def _value(self, depth: int) -> str:
        return self._object(depth)

    def _object(self, depth: int) -> str:
        if depth > 0 and self._random.random() < 0.5:
            gap = self._gap()
            inner = self._any(
                "[]", "()", f"[{gap}{self._properties(depth)}{gap}]", f"({gap}{self._many('object', depth)})"
            )
            return f"{inner}"
        string = self._any("'a'", '"b\\n"', '"""c"\nd"""', "''", "'''e''f\\''''", '"\\u0041"')
        string += self._any("", "", "@en", "@EN-gb", "^^:t", " ^^ <t>", "^^e:t")
        return self._any(string, string, ":o", "<o>", "<../o>", "_:o", "1", "-.5", "1e0", "true", "e:a\\~b", "e:%20")


@pytest.mark.parametrize("syntax", ["turtle", "trig"])
def test_what_is_written_at_random_is_placed(syntax: str) -> None:
    """Forms within forms, with all sorts of gaps: the text at each place, read alone, is the term."""
    triples = 0
    for seed in range(200):
        text = _Author(seed, trig=syntax == "trig").text()
        found = list(places(text, syntax, BASE, name=f"seed {seed}"))
        triples += len(found)

        assert read_back(found, text, syntax, BASE) == [], seed

    assert triples > 3000


def test_no_place_is_wrong_in_a_damaged_text() -> None:
    """Characters are lost, added and changed: the parser refuses the text, or what is placed is right."""
    outcomes = dict.fromkeys(("placed", "refused"), 0)
    for seed in range(3000):
        random = Random(seed)
        text = _Author(seed, trig=True).text()
        for _ in range(random.randint(1, 3)):
            at = random.randrange(len(text))
            new = random.choice([*" \n\r.;,:<>[](){}@#\"'\\_-^a0+%/", "", "", "", "@en", "''", "base "])
            text = text[:at] + new + text[at + random.randint(0, 1) :]
        try:
            found = list(places(text, "trig", BASE))
        except (GraphSyntaxError, PlacesError):
            outcomes["refused"] += 1
            continue
        outcomes["placed"] += 1

        assert read_back(found, text, "trig", BASE) == [], seed

    assert min(outcomes.values()) > 300


COMMENTS = {
    "beside": (":s :p :o . # c\n", [("# c", [1])]),
    "above": ("# c\n:s :p :o .\n", [("# c", [2])]),
    "a row above": ("# c\n  # d\n:s :p :o .", [("# c", [3]), ("# d", [3])]),
    "an empty line between": ("# c\n\n# d\n:s :p :o .", [("# c", []), ("# d", [4])]),
    "beside and above": (":s :p :o , # c\n# d\n:o2 .", [("# c", [1]), ("# d", [3])]),
    "at the end": (":s :p :o .\n# c\n", [("# c", [])]),
    "after a term of several lines": (":s :p '''a\nb''', :o # c\n.", [("# c", [1, 2])]),
    "above a term of several lines": (":s :p\n# c\n'''a\nb''' .", [("# c", [3])]),
    "within a literal": (':s :p "a" # c\n^^ # d\n:t .', [("# c", [1]), ("# d", [3])]),
    "within a directive": ("@prefix # c\ne: # d\n<e:> .", [("# c", [2]), ("# d", [2])]),
    "without a space": (":s :p :o#c\n.", [("#c", [1])]),
    "none": (":s :p \"# c\", '# c', '''\n# c\n''', <#c>, :o\\#c .", []),
    "in line feeds of others": (":s :p :o . # c\r\n# d\r\n:s :p :q .\r\n", [("# c", [1]), ("# d", [3])]),
    "after a byte order mark": ("\ufeff# c\n:s :p :o .", [("# c", [2])]),
}


@pytest.mark.parametrize("form", COMMENTS)
def test_a_comment_is_beside_what_it_follows_or_above_what_comes_next(form: str) -> None:
    """And a sign in a string, an IRI or a name begins none."""
    text, expected = COMMENTS[form]

    assert [(comment.text, [*comment.lines]) for comment in comments(text)] == expected


def test_the_place_of_a_comment_is_where_it_is_written() -> None:
    """Line and columns are those of its sign and its last character."""
    (comment,) = comments('\n:s :p "漢" . # c d\n')

    assert comment.span == Span(2, 13, 2, 18)
