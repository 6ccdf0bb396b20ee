"""The commands that answer questions: `queries`, `query`, `sparql` and `explain`."""

from __future__ import annotations

import os
import sys

from anakinra_kg.cli.common import colour_wanted, is_terminal, memory_argument, put, put_json, say, terminal_width
from anakinra_kg.cli.statuses import GOOD
from anakinra_kg.errors import AnakinraKGError, FileError, did_you_mean, visible
from anakinra_kg.query import questions, tables
from anakinra_kg.query.results import GRAPH_FORMATS, ROW_FORMATS, Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from anakinra_kg.query.endpoint import Endpoint
    from anakinra_kg.query.explain import Explanation
    from anakinra_kg.query.graph import KnowledgeGraph
    from anakinra_kg.query.questions import Question

_SECONDS = 30.0
_FORMAT_OF_ENDING = {
    ".csv": "csv",
    ".json": "json",
    ".md": "markdown",
    ".nt": "ntriples",
    ".tsv": "tsv",
    ".ttl": "turtle",
    ".xml": "xml",
}


def _output_arguments(command: argparse.ArgumentParser, forms: Sequence[str]) -> None:
    default = "text" if "text" in forms else "table, or Turtle for triples" if "turtle" in forms else "table"
    command.add_argument("--format", choices=forms, help=f"format (default: by the ending of --out, else {default})")
    command.add_argument("--out", metavar="FILE", help="write the answer to this file")


def _graph_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="*", metavar="FILE", help="RDF files to ask (default: the built graph)")
    command.add_argument("--endpoint", metavar="URL", help="SPARQL endpoint to ask (default: the built graph)")
    command.add_argument(
        "--timeout",
        type=float,
        metavar="SECONDS",
        help=f"time limit (default: none; {_SECONDS:g} for an endpoint)",
    )
    memory_argument(command)
    command.add_argument(
        "--max-bytes", type=int, default=1 << 30, metavar="BYTES", help="limit of an endpoint's answer (default: 1 GiB)"
    )


def _graph(options: argparse.Namespace) -> KnowledgeGraph | Endpoint:
    """Return the graph to ask: an endpoint, or files in memory."""
    if options.endpoint is None:
        from anakinra_kg.query.graph import load

        return load(*options.files)
    if options.files:
        raise AnakinraKGError("--endpoint", f"cannot be combined with {options.files[0]}", "give one of them")
    from anakinra_kg.query.endpoint import Endpoint

    seconds = _SECONDS if options.timeout is None else options.timeout
    return Endpoint(options.endpoint, seconds, options.max_bytes)


def _put_answer(options: argparse.Namespace, answer: Answer) -> int:
    format_ = _format(options)
    if options.out:
        put(answer.written(format_), options.out)
        return GOOD
    text = answer.written(format_, width=terminal_width(), colour=colour_wanted())
    if format_ == "json":
        put_json(text)
    elif format_ not in {None, "table"} and is_terminal():
        put(visible(text.replace("\r\n", "\n")), None)  # a table writes control characters out by itself
    else:
        put(text, None)
    return GOOD


def _format(options: argparse.Namespace) -> str | None:
    """Return the format given by --format, or else by the ending of the output file."""
    format_: str | None = options.format
    return format_ or (_FORMAT_OF_ENDING.get(os.path.splitext(options.out)[1]) if options.out else None)


# --- queries ---------------------------------------------------------------------------------------------------------


def queries_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `queries`."""
    command.add_argument("--tag", help="list only questions with this tag")
    _output_arguments(command, ("table", "markdown", "json", "turtle"))


def queries(options: argparse.Namespace) -> int:
    """Run `queries`."""
    chosen = [questions.question(name) for name in questions.names()]
    if options.tag is not None:
        tags = sorted({tag for question in chosen for tag in question.tags})
        if options.tag not in tags:
            raise AnakinraKGError("queries", f"no tag `{options.tag}`", did_you_mean(options.tag, tags))
        chosen = [question for question in chosen if options.tag in question.tags]
    put(_listed(chosen, _format(options) or "table", None if options.out else terminal_width()), options.out)
    return GOOD


def _listed(chosen: Sequence[Question], form: str, width: int | None) -> str:
    if form == "turtle":
        from anakinra_kg.query.catalogue import examples
        from anakinra_kg.rdf.turtle import turtle

        return turtle(examples(chosen))
    if form == "json":
        import json

        return json.dumps([_as_json(question) for question in chosen], indent=1, ensure_ascii=False) + "\n"
    header = ("query", "parameters", "question")
    rows = [(q.name, " ".join(f"--{p.name}" for p in q.parameters), q.question) for q in chosen]
    if form == "markdown":
        return tables.markdown(header, rows)
    return tables.aligned(header, rows, width=width, colour=width is not None and colour_wanted())


def _as_json(question: Question) -> dict[str, object]:
    return {
        "name": question.name,
        "question": question.question,
        "row": question.row,
        "tags": question.tags,
        "parameters": [{name: getattr(p, name) for name in p.__slots__} for p in question.parameters],
        "columns": [{name: getattr(c, name) for name in c.__slots__} for c in question.columns],
        "sparql": question.sparql,
    }


# --- query -----------------------------------------------------------------------------------------------------------


def query_arguments(command: argparse.ArgumentParser, given: Sequence[str] | None) -> None:
    """Add the arguments of `query`: the parameters of the given question, or of every question (for completion)."""
    if given is None:
        named = command.add_subparsers(metavar="NAME", required=True)
        for name in questions.names():
            question = questions.question(name)
            _question_arguments(named.add_parser(name, help=question.question), question)
        return
    if given and not given[0].startswith("-"):
        question = questions.question(given[0])
        command.add_argument("name", metavar="NAME", help="name of the question")
        command.prog = f"{command.prog} {question.name}"
        command.usage = "%(prog)s [--PARAMETER VALUE] [--format FORMAT] [--out FILE] [--endpoint URL] [FILE ...]"
        _question_arguments(command, question)
    else:
        command.epilog = f"{command.epilog}\n`anakinra-kg queries` lists the names, `query NAME --help` the parameters."
        command.add_argument("name", metavar="NAME", help="name of the question, before its parameters")
        command.add_argument("files", nargs="*", metavar="FILE", help="RDF files to ask (default: the built graph)")


def _question_arguments(command: argparse.ArgumentParser, question: Question) -> None:
    columns = "".join(f"  {c.name:<20} {c.meaning} ({c.type})\n" for c in question.columns)
    command.description = f"{question.question}\n\nA row is: {question.row}\n\ncolumns:\n{columns}"
    if question.parameters:
        group = command.add_argument_group("parameters")
        for parameter in question.parameters:
            group.add_argument(
                f"--{parameter.name}",
                dest=f"value_of_{parameter.name}",
                metavar="VALUE",
                help=f"{parameter.meaning} Allowed: {parameter.allowed}. Example: `{parameter.example}`.".replace(
                    "%", "%%"
                ),
            )
    command.add_argument("--show", action="store_true", help="print the query with its values instead of its answer")
    _output_arguments(command, ROW_FORMATS)
    _graph_arguments(command)


def query(options: argparse.Namespace) -> int:
    """Run `query`."""
    parameters = questions.question(options.name).parameters
    given = {p.name: getattr(options, f"value_of_{p.name}") for p in parameters}
    values = {name: value for name, value in given.items() if value is not None}
    evaluate = _graph(options).evaluate
    if options.show:
        put(questions.query_text(evaluate, questions.question(options.name), values), options.out)
        return GOOD
    return _put_answer(options, questions.ask(evaluate, options.name, values))


# --- sparql ----------------------------------------------------------------------------------------------------------

_LONGEST_PATH = 4096


def sparql_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `sparql`."""
    command.add_argument("query", metavar="QUERY", help="a file, the text of a query, or - for standard input")
    command.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="put a value in place of the variable ?NAME: an IRI, a CURIE such as MONDO:0008383, a number or a text",
    )
    command.add_argument(
        "--allow-service",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="let a SERVICE clause send requests to this address (default: to none)",
    )
    _output_arguments(command, (*ROW_FORMATS, *GRAPH_FORMATS))
    _graph_arguments(command)


def sparql(options: argparse.Namespace) -> int:
    """Run `sparql`."""
    text, name = _query_text(options.query)
    values = {}
    for pair in options.param:
        variable, equals, value = pair.partition("=")
        if not equals or not variable.lstrip("?").isidentifier():
            raise AnakinraKGError("--param", f"`{pair}` is not NAME=VALUE", "write a variable, `=`, and its value")
        values[variable.lstrip("?")] = value
    allowed = {} if options.endpoint else {"allowed_services": options.allow_service}  # an endpoint decides itself
    return _put_answer(options, Answer(_graph(options).sparql(text, values, name=name, **allowed)))


def _query_text(given: str) -> tuple[str, str]:
    """Return the text of a query and its name in error messages.

    Args:
        given: The name of a file, `-` for standard input, or the query itself.
    """
    if given == "-":
        return sys.stdin.read(), "stdin"
    if not given.strip():
        raise AnakinraKGError("query", "is empty", "give a file, the text of a query, or -")
    looks_like_file = "\n" not in given and " " not in given.strip() and "{" not in given
    if not looks_like_file and not (len(given) < _LONGEST_PATH and os.path.isfile(given)):
        return given, "query"
    try:
        with open(given, encoding="utf-8") as file:
            return file.read(), given
    except UnicodeDecodeError:
        raise FileError(given, "is not UTF-8", "save the query as UTF-8") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(given, reason, "give a file, the text of a query, or -") from None


# --- explain ---------------------------------------------------------------------------------------------------------


def explain_arguments(command: argparse.ArgumentParser, _: Sequence[str] | None) -> None:
    """Add the arguments of `explain`."""
    command.add_argument(
        "term", metavar="TERM", help="a label or part of one, synonym, abbreviation, identifier, CURIE or IRI"
    )
    command.add_argument("--all", action="store_true", help="explain all that TERM may mean (default: list them)")
    command.add_argument("--documents", metavar="DIR", help="folder with the pages; their lines are shown")
    _output_arguments(command, ("text", "json"))
    _graph_arguments(command)


def explain(options: argparse.Namespace) -> int:
    """Run `explain`."""
    from anakinra_kg.query import explain

    found = explain.explain(_graph(options).evaluate, options.term, every=options.all)
    form = options.format or ("json" if options.out and options.out.endswith(".json") else "text")
    words = _lines(options.documents, found) if options.documents else {}
    if form == "json":
        put_json(explain.json_text(found, words), options.out)
    else:
        put(explain.text(found, words, None if options.out else terminal_width()), options.out)
    return GOOD


def _lines(folder: str, found: Explanation) -> dict[str, list[str]]:
    """Return the lines of the pages that an explanation refers to, by checksum."""
    from pathlib import Path

    from anakinra_kg.facts.text import PageText

    wanted = {place.sha256: place for statement in found.statements for place in statement.places}
    if not os.path.isdir(folder):
        raise AnakinraKGError(folder, "no such folder", "give the folder with the pages")
    pages = {}
    inside = Path(folder).resolve()
    for path in sorted(Path(folder).glob("*.txt")):
        if not path.resolve().is_relative_to(inside):
            say(f"{path}: is a link that leads out of the folder; give the folder of the page itself")
            continue
        page = PageText.from_file(path)
        if page.sha256 in wanted:
            pages[page.sha256] = list(page.lines)
    for sha256, place in sorted(wanted.items()):
        if sha256 not in pages:
            say(f"{folder}: no file has the text of {place.source}/{place.document}")
    return pages
