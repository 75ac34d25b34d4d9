"""One translation mechanism for window, papers and command line: gettext with the Chinese text as msgid."""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

__all__ = ["N_", "_", "install", "ngettext", "pgettext"]


class _Catalogue:
    """Holds the installed translations; Chinese needs none."""

    def __init__(self) -> None:
        self.translations: _gettext.NullTranslations = _gettext.NullTranslations()


_catalogue = _Catalogue()


def install(language: str, folder: Path | None = None) -> None:
    """Choose the language of every text asked for from now on; `zh_CN` is the source language."""
    if language == "zh_CN" or folder is None:
        _catalogue.translations = _gettext.NullTranslations()
    else:
        _catalogue.translations = _gettext.translation("gzparty", folder, [language], fallback=True)


def _(message: str) -> str:
    """Translate a text when it is shown, never at import."""
    return _catalogue.translations.gettext(message)


def N_(message: str) -> str:  # noqa: N802 - the gettext convention
    """Mark a module-level text for extraction without translating it yet."""
    return message


def ngettext(singular: str, plural: str, n: int) -> str:
    """Choose the form of a text that counts something."""
    return _catalogue.translations.ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Translate a text whose English differs by context."""
    return _catalogue.translations.pgettext(context, message)
