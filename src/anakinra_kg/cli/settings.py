"""The settings of a command in `pyproject.toml` of the working directory, as arguments of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.errors import FileError, did_you_mean
from anakinra_kg.rdf.files import read_bytes, reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

FILE = "pyproject.toml"
"""Where settings are; paths in it are paths of the command line, which are from the same folder."""


def table(command: str) -> str:
    """Return the name of the table of a command."""
    return f"tool.anakinra-kg.{command}"


def settings(command: str, known: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the settings of a command: its files, and its options as arguments; both empty if there are none.

    Args:
        command: The command.
        known: The long options that may be set, without their dashes, and `files`.

    Raises:
        FileError: `pyproject.toml` cannot be read, or a setting is unknown or not a text, number, list or table.
    """
    files: list[str] = []
    arguments: list[str] = []
    for key, value in _table(command).items():
        if key not in known:
            raise FileError(FILE, f"[{table(command)}] has no setting `{key}`", did_you_mean(key, known))
        if key == "files":
            files = list(_texts(command, key, value))
        elif value is True:
            arguments.append(f"--{key}")
        elif value is not False:
            arguments += (f"--{key}={text}" for text in _texts(command, key, value))
    return files, arguments


def _table(command: str) -> dict[str, object]:
    try:
        content = read_bytes(FILE)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FileError(FILE, reason(error), "make it readable, or run the command elsewhere") from None
    if b"anakinra-kg" not in content:  # most files are not for us, and need not be parsed
        return {}
    import tomllib

    try:
        given: object = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FileError(FILE, f"is not TOML: {error}", "fix it") from None
    for key in ("tool", "anakinra-kg", command):
        given = given.get(key, {}) if isinstance(given, dict) else given
    if not isinstance(given, dict):
        raise FileError(FILE, f"{table(command)} is not a table", f"write [{table(command)}]")
    return given


def _texts(command: str, key: str, value: object) -> Iterator[str]:
    values = [f"{name}={one}" for name, one in value.items()] if isinstance(value, dict) else value
    for one in values if isinstance(values, list) else [values]:
        if isinstance(one, bool) or not isinstance(one, str | int | float):
            right = "write a text, a number, a list of them, or for `import` a table"
            raise FileError(FILE, f"`{key}` of [{table(command)}] is {one!r}", right)
        yield str(one)
