"""Infers triples from a graph, the ontology and the rules, and explains contradictions."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from anakinra_kg.reasoning.inference import reason
    from anakinra_kg.reasoning.ontology import ontology_objects

__all__ = ["ontology_objects", "reason"]


def __getattr__(name: str) -> object:
    """Return a function, imported when it is first used: comparisons need neither of them."""
    from anakinra_kg.reasoning import inference, ontology  # noqa: PLC0415 - see above

    functions = {"ontology_objects": ontology.ontology_objects, "reason": inference.reason}
    if name in functions:
        return functions[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
