"""The versions of a duty in words: which holds, which is over, which is typed and not stored yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from gzparty.domain.duty import Duty
from gzparty.i18n import _
from gzparty.labels.duty import deadline_label, every_label
from ui.glyphs import Glyph
from ui.panels.duty.rows import since_text
from ui.widgets.version_list import Version


def version_lines(versions: Sequence[Duty], now: Duty | None, typed: Duty | None) -> list[Version]:
    """Every version, the newest first; one that is typed and not stored yet stands above."""
    ordered = sorted(versions, key=lambda version: version.valid_from, reverse=True)
    lines = []
    if typed is not None:
        since = _("{since} 起").format(since=since_text(typed.valid_from))
        lines.append(Version(since, rhythm_text(typed), _("没保存"), Glyph.TODO, tone="info"))
    for place, version in enumerate(ordered):
        since = since_text(version.valid_from)
        since = since if version.valid_from == date.min else _("{since} 起").format(since=since)
        if version == now:
            lines.append(Version(since, rhythm_text(version), _("现行"), Glyph.DONE))
        elif place and now is not None and version.valid_from < now.valid_from:
            until = ordered[place - 1].valid_from - timedelta(days=1)
            remark = _("到 {month}").format(month=f"{until:%Y-%m}")
            lines.append(Version(since, rhythm_text(version), remark, Glyph.NOT_APPLICABLE, strong=False))
        else:
            lines.append(Version(since, rhythm_text(version), _("还没到"), Glyph.SOON))
    return lines


def rhythm_text(duty: Duty) -> str:
    """每月 1 次，18日前; a version that stops says so."""
    if duty.stopped:
        return _("停用")
    often = every_label(duty.every, duty.times)
    hold = deadline_label(duty.hold_by, duty.every)
    return _("{often}，{hold}前").format(often=often, hold=hold)
