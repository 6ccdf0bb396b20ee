"""The command line: parses, calls, prints. Results go to stdout, talk to stderr.

Exit status: 0 good, 1 findings, 2 could not run, 3 nothing was checked. A command lives in a module of this package as
two functions, its own name and its name with `_arguments`; only the module of the command asked for is imported.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from anakinra_kg.cli.common import COULD_NOT_RUN, terminal_width
from anakinra_kg.errors import AnakinraKGError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class Command:
    """A command: its name, the module it lives in, what it does in a phrase, one use of it."""

    __slots__ = ("does", "example", "module", "name")

    def __init__(self, name: str, module: str, does: str, example: str) -> None:
        self.name, self.module, self.does, self.example = name, module, does, example


COMMANDS = (
    Command(
        "build",
        "build",
        "map the facts of data/ (or of pages) to one graph, validate it and write it",
        "anakinra-kg build --out dist",
    ),
    Command("read", "pages", "turn pages into facts", "anakinra-kg read --format json drugbank-DB00026.txt"),
    Command("coverage", "pages", "account for every line of a page", "anakinra-kg coverage mayoclinic-anakinra.txt"),
    Command("queries", "query", "list the canned questions", "anakinra-kg queries --tag safety"),
    Command("query", "query", "answer a canned question", "anakinra-kg query trials --phase 3 --format csv"),
    Command(
        "sparql",
        "query",
        "answer a SPARQL query of your own",
        "anakinra-kg sparql 'SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }'",
    ),
    Command(
        "explain",
        "query",
        "tell all that is said of a drug, condition, target or claim, and where",
        "anakinra-kg explain abatacept --documents PAGES",
    ),
    Command(
        "validate",
        "validate",
        "check RDF files against SHACL shapes",
        "anakinra-kg validate dist/anakinra.ttl --fail-on warning",
    ),
    Command(
        "reason",
        "reason",
        "tell whether graph and ontology are consistent, and what follows from them",
        "anakinra-kg reason --out dist/inferred.ttl",
    ),
    Command(
        "docs",
        "docs",
        "write the reference of classes, properties, code lists and shapes as one HTML page",
        "anakinra-kg docs --out dist/reference.html",
    ),
    Command(
        "completion",
        "completion",
        "print the completion script of a shell",
        "anakinra-kg completion bash > ~/.local/share/bash-completion/completions/anakinra-kg",
    ),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options = _options(given)
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


def _options(given: Sequence[str]) -> argparse.Namespace:
    for command in COMMANDS:
        if given[:1] == [command.name]:
            known = argparse.ArgumentParser(prog=f"anakinra-kg {command.name}", **_words(command))
            _add_arguments(known, command, given[1:])
            # Files may stand before, between and after options.
            return known.parse_intermixed_args(given[1:])
    return parser(complete=False).parse_args(given)


def parser(*, complete: bool = True) -> argparse.ArgumentParser:
    """Return the parser of the whole command line.

    Args:
        complete: Whether the commands have their arguments; else it knows their names only, which is quicker.
    """
    whole = argparse.ArgumentParser(
        prog="anakinra-kg",
        description="A drug knowledge graph of two public monographs on anakinra; every fact points at its page.",
        formatter_class=_help,
    )
    whole.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        added = commands.add_parser(command.name, help=command.does, **_words(command))
        if complete:
            _add_arguments(added, command, None)
    return whole


def _words(command: Command) -> dict[str, Any]:
    description = command.does[0].upper() + command.does[1:] + "."
    return {"description": description, "epilog": f"example: {command.example}", "formatter_class": _help}


def _add_arguments(added: argparse.ArgumentParser, command: Command, given: Sequence[str] | None) -> None:
    module = import_module(f"anakinra_kg.cli.{command.module}")
    getattr(module, f"{command.name}_arguments")(added, given)
    added.set_defaults(run=getattr(module, command.name))


def _help(prog: str) -> argparse.HelpFormatter:
    """Return what writes help; being told the width saves argparse from importing shutil each time it starts."""
    return argparse.RawDescriptionHelpFormatter(prog, width=terminal_width() or 100)


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from anakinra_kg import __version__

        print(f"anakinra-kg {__version__}")
        parser.exit()
