"""Infers triples from a graph, the ontology and the rules, and explains contradictions."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from anakinra_kg.reasoning.inference import reason
    from anakinra_kg.reasoning.ontology import ontology_objects

__all__ = ["ontology_objects", "reason"]


def __getattr__(name: str) -> object:
    """Return a function, imported when it is first used: comparisons need neither of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from anakinra_kg.reasoning.inference import reason  # noqa: PLC0415 - see above
    from anakinra_kg.reasoning.ontology import ontology_objects  # noqa: PLC0415 - see above

    return {"ontology_objects": ontology_objects, "reason": reason}[name]
