"""Our fonts inside a PDF: one composite font a face, whose codes are (glyph, text) pairs.

Built on reportlab's TrueType subsetter. Its own dynamic fonts reach glyphs by character, which neither a
mark nor a ligature has; codes of our own reach every glyph that the layout chose, and tell extractors the
text it stands for (PDF 32000-1, 9.7.4 CIDFonts and 9.10.3 ToUnicode CMaps).
"""

from __future__ import annotations

from pathlib import Path
from struct import pack
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFontFace

_CHUNK = 100  # entries of one bfchar block, the most that a CMap allows
_SPACES = {"\u00a0": " ", "\u202f": " "}  # what extractors must see as a word's end


class EmbeddedFont:
    """A face of ours in one PDF document; its subset grows with the codes that are asked for."""

    def __init__(self, document: Any, path: Path) -> None:
        self.fontName = path.stem  # the name that reportlab wants
        self._face = TTFontFace(str(path))
        self._character: dict[int, str] = {}  # glyph → the character whose own shape it is
        for code in sorted(self._face.charToGlyph, reverse=True):
            self._character[self._face.charToGlyph[code]] = chr(code)
        self._codes: dict[tuple[int, str], int] = {(0, ""): 0}
        self.name = f"F{len(document.fontMapping) + 1}"
        document.fontMapping[self.fontName] = "/" + self.name
        document.delayedFonts.append(self)

    def code(self, glyph: int, chars: str) -> int:
        """The code of a glyph that stands for `chars`; "" for the character that has this glyph."""
        return self._codes.setdefault((glyph, self._text(glyph, chars)), len(self._codes))

    def advance(self, glyph: int) -> float:
        """The width of a glyph in thousandths of the font's size."""
        width: float = self._face.hmetrics[glyph][0]
        return self._face._pdfScale(width)

    def _text(self, glyph: int, chars: str) -> str:
        """A mirrored bracket stands for what is seen: extractors mirror it again."""
        own = self._face.charToGlyph.get(ord(chars)) == glyph if len(chars) == 1 else bool(chars)
        text = chars if own else self._character.get(glyph, chars)
        return _SPACES.get(text, text)

    def addObjects(self, document: Any) -> None:
        """Called by reportlab when it writes the document: the font, its subset, widths and texts."""
        glyphs = list(dict.fromkeys(glyph for glyph, _ in self._codes))  # 0 first: the order of the subset
        place = {glyph: index for index, glyph in enumerate(glyphs)}
        face = self._face
        face.charToGlyph = dict(zip(glyphs, glyphs, strict=True))  # the subsetter takes characters
        file = _stream(document, face.makeSubset(glyphs))
        file.dictionary["Length1"] = len(file.content)
        base = f"{_tag(self._codes)}+{face.name.decode('ascii')}"
        descriptor = pdfdoc.PDFDictionary({
            "Type": "/FontDescriptor", "FontName": "/" + base, "Flags": 4, "ItalicAngle": 0,
            "FontBBox": pdfdoc.PDFArray(face.bbox), "Ascent": face.ascent, "Descent": face.descent,
            "CapHeight": face.capHeight, "StemV": face.stemV,
            "FontFile2": document.Reference(file, f"file:{self.fontName}"),
        })  # fmt: skip
        system = pdfdoc.PDFDictionary({
            "Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0,
        })  # fmt: skip
        widths = [self.advance(glyph) for glyph, _ in self._codes]
        descendant = pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": "/" + base,
            "CIDSystemInfo": system,
            "FontDescriptor": document.Reference(descriptor, f"descriptor:{self.fontName}"),
            "DW": 0, "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
            "CIDToGIDMap": document.Reference(
                _stream(document, b"".join(pack(">H", place[glyph]) for glyph, _ in self._codes)),
                f"glyphs:{self.fontName}"),
        })  # fmt: skip
        texts = [(code, text) for (_, text), code in self._codes.items() if text]
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": "/" + base, "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant, f"cid:{self.fontName}")]),
            "ToUnicode": document.Reference(_stream(document, to_unicode(texts)), f"texts:{self.fontName}"),
        }), self.name)  # fmt: skip


def to_unicode(texts: list[tuple[int, str]]) -> bytes:
    """A ToUnicode CMap: UTF-16, so that emoji and ligatures are right too."""
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange",
    ]  # fmt: skip
    for start in range(0, len(texts), _CHUNK):
        part = texts[start : start + _CHUNK]
        lines += [f"{len(part)} beginbfchar"]
        lines += [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in part]
        lines += ["endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")


def _stream(document: Any, content: bytes) -> Any:
    stream = pdfdoc.PDFStream(content=content)
    if document.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _tag(codes: dict[tuple[int, str], int]) -> str:
    """Six letters that name this subset (PDF 32000-1, 9.6.4)."""
    from hashlib import sha256

    digest = sha256(repr(sorted(codes)).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])
