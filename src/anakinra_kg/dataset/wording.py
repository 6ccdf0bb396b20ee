"""Tells in which words two texts differ, so that a reader need not compare them by eye."""

from __future__ import annotations

import re
from itertools import takewhile

_PARTS = re.compile(r"\w+(?:[.,]\w+)*|\s+|[^\w\s]")
_CONTEXT = 24
_SHORT = 80


def differing(first: str, second: str) -> tuple[str, str]:
    """Return the words of each of two texts from the first to the last one in which they differ.

    Example:
        >>> differing("usual: 1 to 2 (maximum 8) mg", "usual: 1 to 2 (maximum 80) mg")
        ('8', '80')
    """
    before, after, texts = _shared(first, second)
    return texts[0][before : len(texts[0]) - after], texts[1][before : len(texts[1]) - after]


def excerpts(first: str, second: str) -> tuple[str, str]:
    """Return each of two texts; of long ones, what is around the words in which they differ.

    Example:
        >>> text = "Dose for rheumatoid arthritis, Adults, injection: usual: 100 mg once per day, under the skin"
        >>> excerpts(text, text.replace("100", "1000"))[1]
        '…ults, injection: usual: 1000 mg once per day, under …'
    """
    if max(len(first), len(second)) <= _SHORT:
        return first, second
    before, after, texts = _shared(first, second)
    start = max(before - _CONTEXT, 0)
    ends = [max(len(text) - after, before) + _CONTEXT for text in texts]
    cut = (
        f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
        for text, end in zip(texts, ends, strict=True)
    )
    return next(cut), next(cut)


def has_words(text: str, words: str) -> bool:
    """Return whether a text has words, whole ones, in any case; a part of a number is none of it.

    Example:
        >>> has_words("maximum 81", "1"), has_words("usual: 1 to 2", "1"), has_words("Increased risk", "increased")
        (False, True, True)
    """
    parts, wanted = _PARTS.findall(text.casefold()), _PARTS.findall(words.casefold())
    starts = range(len(parts) - len(wanted) + 1) if wanted else range(0)
    return any(parts[start : start + len(wanted)] == wanted for start in starts)


def _shared(first: str, second: str) -> tuple[int, int, tuple[str, str]]:
    """Return how many characters of whole words two texts share at their start and at their end, and the texts."""
    one, other = _PARTS.findall(first), _PARTS.findall(second)
    start = _same(one, other)
    end = _same(one[start:][::-1], other[start:][::-1])
    return sum(map(len, one[:start])), sum(map(len, one[len(one) - end :])), (first, second)


def _same(first: list[str], second: list[str]) -> int:
    """Return how many items two lists share at their start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
