"""Every error this package raises on purpose.

Each message reads `file:line: what is wrong; what would be right`, so that a person can act on it without a traceback.
"""

from __future__ import annotations


class AnakinraKGError(Exception):
    """Something a user can put right; the command line prints it and exits with status 2.

    Args:
        place: The file, with line and column where known, as `file`, `file:line` or `file:line:column`.
        wrong: What is wrong.
        right: What would be right.
    """

    def __init__(self, place: str, wrong: str, right: str) -> None:
        super().__init__(f"{place}: {wrong}; {right}")
        self.place, self.wrong, self.right = place, wrong, right


class PageError(AnakinraKGError):
    """A page that cannot be read: missing, empty, not UTF-8, cut in the middle of a table."""


class UnknownSourceError(PageError):
    """A file that is of no kind a reader knows."""


class FactFileError(AnakinraKGError):
    """A file of facts that is not well formed, or whose evidence does not fit its document."""


class GraphSyntaxError(AnakinraKGError):
    """RDF or SPARQL that does not parse."""


class QuestionError(AnakinraKGError):
    """A question that is not there, or is asked with a parameter or value it does not take."""


class EndpointError(AnakinraKGError):
    """A SPARQL endpoint that does not answer, or answers something else than results."""


class ShapeError(AnakinraKGError):
    """Shapes that would pass in silence or that the engine cannot run."""


class ReasonerError(AnakinraKGError):
    """Reasoning that could not be done: no Java, or a graph that the reasoner does not take."""


class ResourceError(AnakinraKGError):
    """A file that should travel with the package is not there."""
