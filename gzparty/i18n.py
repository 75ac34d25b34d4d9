"""One translation mechanism for window, papers and command line: gettext with the Chinese text as msgid."""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from pathlib import Path

__all__ = ["N_", "SOURCE", "_", "in_chinese", "install", "is_source", "ngettext", "pgettext", "source_of"]

SOURCE = "zh_CN"
"""The language the texts are written in."""


class _Translations(_gettext.GNUTranslations):
    """A catalogue that can be asked backwards."""

    _catalog: dict[str, str]

    @cached_property
    def sources(self) -> dict[str, str]:
        """The Chinese of every text that is shown; of several with the same English the shortest."""
        # Texts of several numbers stand under a pair of text and number, and are never a whole text of the window.
        texts = {
            source: shown for source, shown in self._catalog.items() if source and isinstance(source, str)
        }
        return {shown: source for source, shown in sorted(texts.items(), key=lambda pair: -len(pair[0]))}


class _Catalogue:
    """Holds the installed translations; Chinese needs none."""

    def __init__(self) -> None:
        self.translations: _gettext.NullTranslations = _gettext.NullTranslations()


_catalogue = _Catalogue()
_source = _gettext.NullTranslations()
_in_source: ContextVar[bool] = ContextVar("in_source", default=False)


def install(language: str, folder: Path | None = None) -> None:
    """Choose the language of every text asked for from now on; `zh_CN` is the source language."""
    if language == SOURCE or folder is None:
        _catalogue.translations = _source
    else:
        _catalogue.translations = _gettext.translation(
            "gzparty", folder, [language], class_=_Translations, fallback=True
        )


@contextmanager
def in_chinese() -> Iterator[None]:
    """Give texts in Chinese within this block, whatever the window speaks; also a decorator.

    Papers, exported sheets and messages to villages are read by inspectors and clerks, and sheets are imported again.
    """
    token = _in_source.set(True)
    try:
        yield
    finally:
        _in_source.reset(token)


def source_of(shown: str) -> str:
    """The Chinese of a text the window shows, for what leaves it; as it stands where it is no whole text of ours."""
    translations = _catalogue.translations
    return translations.sources.get(shown, shown) if isinstance(translations, _Translations) else shown


def is_source() -> bool:
    """Whether texts are shown in the language they are written in."""
    return not isinstance(_translations(), _Translations)


def _translations() -> _gettext.NullTranslations:
    return _source if _in_source.get() else _catalogue.translations


def _(message: str) -> str:
    """Translate a text when it is shown, never at import."""
    return _translations().gettext(message)


def N_(message: str) -> str:  # noqa: N802 - the gettext convention
    """Mark a module-level text for extraction without translating it yet."""
    return message


def ngettext(singular: str, plural: str, n: int) -> str:
    """Choose the form of a text that counts something."""
    return _translations().ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Translate a text whose English differs by context."""
    return _translations().pgettext(context, message)
