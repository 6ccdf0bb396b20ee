"""What each kind of fact becomes in RDF: class and key of its claim, its properties, its shortcut triple.

One function a kind, in the module of its subject; a kind without one (`dismissed`) states nothing.
"""

from anakinra_kg.mapping.rules import effects, names, page, pharmacokinetics, products, proteins, substance, use
from anakinra_kg.mapping.rules.registry import RULES

__all__ = ["RULES", "effects", "names", "page", "pharmacokinetics", "products", "proteins", "substance", "use"]
