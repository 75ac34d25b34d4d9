"""The short forms of a session's folder: a file's name, where the paper lies."""

from __future__ import annotations

from gzparty.i18n import _
from ui.panels.form import Form
from ui.theme import Theme
from ui.widgets.controls import field


class NameForm(Form):
    """What a file is called."""

    FIELDS = (("materialName", "name"),)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, "nameForm")
        self.add_row(_("文件名"), field("materialName", name))
        self.bind()


class PlaceForm(Form):
    """Where the paper lies."""

    FIELDS = (("paperPlace", "place"),)

    def __init__(self, theme: Theme, place: str) -> None:
        super().__init__(theme, "placeForm")
        self.add_row(_("放在哪"), field("paperPlace", place, _("如 3 号盒第 12 页")))
        self.bind()
