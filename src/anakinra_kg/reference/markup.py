"""Builds HTML and SVG of which every tag is closed and every text escaped.

Knows nothing of what the markup is about.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_VOID = frozenset({"link", "meta"})


class Html(str):
    """Text that is markup already; any other string is escaped where it is put into a tag."""

    __slots__ = ()


def html(text: str) -> Html:
    """Return a text as markup, escaped unless it is markup."""
    return text if isinstance(text, Html) else Html(escape(text))


def tag(name: str, /, *content: str, **attributes: str) -> Html:
    """Return an element; in names of attributes `_` stands for `-`, and one at the end is dropped."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(content)}</{name}>")


def join(parts: Iterable[str], between: str = "") -> Html:
    """Return parts in a row, each escaped unless it is markup."""
    return Html(html(between).join(html(part) for part in parts))
