"""What the bytes of a text file say about its encoding; shared by all that read files."""

import codecs

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS = (0, 9, 10, 11, 12, 13, 26, 27)


def marked_encoding(start: bytes) -> str:
    """Name the codec that a byte order mark stands for; empty without a mark."""
    return next((name for mark, name in BYTE_ORDER_MARKS if start.startswith(mark)), "")


def wide_encoding(start: bytes) -> str:
    """Name the UTF-16 codec that the zero bytes of an unmarked file point to; empty when they point to none."""
    pairs = len(start) // 2
    if pairs < 2:
        return ""
    if start[1::2].count(0) > 0.6 * pairs and start[0::2].count(0) < 0.1 * pairs:
        return "utf-16-le"
    if start[0::2].count(0) > 0.6 * pairs and start[1::2].count(0) < 0.1 * pairs:
        return "utf-16-be"
    return ""


def has_odd_bytes(start: bytes, most: float = 0.1) -> bool:
    """Whether more than a share `most` are control characters that text does not have; zeros are not counted."""
    odd = sum(start.count(code) for code in range(32) if code not in _TEXT_CONTROLS)
    return odd > most * len(start) + 8
