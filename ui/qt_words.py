"""What Qt itself says, in the words of the program."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from gzparty.i18n import N_

_UNDO = N_("撤销(&U)")
OWN_WORDS = {
    ("QLineEdit", "&Undo"): _UNDO,
    ("QWidgetTextControl", "&Undo"): _UNDO,
    ("QAbstractSpinBox", "&Step up"): N_("加"),
    ("QAbstractSpinBox", "Step &down"): N_("减"),
}
"""By Qt's context and text; Qt's own catalogue says 撤消 and calls the steps of a number 升高 and 降低."""


class QtWords(QTranslator):
    """Stands before Qt's own catalogue and gives the few texts the program has other words for."""

    def translate(  # type: ignore[override]
        self, context: str, text: str, about: str | None = None, number: int = -1
    ) -> str | None:
        # None where there is no other word: an empty text would be shown as one.
        return OWN_WORDS.get((context, text))

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False
