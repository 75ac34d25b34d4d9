"""Every list the program gives out: one table of names, columns and selectors for `list`, `export` and help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gzparty.domain.credit import hours
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.people import PartyClass
from gzparty.domain.phone import masked
from gzparty.domain.sitting import Status
from gzparty.exchange import people_lists
from gzparty.i18n import N_, _
from gzparty.labels.people import class_label, sex_label
from gzparty.labels.training import stage_label, status_label
from gzparty.services.bundle import Services
from gzparty.services.roster import roster_lines
from gzparty.services.views import SessionStage

Row = Mapping[str, object]


class CellKind(StrEnum):
    """How a column leaves: text (also phones and codes), number, or date."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its JSON key, its Chinese title (N_) and kind; `width` in characters."""

    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    width: int = 10


@dataclass(frozen=True, slots=True)
class Selectors:
    """What narrows a list; None leaves it whole. `show_phones` prints phones unmasked."""

    year: int
    on: date
    month: int | None = None
    unit_id: int | None = None
    state: str | None = None
    reference: str | None = None
    show_phones: bool = False


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list. `selectors` names those of `Selectors` that it obeys."""

    name: str
    label: str
    columns: tuple[ListColumn, ...]
    rows: Callable[[Services, Selectors], Iterable[Row]]
    selectors: tuple[str, ...] = ()
    states: Callable[[], Mapping[str, str]] = dict
    """The states it can be narrowed to: their codes and the words shown for them."""

    def state(self, word: str | None) -> str | None:
        """The code of a state given by code or by the word shown; Refusal names those there are."""
        known = self.states()
        if word is None or word in known:
            return word
        for code, shown in known.items():
            if word == shown:
                return code
        raise Refusal("state_unknown", word=word, choices=_("、").join(dict.fromkeys(known.values())) or "-")


def _secretaries(services: Services, chosen: Selectors) -> Iterable[Row]:
    for line in roster_lines(services.store, chosen.on):
        if chosen.unit_id in (None, line.unit_id):
            yield {
                "position": line.position,
                "community": line.community,
                "unit": line.unit_name,
                "name": line.name,
                "sex": line.sex,
                "birth": line.birth,
                "education": line.education,
                "joined": line.joined,
                "post": line.post,
                "since": line.since,
                "phone": line.phone if chosen.show_phones else masked(line.phone),
                "note": line.note,
            }


def _members(services: Services, chosen: Selectors) -> Iterable[Row]:
    units = {unit.id: unit for unit in services.people.units(chosen.on)}
    people = {person.id: person for person in services.store.people.people()}
    groups = {group.id: group.name for group in services.store.people.groups()}
    current = [m for m in services.store.people.memberships() if chosen.on in m.interval]
    order = {unit_id: number for number, unit_id in enumerate(units)}
    for m in sorted(current, key=lambda m: (order.get(m.unit_id, 0), people[m.person_id].sort_order)):
        if chosen.unit_id in (None, m.unit_id):
            person = people[m.person_id]
            yield {
                "uid": person.uid,
                "unit": units[m.unit_id].party_name,
                "group": groups.get(m.group_id or 0, ""),
                "name": person.name,
                "sex": sex_label(person.sex),
                "nation": person.nation,
                "birth": str(person.birth or ""),
                "joined": str(person.joined or ""),
                "class": m.party_class.value,
                "class_label": class_label(m.party_class),
                "mobile": m.mobile,
                "phone": person.phone if chosen.show_phones else masked(person.phone),
                "note": person.note,
            }


def _trainings(services: Services, chosen: Selectors) -> Iterable[Row]:
    for line in services.sessions.year(chosen.year).lines:
        if chosen.month not in (None, line.training.month):
            continue
        if chosen.state not in (None, line.stage.value):
            continue
        yield {
            "number": line.training.number,
            "uid": line.training.uid,
            "month": line.training.month,
            "topic": line.training.topic,
            "start": line.sitting.start,
            "end": line.sitting.end,
            "place": line.sitting.place,
            "state": line.training.state.value,
            "stage": line.stage.value,
            "stage_label": stage_label(line.stage),
            "expected": line.counts.expected,
            "present": line.counts.present,
            "leave": line.counts.leave,
            "absent": line.counts.absent,
            "unsettled": line.counts.unsettled,
            "credit": hours(line.credit),
        }


def _rolls(services: Services, chosen: Selectors) -> Iterable[Row]:
    for line in services.sessions.year(chosen.year).lines:
        if chosen.reference not in (None, line.training.number, line.training.uid):
            continue
        if chosen.month not in (None, line.training.month):
            continue
        for row in services.sessions.roll(line.sitting.id).rows:
            mark = row.attendance
            if chosen.state not in (None, mark.status.value):
                continue
            if chosen.unit_id is not None and chosen.unit_id not in mark.unit_ids:
                continue
            yield {
                "number": line.training.number,
                "day": line.sitting.start.date(),
                "position": mark.position,
                "name": mark.name,
                "unit": mark.unit_name,
                "post": mark.post,
                "class_label": class_label(mark.party_class or PartyClass.NONE),
                "status": mark.status.value,
                "status_label": status_label(mark.status),
                "reason": mark.reason,
                "substitute": mark.substitute_name,
                "credit": None if row.credit is None else hours(row.credit),
                "made_up": row.makeup.done_on if row.makeup else None,
            }


def _credits(services: Services, chosen: Selectors) -> Iterable[Row]:
    for line in services.sessions.credits(chosen.year).lines:
        yield {
            "position": line.position,
            "name": line.name,
            "unit": line.unit_name,
            "post": line.post,
            "expected": line.expected,
            "present": line.present,
            "from_sessions": hours(line.from_sessions),
            "from_makeups": hours(line.from_makeups),
            "from_outside": hours(line.from_outside),
            "total": hours(line.total),
            "target": hours(line.target),
            "short": hours(max(0, line.target - line.total)),
        }


def _makeups(services: Services, chosen: Selectors) -> Iterable[Row]:
    for line in services.sessions.makeups(chosen.year):
        done = line.makeup is not None
        if chosen.state in (None, "done" if done else "owed"):
            yield {
                "number": line.training.number,
                "day": line.sitting.start.date(),
                "name": line.attendance.name,
                "unit": line.attendance.unit_name,
                "status": line.attendance.status.value,
                "status_label": status_label(Status(line.attendance.status)),
                "state": "done" if done else "owed",
                "done_on": line.makeup.done_on if line.makeup else None,
                "credit": hours(line.makeup.credit) if line.makeup else None,
                "proof": line.makeup.proof if line.makeup else "",
            }


_N, _D = CellKind.NUMBER, CellKind.DATE
_PHONE = ListColumn("phone", N_("联系电话"), width=14)


def _session_states() -> dict[str, str]:
    return {stage.value: stage_label(stage) for stage in SessionStage}


def _mark_states() -> dict[str, str]:
    return {status.value: status_label(status) for status in Status}


def _makeup_states() -> dict[str, str]:
    return {"owed": _("欠"), "done": _("已补")}


LISTS: tuple[ListSpec, ...] = (
    ListSpec(
        "units",
        N_("单位"),
        (
            ListColumn("code", N_("代码"), width=16),
            ListColumn("name", N_("单位"), width=14),
            ListColumn("party_name", N_("党组织"), width=18),
            ListColumn("kind_label", N_("类别"), width=12),
            ListColumn("party_parent", N_("上级党组织"), width=14),
            ListColumn("work_parent", N_("所属社区"), width=14),
        ),
        people_lists.units,
        ("unit", "state"),
        people_lists.unit_states,
    ),
    ListSpec(
        "people",
        N_("人员"),
        (
            ListColumn("position", N_("序号"), _N, 6),
            ListColumn("name", N_("姓名"), width=10),
            ListColumn("unit", N_("单位"), width=16),
            ListColumn("posts", N_("职务"), width=20),
            ListColumn("class_label", N_("党员类别"), width=10),
            ListColumn("credit", N_("今年学时"), _N, 8),
            ListColumn("target", N_("年度要求"), _N, 8),
            ListColumn("attended", N_("实到次数"), _N, 8),
            ListColumn("expected", N_("应到次数"), _N, 8),
            _PHONE,
        ),
        people_lists.people,
        ("year", "unit", "state"),
        people_lists.role_states,
    ),
    ListSpec(
        "reminders",
        N_("到期提醒"),
        (
            ListColumn("due_on", N_("日期"), _D, 12),
            ListColumn("kind_label", N_("事项"), width=14),
            ListColumn("name", N_("姓名"), width=10),
            ListColumn("unit", N_("单位"), width=16),
            ListColumn("days", N_("还有几天"), _N, 8),
            ListColumn("why", N_("说明"), width=40),
        ),
        people_lists.reminders,
        ("unit", "state"),
        people_lists.reminder_states,
    ),
    ListSpec(
        "secretaries",
        N_("村党组织书记"),
        (
            ListColumn("position", N_("序号"), _N, 6),
            ListColumn("community", N_("社区"), width=12),
            ListColumn("unit", N_("村"), width=14),
            ListColumn("name", N_("姓名"), width=10),
            ListColumn("sex", N_("性别"), width=6),
            ListColumn("birth", N_("出生年月"), _D, 12),
            ListColumn("education", N_("文化程度"), width=10),
            ListColumn("joined", N_("入党时间"), _D, 12),
            ListColumn("post", N_("职务"), width=14),
            ListColumn("since", N_("任现职时间"), _D, 12),
            _PHONE,
            ListColumn("note", N_("备注"), width=14),
        ),
        _secretaries,
        ("unit",),
    ),
    ListSpec(
        "members",
        N_("党员"),
        (
            ListColumn("unit", N_("所在党支部"), width=18),
            ListColumn("group", N_("党小组"), width=12),
            ListColumn("name", N_("姓名"), width=10),
            ListColumn("sex", N_("性别"), width=6),
            ListColumn("nation", N_("民族"), width=8),
            ListColumn("birth", N_("出生日期"), _D, 12),
            ListColumn("joined", N_("入党日期"), _D, 12),
            ListColumn("class_label", N_("党员类别"), width=10),
            _PHONE,
            ListColumn("note", N_("备注"), width=14),
        ),
        _members,
        ("unit",),
    ),
    ListSpec(
        "trainings",
        N_("书记培训"),
        (
            ListColumn("number", N_("期号"), width=10),
            ListColumn("start", N_("时间"), _D, 18),
            ListColumn("topic", N_("主题"), width=30),
            ListColumn("place", N_("地点"), width=18),
            ListColumn("stage_label", N_("状态"), width=12),
            ListColumn("expected", N_("应到"), _N, 6),
            ListColumn("present", N_("实到"), _N, 6),
            ListColumn("leave", N_("请假"), _N, 6),
            ListColumn("absent", N_("缺席"), _N, 6),
            ListColumn("unsettled", N_("待核实"), _N, 8),
            ListColumn("credit", N_("学时"), _N, 6),
        ),
        _trainings,
        ("year", "month", "state"),
        _session_states,
    ),
    ListSpec(
        "rolls",
        N_("签到考勤"),
        (
            ListColumn("number", N_("期号"), width=10),
            ListColumn("day", N_("日期"), _D, 12),
            ListColumn("position", N_("序号"), _N, 6),
            ListColumn("name", N_("姓名"), width=10),
            ListColumn("unit", N_("村"), width=16),
            ListColumn("post", N_("职务"), width=14),
            ListColumn("status_label", N_("状态"), width=8),
            ListColumn("reason", N_("事由"), width=24),
            ListColumn("substitute", N_("代会人"), width=10),
            ListColumn("credit", N_("学时"), _N, 6),
            ListColumn("made_up", N_("补课日期"), _D, 12),
        ),
        _rolls,
        ("year", "month", "unit", "state", "training"),
        _mark_states,
    ),
    ListSpec(
        "credits",
        N_("学时"),
        (
            ListColumn("position", N_("序号"), _N, 6),
            ListColumn("name", N_("姓名"), width=10),
            ListColumn("unit", N_("村"), width=16),
            ListColumn("post", N_("职务"), width=14),
            ListColumn("expected", N_("应到次数"), _N, 8),
            ListColumn("present", N_("实到次数"), _N, 8),
            ListColumn("from_sessions", N_("培训学时"), _N, 8),
            ListColumn("from_makeups", N_("补课学时"), _N, 8),
            ListColumn("from_outside", N_("调训学时"), _N, 8),
            ListColumn("total", N_("合计学时"), _N, 8),
            ListColumn("target", N_("年度要求"), _N, 8),
            ListColumn("short", N_("还差"), _N, 8),
        ),
        _credits,
        ("year",),
    ),
    ListSpec(
        "makeups",
        N_("缺席补课"),
        (
            ListColumn("number", N_("期号"), width=10),
            ListColumn("day", N_("日期"), _D, 12),
            ListColumn("name", N_("姓名"), width=10),
            ListColumn("unit", N_("村"), width=16),
            ListColumn("status_label", N_("缺课原因"), width=10),
            ListColumn("done_on", N_("补课日期"), _D, 12),
            ListColumn("credit", N_("补课学时"), _N, 8),
            ListColumn("proof", N_("凭据"), width=20),
        ),
        _makeups,
        ("year", "state"),
        _makeup_states,
    ),
)


def find(name: str) -> ListSpec | None:
    """The list of a name."""
    return next((spec for spec in LISTS if spec.name == name), None)


def titles(columns: Sequence[ListColumn]) -> list[str]:
    """The titles as shown."""
    return [_(column.title) for column in columns]
