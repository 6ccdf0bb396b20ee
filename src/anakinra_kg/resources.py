"""Finds ontology/, data/ and queries/ in a checkout or an installed wheel.

Returns paths; does not open files.
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
    """Return the path of a file or folder of the package, such as `resource("ontology", "shapes.ttl")`.

    Raises:
        ResourceError: It does not exist.
    """
    from pathlib import Path  # noqa: PLC0415 - not needed to answer a question

    return Path(resource_name(*parts))


def resource_name(*parts: str) -> str:
    """Return the path of a file or folder of the package as text.

    Raises:
        ResourceError: It does not exist.
    """
    for root in _ROOTS:
        name = os.path.join(root, *parts)
        if os.path.exists(name):
            return name
    raise ResourceError("/".join(parts), "is not in this installation", "install the package again")
