"""佐证材料: on paper or in files, of its own round; what vanished stops whatever would rest on it."""

from __future__ import annotations

from datetime import date

import pytest

from db.blobs import SqliteBlobs
from gzparty.domain.folder import FolderKind
from gzparty.domain.problem import ProblemState, Step
from gzparty.labels import sentence
from gzparty.services.new_files import Taken
from tests.builders import NOW, Office
from tests.problems import TODAY, closed, refused, register, take


def a_file(office: Office, name: str = "补记后照片.jpg", content: bytes = b"photo") -> Taken:
    digest = office.store.blobs.put(content, NOW)
    return Taken(name, "image/jpeg", digest, len(content))


LOST = Taken("补记后照片.jpg", "image/jpeg", "a" * 64, 30)


def test_a_file_alone_is_evidence_enough(office: Office) -> None:
    (row,) = register(office)
    take(office, row, Step.START)
    added = office.services.problems.add_files(
        row.id, [a_file(office), a_file(office, "原因说明.docx", b"w")]
    )
    assert [one.kind for one in added.value.attachments] == [FolderKind.PHOTO, FolderKind.OTHER]
    after = take(office, row, Step.SUBMIT, result="补记了", done_on=TODAY)
    assert after.state is ProblemState.SUBMITTED
    assert office.services.problem_views.lines([row.id])[0].evidence == 2


def test_a_file_that_is_there_already_is_told_and_not_added_again(office: Office) -> None:
    (row,) = register(office)
    office.services.problems.add_files(row.id, [a_file(office)])
    done = office.services.problems.add_files(row.id, [a_file(office, "又一张.jpg")])
    assert done.action == 0
    assert [sentence(note) for note in done.value.doubled] == [
        "又一张.jpg：这一轮的佐证材料里已经有了（补记后照片.jpg），没有再放一份。"
    ]


@pytest.mark.parametrize("step", [Step.SUBMIT, Step.CLOSE])
def test_evidence_that_vanished_stops_submitting_and_closing_by_its_name(office: Office, step: Step) -> None:
    (row,) = register(office)
    take(office, row, Step.START)
    office.services.problems.add_paper(row.id, "签字表", "3号盒")
    if step is Step.CLOSE:
        take(office, row, Step.SUBMIT, result="补记了", done_on=TODAY)
    a_file(office, "别的.jpg", b"another")
    office.services.problems.add_files(row.id, [LOST])
    before = office.dump()
    said = refused(
        lambda: take(office, row, step, result="补记了", done_on=TODAY, verifier="周示例")
    ).splitlines()
    deed = "提交验收" if step is Step.SUBMIT else "销号"
    assert said == [
        f"2026-001 号问题的佐证材料“补记后照片.jpg”打不开了，不能{deed}。删掉它，重新加一份。",
        "什么都没有改。",
    ]
    assert office.dump() == before
    detail = office.services.problem_views.detail(row.id)
    assert [one.name for one in detail.lost_files] == ["补记后照片.jpg"]
    office.services.problems.remove_file(detail.files[0].id)
    take(office, row, step, result="补记了", done_on=TODAY, verifier="周示例")


@pytest.mark.parametrize("how", ["gone", "damaged"])
def test_where_all_attachments_are_away_nobody_is_told_to_take_out_single_ones(
    office: Office, how: str
) -> None:
    (row,) = register(office)
    take(office, row, Step.START)
    office.services.problems.add_files(row.id, [a_file(office)])
    blobs = office.store.blobs
    kept = blobs.get(office.services.problem_views.detail(row.id).files[0].hash)
    close_blobs(office)
    content = blobs.path.read_bytes()
    blobs.path.unlink()
    if how == "damaged":
        blobs.path.write_bytes(content[:100] + b"x" * 4000)
    before = office.dump()
    said = refused(lambda: take(office, row, Step.SUBMIT, result="补记了", done_on=TODAY))
    assert said.startswith("2026-001 号问题的佐证材料“补记后照片.jpg”打不开了，不能提交验收。附件文件 ")
    assert "删掉它" not in said
    assert office.dump() == before
    assert [one.name for one in office.services.problem_views.detail(row.id).lost_files] == ["补记后照片.jpg"]
    close_blobs(office)
    blobs.path.write_bytes(content)
    assert blobs.get(a_file(office).hash) == kept
    assert take(office, row, Step.SUBMIT, result="补记了", done_on=TODAY).state is ProblemState.SUBMITTED


def close_blobs(office: Office) -> None:
    """Let go of the file of attachments, as a program that is closed does."""
    blobs = office.store.blobs
    assert isinstance(blobs, SqliteBlobs)
    blobs.close()


def test_a_lost_file_does_not_stop_what_rests_on_no_evidence(office: Office) -> None:
    (row,) = register(office)
    office.services.problems.add_files(row.id, [LOST])
    assert take(office, row, Step.CHASE).state is ProblemState.REGISTERED


def test_the_check_of_all_files_names_the_problem(office: Office) -> None:
    (row,) = register(office)
    office.services.problems.add_files(row.id, [LOST])
    (fault,) = office.services.folders.faults()
    assert sentence(fault).startswith("2026-001 号问题的佐证材料“补记后照片.jpg”：")


def test_paper_evidence_says_what_and_where(office: Office) -> None:
    (row,) = register(office)
    paper = office.services.problems.add_paper(row.id, " 值班签字表 ", "3号盒 第12页").value
    assert (paper.title, paper.place, paper.added_on) == ("值班签字表", "3号盒 第12页", TODAY)
    office.services.problems.remove_paper(paper.id)
    assert office.services.problem_views.detail(row.id).papers == ()
    office.services.offices.undo()
    assert office.services.problem_views.detail(row.id).papers == (paper,)


@pytest.mark.parametrize(
    ("title", "place", "on", "said"),
    [
        ("", "3号盒", TODAY, "佐证材料叫什么还没写。"),
        ("签字表", " ", TODAY, "“签字表”放在哪里还没写，如 3号盒 第12页。"),
        ("签字表", "3号盒", date(2026, 6, 18), "6月18日还没到。改一下日期。"),
    ],
)
def test_paper_evidence_without_a_name_a_place_or_a_day_that_was_is_refused(
    office: Office, title: str, place: str, on: date, said: str
) -> None:
    (row,) = register(office)
    assert refused(lambda: office.services.problems.add_paper(row.id, title, place, on)) == said


def test_what_a_problem_was_closed_on_is_not_touched_any_more(office: Office) -> None:
    (row,) = register(office)
    office.services.problems.add_files(row.id, [a_file(office)])
    closed(office, row)
    detail = office.services.problem_views.detail(row.id)
    file_id, paper_id = detail.files[0].id, detail.papers[0].id
    for doing in (
        lambda: office.services.problems.remove_file(file_id),
        lambda: office.services.problems.remove_paper(paper_id),
        lambda: office.services.problems.add_paper(row.id, "补一份", "4号盒"),
        lambda: office.services.problems.add_files(row.id, [a_file(office, "新.jpg", b"n")]),
        lambda: office.services.folders.remove([file_id]),
        lambda: office.services.folders.rename(file_id, "别的"),
    ):
        assert "2026-001 号问题已销号，不能再改" in refused(doing)


def test_evidence_of_an_earlier_round_stays_readable_and_untouched(office: Office) -> None:
    (row,) = register(office)
    office.services.problems.add_files(row.id, [a_file(office)])
    closed(office, row)
    take(office, row, Step.REOPEN, note="又犯", until=date(2026, 6, 30))
    old = office.services.problem_views.detail(row.id)
    assert [one.round for one in old.files] == [1]
    said = "“补记后照片.jpg”是以前那一轮的佐证，要留着，不能从这一轮里删掉。"
    assert refused(lambda: office.services.problems.remove_file(old.files[0].id)) == said
    assert refused(lambda: office.services.folders.remove([old.files[0].id])) == said
    assert "“值班签字表”是以前那一轮" in refused(
        lambda: office.services.problems.remove_paper(old.papers[0].id)
    )
    office.services.problems.add_files(row.id, [a_file(office)])
    assert office.services.problem_views.lines([row.id])[0].evidence == 1


def test_a_file_that_is_gone_is_said(office: Office) -> None:
    assert "已经不在了" in refused(lambda: office.services.problems.remove_file(7))
