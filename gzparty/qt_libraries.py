"""Says which system libraries the window lacks, as the line that installs them; imports no Qt itself."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

from gzparty.i18n import _

LIBRARIES: Mapping[str, str] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
"""What QtCore, QtGui, QtWidgets and QtNetwork load on Linux, and the Debian package that has it."""

DISPLAY_LIBRARIES: Mapping[str, str] = {
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What the xcb platform plugin loads besides; without it Qt ends the process, so it is asked first."""


def missing_libraries_advice(error: BaseException) -> str:
    """Turn a failed import of Qt into one sentence with the exact apt line."""
    named = re.search(r"(\S+\.so[.\d]*)", str(error))
    missing = _missing({**LIBRARIES, **DISPLAY_LIBRARIES})
    if named and named[1] in LIBRARIES:
        missing.setdefault(named[1], LIBRARIES[named[1]])
    if not missing:
        return _("窗口打不开：{error}。请重新安装：pip install --force-reinstall PySide6-Essentials").format(
            error=error
        )
    return _advice(missing)


def qt_problem() -> str:
    """Try to import the window's toolkit; empty where it works."""
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return missing_libraries_advice(error)
    return ""


def display_problem(environ: Mapping[str, str]) -> str:
    """Say why no window could be shown on this machine; empty where it can.

    Qt aborts the process where the display or a library of its plugin is missing, so both are looked at before.
    """
    if not sys.platform.startswith("linux") or environ.get("QT_QPA_PLATFORM"):
        return ""
    if not environ.get("DISPLAY") and not environ.get("WAYLAND_DISPLAY"):
        return _("这台机器没有图形桌面，窗口打不开；命令行的功能都能用：gzparty --help")
    missing = _missing(DISPLAY_LIBRARIES) if environ.get("DISPLAY") else {}
    return _advice(missing) if missing else ""


def _missing(libraries: Mapping[str, str]) -> dict[str, str]:
    if not sys.platform.startswith("linux"):
        return {}
    return {name: package for name, package in libraries.items() if not _loads(name)}


def _loads(name: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _advice(missing: Mapping[str, str]) -> str:
    packages = " ".join(sorted(set(missing.values())))
    return _("窗口还缺系统库 {names}。请运行：sudo apt-get install -y {packages}").format(
        names=_("、").join(missing), packages=packages
    )
