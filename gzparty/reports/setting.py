"""Set texts of a document: widths and codes are worked out once per character, then looked up in plain dicts."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from gzparty.reports.breaking import Rules
from gzparty.reports.faces import Choice, Face, FaceBook
from gzparty.reports.font import Subset


class _Widths(dict[str, float]):
    """Character to advance in ems, by the face that will really draw it."""

    def __init__(self, setting: Setting, face: Face) -> None:
        self._setting = setting
        self._face = face

    def __missing__(self, character: str) -> float:
        width = self._setting.choose(self._face, character).advance / 1000
        self[character] = width
        return width


class _Codes(dict[int, str]):
    """Code point to hexadecimal codes for `str.translate`, with the change of face written around foreign ones."""

    def __init__(self, type_: Type) -> None:
        self._type = type_

    def __missing__(self, point: int) -> str:
        code = self._type.encode(chr(point))
        self[point] = code
        return code


class Type:
    """A face at a size: what a line of text is set in."""

    __slots__ = ("_setting", "codes", "face", "rules", "select", "size", "widths")

    def __init__(self, setting: Setting, face: Face, size: float) -> None:
        self._setting = setting
        self.face = face
        self.size = size
        self.rules = setting.rules
        self.widths = setting.widths(face)
        self.codes = _Codes(self)
        self.select = self._select(face)

    def _select(self, face: Face) -> str:
        return f"/{self._setting.subset(face).resource} {self.size:g} Tf"

    def encode(self, character: str) -> str:
        """Return what stands for a character between the angle brackets of a shown string."""
        choice = self._setting.choose(self.face, character)
        if not choice.glyph:
            return ""
        code = self._setting.subset(choice.face).code(character, choice.glyph)
        if choice.face is self.face:
            return code
        out, back = self._setting.change(self, choice.face)
        return f"{out}{code}{back}"

    def width(self, text: str) -> float:
        """Measure a text in points."""
        return sum(map(self.widths.__getitem__, text)) * self.size

    def show(self, text: str) -> str:
        """Return the operator that shows a text in this type."""
        return f"<{text.translate(self.codes)}> Tj"


class Setting:
    """The types of one document, and which characters could not be drawn."""

    def __init__(self) -> None:
        data = tomllib.loads(files("resources").joinpath("typesetting.toml").read_text("utf-8"))
        self.rules = Rules.of(data["breaking"])
        self._book = FaceBook(frozenset(data["faces"]["fang_marks"]))
        self.subsets: dict[Face, Subset] = {}
        self.lacking: set[str] = set()
        self._choices: dict[tuple[Face, str], Choice] = {}
        self._widths: dict[Face, _Widths] = {}
        self._types: dict[tuple[Face, float], Type] = {}
        self._changes: dict[tuple[str, str], tuple[str, str]] = {}

    def choose(self, face: Face, character: str) -> Choice:
        """Choose the face of a character once; what nobody has is noted."""
        key = (face, character)
        choice = self._choices.get(key)
        if choice is None:
            choice = self._choices[key] = self._book.choose(face, character)
            if not choice.found:
                self.lacking.add(character)
        return choice

    def subset(self, face: Face) -> Subset:
        """Return the subset of a face, begun when it is first needed."""
        if face not in self.subsets:
            self.subsets[face] = Subset(self._book[face], f"F{len(self.subsets) + 1}")
        return self.subsets[face]

    def widths(self, face: Face) -> _Widths:
        """Return the widths of a face's texts in ems."""
        if face not in self._widths:
            self._widths[face] = _Widths(self, face)
        return self._widths[face]

    def type(self, face: Face, size: float) -> Type:
        """Return a face at a size in points."""
        key = (face, size)
        if key not in self._types:
            self._types[key] = Type(self, face, size)
        return self._types[key]

    def dash_height(self, size: float) -> float:
        """Return how far the upper edge of a Song — stands above the baseline, in points."""
        face = self._book[Face.SONG]
        return face.height_range(face.glyph(ord("—")))[1] * size / 1000

    def change(self, type_: Type, face: Face) -> tuple[str, str]:
        """Return the marks around characters that another face lends to a text; `tidy` resolves them."""
        inside = f"{type_.select}:{face}"
        out, back = f"\x01{inside}\x01", f"\x02{inside}\x02"
        lent = self.type(face, type_.size)
        self._changes[out, back] = (f"> Tj {lent.select} <", f"> Tj {type_.select} <")
        return out, back

    def tidy(self, content: str) -> str:
        """Write the changes of face out, once for neighbours that come from the same face."""
        for (out, back), (leave, come) in self._changes.items():
            if out in content:
                content = content.replace(back + out, "").replace(out, leave).replace(back, come)
        return content.replace("<> Tj ", "")
