"""Attachments handed to the system's viewer or saved elsewhere; what was opened lies in a private folder, swept at start and end."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.file_names import free_name
from gzparty.files import ensure_folder, write_whole
from gzparty.i18n import _
from gzparty.labels import spoken
from ui.jobs import Jobs, Progress
from ui.lasting import Quiet, Shown

if TYPE_CHECKING:
    from gzparty.domain.folder import Attachment
    from gzparty.services.file_ports import BlobStore


class OpenedFiles(QObject):
    """Reads blobs in threads of their own; files lie read-only, so that WPS asks where to save changes."""

    opened = Signal(object)
    """The path of what the viewer was given."""
    saved = Signal(object)
    """The path, or the folder of several, that was written."""
    refused = Signal(str)

    def __init__(self, jobs: Jobs, blobs: BlobStore, folder: Path) -> None:
        """`folder` is this user's own; each start of the program uses a new folder in it."""
        super().__init__()
        self._jobs = jobs
        self._blobs = blobs
        self._all = folder
        self._folder = folder / os.urandom(4).hex()
        self.shows = True
        """Whether a file is opened at once; tests and pictures switch it off."""

    def open(self, attachment: Attachment) -> None:
        """Give one file to the system's viewer."""

        def write(_progress: Progress, _stopped: Callable[[], bool]) -> Path:
            with self._blobs.aside() as blobs:
                return private_copy(blobs, attachment, self._folder)

        self._jobs.run(write, self._show, self._fail, Shown(_("正在打开"), broken="reading_stopped"))

    def save(self, attachments: Sequence[Attachment], target: Path) -> None:
        """Write one file under a name, or several into a folder without overwriting anything there."""

        def write(_progress: Progress, stopped: Callable[[], bool]) -> Path:
            with self._blobs.aside() as blobs:
                return write_out(blobs, attachments, target, stopped)

        self._jobs.run(write, self.saved.emit, self._fail, Shown(_("正在另存"), stops=True))

    def sweep(self) -> None:
        """Delete what earlier starts left; files a viewer still holds stay until the next start."""
        if self._all.is_dir():
            self._jobs.run(self._swept, _nothing, self._fail, Quiet("nobody asked for the sweeping"))

    def sweep_own(self) -> None:
        """Delete what was opened since the start, as when the office is locked or closed; in the thread that asks."""
        remove_tree(self._folder)

    def _swept(self, _progress: Progress, _stopped: Callable[[], bool]) -> None:
        for folder in self._all.iterdir():
            if folder != self._folder:
                remove_tree(folder)

    def _show(self, path: Path) -> None:
        if self.shows:
            from PySide6.QtCore import QUrl
            from PySide6.QtGui import QDesktopServices

            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.opened.emit(path)

    def _fail(self, error: Exception) -> None:
        self.refused.emit(spoken(error))


def private_copy(blobs: BlobStore, attachment: Attachment, folder: Path) -> Path:
    """Write a file where only this user reads it; the same file opened twice is written once."""
    target = folder / attachment.hash[:12] / attachment.name
    if not target.exists():
        try:
            folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        except OSError as error:
            raise Refusal("path_unwritable", path=folder) from error
        ensure_folder(target.parent)
        write_whole(target, blobs.get(attachment.hash))
        target.chmod(stat.S_IRUSR)
    return target


def write_out(
    blobs: BlobStore, attachments: Sequence[Attachment], target: Path, stopped: Callable[[], bool]
) -> Path:
    """Write files out; a single one goes to `target` itself, several into it as a folder."""
    if len(attachments) == 1:
        write_whole(target, blobs.get(attachments[0].hash))
        return target
    ensure_folder(target)
    taken = {path.name.casefold() for path in target.iterdir()}
    for one in attachments:
        if stopped():
            break
        name = free_name(one.name, taken)
        write_whole(target / name, blobs.get(one.hash))
        taken.add(name.casefold())
    return target


def remove_tree(folder: Path) -> None:
    """Delete a folder with its read-only files as far as the system lets go of them."""
    for place, _folders, names in os.walk(folder, topdown=False):
        for name in names:
            path = Path(place) / name
            try:
                path.chmod(stat.S_IRUSR | stat.S_IWUSR)
                path.unlink()
            except OSError:
                continue
        try:
            Path(place).rmdir()
        except OSError:
            continue


def _nothing(_result: None) -> None:
    """A swept folder needs no word."""
