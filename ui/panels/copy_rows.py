"""How the copies stand in their list: groups, columns, and the facts above it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from gzparty.i18n import N_, _
from gzparty.labels import copies
from ui.copying import Copying, CopyLine
from ui.glyphs import Glyph
from ui.tables.column import Column
from ui.tables.groups import GroupedRows, RecordGroup
from ui.widgets.facts import BRIEF, BRIEFEST, Fact

RECENT = timedelta(days=7)
STICKS, BROKEN = "sticks", "broken"


def copy_columns() -> tuple[Column[CopyLine], ...]:
    """Make the columns of the list."""
    return (
        Column("at", N_("时间"), at_text, 130, 118, sort_key=lambda line: line.copy.at),
        Column("reason", N_("为什么存"), lambda line: copies.reason(line.copy.reason), 130, 104, tone=_soft),
        Column("place", N_("在哪里"), _place, 178, 130, tone=_soft, tooltip=lambda line: str(line.copy.path)),
        Column(
            "size",
            N_("大小"),
            lambda line: copies.size(line.copy.size),
            86,
            78,
            sort_key=lambda line: line.copy.size,
            right=True,
            tone=_soft,
        ),
        Column("found", N_("核对"), state_text, 220, stretch=True, glyph=state_glyph, tone=_state_tone),
    )


def grouped(lines: Sequence[CopyLine], today: date, only: str) -> GroupedRows[CopyLine]:
    """Put the copies into groups; `only` narrows to those on sticks, or to those that do not open."""
    shown = [line for line in lines if _wanted(line, only)]
    here = [line for line in shown if not line.outside]
    recent = datetime.combine(today - RECENT, datetime.min.time())
    groups = (
        ("today", _("今天"), [line for line in here if line.copy.at.date() >= today]),
        (
            "recent",
            _("最近 7 天"),
            [line for line in here if recent <= line.copy.at and not _is(line, today)],
        ),
        ("outside", _outside_title(shown), [line for line in shown if line.outside]),
        ("older", _("更早的，每周、每月留一份"), [line for line in here if line.copy.at < recent]),
    )
    return GroupedRows([RecordGroup(*group, _heaviest(group[2])) for group in groups], identity)


def identity(line: CopyLine) -> str:
    """What stays the same about a copy."""
    return str(line.copy.path)


def at_text(line: CopyLine) -> str:
    """06-10 18:02; the panel beside the list says the year where it is another one."""
    return f"{line.copy.at:%m-%d %H:%M}"


def state_text(line: CopyLine) -> str:
    """能打开，6812 条; 打不开：只写进去一半; 正在核对."""
    if line.found is None:
        return _("正在核对")
    if wants_password(line):
        return _("另一个密码，输了才能看")
    if line.found.problem is not None:
        return _("打不开：{why}").format(why=copies.why_unusable(line.found.problem))
    assert line.found.inside is not None
    return _("能打开，{n} 条记录").format(n=line.found.inside.records)


def state_glyph(line: CopyLine) -> Glyph:
    """The state of a copy as a shape."""
    if line.found is None:
        return Glyph.TODO
    if wants_password(line):
        return Glyph.TODO
    return Glyph.DONE if line.found.sound else Glyph.OVER


def is_broken(line: CopyLine) -> bool:
    """Whether a copy was opened in vain."""
    return line.found is not None and not line.found.sound and not wants_password(line)


def wants_password(line: CopyLine) -> bool:
    """Whether a copy lies under a password that is not the office's."""
    found = line.found
    return found is not None and found.problem is not None and found.problem.code == "copy_keyed_otherwise"


def facts(copying: Copying, now: datetime, due: bool, *, has_password: bool) -> list[Fact]:
    """What the strip above the list says; `due` when the next copy on a stick is."""
    lines = copying.lines()
    today = now.date()
    size = copying.office.stat().st_size if copying.office.exists() else 0
    return [
        Fact("size", _("数据文件"), copies.size(size), until=BRIEF),
        _last_copy([line for line in lines if not is_broken(line)], now),
        _last_outside(copying.last_outside(), today, due),
        _last_check(copying.last_check(), today),
        Fact("password", _("密码"), _("已设") if has_password else _("没设"), until=BRIEFEST),
    ]


def _last_copy(lines: Sequence[CopyLine], now: datetime) -> Fact:
    words, short = _("上次备份"), _("备份")
    if not lines:
        return Fact("copy", words, _("还没有"), Glyph.SOON, "warn", short)
    latest = max(line.copy.at for line in lines)
    when = copies.since(latest.date(), now.date())
    value = f"{when} {latest:%H:%M}" if latest.date() == now.date() else when
    return Fact("copy", words, value, Glyph.DONE, short=short)


def _last_outside(last: date | None, today: date, due: bool) -> Fact:
    words, short = _("上次存到 U 盘"), _("U 盘")
    value = _("还没存过") if last is None else copies.since(last, today)
    if due:
        return Fact("stick", words, value, Glyph.SOON, "warn", short)
    return Fact("stick", words, value, Glyph.TODO if last is None else Glyph.DONE, short=short)


def _last_check(last: tuple[date, int] | None, today: date) -> Fact:
    if last is None:
        return Fact("check", _("自查"), _("还没查过"), Glyph.TODO)
    day, problems = last
    words = _("{day}自查").format(day=copies.since(day, today))
    if problems:
        return Fact("check", words, _("{n} 处问题").format(n=problems), Glyph.OVER, "over")
    return Fact("check", words, _("没有坏处"), Glyph.DONE)


def _wanted(line: CopyLine, only: str) -> bool:
    return not only or (line.outside if only == STICKS else is_broken(line))


def _outside_title(lines: Sequence[CopyLine]) -> str:
    elsewhere = any(line.copy.reason == "elsewhere" for line in lines)
    return _("U 盘和别处") if elsewhere else _("U 盘")


def _is(line: CopyLine, day: date) -> bool:
    return line.copy.at.date() >= day


def _heaviest(lines: Sequence[CopyLine]) -> Glyph | None:
    return Glyph.OVER if any(is_broken(line) for line in lines) else None


def _place(line: CopyLine) -> str:
    return copies.place(line.copy.path.parent) if line.outside else _("本机")


def _soft(_line: CopyLine) -> str:
    return "ink2"


def _state_tone(line: CopyLine) -> str:
    return "over" if is_broken(line) else "ink2"
