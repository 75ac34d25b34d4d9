"""Every text twice as long: what fits then fits in another language too."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager

from gzparty import i18n


class Doubled(gettext.NullTranslations):
    """Says everything twice; what is filled into a text is filled into both."""

    def gettext(self, message: str) -> str:
        return f"{message} {message}" if message.strip() else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


@contextmanager
def doubled() -> Iterator[None]:
    """Let the program say everything twice for a while."""
    before = i18n._catalogue.translations
    i18n._catalogue.translations = Doubled()
    try:
        yield
    finally:
        i18n._catalogue.translations = before
