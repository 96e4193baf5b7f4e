"""Words made findable: a text's terms for the index, a word's phrase for a query, and where the words stand.

The terms of a text are its overlapping character pairs; before a blank a character stands alone. So every character begins
a term: two characters are one term, more are a phrase of terms, and one is the beginning of a term.
A search is then exact for any word, with no segmentation that a word could fall through.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable
from typing import Final

from textmine.chinese import fold
from textmine.notice import Span

# Terms hold any character but blanks; the tokenizer is to part them at blanks and nowhere else. It takes all characters
# beyond ASCII as parts of words, and of ASCII the letters, the digits and what is named here.
_PUNCTUATION: Final = "!\"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~"  # the quote doubled, as the option wants it
TOKENIZER: Final = f"ascii tokenchars '{_PUNCTUATION}'"

_STRETCH: Final = re.compile("[^\0-\x20\x7f]+")
# A code of four bytes, in this machine's order.
_CODE: Final = "I" if array("I").itemsize == 4 else "L"
_ENCODING: Final = f"utf-32-{sys.byteorder[0]}e"


def plain(text: str) -> str:
    """Return `text` as words are compared: folded and in small letters, of the same length.

    >>> plain("ＰＤＦ（修订）")
    'pdf(修订)'
    """
    folded = fold(text)
    lowered = folded.lower()
    # A few letters grow when they are made small (İ), and offsets must hold.
    return lowered if len(lowered) == len(folded) else "".join(map(_small, folded))


def _small(char: str) -> str:
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char


def terms(plain_text: str) -> str:
    """Return the terms of a plain text, three characters each: a character, the next one, and a blank.

    So the terms of a part of the text are a slice of the whole's (`part_terms`).

    >>> terms("清退补贴 3")
    '清退 退补 补贴 贴   3 3  '
    """
    # By strides over the codes: ten times as fast as to add up the pairs.
    codes = array(_CODE, plain_text.encode(_ENCODING))
    pairs = array(_CODE, [ord(" ")]) * (3 * len(codes))
    pairs[0::3] = codes
    pairs[1:-3:3] = codes[1:]
    return pairs.tobytes().decode(_ENCODING)


def part_terms(whole: str, span: Span) -> str:
    """Return the terms of a part of a text, out of those of the whole.

    >>> part_terms(terms("清退补贴"), (0, 2))
    '清退 退'
    """
    start, end = span
    return whole[3 * start : max(3 * start, 3 * end - 2)]


def split_words(words: str | Iterable[str]) -> list[str]:
    """Return the single words of a query, plain.

    >>> split_words("清退　补贴 ＰＤＦ")
    ['清退', '补贴', 'pdf']
    """
    text = words if isinstance(words, str) else " ".join(words)
    return _STRETCH.findall(plain(text))


def phrases(words: list[str]) -> str:
    """Return the index query that finds the texts with all of the words.

    >>> phrases(["清退", "补贴款", "区"])
    '"清退" AND "补贴 贴款" AND "区" *'
    """
    return " AND ".join(map(_phrase, words))


def _phrase(word: str) -> str:
    pairs = list(map(str.__add__, word, word[1:])) or [word]
    quoted = " ".join(pairs).replace('"', '""')
    return f'"{quoted}"' + (" *" if len(word) == 1 else "")


def holds(text: str, words: list[str]) -> bool:
    """Tell whether a text has all of the words: what a search answers, by reading.

    >>> holds("清退补贴3万元。", ["补贴", "清退"])
    True
    """
    searched = plain(text)
    return all(word in searched for word in words)


def find_words(text: str, words: list[str]) -> list[Span]:
    """Return where the words stand in `text`, in order; places that touch or overlap are one.

    >>> find_words("清退补贴款", ["补贴", "贴款"])
    [(2, 5)]
    """
    searched = plain(text)
    places: list[Span] = []
    for word in words:
        at = searched.find(word)
        while word and at >= 0:
            places.append((at, at + len(word)))
            at = searched.find(word, at + len(word))
    joined: list[Span] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
