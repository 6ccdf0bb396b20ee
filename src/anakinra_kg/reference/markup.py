"""Builds HTML and SVG with every tag closed and all text escaped.

Does not depend on the content.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_VOID = frozenset({"link", "meta"})


class Html(str):
    """Text that is already markup; `tag` and `join` escape any other string."""

    __slots__ = ()


def html(text: str) -> Html:
    """Return a text as markup; escape it unless it is already markup."""
    return text if isinstance(text, Html) else Html(escape(text))


def tag(name: str, /, *content: str, **attributes: str) -> Html:
    """Return an element; in attribute names, `_` becomes `-`, and a trailing `_` is dropped."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(content)}</{name}>")


def join(parts: Iterable[str], between: str = "") -> Html:
    """Return the parts joined, each escaped unless it is already markup."""
    return Html(html(between).join(html(part) for part in parts))
