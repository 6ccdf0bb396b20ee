"""Finds ontology/, data/ and queries/ in a checkout and in an installed wheel alike.

Opens nothing.
"""

from __future__ import annotations

from pathlib import Path

from anakinra_kg.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a file or folder that travels with the package, such as `resource("ontology", "shapes.ttl")`.

    Raises:
        ResourceError: It is not there.
    """
    for root in (_PACKAGE / "_resources", _PACKAGE.parent.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise ResourceError("/".join(parts), "does not come with this installation", "install the package again")
