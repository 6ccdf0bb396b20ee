"""Every error this package raises on purpose, and the suggestion that an error ends with.

Each message reads `file:line: what is wrong; what would be right`, in one line that a terminal shows as it is, so that
a person can act on it without a traceback.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def visible(text: str) -> str:
    r"""Return a text with its control characters written out, so that none of them reaches a terminal.

    Example:
        >>> visible("a\x1b[31mb")
        'a\\x1b[31mb'
    """
    if text.isprintable():
        return text
    return "".join(c if c in "\n\t" or not _is_control(c) else f"\\x{ord(c):02x}" for c in text)


def _is_control(c: str) -> bool:
    return c < " " or "\x7f" <= c <= "\x9f"


_LONGEST_PART = 1000


def in_a_line(text: str) -> str:
    r"""Return a text as one line of bounded length, with all that a terminal would not show as it is written out.

    Line feeds, marks that change the direction of writing, and halves of characters are written out too.

    Example:
        >>> in_a_line("a\nb\u202ec\xa0d")
        'a\\nb\\u202ec\xa0d'
    """
    if len(text) > _LONGEST_PART:
        text = f"{text[:_LONGEST_PART]} … ({len(text)} characters)"
    if text.isprintable():
        return text
    from unicodedata import category  # noqa: PLC0415 - only errors need it

    def written(c: str) -> str:
        return c if c.isprintable() or category(c) == "Zs" else c.encode("unicode_escape").decode()

    return "".join(map(written, text))


class AnakinraKGError(Exception):
    """An error that a user can fix; the command line prints it and exits with status 2.

    Args:
        place: The file, with line and column where known, as `file`, `file:line` or `file:line:column`.
        wrong: What is wrong.
        right: What would be right.
    """

    def __init__(self, place: str, wrong: str, right: str) -> None:
        super().__init__(f"{in_a_line(place)}: {in_a_line(wrong)}; {in_a_line(right)}")
        self.place, self.wrong, self.right = place, wrong, right

    def __reduce__(self) -> tuple[type[AnakinraKGError], tuple[str, str, str]]:
        """Let another process raise it."""
        return type(self), (self.place, self.wrong, self.right)


class FileError(AnakinraKGError):
    """A file or folder that is missing, of an unknown kind, or cannot be read or written."""


class PageError(AnakinraKGError):
    """A page that cannot be read: missing, empty, not UTF-8, cut in the middle of a table."""


class UnknownSourceError(PageError):
    """A page that no reader recognises."""


class FactFileError(AnakinraKGError):
    """A file of facts that is not well formed, or whose evidence does not fit its document."""


class GraphSyntaxError(AnakinraKGError):
    """RDF or SPARQL that does not parse."""


class PlacesError(AnakinraKGError):
    """Triples whose place in their text is unknown."""


class QuestionError(AnakinraKGError):
    """An unknown question, or a question with an unknown parameter or value."""


class EndpointError(AnakinraKGError):
    """A SPARQL endpoint that does not answer, or answers with something other than results."""


class ShapeError(AnakinraKGError):
    """Shapes that check nothing, or that the engine cannot run."""


class ReasonerError(AnakinraKGError):
    """Reasoning that could not run: no Java, or a graph that the reasoner does not accept."""


class ResourceError(AnakinraKGError):
    """A file that ships with the package is missing."""


_MOST_LISTED = 12
_MOST_SUGGESTED = 3
_TYPING_ERROR = 0.1
"""How far a word is from the one that was meant if a letter or two went wrong, from 0 (the same) to 1."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """Return the last part of an error about an unknown word: the nearest known words, or all of them.

    Args:
        word: The unknown word.
        known: The words that would be right.
        otherwise: What to say when no known word is near; default: the known words, at most twelve of them.

    Example:
        >>> did_you_mean("pahse", ["phase", "status"])
        'did you mean `phase`?'
        >>> did_you_mean("colour", ["phase", "status"])
        'use one of: phase, status'
    """
    from difflib import SequenceMatcher, get_close_matches  # noqa: PLC0415 - only errors need it

    names = sorted(set(known))
    folded = word.casefold().strip()
    matcher = SequenceMatcher(b=folded)

    def distance(name: str) -> tuple[float, float]:
        matcher.set_seq1(name.casefold())
        return 1 - matcher.ratio(), 1 - SequenceMatcher(a=name, b=word).ratio()

    near = set(get_close_matches(folded, [name.casefold() for name in names], n=_MOST_SUGGESTED, cutoff=0.6))
    ranked = sorted((*distance(name), name) for name in names if name.casefold() in near)
    holding = sorted(
        (name for name in names if folded and folded in name.casefold()), key=lambda name: (len(name), name)
    )
    if holding and not (ranked and ranked[0][0] < _TYPING_ERROR):
        close = holding
    else:
        close = [name for score, _, name in ranked if score <= ranked[0][0] + _TYPING_ERROR]
    close = list({name.casefold(): name for name in reversed(close)}.values())[::-1]
    if close:
        return "did you mean " + " or ".join(f"`{name}`" for name in close[:_MOST_SUGGESTED]) + "?"
    if otherwise is not None:
        return otherwise
    listed = sorted(names, key=str.casefold)
    more = f" … ({len(listed)} in all)" if len(listed) > _MOST_LISTED else ""
    return f"use one of: {', '.join(listed[:_MOST_LISTED])}{more}"
