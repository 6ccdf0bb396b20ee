"""Reads YAML with the line and column of each node, for error messages, and writes YAML in a stable form.

Does not depend on facts or documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from anakinra_kg.errors import FactFileError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SafeDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_STRING_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"}
_MAPPING_TAG, _LIST_TAG = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
_INTEGER_TAG = "tag:yaml.org,2002:int"
_WHOLE = re.compile(r"0|[1-9][0-9]{0,999}")
"""What every parser of YAML reads as the same number: with a leading zero it may be octal."""


class _Dumper(_SafeDumper):  # type: ignore[misc]  # PyYAML has the C dumper or the slow one
    def ignore_aliases(self, _: object) -> bool:
        """Return True: a repeated value is written in full, which is easier to read than an alias."""
        return True


@dataclass(frozen=True, slots=True)
class Located:
    """A YAML node and its file."""

    path: Path
    node: yaml.Node

    def error(self, wrong: str, right: str) -> FactFileError:
        """Return an error with the place of this node."""
        mark = self.node.start_mark
        return FactFileError(f"{self.path}:{mark.line + 1}:{mark.column + 1}", wrong, right)

    def mapping(self, what: str, known: Collection[str] | None = None) -> dict[str, Located]:
        """Return the entries of a mapping by key, in file order.

        Args:
            what: What it is, for messages.
            known: The keys that it may have; None for any.

        Raises:
            FactFileError: It is not a mapping, repeats a key, or has an unknown one, or a list or mapping as a key.
        """
        if not isinstance(self.node, yaml.MappingNode) or self.node.tag != _MAPPING_TAG:
            raise self.error(f"{what} is not a mapping", "write `key: value` lines")
        entries: dict[str, Located] = {}
        for key, value in self.node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag not in _STRING_TAGS:
                raise Located(self.path, key).error("a key is not a word", "write `key: value` lines")
            if key.value in entries:
                raise Located(self.path, key).error(f"the key `{key.value}` appears twice", "keep one of them")
            entries[key.value] = Located(self.path, value)
            if known is not None and key.value not in known:
                raise entries[key.value].error(f"unknown key `{key.value}`", did_you_mean(key.value, known))
        return entries

    def items(self, what: str) -> Iterator[Located]:
        """Yield the items of a list.

        Raises:
            FactFileError: It is not a list.
        """
        if not isinstance(self.node, yaml.SequenceNode) or self.node.tag != _LIST_TAG:
            raise self.error(f"{what} is not a list", "write one `- item` after another")
        for item in self.node.value:
            yield Located(self.path, item)

    def string(self, what: str) -> str:
        """Return a string.

        Raises:
            FactFileError: It is a number or a boolean, empty, or not a scalar.
        """
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag not in _STRING_TAGS or not self.node.value:
            raise self.error(f"{what} is not a string", f"write {what} as text, in quotes if it looks like a number")
        return str(self.node.value)

    def scalar(self) -> str | None:
        """Return a scalar as it is written; None for a list or mapping."""
        return str(self.node.value) if isinstance(self.node, yaml.ScalarNode) else None

    def integer(self, what: str) -> int:
        """Return a whole number.

        Raises:
            FactFileError: It is anything else.
        """
        if (
            isinstance(self.node, yaml.ScalarNode)
            and self.node.tag == _INTEGER_TAG
            and _WHOLE.fullmatch(self.node.value)
        ):
            return int(self.node.value)
        raise self.error(f"{what} is not a whole number", f"write {what} as digits without quotes and leading zeros")


def load(path: Path) -> Located:
    """Parse a YAML file.

    Raises:
        FactFileError: It is missing, unreadable, not UTF-8, empty or not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise FactFileError(str(path), (error.strerror or "cannot be read").lower(), "give a readable file") from None
    except UnicodeDecodeError:
        raise FactFileError(str(path), "is not UTF-8", "save the file as UTF-8") from None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise FactFileError(place, f"not YAML: {error.problem}", "fix the syntax") from None
    except yaml.reader.ReaderError as error:
        # One of the loaders counts bytes and gives a number, the other counts characters and gives one.
        character = error.character if isinstance(error.character, str) else chr(error.character)
        line = text.count("\n", 0, text.find(character)) + 1
        wrong = f"not YAML: U+{ord(character):04X} is not allowed"
        raise FactFileError(f"{path}:{line}", wrong, "remove the character") from None
    if node is None:
        raise FactFileError(f"{path}:1", "the file is empty", "write the entries or remove the file")
    return Located(path, node)


def dump(content: Any) -> str:  # noqa: ANN401 - plain lists, dictionaries, strings and integers
    """Return lists and dictionaries as YAML: keys in the given order, one value per line."""
    text: str = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000)
    return text
