"""The command line: parses, calls, prints. Results go to stdout, talk to stderr.

Exit status: 0 good, 1 findings, 2 could not run, 3 nothing was checked. Each command imports what it needs when it
runs.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

GOOD, FINDINGS, COULD_NOT_RUN, NOTHING_CHECKED = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except AnakinraKGError as error:
        print(f"anakinra-kg: {error}", file=sys.stderr)
        return COULD_NOT_RUN
    except BrokenPipeError:
        # The reader of our output has gone; keep the interpreter from complaining at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        print("anakinra-kg: interrupted", file=sys.stderr)
        return COULD_NOT_RUN
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="anakinra-kg",
        description="A drug knowledge graph of two public monographs on anakinra; every fact points at its page.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_build(commands)
    _add_read(commands)
    _add_coverage(commands)
    _add_sparql(commands)
    _add_docs(commands)
    _add_validate(commands)
    _add_reason(commands)
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from anakinra_kg import __version__

        print(f"anakinra-kg {__version__}")
        parser.exit()


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _command(
    commands: _Commands[argparse.ArgumentParser], name: str, help_text: str, example: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=help_text,
        description=help_text[0].upper() + help_text[1:] + ".",
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


# --- build -----------------------------------------------------------------------------------------------------------


def _add_build(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _command(
        commands,
        "build",
        "map the facts of data/ (or of pages) to one graph, validate it and write it",
        "anakinra-kg build --out dist",
    )
    command.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR", help="folder to write to (dist)")
    command.add_argument("--read", type=Path, nargs="+", default=[], metavar="PAGE", help="read these pages instead")
    command.add_argument("--source", choices=SOURCES, help="kind of the pages (else recognised from their content)")
    command.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    from anakinra_kg import build

    built = build.build(options.read, options.source)
    build.write(built, options.out)
    _print_rows(
        ("source", "document", "kind", "facts", "triples"),
        [(c.source, c.document, c.kind, str(c.facts), str(c.triples)) for c in built.counts],
    )
    print()
    _print_rows(
        ("public identifiers", *built.links[0].counts),
        [(c.cls, *map(str, c.counts.values())) for c in built.links],
    )
    findings = built.findings or ()
    violations = sum(finding.severity == "Violation" for finding in findings)
    facts = sum(count.facts for count in built.counts)
    print(f"\n{facts} facts, {len(built.triples)} triples, {violations} violations, {built.seconds:.1f} seconds")
    for name in (*built.files, "report.json"):
        print(f"wrote {options.out / name}", file=sys.stderr)
    for finding in findings:
        print(f"{finding.severity}: {finding.focus}: {finding.message} ({finding.shape})", file=sys.stderr)
    return FINDINGS if violations else GOOD


# --- read ------------------------------------------------------------------------------------------------------------


def _add_read(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _command(commands, "read", "turn pages into facts", "anakinra-kg read --format json drugbank-DB00026.txt")
    command.add_argument("pages", type=Path, nargs="+", metavar="PAGE", help="text of a page, UTF-8")
    command.add_argument("--format", choices=("yaml", "json"), default="yaml", help="yaml, or json (one object a page)")
    command.add_argument("--source", choices=SOURCES, help="kind of the pages (else recognised from their content)")
    command.add_argument("--strict", action="store_true", help="exit with status 1 if a line is unread")
    command.set_defaults(run=_read)


def _read(options: argparse.Namespace) -> int:
    from anakinra_kg.corpus import curated_facts
    from anakinra_kg.coverage import coverage
    from anakinra_kg.documents import from_reading
    from anakinra_kg.fact_files import facts_yaml, reading_json
    from anakinra_kg.sources import read_file

    readings = itertools.chain.from_iterable(read_file(path, options.source) for path in options.pages)
    first_two = list(itertools.islice(readings, 2))
    several = len(first_two) > 1
    unread = 0
    for reading in itertools.chain(first_two, readings):
        document = from_reading(reading)
        covered = coverage(reading, curated_facts(reading))
        unread += covered.counts["unread"]
        if options.format == "json":
            sys.stdout.write(reading_json(reading, document, covered, indent=None if several else 1))
        else:
            sys.stdout.write(("---\n" if several else "") + facts_yaml(reading, document))
    return FINDINGS if options.strict and unread else GOOD


# --- coverage --------------------------------------------------------------------------------------------------------


def _add_coverage(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _command(
        commands, "coverage", "account for every line of a page", "anakinra-kg coverage mayoclinic-anakinra.txt"
    )
    command.add_argument("page", type=Path, metavar="PAGE", help="text of a page, UTF-8")
    command.add_argument("--source", choices=SOURCES, help="kind of the page (else recognised from its content)")
    command.add_argument("--strict", action="store_true", help="exit with status 1 if a line is unread")
    command.set_defaults(run=_coverage)


def _coverage(options: argparse.Namespace) -> int:
    from anakinra_kg.corpus import curated_facts
    from anakinra_kg.coverage import coverage
    from anakinra_kg.sources import read_file

    unread = 0
    for reading in read_file(options.page, options.source):
        covered = coverage(reading, curated_facts(reading))
        unread += covered.counts["unread"]
        first = reading.page.first_line
        for number, (content, account) in enumerate(zip(reading.page.lines, covered.lines, strict=True), start=first):
            print(f"{number:5}  {account.status:<11}  {account.reason:<44}  {content.strip()[:60]}".rstrip())
        print()
        for sentence in covered.uncurated:
            span = sentence.span
            print(f"uncurated: line {span.line}, characters {span.start}-{span.end} ({sentence.section})")
        counts = ", ".join(f"{count} {status}" for status, count in covered.counts.items())
        print(f"{len(covered.lines)} lines: {counts}; {len(covered.uncurated)} uncurated sentences")
    return FINDINGS if options.strict and unread else GOOD


# --- sparql ----------------------------------------------------------------------------------------------------------


def _add_sparql(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _command(
        commands,
        "sparql",
        "answer a SPARQL query over the graph",
        "anakinra-kg sparql 'SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }'",
    )
    command.add_argument("query", metavar="QUERY", help="a file, the text of a query, or - for standard input")
    command.add_argument("files", type=Path, nargs="*", metavar="FILE", help="ask this graph instead of the built one")
    command.add_argument(
        "--format",
        choices=("table", "csv", "tsv", "json", "xml", "turtle", "ntriples"),
        help="table (rows), turtle (CONSTRUCT) unless told",
    )
    command.set_defaults(run=_sparql)


def _sparql(options: argparse.Namespace) -> int:
    from anakinra_kg import answers
    from anakinra_kg.graph import load

    query = answers.query_text(options.query)
    kg = load(*options.files)
    sys.stdout.write(answers.answer(kg.store, query, options.format))
    return GOOD


# --- validate --------------------------------------------------------------------------------------------------------


def _add_validate(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _command(
        commands,
        "validate",
        "check RDF files against SHACL shapes",
        "anakinra-kg validate dist/anakinra.ttl --fail-on warning",
    )
    command.add_argument("files", type=Path, nargs="+", metavar="FILE", help="RDF files, checked as one graph")
    command.add_argument("--shapes", type=Path, metavar="FILE", help="shapes to meet (those of this project)")
    command.add_argument(
        "--ontology", type=Path, nargs="+", default=[], metavar="FILE", help="ontology to go by (that of this project)"
    )
    command.add_argument(
        "--data-format",
        choices=("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"),
        help="syntax of the files (else told by their endings)",
    )
    command.add_argument("--format", choices=("text", "json"), default="text", help="how to print the findings (text)")
    command.add_argument(
        "--fail-on",
        choices=("violation", "warning", "info"),
        default="violation",
        help="least grave finding that ends with status 1 (violation)",
    )
    command.set_defaults(run=_validate)


def _validate(options: argparse.Namespace) -> int:
    from anakinra_kg import findings, validation

    report = validation.check(options.files, options.shapes, options.ontology, options.data_format)
    print(findings.WRITERS[options.format](report), end="")
    if not report.nodes:
        print("anakinra-kg: no shape has a target in the data: nothing was checked", file=sys.stderr)
        return NOTHING_CHECKED
    return FINDINGS if report.failing(options.fail_on.capitalize()) else GOOD


# --- docs ------------------------------------------------------------------------------------------------------------


def _add_docs(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _command(
        commands,
        "docs",
        "write the reference of classes, properties, code lists and shapes as one HTML page",
        "anakinra-kg docs --out dist/reference.html",
    )
    command.add_argument(
        "--out",
        type=Path,
        default=Path("dist") / "reference.html",
        metavar="FILE",
        help="file to write to (dist/reference.html)",
    )
    command.set_defaults(run=_docs)


def _docs(options: argparse.Namespace) -> int:
    from anakinra_kg import reference

    reference.write(reference.page(reference.model()), options.out)
    print(f"wrote {options.out}", file=sys.stderr)
    return GOOD


# --- reason ----------------------------------------------------------------------------------------------------------


def _add_reason(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _command(
        commands,
        "reason",
        "tell whether graph and ontology are consistent, and what follows from them",
        "anakinra-kg reason --out dist/inferred.ttl",
    )
    command.add_argument("files", type=Path, nargs="*", metavar="FILE", help="RDF files to reason on (the built graph)")
    command.add_argument("--out", type=Path, metavar="FILE", help="write what is inferred, and only that, as Turtle")
    command.add_argument("--alignments", action="store_true", help="infer terms of Biolink, schema.org, RO and SIO too")
    command.set_defaults(run=_reason)


def _reason(options: argparse.Namespace) -> int:
    from anakinra_kg import reasoning
    from anakinra_kg.graph import load

    graphs = [load(path) for path in options.files] or [load()]
    graph = {quad.triple for kg in graphs for quad in kg.store}
    found = reasoning.reason(graph, alignments=options.alignments)
    if found.left_out:
        print(f"not shown to the reasoner: {found.left_out} triples with dates, times or years", file=sys.stderr)
    for explanation in found.explanations:
        print(f"{explanation.subject} cannot be, for these contradict each other:")
        for kind, statements in (("axiom", explanation.axioms), ("fact", explanation.facts)):
            print("".join(f"  {kind:<5}  {statement}\n" for statement in statements), end="")
        print()
    if found.subclasses:
        _print_rows(("class", "inferred superclass"), found.subclasses)
        print()
    if found.inferred:
        _print_rows(("inferred", "triples"), [(what, str(count)) for what, count in found.counts])
        print()
    verdict = "consistent" if found.consistent else "not consistent"
    print(f"{verdict}: {len(graph)} triples stated, {len(found.inferred)} inferred, {found.seconds:.1f} seconds")
    if options.out is not None and found.consistent:
        reasoning.write(found, options.out)
        print(f"wrote {options.out}", file=sys.stderr)
    return GOOD if found.consistent else FINDINGS


def _print_rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from anakinra_kg.answers import aligned

    sys.stdout.write(aligned(header, rows))


if __name__ == "__main__":
    sys.exit(main())
