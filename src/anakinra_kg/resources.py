"""Finds ontology/, data/ and queries/ in a checkout and in an installed wheel alike.

Opens nothing.
"""

from __future__ import annotations

import os

from anakinra_kg.errors import ResourceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_ROOTS = (os.path.join(_PACKAGE, "_resources"), os.path.dirname(os.path.dirname(_PACKAGE)))


def resource(*parts: str) -> Path:
    """Return the path of a file or folder that travels with the package, such as `resource("ontology", "shapes.ttl")`.

    Raises:
        ResourceError: It is not there.
    """
    from pathlib import Path  # noqa: PLC0415 - who only asks a question does without

    return Path(resource_name(*parts))


def resource_name(*parts: str) -> str:
    """Return the same as text.

    Raises:
        ResourceError: It is not there.
    """
    for root in _ROOTS:
        name = os.path.join(root, *parts)
        if os.path.exists(name):
            return name
    raise ResourceError("/".join(parts), "does not come with this installation", "install the package again")
