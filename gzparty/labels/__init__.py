"""Stored codes become Chinese sentences and labels here, for window, papers and command line alike."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from gzparty.domain.diagnostic import Diagnostic, Refusal
from gzparty.i18n import _
from gzparty.labels.dates import in_sentence

AREAS = (
    "store",
    "sheets",
    "papers",
    "printing",
    "people",
    "training",
    "calendar",
    "folder",
    "settings",
    "copies",
    "password",
    "duty",
    "ledger",
    "votes",
    "search",
    "meeting",
    "intake",
    "collecting",
    "inspection",
    "tours",
    "tips",
    "selection",
    "selection_sheets",
    "nominations",
    "themes",
    "cadres",
    "selection_papers",
    "ballots",
    "decisions",
    "past",
)
"""The modules of this package; each holds SENTENCES, code -> N_(text with {parameters})."""


def sentence(diagnostic: Diagnostic) -> str:
    """Say a finding in one plain sentence; parameters that are findings themselves are said first."""
    parameters = {
        name: sentence(value) if isinstance(value, Diagnostic) else in_sentence(value)
        for name, value in diagnostic.parameters.items()
    }
    return _(_text(diagnostic.code)).format(**parameters)


@cache
def _text(code: str) -> str:
    """The sentence of a code, in the language it is written in; areas are imported as they are looked through."""
    for area in AREAS:
        text: str | None = import_module(f"gzparty.labels.{area}").SENTENCES.get(code)
        if text is not None:
            return text
    raise KeyError(code)


def refusal_text(refusal: Refusal) -> str:
    """Say why a request cannot be done."""
    return "\n".join(sentence(diagnostic) for diagnostic in refusal.diagnostics)


def spoken(error: Exception) -> str:
    """Say why a request cannot be done; what is no refusal is a fault of the program and raised on."""
    if not isinstance(error, Refusal):
        raise error
    return refusal_text(error)
