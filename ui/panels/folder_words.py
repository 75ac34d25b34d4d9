"""A session's folder as the lines of a checklist."""

from __future__ import annotations

from gzparty.domain.folder import LineState
from gzparty.i18n import _
from gzparty.labels.folder import folder_kind_label, line_remark, line_state_label
from gzparty.services.folders import FolderView
from ui.glyphs import Glyph
from ui.widgets.checklist import Check

GLYPHS = {
    LineState.DONE: Glyph.DONE,
    LineState.PART: Glyph.PART,
    LineState.TODO: Glyph.TODO,
    LineState.OPTIONAL: Glyph.NOT_APPLICABLE,
    LineState.WAIVED: Glyph.NOT_APPLICABLE,
}
QUIET = frozenset({LineState.OPTIONAL, LineState.WAIVED})


def folder_checks(folder: FolderView) -> list[Check]:
    """Make the lines, in filing order."""
    return [
        Check(
            line.kind.value,
            GLYPHS[line.state],
            folder_kind_label(line.kind),
            line_remark(line),
            line_state_label(line.state),
            dim=line.state in QUIET,
            short=line.place,
        )
        for line in folder.lines
    ]


def folder_figure(folder: FolderView) -> str:
    """5/9, or nothing where nothing is wanted."""
    return _("{done}/{wanted}").format(done=folder.done, wanted=folder.wanted) if folder.wanted else ""
