"""Words of the copies: why each was made, why one does not open, what its records are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.places import Place, PlaceKind
from gzparty.i18n import N_, _
from gzparty.labels import dates, sentence

if TYPE_CHECKING:
    from gzparty.services.copy_views import Copy, Kept, Step

SENTENCES: dict[str, str] = {
    "copy_cut_short": N_("{path} 只写进去一半，打不开。换一份备份。"),
    "copy_folder_missing": N_("没找到 {path}。U 盘插上了吗？插好再存一次，或换一个文件夹。"),
    "copy_is_office": N_("{path} 就是现在用的办公文件，不是备份。"),
    "copy_stopped": N_("备份停下了，没有留下半份，办公文件没有动。要备份就再点一次。"),
    "restore_stopped": N_("恢复停下了，办公文件没有换，还是原来的样子。要恢复就再选一次。"),
    "look_only": N_("这是备份，只能看，不能改。要改，先恢复这份备份。"),
    "export_folder_missing": N_("没找到文件夹 {path}，表格没有导出。请换一个文件夹。"),
}

_REASONS = {
    "manual": N_("手动"),
    "stick": N_("存到 U 盘"),
    "daily": N_("每天自动"),
    "timed": N_("定时"),
    "close": N_("关程序"),
    "import": N_("导入前"),
    "before-migration": N_("升级前"),
    "before-restore": N_("恢复前"),
    "damaged": N_("损坏的原件"),
    "rescued": N_("原文件不见时存的"),
    "elsewhere": N_("别处的文件"),
}
_WHY_UNUSABLE = {
    "copy_cut_short": N_("只写进去一半"),
    "store_damaged": N_("文件坏了"),
    "store_not_ours": N_("不是办公文件"),
    "copy_keyed_otherwise": N_("设了另一个密码"),
    "store_newer": N_("新版程序存的，先升级"),
    "store_missing": N_("文件不在了"),
    "file_unreadable": N_("读不出来"),
}
_BAD_PLACES = {
    PlaceKind.CLOUD: N_("办公文件放在会同步的文件夹里（{service}）"),
    PlaceKind.NETWORK: N_("办公文件放在网络上的文件夹里"),
    PlaceKind.REMOVABLE: N_("办公文件放在 U 盘或移动硬盘上"),
}
_WHAT_MAY_HAPPEN = {
    PlaceKind.CLOUD: N_("同步时可能拿旧的换掉新的。"),
    PlaceKind.NETWORK: N_("网断了可能只写进去一半。"),
    PlaceKind.REMOVABLE: N_("没存完就拔下来会坏，丢了就全没了。"),
}
_ROLES = {"do": N_("{name}"), "undo": N_("撤销：{name}"), "redo": N_("重做：{name}")}
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("培训"), ("training",)),
    (N_("签到"), ("attendance",)),
    (N_("人员"), ("person",)),
    (N_("单位"), ("unit",)),
    (N_("设置"), ("setting",)),
    (N_("组织生活记录"), ("meeting",)),
    (N_("课程"), ("course",)),
    (N_("请假、补课"), ("leave_request", "makeup")),
    (N_("任职、党籍"), ("post", "membership", "vacancy")),
    (N_("照片、扫描件"), ("attachment",)),
    (N_("外出培训"), ("outside_training",)),
    (N_("谈心谈话、民主评议"), ("talk", "appraisal_line", "ballot_count", "yearly_step", "vote")),
    (N_("时限、生活日、免办"), ("duty", "life_day", "waiver", "month_lock")),
    (N_("要材料"), ("errand", "errand_unit")),
    (N_("问题整改"), ("problem", "problem_event", "evidence")),
    (N_("自查和督查"), ("inspection", "inspection_item", "tour", "tour_unit", "checklist_item")),
    (N_("群众意见"), ("tip",)),
    (N_("月度主题"), ("theme", "theme_record")),
    (N_("典型评选"), ("selection", "selection_category", "nomination", "ballot", "ballot_line", "mention")),
    (N_("公示"), ("publicity", "objection")),
    (N_("后备干部"), ("reserve",)),
    (N_("放假安排"), ("calendar_day",)),
)
"""Kinds of record as a clerk names them, with their tables; whatever is in no kind is 其他."""
ALWAYS = 5
"""So many kinds are named even where nothing differs."""


class KindCount(NamedTuple):
    """How many records of one kind there are now and in a copy."""

    words: str
    present: int
    copy: int

    @property
    def after(self) -> str:
        """What restoring would do to the number: 少 71, 多 2, 一样."""
        gone = self.present - self.copy
        if gone > 0:
            return _("少 {n}").format(n=gone)
        return _("多 {n}").format(n=-gone) if gone else _("一样")


def kinds(present: Mapping[str, int], copy: Mapping[str, int]) -> list[KindCount]:
    """Two sets of rows by table as kinds in words; the rarer kinds only where they differ."""
    named = {table for _words, tables in _KINDS for table in tables}
    others = tuple(sorted((present.keys() | copy.keys()) - named))
    found = [
        KindCount(_(words), sum(present.get(t, 0) for t in tables), sum(copy.get(t, 0) for t in tables))
        for words, tables in (*_KINDS, (N_("其他"), others))
    ]
    return found[:ALWAYS] + [one for one in found[ALWAYS:] if one.present != one.copy]


def reason(code: str) -> str:
    """Why a copy was made; a reason of a later program is shown as it stands in the name."""
    return _(_REASONS[code]) if code in _REASONS else code


def why_unusable(problem: Diagnostic) -> str:
    """Why a copy does not open, in a few words."""
    return _(_WHY_UNUSABLE.get(problem.code, N_("读不出来")))


def step(done: Step) -> str:
    """One step of the journal: 撤销：加人员 张三."""
    return _(_ROLES.get(done.role, N_("{name}"))).format(name=done.name)


def size(octets: int) -> str:
    """48.2 MB."""
    megabytes = octets / 1024 / 1024
    if megabytes >= 1:
        return _("{n:.1f} MB").format(n=megabytes)
    return _("{n} KB").format(n=max(1, round(octets / 1024)))


def day_of(moment: datetime, today: date) -> str:
    """The day of a copy in a sentence; the year only where it is another one."""
    if moment.year == today.year:
        return dates.prose(moment.date())
    return dates.paper(moment.date())


def moment_of(moment: datetime, today: date) -> str:
    """6月10日 18:02."""
    return f"{day_of(moment, today)} {dates.clock(moment)}"


class LookWords(NamedTuple):
    """What a window for reading says of itself: in its title, in its bar, on the button that ends it."""

    note: str
    title: str
    text: str
    back: str


def look_words(copy: Copy, today: date, *, office: bool) -> LookWords:
    """The words of a look at a copy, or at an office file that cannot be written now."""
    if office:
        title = _("只读打开的办公文件，能看不能改")
        return LookWords(_("只能看"), title, _("看到的是刚才的样子；文件没有动。"), _("看完了"))
    note = _("{day}的备份，只能看").format(day=day_of(copy.at, today))
    title = _("这是 {moment} 的备份，只能看").format(moment=moment_of(copy.at, today))
    return LookWords(note, title, _("现在的数据在另一个窗口里，没有动。"), _("看完了，回到现在的"))


def since(day: date, today: date) -> str:
    """今天, 昨天, 9 天前."""
    days = (today - day).days
    if days <= 0:
        return _("今天")
    return _("昨天") if days == 1 else _("{n} 天前").format(n=days)


def status(last: datetime | None, home: str, outside: date | None, today: date) -> str:
    """When and where the last copies were made, for the status row: 上次备份 今天 08:30，在“备份”里　U 盘 3 天前."""
    here = _("还没有备份")
    if last is not None:
        when = since(last.date(), today)
        if last.date() == today:
            when = f"{when} {dates.clock(last)}"
        here = _("上次备份 {when}，在“{home}”里").format(when=when, home=home)
    if outside is None:
        return here
    return _("{here}　U 盘 {since}").format(here=here, since=since(outside, today))


def failure(kept: Kept) -> str:
    """Why the program's own copying failed, in one place or in all; empty where it did not."""
    why = "\n".join(map(sentence, kept.problems))
    if not why:
        return ""
    return (_("有一处没有备份成：{why}") if kept.made else _("没有备份成：{why}")).format(why=why)


def bad_place(place: Place, name: str) -> tuple[str, str]:
    """Where an office file lies badly, and what may happen with the way out; `name` is the file's."""
    title = _(_BAD_PLACES[place.kind]).format(service=_(place.service) if place.service else "")
    way = _(
        "关掉程序，把 {name} 和 {attachments}（有的话）一起拷到本机的硬盘，从那里打开；这里的留作备份，别再改。"
    ).format(name=name, attachments=Path(name).with_suffix(".attachments").name)
    return title, _(_WHAT_MAY_HAPPEN[place.kind]) + way


def place(path: Path) -> str:
    """A folder elsewhere as a clerk knows it: the drive or stick, and its own name."""
    folder = path.name or str(path)
    above = path.drive or path.parent.name
    return _("{folder}（{above}）").format(folder=folder, above=above) if above else folder
