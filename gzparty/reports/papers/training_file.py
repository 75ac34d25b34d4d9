"""个人培训情况登记表: one person's year of training, session by session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from gzparty.domain.outside import OutsideTraining
from gzparty.domain.sitting import Status
from gzparty.i18n import _
from gzparty.labels.people import class_label, level_label, sex_label
from gzparty.labels.training import status_label
from gzparty.records import dataclass
from gzparty.reports.content import Align, Column, Level, Paper, Paragraph, Row, Table
from gzparty.reports.papers.common import Entry, Style, dotted, figure, form, table
from gzparty.services.paper_views import MakeupRecord, SessionRecord, TrainingFile


@dataclass(frozen=True, slots=True)
class _Line:
    """One training of whatever sort."""

    day: date
    until: date | None
    title: str
    organiser: str
    sort: str
    place: str
    mark: str
    credit: int
    note: str = ""


def training_file_paper(file: TrainingFile, style: Style) -> Paper:
    """Who it is, every training of the year, and what they came to against the target."""
    title = _("个人培训情况登记表")
    lines = sorted(_lines(file, style), key=lambda line: line.day)
    numbered = [(number, line) for number, line in enumerate(lines, 1)]
    lined = table(_entries(), numbered, style, row_mm=8.0)
    blocks = (_person_table(file), lined, _sum(file))
    paper = form(title, blocks, style, landscape=True, note=_("（{year}年度）").format(year=file.year))
    return named(paper, file)


def named(paper: Paper, file: TrainingFile) -> Paper:
    """A paper whose bookmark and metadata say whose it is."""
    title = _("{title}（{name}）").format(title=paper.title, name=file.person.name)
    return replace(paper, title=title)


def _person_table(file: TrainingFile) -> Table:
    person = file.person
    rows = (
        (_("姓名"), person.name, _("性别"), sex_label(person.sex), _("出生年月"), dotted(person.birth)),
        (
            _("学历"),
            person.education,
            _("党员类别"),
            class_label(file.party_class),
            _("入党时间"),
            dotted(person.joined),
        ),
        (_("时任单位"), file.unit_name, _("职务"), file.post, _("年度学时要求"), figure(file.target)),
    )
    columns = (Column("", mm=26), Column("")) * 3
    return Table(columns, tuple(map(Row, rows)), row_mm=8.0, headed=False)


def _lines(file: TrainingFile, style: Style) -> Iterator[_Line]:
    for record in file.sessions:
        yield _session_line(record, style.issuer)
    for done in file.makeups:
        yield _makeup_line(done, style.issuer)
    yield from map(_outside_line, file.outside)


def _session_line(record: SessionRecord, organiser: str) -> _Line:
    name = _("第{n}期村党组织书记培训班").format(n=record.training.ordinal)
    topic = record.training.topic
    return _Line(
        record.sitting.start.date(),
        None,
        _("{name}：{topic}").format(name=name, topic=topic) if topic else name,
        organiser,
        _("镇级培训"),
        record.sitting.place,
        status_label(Status(record.mark.status)),
        record.mark.credit,
        _("已补课") if record.mark.made_up else "",
    )


def _makeup_line(record: MakeupRecord, organiser: str) -> _Line:
    missed = _("补第{n}期").format(n=record.training.ordinal) if record.training else ""
    return _Line(
        record.makeup.done_on, None, _("补课"), organiser, _("补课"), "", _("已补"), record.makeup.credit,
        _("，").join(part for part in (missed, record.makeup.proof) if part),
    )  # fmt: skip


def _outside_line(training: OutsideTraining) -> _Line:
    """Training elsewhere: where it was and who taught is not on record, the level and the proof are."""
    return _Line(
        training.began_on,
        training.ended_on,
        training.title,
        "",
        level_label(training.level),
        "",
        "",
        training.credit,
        training.proof,
    )


def _entries() -> list[Entry[tuple[int, _Line]]]:
    left = Align.LEFT
    return [
        Entry("position", Column(_("序号"), mm=11), lambda row: str(row[0])),
        Entry("day", Column(_("培训时间"), mm=24, whole=True), lambda row: _days(row[1])),
        Entry("title", Column(_("培训班名称、内容"), weight=3, align=left), lambda row: row[1].title),
        Entry("organiser", Column(_("主办单位"), weight=1.2), lambda row: row[1].organiser),
        Entry("sort", Column(_("类型"), mm=20), lambda row: row[1].sort),
        Entry("place", Column(_("地点"), weight=1.5), lambda row: row[1].place),
        Entry("mark", Column(_("考勤"), mm=15), lambda row: row[1].mark),
        Entry("credit", Column(_("学时"), mm=13), lambda row: figure(row[1].credit)),
        Entry("note", Column(_("备注"), weight=1.4, align=left), lambda row: row[1].note),
    ]


def _days(line: _Line) -> str:
    first = dotted(line.day)
    return f"{first}\n—{dotted(line.until)}" if line.until and line.until != line.day else first


def _sum(file: TrainingFile) -> Paragraph:
    short = max(0, file.target - file.total)
    rest = _("还差{short}学时").format(short=figure(short)) if short else _("已达到年度要求")
    text = _(
        "全年合计{total}学时，其中镇级培训{town}、补课{makeup}、上级调训{outside}；年度要求{target}学时，{rest}。"
    ).format(
        total=figure(file.total),
        town=figure(file.from_sessions),
        makeup=figure(file.from_makeups),
        outside=figure(file.from_outside),
        target=figure(file.target),
        rest=rest,
    )
    return Paragraph(text, Level.NOTE)
