"""The glyphs of symbol fonts, whose codes mean nothing elsewhere, as the characters that a reader sees."""

from __future__ import annotations

from typing import Final

BULLET: Final = "•"

# Word stores a symbol font's code as it is or in the private-use area, at F000 and up.
_PRIVATE: Final = 0xF000
_SYMBOL_FONTS: Final = ("wingdings", "webdings", "symbol", "zapf dingbats", "monotype sorts", "marlett")
_WINGDINGS: Final = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆", 0x76: "◆", 0x77: "◆",
    0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩",
    0x8C: "❶", 0x8D: "❷", 0x8E: "❸", 0x8F: "❹", 0x90: "❺", 0x91: "❻", 0x92: "❼", 0x93: "❽", 0x94: "❾", 0x95: "❿",
    0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2: Final = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"}
_SYMBOL: Final = {
    0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: BULLET, 0xB8: "÷",
}  # fmt: skip


def glyph(code: int, font: str) -> str:
    """Return the character that `code` shows in `font`; a symbol font's that is not known is a bullet.

    >>> glyph(0xF0FE, "Wingdings"), glyph(0xF0B7, "Symbol"), glyph(0x2460, "宋体"), glyph(0xF041, "")
    ('☑', '•', '①', '•')
    """
    font = font.strip().lower()
    is_symbol = font.startswith(_SYMBOL_FONTS)
    if not is_symbol and not _PRIVATE <= code < _PRIVATE + 0x100:
        return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else ""
    code = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    if font.startswith("wingdings 2"):
        table = _WINGDINGS_2
    elif font.startswith("symbol"):
        table = _SYMBOL
    else:
        table = _WINGDINGS
    return table.get(code, BULLET)
