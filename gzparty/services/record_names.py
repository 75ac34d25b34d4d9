"""What a record is called, read from its row as it is or was: in histories and in the recycle bin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gzparty.domain.inspection import InspectionKind
from gzparty.domain.meeting import MeetingKind, TalkKind
from gzparty.domain.past import BY_TABLE
from gzparty.domain.people import NameRole, PostTitle
from gzparty.domain.period import Period
from gzparty.i18n import _
from gzparty.labels.duty import meeting_kind_label
from gzparty.labels.inspection import inspection_kind_label
from gzparty.labels.past import table_label, value_text
from gzparty.labels.people import post_label
from gzparty.labels.period import period_text
from gzparty.labels.votes import talk_kind_label

if TYPE_CHECKING:
    from gzparty.services.ports import Store

Image = Mapping[str, object]
_LONGEST = 24
"""Characters of a text that stands for a record."""
_BY_TITLE = frozenset(
    {"tour", "errand", "mention", "evidence", "course", "inspection_item", "selection_category"}
)
_BY_NAME = frozenset({"person", "nomination", "attachment", "attendance", "unit_name", "party_group"})


class RecordNames:
    """Names rows; what units, groups and people are called is read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._units = {
            name.unit_id: name.name for name in store.people.unit_names() if name.role is NameRole.SHORT
        }
        self._groups = {group.id: group.name for group in store.people.groups()}
        self._people: dict[int, str] = {}

    def kind(self, table: str) -> str:
        """What kind of record a row is."""
        return table_label(table) if table in BY_TABLE else ""

    def full(self, table: str, row_id: int, image: Image) -> str:
        """A record with its kind: 人员“孙示例”."""
        name = self.name(table, row_id, image)
        whole = _("{kind}“{name}”") if name else _("{kind}的一条")
        return whole.format(kind=self.kind(table), name=name)

    def name(self, table: str, row_id: int, image: Image) -> str:
        """What a record is called; of what is told in confidence only its number or its kind."""
        if table in _BY_NAME:
            return str(image.get("name", ""))
        if table in _BY_TITLE:
            return _short(image.get("title"))
        if table == "unit":
            return self._units.get(row_id, "")
        if table == "training":
            topic = _short(image.get("topic"))
            return _("{number} 期 {topic}").format(number=image["number"], topic=topic).strip()
        if table == "problem":
            return _("{number} {text}").format(number=image["number"], text=_short(image.get("text")))
        if table == "tip":
            return str(image["number"])
        return self._composed(table, image)

    def value(self, table: str, column: str, value: object) -> str:
        """What stands in a column, ids as what they name."""
        if isinstance(value, int) and column in ("unit_id", "parent_id", "nominator_id"):
            return self._units.get(value, "")
        if isinstance(value, int) and column == "group_id":
            return self._groups.get(value, "")
        return value_text(table, column, value)

    def _composed(self, table: str, image: Image) -> str:
        unit = self._unit(image)
        match table:
            case "meeting":
                kind = meeting_kind_label(MeetingKind(str(image["kind"])))
                return _("{unit} {period} {kind}").format(unit=unit, period=image["period"], kind=kind)
            case "talk":
                kind = talk_kind_label(TalkKind(str(image["kind"])))
                return _("{unit} {day} {kind}谈话").format(unit=unit, day=image["held_on"], kind=kind)
            case "inspection":
                kind = inspection_kind_label(InspectionKind(str(image["kind"])))
                return _("{unit} {day} {kind}").format(unit=unit, day=image["held_on"], kind=kind)
            case "theme":
                month = period_text(Period.parse(str(image["period"])))
                return _("{month} {title}").format(month=month, title=_short(image["title"])).strip()
            case "selection":
                return period_text(Period.parse(str(image["period"])))
            case "outside_training":
                return _("{name} {title}").format(
                    name=self._person(image["person_id"]), title=_short(image["title"])
                )
            case "term":
                return _("{unit} {day} 换届").format(unit=unit, day=image["elected_on"])
            case "post":
                words = str(image.get("title_text") or "")
                return f"{unit}{words or post_label(PostTitle(str(image['title'])), bool(image['acting']))}"
            case "membership":
                return _("{unit}{label}党员").format(
                    unit=unit, label=value_text("membership", "party_class", image["party_class"])
                )
        return ""

    def _unit(self, image: Image) -> str:
        number = image.get("unit_id")
        return self._units.get(number, "") if isinstance(number, int) else ""

    def _person(self, number: object) -> str:
        if not isinstance(number, int):
            return ""
        if number not in self._people:
            try:
                self._people[number] = self._store.people.person(number).name
            except KeyError:
                last = self._store.journal.history("person", number)
                self._people[number] = str((last[0].before or {}).get("name", "")) if last else ""
        return self._people[number]


def _short(value: object) -> str:
    text = str(value or "").replace("\n", " ").strip()
    return text if len(text) <= _LONGEST else _("{text}…").format(text=text[:_LONGEST])
