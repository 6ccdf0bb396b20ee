"""Damages an input: its bytes, characters, lines and words.

Knows nothing of what an input means, except for the words that a target gives.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

MOST_BYTES = 1 << 17
"""Limit of the size of a damaged input."""
_LONGEST = 4000
_DEEPEST = 6000
_WORD = re.compile(rb"\w+|\s+|[^\w\s]")
_NUMBER = re.compile(rb"\d+")

HOSTILE: tuple[bytes, ...] = (
    *(b"\x00", b"\x1b[31m", b"\x1b]0;x\x07", b"\x7f", b"\t", b"\r", b"\r\n", b"\x0b", b"\x0c", b"\x1c", b" "),
    *(
        text.encode()
        for text in ("\ufeff", "\u2028", "\u2029", "\x85", "\x9b31m", "\xa0", "\u202e", "\u200b", "\u200d")
    ),
    *(text.encode() for text in ("é", "e\u0301", "ß", "İ", "ﬁ", "²", "٣", "𝒵", "\U0010ffff", "\ufffe", "－", "”", "•")),
    *(b"\xed\xa0\x80", b"\xff", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\xe2\x80", b"\xff\xfe"),
    *(b"-1", b"0", b"00", b"1e999", b"NaN", b"inf", b"1_0", b"0x1F", b"0o17", b"1:30", b".5", b"5.", b"9" * 25),
    *(b"9" * 400, b"9" * 5000, b"-", b"+", b"%", b"%s", b"%n", b"{}", b"{0}", b"$", b"`", b"|", b"&", b";", b","),
    *(b"'", b'"', b'"""', b"'''", b"\\", b"\\n", b"\\u0000", b"\\ud800", b"\\U00110000", b"/", b"//", b"../", b"~"),
    *(b"(", b")", b"[", b"]", b"{", b"}", b"<", b">", b"<!--", b"-->", b"]]>", b"<![CDATA[", b"<?x?>", b"&#0;"),
    *(b"&x;", b"&#xD800;", b"&#10;", b"&lt;", b"<!DOCTYPE x [", b"#", b"# ", b"---\n", b"...\n", b"? ", b"!!int "),
    *(b"&a ", b"*a", b"!x ", b"null", b"true", b"None", b"=1+1", b"@", b":", b": ", b"- ", b"\n", b"\n\n\n"),
)
_NESTING = (
    (b"(", b")"),
    (b"[", b"]"),
    (b"{", b"}"),
    (b"<a>", b"</a>"),
    (b"- ", b""),
    (b"!", b""),
    (b"^", b""),
    (b"a/", b"a"),
)


def damaged(random: Random, content: bytes, others: Sequence[bytes], words: Sequence[bytes] = ()) -> bytes:
    """Return an input after one to four accidents.

    Args:
        random: Where chance comes from.
        content: The input.
        others: Inputs that parts may be taken from.
        words: What means something to the target.
    """
    for _ in range(random.choice((1, 1, 1, 1, 2, 2, 3, 4))):
        accident = random.choice(_ACCIDENTS)
        content = accident(random, content, others, words)[:MOST_BYTES]
    return content


def _range(random: Random, content: bytes) -> tuple[int, int]:
    """Return a range, mostly a short one."""
    start = random.randint(0, len(content))
    length = random.choice((1, 1, 2, 4, 16, 64, len(content)))
    return start, min(len(content), start + random.randint(0, length))


def _lines(random: Random, content: bytes) -> tuple[list[bytes], int, int]:
    """Return the lines, and a range of them that is not empty."""
    lines = content.splitlines(keepends=True) or [b""]
    start = random.randrange(len(lines))
    return lines, start, min(len(lines), start + random.choice((1, 1, 1, 2, 3, 8)))


def _words(random: Random, content: bytes) -> tuple[list[bytes], int, int, int]:
    """Return the words near a place, with the range of the content that they are, and one of them."""
    place = random.randint(0, len(content))
    start, end = max(0, place - 100), min(len(content), place + 100)
    words = _WORD.findall(content[start:end]) or [b""]
    return words, start, end, random.randrange(len(words))


def _flip(random: Random, content: bytes, *_: object) -> bytes:
    if not content:
        return b"\x00"
    place = random.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << random.randrange(8)]) + content[place + 1 :]


def _delete(random: Random, content: bytes, *_: object) -> bytes:
    start, end = _range(random, content)
    return content[:start] + content[end:]


def _double(random: Random, content: bytes, *_: object) -> bytes:
    start, end = _range(random, content)
    return content[:end] + content[start:end] + content[end:]


def _cut(random: Random, content: bytes, *_: object) -> bytes:
    place = random.randint(0, len(content))
    return content[place:] if random.random() < 0.2 else content[:place]


def _splice(random: Random, content: bytes, others: Sequence[bytes], _: object) -> bytes:
    """Put a part of another input in place of a part of this."""
    other = random.choice(others)
    start, end = _range(random, content)
    begin, stop = _range(random, other)
    return content[:start] + other[begin:stop] + content[end:]


def _cross(random: Random, content: bytes, others: Sequence[bytes], _: object) -> bytes:
    """Continue with the lines of another input."""
    lines, start, _end = _lines(random, content)
    there, begin, _stop = _lines(random, random.choice(others))
    return b"".join(lines[:start] + there[begin:])


def _insert(random: Random, content: bytes, _: object, words: Sequence[bytes]) -> bytes:
    place = random.randint(0, len(content))
    new = random.choice(words) if words and random.random() < 0.4 else random.choice(HOSTILE)
    return content[:place] + new + content[place:]


def _replace(random: Random, content: bytes, _: object, words: Sequence[bytes]) -> bytes:
    """Put something hostile, or another word, in place of a word."""
    near, start, end, at = _words(random, content)
    near[at] = random.choice(words) if words and random.random() < 0.6 else random.choice(HOSTILE)
    return content[:start] + b"".join(near) + content[end:]


def _swap_words(random: Random, content: bytes, *_: object) -> bytes:
    near, start, end, at = _words(random, content)
    other = random.randrange(len(near))
    near[at], near[other] = near[other], near[at]
    return content[:start] + b"".join(near) + content[end:]


def _drop_word(random: Random, content: bytes, *_: object) -> bytes:
    near, start, end, at = _words(random, content)
    del near[at]
    return content[:start] + b"".join(near) + content[end:]


def _repeat(random: Random, content: bytes, *_: object) -> bytes:
    """Repeat a word so often that a line, a number or a name is very long."""
    near, start, end, at = _words(random, content)
    near[at] *= random.choice((2, 3, 10, 100, _LONGEST // max(1, len(near[at]))))
    return content[:start] + b"".join(near) + content[end:]


def _number(random: Random, content: bytes, *_: object) -> bytes:
    """Change a number."""
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    number = random.choice(found)
    new = random.choice(
        (
            b"0",
            b"-1",
            b"0" + number[0],
            number[0] + b".0",
            b"%d" % (int(number[0][:50]) + 1),
            b"9" * 30,
            b"1e9",
            b"\xd9\xa3",
        )
    )
    return content[: number.start()] + new + content[number.end() :]


def _drop_lines(random: Random, content: bytes, *_: object) -> bytes:
    lines, start, end = _lines(random, content)
    return b"".join(lines[:start] + lines[end:])


def _double_lines(random: Random, content: bytes, *_: object) -> bytes:
    lines, start, end = _lines(random, content)
    to = random.choice((end, random.randint(0, len(lines))))
    return b"".join(lines[:to] + lines[start:end] + lines[to:])


def _swap_lines(random: Random, content: bytes, *_: object) -> bytes:
    lines, start, _end = _lines(random, content)
    other = random.choice((min(start + 1, len(lines) - 1), random.randrange(len(lines))))
    lines[start], lines[other] = lines[other], lines[start]
    return b"".join(lines)


def _join_lines(random: Random, content: bytes, *_: object) -> bytes:
    lines, start, _end = _lines(random, content)
    lines[start] = lines[start].rstrip(b"\r\n")
    return b"".join(lines)


def _nest(random: Random, content: bytes, *_: object) -> bytes:
    """Put a range into many levels of brackets."""
    start, end = _range(random, content)
    opening, closing = random.choice(_NESTING)
    depth = random.choice((2, 10, 50, 300, 1000, _DEEPEST))
    return content[:start] + opening * depth + content[start:end] + closing * depth + content[end:]


def _encode(random: Random, content: bytes, *_: object) -> bytes:
    """Save the input as another system or program would."""
    way = random.randrange(5)
    if way == 0:
        return content.replace(b"\n", b"\r\n")
    if way == 1:
        return content.replace(b"\n", b"\r")
    if way == 2:
        return b"\xef\xbb\xbf" + content
    text = content.decode("utf-8", errors="replace")
    return text.encode("utf-16" if way == 3 else "latin-1", errors="replace")


_ACCIDENTS = (
    *(_flip, _delete, _double, _cut, _splice, _splice, _cross, _insert, _insert, _insert, _replace, _replace, _replace),
    *(_swap_words, _drop_word, _repeat, _number, _drop_lines, _drop_lines, _double_lines, _swap_lines, _join_lines),
    *(_nest, _encode),
)
