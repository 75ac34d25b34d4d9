"""Asks where a paper shall lie, hands it to those who save, and opens what was saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import MeetingKind
from gzparty.files import ensure_folder, file_name
from gzparty.i18n import _, in_chinese
from gzparty.labels import refusal_text
from gzparty.labels.duty import meeting_kind_label
from gzparty.reports import catalogue
from gzparty.reports.subject import KIND, NOMINATION, PERSON, STATE
from gzparty.reports.subject_style import STATES
from ui.panels.preview import Preview
from ui.panels.print_deeds import PrintDeeds
from ui.print_work import Made
from ui.printing import Printing


class SavePaper(QObject):
    """The dialogs of 存 PDF and 存 Word; they stay open beside the running program."""

    def __init__(self, page: QWidget, preview: Preview, deeds: PrintDeeds, printing: Printing) -> None:
        super().__init__(page)
        self._page = page
        self._preview = preview
        self._deeds = deeds
        self._printing = printing
        self._made: Made | None = None
        self._saved: Path | None = None
        deeds.saved.connect(self._remember)
        preview.saved.add_deed("openSaved", _("打开")).clicked.connect(self._open_saved)

    def ask_pdf(self, made: Made) -> None:
        """Ask for a file for the whole document."""
        self._ask_file(made, "pdf", _("PDF 文件 (*.pdf)"), self._save_pdf)

    def ask_word(self, made: Made) -> None:
        """Ask for a file for the editable document."""
        self._ask_file(made, "docx", _("Word 文档 (*.docx)"), self._save_word)

    def ask_folder(self, made: Made) -> None:
        """Ask for a folder for one file each."""
        folder = self._ready(self._printing.folder / paper_name(made))
        if folder is None:
            return
        self._made = made
        dialog = QFileDialog(self._page, _("存到哪个文件夹"), str(folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, self._save_apart)

    def open_folder(self) -> None:
        """Show the folder where papers lie."""
        folder = self._ready(self._printing.folder)
        if folder is not None:
            self._printing.open(folder)

    def _ask_file(self, made: Made, suffix: str, kinds: str, answer: Callable[[str], None]) -> None:
        folder = self._ready(self._printing.folder)
        if folder is None:
            return
        self._made = made
        dialog = QFileDialog(self._page, _("存到哪里"), str(folder), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{paper_name(made)}.{suffix}")
        self._open(dialog, answer)

    def _open(self, dialog: QFileDialog, answer: Callable[[str], None]) -> None:
        dialog.fileSelected.connect(answer)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ready(self, folder: Path) -> Path | None:
        try:
            ensure_folder(folder)
        except Refusal as refusal:
            self._preview.say_failed(_("没存下来"), refusal_text(refusal))
            return None
        return folder

    def _save_pdf(self, path: str) -> None:
        if self._made is not None:
            self._deeds.save_pdf(self._made, Path(path))

    def _save_word(self, path: str) -> None:
        if self._made is not None:
            self._deeds.save_word(self._made, Path(path))

    def _save_apart(self, path: str) -> None:
        if self._made is not None:
            self._deeds.save_apart(self._made, Path(path))

    def _remember(self, path: Path) -> None:
        self._saved = path

    def _open_saved(self) -> None:
        if self._saved is not None:
            self._printing.open(self._saved)


@in_chinese()
def paper_name(made: Made) -> str:
    """Name a file after its paper and what it is about: 签到表-2026-06."""
    spec = catalogue.find(made.order.paper)
    about = [
        _named(selector, str(value))
        for selector in spec.selectors
        if (value := getattr(made.order.subject, selector)) is not None
        and selector not in (PERSON, NOMINATION)
    ]
    return file_name("-".join([_(spec.label), *about]))


def _named(selector: str, value: str) -> str:
    """What a paper is about in words where it is known by a code: 支委会, 没销号; a month stays as it is."""
    if selector == KIND and value in set(MeetingKind):
        return meeting_kind_label(MeetingKind(value))
    if selector == STATE and value in STATES:
        return _(STATES[value])
    return value
