"""The columns of the list of people: who, where, what post, the year's credit with its bar, sessions attended."""

from __future__ import annotations

from gzparty.i18n import N_, _
from gzparty.labels.people import class_label
from gzparty.services.people_views import PersonLine
from ui.tables.column import Bar, Column
from ui.tables.roll_columns import credit_words


def people_columns() -> tuple[Column[PersonLine], ...]:
    """Make the columns; the store sorts by their keys."""
    return (
        Column(
            "name",
            N_("姓名"),
            lambda line: line.name,
            118,
            least=106,
            tooltip=_whole_name,
            tone=_name_tone,
            note=_namesake,
        ),
        Column("unit", N_("单位"), lambda line: line.unit_name, 108, least=86),
        Column("posts", N_("职务"), lambda line: line.posts, stretch=True, tone=_soft),
        Column("class", N_("党员类别"), _class, 82, least=74, optional=True),
        Column("group", N_("党小组"), lambda line: line.group, 96, optional=True, rare=True),
        Column("credit", N_("今年学时"), _credit, 150, least=146, bar=_bar, spoken=_credit_spoken),
        Column(
            "attended",
            N_("到课"),
            _attended,
            72,
            least=56,
            right=True,
            tone=_attended_tone,
            strong=_missed,
            spoken=_attended_spoken,
        ),
    )


def person_name(line: PersonLine) -> str:
    """The name a screen reader begins with; a namesake is named with the unit."""
    return _whole_name(line) if line.namesake else line.name


def _namesake(line: PersonLine) -> str:
    return _("同名") if line.namesake else ""


def _whole_name(line: PersonLine) -> str:
    if line.namesake and line.unit_name:
        return _("{name}（{unit}），有同名的人").format(name=line.name, unit=line.unit_name)
    return _("{name}，有同名的人").format(name=line.name) if line.namesake else line.name


def _name_tone(line: PersonLine) -> str:
    return "ink3" if line.ended else "ink"


def _soft(_line: PersonLine) -> str:
    return "ink2"


def _class(line: PersonLine) -> str:
    return class_label(line.party_class)


def _credit(line: PersonLine) -> str:
    return credit_words(line.credit) if line.target else ""


def _bar(line: PersonLine) -> Bar | None:
    if not line.target:
        return None
    return Bar(line.credit / line.target, f"/{credit_words(line.target)}")


def _credit_spoken(line: PersonLine) -> str:
    if not line.target:
        return ""
    return _("{credit} 学时，应满 {target}").format(
        credit=credit_words(line.credit), target=credit_words(line.target)
    )


def _attended(line: PersonLine) -> str:
    return f"{line.attended}/{line.expected}" if line.expected else "—"


def _attended_spoken(line: PersonLine) -> str:
    if not line.expected:
        return _("今年没有叫过")
    return _("叫了 {expected} 次，到 {attended} 次").format(expected=line.expected, attended=line.attended)


def _missed(line: PersonLine) -> bool:
    return line.attended < line.expected


def _attended_tone(line: PersonLine) -> str:
    return "warn" if _missed(line) else "ink" if line.expected else "ink3"
