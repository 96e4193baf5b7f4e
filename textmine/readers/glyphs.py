"""Characters that a PDF names by another code point than the one it prints: radicals, compatibility forms, ligatures."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Browsers and Word map a glyph that serves both a word and a radical to the radical. Unicode gives most radicals a
# plain form (NFKC); the simplified ones of the supplement have none there.
_SUPPLEMENT: Final = dict(
    zip(
        "⺎⺐⺘⺙⺛⺝⺟⺠⺡⺣⺤⺦⺨⺩⺪⺫⺬⺭⺯⺻⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻏⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻲⻳",
        "兀尢扌攵旡月母民氵灬爫丬犭王疋罒示礻糹聿臼艹虎衤覀西见角讠贝车辶阝钅長镸长门阝青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙亀龟",
        strict=True,
    )
)
_OTHER_FORM: Final = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\U0002f800-\U0002fa1f]")


def plain_glyphs(text: str) -> str:
    """Return `text` with the characters that are printed, where a file names their radicals or compatibility forms.

    >>> plain_glyphs("⼀、⽴⾏⽴改，⻓期坚持ﬁ")
    '一、立行立改，长期坚持fi'
    """
    return _OTHER_FORM.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    return _SUPPLEMENT.get(match[0]) or unicodedata.normalize("NFKC", match[0])
