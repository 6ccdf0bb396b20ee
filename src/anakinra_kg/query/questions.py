"""The canned questions of `queries/`: reads their text, parameters and columns, and runs them on a graph.

A file begins with header lines `#+ key: value`. `param` and `column` may occur more than once; their cells are
separated by ` | `:

    #+ question: Which groups of trials are there?
    #+ row: One group of trials.
    #+ tags: trials
    #+ param: phase | code phase | 0; 1; 2; 3; 4 | 3 | Groups in this phase.
    #+ column: trials | integer | How many trials are in the group.

A parameter `phase` is bound by the line `VALUES ?wanted_phase { … }`: `UNDEF` makes the parameter optional, a term
makes it required.
"""

from __future__ import annotations

import os
import re
from keyword import iskeyword

from anakinra_kg import resources
from anakinra_kg.errors import QuestionError, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Literal, NamedNode

    from anakinra_kg.query.results import Answer, Sparql

TYPES = ("string", "iri", "integer", "decimal", "date")
"""The types of a column."""

KINDS = {
    "code": "a code of a list",
    "entity": "a thing of a class, by label or part of one, synonym, abbreviation or identifier",
    "value": "a value of a property",
    "node": "anything, by label or part of one, synonym, abbreviation, identifier or IRI",
}
"""The kinds of a parameter; the kind is followed by the code list, class or property."""

_ENDING = ".rq"
_HEADER = re.compile(r"#\+ (\w+): (\S.*)")
_BINDING = re.compile(r"VALUES \?wanted_(\w+) \{ ([^{}]*) \}")


class Parameter:
    """A parameter of a question, which narrows it.

    Attributes:
        name: Name on the command line and in Python.
        kind: One of `KINDS`.
        scope: The code list, classes or property of its values; empty for `node`.
        allowed: The allowed values, or a description of them.
        example: A value that is in the graph.
        meaning: Effect of the parameter.
        required: Whether the parameter is required.
    """

    __slots__ = ("allowed", "example", "kind", "meaning", "name", "required", "scope")

    def __init__(  # noqa: PLR0913, PLR0917 - a parameter has as many parts
        self, name: str, kind: str, scope: str, allowed: str, example: str, meaning: str, *, required: bool
    ) -> None:
        self.name, self.kind, self.scope, self.allowed = name, kind, scope, allowed
        self.example, self.meaning, self.required = example, meaning, required


class Column:
    """A column of the answer: its name, its type (one of `TYPES`), its meaning."""

    __slots__ = ("meaning", "name", "type")

    def __init__(self, name: str, type_: str, meaning: str) -> None:
        self.name, self.type, self.meaning = name, type_, meaning


class Question:
    """A canned question.

    Attributes:
        name: Name of its file, without the ending.
        question: The question, as a sentence.
        row: Meaning of a row of the answer.
        tags: Search words.
        parameters: Its parameters.
        columns: The columns of the answer, in order.
        sparql: The whole text of its file, a complete query.
    """

    __slots__ = ("columns", "name", "parameters", "question", "row", "sparql", "tags")

    def __init__(  # noqa: PLR0913 - a question has as many parts
        self,
        name: str,
        question: str,
        row: str,
        tags: tuple[str, ...],
        *,
        parameters: tuple[Parameter, ...],
        columns: tuple[Column, ...],
        sparql: str,
    ) -> None:
        self.name, self.question, self.row, self.tags = name, question, row, tags
        self.parameters, self.columns, self.sparql = parameters, columns, sparql

    def parameter(self, name: str) -> Parameter:
        """Return a parameter.

        Raises:
            QuestionError: The question has no such parameter.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        names = [parameter.name for parameter in self.parameters]
        right = did_you_mean(name, names) if names else "it takes none"
        raise QuestionError(f"query {self.name}", f"no parameter `{name}`", right)

    def follows_hierarchy(self, name: str) -> bool:
        """Return whether the query itself follows `skos:broader` from the term of a parameter.

        Then one term is enough: with its narrower terms as well, each row would come once for each of them.
        """
        return (
            re.search(rf"skos:broader[*+] \?wanted_{name}\b|\?wanted_{name} skos:broader[*+]", self.sparql) is not None
        )

    def bound(self, values: Mapping[str, Sequence[NamedNode | Literal]]) -> str:
        """Return the query with the values of its parameters.

        pyoxigraph serializes the terms, so no value can change the rest of the query.

        Args:
            values: Terms by parameter; a row must match one of them.

        Raises:
            QuestionError: A parameter is unknown, or one that is required is missing.
        """
        for name in values:
            self.parameter(name)
        for parameter in self.parameters:
            if parameter.required and not values.get(parameter.name):
                right = f"give --{parameter.name}, such as `{parameter.example}`"
                raise QuestionError(f"query {self.name}", f"needs `{parameter.name}`", right)

        def terms(found: re.Match[str]) -> str:
            given = values.get(found[1])
            return f"VALUES ?wanted_{found[1]} {{ {' '.join(map(str, given))} }}" if given else found[0]

        return _BINDING.sub(terms, self.sparql)


def names() -> tuple[str, ...]:
    """Return the names of all questions, in order."""
    files = os.listdir(resources.resource_name("queries"))
    return tuple(sorted(file.removesuffix(_ENDING) for file in files if file.endswith(_ENDING)))


def question(name: str) -> Question:
    """Return a question.

    Raises:
        QuestionError: There is no such question.
    """
    if name not in names():
        raise QuestionError(f"query {name}", "no such question", did_you_mean(name, names()))
    return read(resources.resource_name("queries", name + _ENDING))


def read(path: str) -> Question:
    """Read the file of a question.

    Raises:
        QuestionError: Its header is not well formed; the place is `file:line`.
    """
    with open(path, encoding="utf-8") as file:
        text = file.read()
    bound = dict(_BINDING.findall(text))
    single: dict[str, str] = {}
    parameters, columns = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            continue
        header = _HEADER.fullmatch(line)
        if header is None:
            raise QuestionError(f"{path}:{number}", "not a header line", "write `#+ key: value`")
        place, key, value = f"{path}:{number}", header[1], header[2]
        if key == "param":
            parameters.append(_parameter(place, value, bound))
        elif key == "column":
            columns.append(_column(place, value))
        elif key not in ("question", "row", "tags") or key in single:
            raise QuestionError(place, f"`{key}` is unknown or repeated", "use question, row, tags, param, column")
        else:
            single[key] = value
    for key in ("question", "row", "tags"):
        if key not in single:
            raise QuestionError(f"{path}:1", f"the header has no `{key}`", f"add `#+ {key}: …`")
    unknown = sorted(bound.keys() - {parameter.name for parameter in parameters})
    if unknown:
        raise QuestionError(
            f"{path}:1", f"`?wanted_{unknown[0]}` is bound but is not a parameter", "add its `#+ param:`"
        )
    tags = tuple(single["tags"].split(", "))
    name = os.path.basename(path).removesuffix(_ENDING)
    return Question(
        name, single["question"], single["row"], tags, parameters=tuple(parameters), columns=tuple(columns), sparql=text
    )


def _parameter(place: str, value: str, bound: Mapping[str, str]) -> Parameter:
    cells = value.split(" | ")
    kind, _, scope = cells[1].partition(" ") if len(cells) > 1 else ("", "", "")
    if len(cells) != len(("name", "kind", "allowed", "example", "meaning")) or kind not in KINDS:
        right = f"write `name | kind | allowed | example | meaning`, with a kind of {', '.join(KINDS)}"
        raise QuestionError(place, "not a parameter", right)
    name, _, allowed, example, meaning = cells
    if name not in bound:
        right = f"write `VALUES ?wanted_{name} {{ UNDEF }}` or a term"
        raise QuestionError(place, f"the query does not bind `?wanted_{name}`", right)
    return Parameter(name, kind, scope, allowed, example, meaning, required=bound[name] != "UNDEF")


def _column(place: str, value: str) -> Column:
    cells = value.split(" | ")
    if len(cells) != len(("name", "type", "meaning")) or cells[1] not in TYPES or not _is_field(cells[0]):
        right = f"write `name | type | meaning`: a lower_snake name that Python can use, a type of {', '.join(TYPES)}"
        raise QuestionError(place, "not a column", right)
    return Column(*cells)


def _is_field(name: str) -> bool:
    return name.isidentifier() and name == name.lower() and not iskeyword(name) and not name.startswith("_")


def ask(sparql: Sparql, name: str, values: Mapping[str, str]) -> Answer:
    """Answer a canned question, for the command line and for Python.

    Args:
        sparql: Function that answers a query: of a graph in memory or an endpoint.
        name: Name of the question.
        values: Values of its parameters, as the user gives them: labels, synonyms, identifiers, IRIs.

    Raises:
        QuestionError: The question, a parameter or a value is unknown, or a required value is missing.
    """
    from anakinra_kg.query.results import Answer  # noqa: PLC0415 - only answers need it

    asked = question(name)
    return Answer(sparql(query_text(sparql, asked, values)), asked)


def query_text(sparql: Sparql, asked: Question, values: Mapping[str, str]) -> str:
    """Return the query of a question, with the terms that the values mean in the queried graph.

    Raises:
        QuestionError: A parameter or a value is unknown, or a required value is missing.
    """
    if not values:
        return asked.bound({})
    from anakinra_kg.query.parameters import terms  # noqa: PLC0415 - a question without values needs none

    place, bound = f"query {asked.name}", {}
    for name, value in values.items():
        bound[name] = terms(sparql, place, asked.parameter(name), value, below=not asked.follows_hierarchy(name))
    return asked.bound(bound)
