"""The elements of an editable document: paragraphs, runs with their faces, fields; lengths come in points."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from math import floor
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from gzparty.records import dataclass
from gzparty.reports.content import Align
from gzparty.reports.faces import Face, is_formless

Element = Any
"""An element of WordprocessingML; python-docx has no types for it."""

_WITH_LATIN = frozenset({Face.FANG, Face.KAI, Face.SONG, Face.LATIN})
"""Faces whose figures and Latin letters are set in the Latin face: its figures are as narrow as on the PDF."""
_AS_PRINTED = ("overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid")
"""What a word processor would do to Chinese lines by itself and the PDF does not."""
_GAPS = "\t\n\r"
_SURROGATE = re.compile("[\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Look:
    """A face at a size in points, its letters moved apart by `tracking`; `underlined` draws the rule to write on.

    `uniform` sets figures and Latin letters in the face itself, as page numbers are (GB/T 9704 7.5).
    """

    face: Face
    size: float
    tracking: float = 0.0
    underlined: bool = False
    uniform: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """How a paragraph stands: its line pitch, indents and space in points; `tabs` from the left edge of the text.

    `first` is added to the left indent on the first line. Without `align` lines are justified. `pitch` 0 leaves
    the line to its letters.
    """

    pitch: float
    align: Align | None = None
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    after: float = 0.0
    tabs: tuple[float, ...] = ()
    keep: bool = False
    """Whether the next paragraph stays on the same page."""


def el(tag: str, *children: Element, **attributes: object) -> Element:
    """An element of the main namespace with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def twips(points: float) -> int:
    """Points in twentieths."""
    return round(points * 20)


@lru_cache
def face_names() -> dict[str, str]:
    """What each face is called on an office's machines."""
    data = tomllib.loads(files("resources").joinpath("typesetting.toml").read_text("utf-8"))
    names: dict[str, str] = data["documents"]
    return names


def clean(text: str) -> str:
    """A text without what is no ink and what XML does not allow; tabs and line feeds become spaces."""
    kept = (
        " " if letter in _GAPS else letter for letter in text if letter in _GAPS or not is_formless(letter)
    )
    return _SURROGATE.sub("", "".join(kept))


def run(text: str, look: Look) -> list[Element]:
    """A text in a face; nothing for an empty one."""
    shown = clean(text)
    if not shown:
        return []
    letters = el("t")
    letters.text = shown
    letters.set(qn("xml:space"), "preserve")
    return [el("r", _run_look(look), letters)]


def tab(look: Look) -> Element:
    """A tab, ruled where the look is underlined."""
    return el("r", _run_look(look), el("tab"))


def page_field(instruction: str, look: Look) -> list[Element]:
    """A field the word processor counts: PAGE or NUMPAGES."""
    order = el("instrText")
    order.text = f" {instruction} "
    order.set(qn("xml:space"), "preserve")
    parts = (el("fldChar", fldCharType="begin"), order, el("fldChar", fldCharType="separate"))
    marks = [el("r", _run_look(look), part) for part in parts]
    return [*marks, *run("1", look), el("r", _run_look(look), el("fldChar", fldCharType="end"))]


def paragraph(frame: Frame, parts: Sequence[Element], character: float = 0.0) -> Element:
    """A paragraph; `character` is the grid's, so that indents are said in characters too."""
    settings = el("pPr")
    if frame.keep:
        settings.append(el("keepNext"))
    if frame.tabs:
        settings.append(el("tabs", *(el("tab", val="left", pos=twips(stop)) for stop in frame.tabs)))
    # Said in every paragraph too: not every word processor takes them from the defaults.
    settings.extend(el(name, val=0) for name in _AS_PRINTED)
    settings.append(_spacing(frame))
    if frame.left or frame.right or frame.first:
        settings.append(_indents(frame, character))
    if frame.align:
        settings.append(el("jc", val=frame.align.value))
    return el("p", settings, *parts)


def in_new_page(made: Element) -> Element:
    """The paragraph, begun on a new page."""
    made.pPr.insert(1 if made.pPr.find(qn("w:keepNext")) is not None else 0, el("pageBreakBefore"))
    return made


def lines_of(texts: Sequence[str], look: Look) -> list[Element]:
    """Texts under each other in one paragraph."""
    parts: list[Element] = []
    for i, text in enumerate(texts):
        if i:
            parts.append(el("r", el("br")))
        parts += run(text, look)
    return parts


def _run_look(look: Look) -> Element:
    names = face_names()
    own = names[look.face.value]
    latin = names["latin"] if look.face in _WITH_LATIN and not look.uniform else own
    half_points = round(look.size * 2)
    made = el("rPr", el("rFonts", ascii=latin, hAnsi=latin, eastAsia=own, cs=latin))
    if look.tracking:
        made.append(el("spacing", val=floor(look.tracking * 20)))
    made.extend([el("sz", val=half_points), el("szCs", val=half_points)])
    if look.underlined:
        made.append(el("u", val="single"))
    return made


def _spacing(frame: Frame) -> Element:
    made = el("spacing", before=0, after=twips(frame.after))
    if frame.pitch:
        made.set(qn("w:line"), str(int(frame.pitch * 20)))
        made.set(qn("w:lineRule"), "exact")
    return made


def _indents(frame: Frame, character: float) -> Element:
    made = el("ind", left=twips(frame.left), right=twips(frame.right))
    if frame.first > 0 and character:
        made.set(qn("w:firstLineChars"), str(round(frame.first / character * 100)))
    if frame.first:
        made.set(qn("w:firstLine" if frame.first > 0 else "w:hanging"), str(abs(twips(frame.first))))
    return made
