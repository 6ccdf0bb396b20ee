"""The commands: parses arguments, calls the packages, prints. Results go to stdout, messages to stderr.

Each command is two functions in a module of this package, its name and its name with `_arguments`; only the module of
the given command is imported.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from anakinra_kg.cli.common import terminal_width
from anakinra_kg.cli.watchdog import is_supervised, limit_memory, stoppable, supervised
from anakinra_kg.errors import AnakinraKGError, FileError, did_you_mean, in_a_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Any, NoReturn


class Command:
    """A command: its name, its module, what it does in a phrase, and an example."""

    __slots__ = ("does", "example", "module", "name")

    def __init__(self, name: str, module: str, does: str, example: str) -> None:
        self.name, self.module, self.does, self.example = name, module, does, example


COMMANDS = (
    Command(
        "build",
        "build",
        "map the facts of data/ (or of pages) to one graph, validate it, and write it",
        "anakinra-kg build --out dist",
    ),
    Command("read", "pages", "turn pages into facts", "anakinra-kg read --format json drugbank-DB00026.txt"),
    Command(
        "coverage", "pages", "show what became of every line of a page", "anakinra-kg coverage mayoclinic-anakinra.txt"
    ),
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
        "show every statement about a drug, condition, target or claim, with its source and line",
        "anakinra-kg explain abatacept --documents PAGES",
    ),
    Command(
        "validate",
        "validate",
        "validate RDF files against SHACL shapes",
        "anakinra-kg validate dist/anakinra.ttl --fail-on warning",
    ),
    Command(
        "diff",
        "diff",
        "show what changed between two graphs, and which IRIs vanished without another one that replaces them",
        "anakinra-kg diff old.ttl new.ttl --out markdown=comment.md",
    ),
    Command(
        "reason",
        "reason",
        "check that graph and ontology are consistent, and show what follows from them",
        "anakinra-kg reason --out dist/inferred.ttl",
    ),
    Command(
        "docs",
        "docs",
        "write the reference of all classes, properties, code lists and shapes as one HTML page",
        "anakinra-kg docs --out dist/reference.html",
    ),
    Command(
        "completion",
        "completion",
        "print the completion script for a shell",
        "anakinra-kg completion bash > ~/.local/share/bash-completion/completions/anakinra-kg",
    ),
)


def run(given: Sequence[str]) -> int:
    """Run a command and return its exit status; an error is raised, not reported."""
    if sys.stdout is None:
        raise FileError("stdout", "is closed", "open it, or write with --out")
    options = _options(given)
    # An endpoint has the time limit itself, and says which address was too slow.
    seconds = None if getattr(options, "endpoint", None) else getattr(options, "timeout", None)
    if seconds is not None and not seconds > 0:
        raise AnakinraKGError("--timeout", f"{seconds:g} seconds are no time", "give a number above 0")
    memory = getattr(options, "memory", None)
    if memory is not None and memory < 1:
        raise AnakinraKGError("--memory", f"{memory} MiB are no memory", "give a number above 0")
    holds_lock = seconds is not None and getattr(options, "holds_lock", False)
    if (memory is not None or holds_lock) and not is_supervised():
        return supervised(given, seconds)
    if memory is not None:
        limit_memory(memory)
    with stoppable(seconds):
        status: int = options.run(options)
        sys.stdout.flush()
    return status


def _options(given: Sequence[str]) -> argparse.Namespace:
    for command in COMMANDS:
        if given[:1] == [command.name]:
            known = _Parser(prog=f"anakinra-kg {command.name}", **_descriptions(command))
            allowed = _add_arguments(known, command, given[1:])
            files, settings = _settings(known, command, allowed) if allowed else ([], [])
            # Files may stand before, between and after options.
            options = known.parse_intermixed_args([*settings, *given[1:]])
            if files and not options.files:
                options.files = files
            return options
    return parser(complete=False).parse_args(given)


def _settings(known: _Parser, command: Command, allowed: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the files and options of a command that `pyproject.toml` sets, which the command line adds to."""
    from anakinra_kg.cli.settings import FILE, settings, table

    files, arguments = settings(command.name, allowed)
    known.source = f"{FILE}: [{table(command.name)}]: "
    known.parse_intermixed_args(arguments)
    known.source = ""
    return files, arguments


def parser(*, complete: bool = True) -> argparse.ArgumentParser:
    """Return the parser of the whole command line.

    Args:
        complete: Whether the commands get their arguments; without them the parser is quicker to make.
    """
    whole = _Parser(
        prog="anakinra-kg",
        description="A drug knowledge graph of two public monographs on anakinra; every fact points to its place.",
        formatter_class=_help,
    )
    whole.add_argument("--debug", action="store_true", help="show the traceback of an error that nobody foresaw")
    whole.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        added = commands.add_parser(command.name, help=command.does, **_descriptions(command))
        if complete:
            _add_arguments(added, command, None)
    return whole


def _descriptions(command: Command) -> dict[str, Any]:
    description = command.does[0].upper() + command.does[1:] + "."
    return {"description": description, "epilog": f"example: {command.example}", "formatter_class": _help}


def _add_arguments(added: argparse.ArgumentParser, command: Command, given: Sequence[str] | None) -> Collection[str]:
    """Add the arguments of a command, and return those that `pyproject.toml` may set."""
    module = import_module(f"anakinra_kg.cli.{command.module}")
    getattr(module, f"{command.name}_arguments")(added, given)
    added.set_defaults(run=getattr(module, command.name))
    allowed: Collection[str] = getattr(module, "SETTINGS", ())
    return allowed if command.name == command.module else ()


def _help(prog: str) -> argparse.HelpFormatter:
    """Return the formatter of help; with a given width argparse does not import shutil at each start."""
    return argparse.RawDescriptionHelpFormatter(prog, width=terminal_width() or 100)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors suggest the nearest choice, in one line that prints, and name where arguments are from."""

    source = ""

    def error(self, message: str) -> NoReturn:
        super().error(in_a_line(f"{self.source}{message}"))

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - as argparse declares it
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, f"no `{value}`; {did_you_mean(str(value), map(str, action.choices))}")


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from anakinra_kg import __version__

        print(f"anakinra-kg {__version__}")
        parser.exit()
