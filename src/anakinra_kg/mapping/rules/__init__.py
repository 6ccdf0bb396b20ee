"""Maps each kind of fact to RDF: class and key of its claim, its properties, and its shortcut triple.

One function per kind, in the module of its subject; a kind without one (`dismissed`) makes no statement.
"""

from anakinra_kg.mapping.rules import effects, names, page, pharmacokinetics, products, proteins, substance, use
from anakinra_kg.mapping.rules.registry import RULES

__all__ = ["RULES", "effects", "names", "page", "pharmacokinetics", "products", "proteins", "substance", "use"]
