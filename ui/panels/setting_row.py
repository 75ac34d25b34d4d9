"""One row of the settings as a search knows it: its part, its words, its widgets; and how hits in it are marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gzparty.i18n import _
from ui.theme import Theme

_MARK = '<span style="background:{colour}; text-decoration:underline">{hit}</span>'


@dataclass
class Row:
    """Hidden or shown as a whole; `changed` tells that its value is not the default."""

    theme: Theme
    key: str
    part: str
    label: str
    title: QLabel
    note: QLabel
    """What a change touches, what holds by default, where that comes from."""
    tag: QLabel
    """Says that it was changed."""
    widgets: list[QWidget] = field(default_factory=list)
    said: str = ""
    """The words of the note."""
    initials: str = ""
    changed: bool = False
    terms: Sequence[str] = ()
    """What is looked for, marked in its words."""

    def show(self, on: bool, terms: Sequence[str]) -> None:
        """Show or hide everything of it, with the hits of a search marked."""
        self.terms = terms
        for widget in self.widgets:
            widget.setVisible(on)
        self.tag.setVisible(on and self.changed)
        self.note.setVisible(on and bool(self.said))
        if on:
            mark(self.title, self.label, terms, self.theme)
            mark(self.note, self.said, terms, self.theme)

    def tell(self, said: str, changed: bool) -> None:
        """Take over what its note says now and whether it was changed."""
        self.said, self.changed = said, changed
        mark(self.note, said, self.terms, self.theme)
        in_sight = not self.title.isHidden()
        self.tag.setVisible(changed and in_sight)
        self.note.setVisible(bool(said) and in_sight)

    def holds(self, terms: Sequence[str]) -> bool:
        """Whether all that is looked for stands in its words, or in the initials of its label or part."""
        return holds(f"{self.label}\n{_(self.part)}\n{self.said}", self.initials, terms)


def terms_of(text: str) -> tuple[str, ...]:
    """What is looked for: words parted by spaces, great and small letters alike."""
    return tuple(text.casefold().split())


def holds(words: str, initials: str, terms: Sequence[str]) -> bool:
    """Whether each of the terms stands in the words or is part of a reading among the initials."""
    words = words.casefold()
    return all(term in words or any(term in one for one in initials.split()) for term in terms)


def mark(target: QLabel, text: str, terms: Sequence[str], theme: Theme) -> None:
    """Show a text with the hits of a search on the ground of a match; as it is where there is none."""
    spans = _spans(text, terms)
    if not spans:
        target.setTextFormat(Qt.TextFormat.PlainText)
        target.setText(text)
        return
    colour = theme.colour("warn-bg").name()
    parts, at = [], 0
    for first, last in spans:
        parts += [escape(text[at:first]), _MARK.format(colour=colour, hit=escape(text[first:last]))]
        at = last
    target.setTextFormat(Qt.TextFormat.RichText)
    # Rich text would draw several spaces together, and an ideographic one is among them.
    html = "".join([*parts, escape(text[at:])]).replace("\n", "<br>").replace("\u3000", "&nbsp;" * 3)
    target.setText(html)


def _spans(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the terms stand, without overlaps, in order."""
    low = text.casefold()
    if len(low) != len(text):
        return []
    found: list[tuple[int, int]] = []
    for term in terms:
        at = low.find(term)
        while at >= 0:
            if all(at + len(term) <= first or last <= at for first, last in found):
                found.append((at, at + len(term)))
            at = low.find(term, at + len(term))
    return sorted(found)
