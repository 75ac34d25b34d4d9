"""The key of the reporters, taken along to another computer: saved into a file, read from one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from ui.asked_files import ask_files, first_folder
from ui.desk import Desk
from ui.gate import Gate

SUFFIX = ".key"


class KeyDeeds(QObject):
    """Asks for the file, says what became of it."""

    told = Signal(str)

    def __init__(self, desk: Desk, gate: Gate, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._window = parent

    def save(self) -> None:
        """Ask where the key shall lie."""
        offered = first_folder(self._desk.memory) / (_("反映人钥匙") + SUFFIX)
        name, _kind = QFileDialog.getSaveFileName(
            self._window, _("另存钥匙"), str(offered), _("钥匙 (*.key)")
        )
        if name:
            self.save_to(Path(name))

    def read(self) -> None:
        """Ask which file holds the key of another computer."""
        chosen = ask_files(self._window, self._desk.memory, _("读入钥匙"), _("钥匙 (*.key);;所有文件 (*)"))
        if chosen:
            self.read_from(chosen[0])

    def save_to(self, target: Path) -> None:
        """Write the key into a file."""
        words = _("钥匙存到了 {path}。和办公文件的备份分开放，谁拿到两样就看得到反映人。").format(path=target)

        def call(services: Services) -> Done[None]:
            services.tips.save_key(target)
            return Done(None)

        self._gate.write(call, lambda _outcome: self.told.emit(words))

    def read_from(self, source: Path) -> None:
        """Add the key of a file to this computer's."""

        def call(services: Services) -> Done[int]:
            return Done(services.tips.take_in_key(source))

        def told(outcome: Done[int]) -> None:
            words = _("读入了 {n} 把钥匙").format(n=outcome.value)
            self.told.emit(words if outcome.value else _("这把钥匙这台电脑上已经有了"))

        self._gate.write(call, told)
