"""One window per user: a second start hands its request to the first and ends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 1000
HEARD = b"\n"
"""What the first answers; a greeting that was only sent may have come to one that ends."""
GREETING_LIMIT = 4096


class SingleInstance(QObject):
    """Holds a lock in the user's own folder; QtNetwork is loaded only after the first paint."""

    asked = Signal(str)
    """A second start wants the window in front; the text is the office file it was given, or empty."""

    def __init__(self, folder: Path, name: str = "gzparty") -> None:
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / f"{name}.window.lock"))
        self._lock.setStaleLockTime(0)
        self._address = str(folder / f"{name}.window.socket")
        self._server: QLocalServer | None = None

    def is_first(self, wait: int = 0) -> bool:
        """Take the lock; False where another window of this user still holds it after so many milliseconds."""
        return self._lock.tryLock(wait)

    def listen_later(self) -> None:
        """Listen for second starts once the window stands."""
        QTimer.singleShot(0, self._listen)

    def ask_first(self, request: str) -> bool:
        """Ask the running window to come to the front; tell whether it heard."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._address)
        if not socket.waitForConnected(WAIT_MS):
            return False
        socket.write(request.encode()[:GREETING_LIMIT] + b"\n")
        heard = socket.waitForReadyRead(WAIT_MS)
        socket.disconnectFromServer()
        return heard

    def fall_silent(self) -> None:
        """The program ends and can show nothing more: a second start waits for its place instead."""
        self.blockSignals(True)
        if self._server is not None:
            self._server.close()

    def release(self) -> None:
        """Let another start be the first."""
        self._lock.unlock()

    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        # A socket left by a crash would refuse the name; the lock says that nobody is using it.
        QLocalServer.removeServer(self._address)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        self._server.listen(self._address)

    def _greet(self) -> None:
        socket = self._server.nextPendingConnection() if self._server is not None else None
        if socket is not None:
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._take(socket)

    def _hear(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.canReadLine():
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        request = socket.readLine().toStdString().strip()
        # Before anything is shown, which may take longer than the second start waits.
        socket.write(HEARD)
        socket.flush()
        self.asked.emit(request)
