"""Sentences and labels of a session's folder and of attachments."""

from __future__ import annotations

from gzparty.domain.folder import FolderKind, FolderLine, Holder, LineState
from gzparty.i18n import N_, _
from gzparty.labels.dates import prose

SENTENCES: dict[str, str] = {
    "material_empty": N_("{name}：文件是空的，没有放进来。请重新拷一份。"),
    "material_is_folder": N_("{name}：这是文件夹。请打开它，把里面的文件拖进来。"),
    "material_vanished": N_("{name}：打不开这个文件。看它是不是正被别的程序占用，或已经移走了。"),
    "material_too_big": N_("{name}：有 {size}，超过 {limit}，没有放进来。请压缩，或只记原件放在哪。"),
    "material_is_program": N_("{name}：这是程序文件，不放进档案。"),
    "picture_unsupported": N_("{name}：HEIC 照片读不了。在手机里转成 JPG（或把相机设成“兼容性最好”）再放。"),
    "picture_broken": N_("{name}：图片有损坏，没有放进来。请从手机或相机重新拷一份。"),
    "picture_too_large": N_("{name}：图片有 {width}×{height} 点，大得不像照片，没有放进来。请先缩小再放。"),
    "attachment_doubled": N_("{name}：这一期里已经有了（{known}），没有再放一份。"),
    "attachment_without_name": N_("请写文件名。"),
    "attachment_gone": N_("这份材料已经不在了，可能刚被撤销或删除。"),
    "folder_place_missing": N_("请写纸质原件放在哪，例如 3 号盒。"),
    "blobs_missing": N_("附件文件 {path} 不在了，照片和课件打不开；记录不受影响。请把它放回办公文件旁边。"),
    "blobs_unreadable": N_(
        "附件文件 {path} 有损坏，照片和课件打不开；记录不受影响。请从 U 盘的备份里拷回来。"
    ),
    "blobs_not_copied": N_(
        "办公文件已备份好，照片和课件没有拷完：{reason} 腾出空间或换一个 U 盘，再备份一次，只补没拷的。"
    ),
    "blob_missing": N_("附件文件 {path} 里没有这一份。它可能在另一台电脑或 U 盘的附件文件里。"),
    "blob_damaged": N_("附件文件 {path} 里这一份有损坏，没有打开。请从 U 盘的备份里找回。"),
    "errand_file_fault": N_("要材料 {number} 的附表“{name}”：{fault}"),
    "holder_unknown": N_(
        "没有编号或 uid 是“{reference}”的{kind}。推荐写 uid，其他写编号，主题和评选写月份。"
    ),
    "holder_ambiguous": N_("“{reference}”有几种：{names}。用 --of 写明是哪一种。"),
    "attachment_fault": N_("第 {number} 期的材料“{name}”：{fault}"),
}

_KINDS = {
    FolderKind.NOTICE: N_("通知"),
    FolderKind.SCHEDULE: N_("日程"),
    FolderKind.SIGN_IN: N_("签到表"),
    FolderKind.COURSEWARE: N_("课件"),
    FolderKind.PHOTO: N_("现场照片"),
    FolderKind.ROLL: N_("考勤表"),
    FolderKind.OTHER: N_("请假、小结"),
    FolderKind.MINUTES: N_("会议记录"),
    FolderKind.FORM: N_("要填的表"),
}
_HOLDERS = {
    Holder.SITTING: N_("培训"),
    Holder.MEETING: N_("组织生活记录"),
    Holder.ERRAND: N_("要材料"),
    Holder.PROBLEM: N_("台账问题"),
    Holder.INSPECTION: N_("检查"),
    Holder.THEME: N_("月度主题"),
    Holder.SELECTION: N_("典型评选"),
    Holder.NOMINATION: N_("推荐"),
}
_STATES = {
    LineState.DONE: N_("已有"),
    LineState.PART: N_("正在录"),
    LineState.TODO: N_("还没有"),
    LineState.OPTIONAL: N_("不要求"),
    LineState.WAIVED: N_("不需要"),
}
_KB, _MB = 1024, 1024 * 1024


def folder_kind_label(kind: FolderKind) -> str:
    """A kind as the checklist names it."""
    return _(_KINDS[kind])


def holder_label(kind: Holder) -> str:
    """A kind of record that holds files."""
    return _(_HOLDERS[kind])


def line_state_label(state: LineState) -> str:
    """How far a kind has come, for lists and screen readers."""
    return _(_STATES[state])


def line_remark(line: FolderLine) -> str:
    """What stands behind a line: how many files, where the paper lies, when it was printed, how far the roll is."""
    if line.files:
        unit = _("{n} 张") if line.kind is FolderKind.PHOTO else _("{n} 份")
        return unit.format(n=line.files)
    if line.on_paper:
        return _("纸质，{place}").format(place=line.place) if line.place else _("纸质")
    if line.printed_on:
        return _("{day}印").format(day=prose(line.printed_on))
    if line.expected:
        return _("录到 {entered}/{expected}").format(entered=line.entered, expected=line.expected)
    if line.after_close:
        return _("结束后算")
    words = {LineState.WAIVED: _("不需要"), LineState.OPTIONAL: _("不要求")}
    return words.get(line.state, "")


def size_text(size: int) -> str:
    """A size in bytes as people say it."""
    if size >= _MB:
        return _("{n} MB").format(n=f"{size / _MB:.1f}".removesuffix(".0"))
    return _("{n} KB").format(n=max(1, round(size / _KB)))
