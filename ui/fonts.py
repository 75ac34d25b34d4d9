"""The faces of the window: the system's own Chinese face, or ours where the machine has none."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from ui.resource import path_of

SYSTEM_FACES = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC")
OWN_FACE = "GW Hei"
FAMILIES = (*SYSTEM_FACES, OWN_FACE)


def load_own_face_if_needed() -> str:
    """Make sure that one face with Chinese exists; return the family that will be used."""
    for family in SYSTEM_FACES:
        if QFontDatabase.hasFamily(family):
            return family
    if not QFontDatabase.hasFamily(OWN_FACE):
        # By path: the font engine maps the file, bytes would be held a second time.
        QFontDatabase.addApplicationFont(path_of("fonts/GWHei-Regular.ttf"))
    return OWN_FACE


def face(pixels: int, *, bold: bool = False) -> QFont:
    """Build the window's font at a size in device-independent pixels, in one of its two weights."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
