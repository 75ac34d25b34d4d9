"""What a status glyph means where nothing else says it."""

from __future__ import annotations

from gzparty.i18n import N_, _
from ui.glyphs import Glyph

WORDS = {
    Glyph.DONE: N_("已办"),
    Glyph.LATE: N_("补办"),
    Glyph.PART: N_("办了一部分"),
    Glyph.Q3: N_("待验收"),
    Glyph.SOON: N_("快到期"),
    Glyph.OVER: N_("逾期"),
    Glyph.TODO: N_("还没办"),
    Glyph.DRAFT: N_("没填完"),
    Glyph.HELD: N_("开了没交"),
    Glyph.UNENTERED: N_("交了没登"),
    Glyph.RETURNED: N_("已退回"),
    Glyph.LEAVE: N_("请假"),
    Glyph.OUT: N_("公出"),
    Glyph.SUBSTITUTE: N_("代会"),
    Glyph.EARLY: N_("早退"),
    Glyph.ABSENT: N_("缺席"),
    Glyph.ERRAND: N_("要材料"),
    Glyph.NOT_APPLICABLE: N_("不涉及"),
}


def glyph_words(glyph: Glyph) -> str:
    """Say a glyph."""
    return _(WORDS[glyph])
