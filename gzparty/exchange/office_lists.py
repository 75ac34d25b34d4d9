"""The office's own lists: its settings as they can be typed, its copies as they lie on the disk, its recycle bin."""

from __future__ import annotations

from collections.abc import Iterable

from gzparty import setting_list
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.list_spec import CellKind, ListColumn, ListSpec, Row
from gzparty.i18n import N_, _
from gzparty.labels import copies
from gzparty.services.bundle import Services
from gzparty.setting import Setting, SettingKind

_N = CellKind.NUMBER


def setting_rows(services: Services) -> Iterable[Row]:
    """Every setting with its value and its default, in the units a clerk types."""
    yield from _setting_rows(services, setting_list.SETTINGS)


def show_setting(services: Services, name: str) -> Row:
    """One setting by its key or its label, as a row of the list; Refusal `setting_unknown` for another word."""
    (row,) = _setting_rows(services, [setting_list.find(name)])
    return row


def read_settings(content: object) -> dict[str, object]:
    """Settings of a JSON document: {key: value}, or the rows that `setting_rows` gives, or one of them.

    Refusal where one is wrong.
    """
    if isinstance(content, dict) and {"key", "value"} <= content.keys():
        content = [content]
    pairs = content.items() if isinstance(content, dict) else _pairs(content)
    wished: dict[str, object] = {}
    for key, value in pairs:
        setting = setting_list.find(str(key))
        wished[setting.key] = setting.read(_text(value))
    return wished


def copy_rows(services: Services) -> Iterable[Row]:
    """The copies beside the office file, each opened and checked."""
    for copy in services.copies.listed():
        found = services.copies.examine(copy.path)
        yield {
            "at": copy.at,
            "reason": copy.reason,
            "reason_label": copies.reason(copy.reason),
            "size": copy.size,
            "records": found.inside.records if found.inside else None,
            "sound": found.sound,
            "problem": copies.why_unusable(found.problem) if found.problem else "",
            "path": str(copy.path),
        }


def deleted_rows(services: Services) -> Iterable[Row]:
    """What stands in the recycle bin, the newest first."""
    for one in services.recycled.all():
        yield {
            "entry": one.entry,
            "kind": one.kind,
            "name": one.name,
            "deed": one.deed.name,
            "at": one.deed.at.isoformat(sep=" ", timespec="minutes"),
            "along": one.along,
        }


def _setting_rows(services: Services, settings: Iterable[Setting]) -> Iterable[Row]:
    chosen, office = services.offices.settings(), services.store.office.office_name()
    for setting in settings:
        value = setting.value_in(chosen)
        yield {
            "key": setting.key,
            "group": _(setting.group),
            "label": _(setting.label),
            "value": _plain(setting, value),
            "value_label": setting.text_of(value),
            "unit": _(setting.unit) if setting.unit else "",
            "default": _plain(setting, setting.default),
            "default_label": setting.default_text(office),
            "changed": setting.is_changed_in(chosen, office),
            "basis": _(setting.basis),
            "effect": _(setting.effect),
        }


def _plain(setting: Setting, value: object) -> object:
    if setting.kind is SettingKind.HOURS:
        return float(setting.text_of(value))
    return value


def _pairs(content: object) -> Iterable[tuple[object, object]]:
    if not isinstance(content, list) or not all(isinstance(row, dict) and "key" in row for row in content):
        raise Refusal("settings_not_object")
    return [(row["key"], row.get("value", "")) for row in content]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


LISTS: tuple[ListSpec, ...] = (
    ListSpec(
        "settings",
        N_("设置"),
        (
            ListColumn("key", N_("名称"), width=28),
            ListColumn("group", N_("类别"), width=10),
            ListColumn("label", N_("设置"), width=20),
            ListColumn("value_label", N_("现在"), width=24),
            ListColumn("unit", N_("单位"), width=8),
            ListColumn("default_label", N_("默认"), width=24),
            ListColumn("basis", N_("依据"), width=40),
        ),
        lambda services, _chosen: setting_rows(services),
    ),
    ListSpec(
        "copies",
        N_("备份"),
        (
            ListColumn("at", N_("时间"), width=18),
            ListColumn("reason_label", N_("为什么存"), width=12),
            ListColumn("size", N_("大小"), _N, 12),
            ListColumn("records", N_("记录"), _N, 8),
            ListColumn("problem", N_("打不开的原因"), width=20),
            ListColumn("path", N_("在哪里"), width=40),
        ),
        lambda services, _chosen: copy_rows(services),
    ),
    ListSpec(
        "deleted",
        N_("回收站"),
        (
            ListColumn("entry", N_("编号"), _N, 8),
            ListColumn("kind", N_("类别"), width=10),
            ListColumn("name", N_("内容"), width=30),
            ListColumn("deed", N_("怎么删的"), width=30),
            ListColumn("at", N_("时间"), width=18),
            ListColumn("along", N_("连带"), _N, 6),
        ),
        lambda services, _chosen: deleted_rows(services),
    ),
)
