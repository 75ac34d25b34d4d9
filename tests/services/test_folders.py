"""A session's folder: adding, naming, ordering, what the clerk says, and all of it taken back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from gzparty.digest import digest_of
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.folder import FolderKind, LineState
from gzparty.domain.people import UnitKind
from gzparty.labels import refusal_text, sentence
from gzparty.services.folders import FolderView
from gzparty.services.new_files import Taken
from gzparty.services.people import UnitDraft
from gzparty.services.training import TrainingDraft
from tests.builders import NOW, Office

START = datetime(2026, 6, 17, 14, 30)


@pytest.fixture
def sitting(office: Office) -> int:
    office.services.trainings.add(TrainingDraft(datetime(2026, 5, 20, 14, 30), topic="别的一期"))
    return office.services.trainings.add(TrainingDraft(START, topic="条例")).value.sitting_id


def put(office: Office, name: str, content: bytes, media: str = "") -> Taken:
    return Taken(name, media, office.store.blobs.put(content, NOW), len(content))


def view(office: Office, sitting_id: int) -> FolderView:
    training = office.store.trainings.of_sitting(sitting_id)
    assert training is not None
    return office.services.folders.view(office.services.sessions.detail(training.id))


def names(office: Office, sitting_id: int) -> list[str]:
    return [one.name for one in view(office, sitting_id).attachments]


def test_a_batch_is_one_deed_and_goes_as_one(office: Office, sitting: int) -> None:
    before = office.dump()
    files = [put(office, f"照片{n}.jpg", b"%d" % n, "image/jpeg") for n in range(100)]
    done = office.services.folders.add(sitting, files)
    assert (done.name, sorted(done.kinds)) == ("加 100 份材料", ["attachment"])
    assert view(office, sitting).line(FolderKind.PHOTO).files == 100
    other = office.store.trainings.of_year(2026)[0].sitting_id
    assert view(office, other).attachments == ()
    office.services.offices.undo()
    assert office.dump() == before
    office.services.offices.redo()
    assert office.store.blobs.get(view(office, sitting).attachments[7].hash) == b"7"


def test_the_same_file_twice_is_told_and_kept_once(office: Office, sitting: int) -> None:
    first = put(office, "a.pptx", b"slides")
    office.services.folders.add(sitting, [first])
    done = office.services.folders.add(
        sitting, [put(office, "b.pptx", b"slides"), put(office, "c.pptx", b"x")]
    )
    assert [sentence(one) for one in done.value.doubled] == [
        "b.pptx：这一期里已经有了（a.pptx），没有再放一份。"
    ]
    assert names(office, sitting) == ["a.pptx", "c.pptx"]
    again = office.services.folders.add(sitting, [first])
    assert (again.action, again.value.attachments) == (0, ())


def test_two_sessions_share_the_bytes_of_one_file(office: Office, sitting: int) -> None:
    other = office.store.trainings.of_year(2026)[0].sitting_id
    for where in (sitting, other):
        office.services.folders.add(where, [put(office, "条例.pdf", b"same")])
    assert names(office, sitting) == names(office, other) == ["条例.pdf"]
    found = office.store.blobs._reader().execute("SELECT count(*) FROM blob").fetchone()
    assert found == (1,)


def test_a_kind_said_by_the_clerk_goes_before_the_name(office: Office, sitting: int) -> None:
    office.services.folders.add(sitting, [put(office, "IMG_1.jpg", b"1", "image/jpeg")], FolderKind.SIGN_IN)
    assert view(office, sitting).line(FolderKind.SIGN_IN).files == 1
    (photo,) = view(office, sitting).attachments
    office.services.folders.change_kind([photo.id], FolderKind.PHOTO)
    assert view(office, sitting).line(FolderKind.SIGN_IN).files == 0
    assert view(office, sitting).line(FolderKind.PHOTO).state is LineState.DONE


def test_what_is_removed_comes_back_whole(office: Office, sitting: int) -> None:
    office.services.folders.add(sitting, [put(office, f"{n}.pdf", b"%d" % n) for n in range(3)])
    before = office.dump()
    gone = [one.id for one in view(office, sitting).attachments[:2]]
    assert office.services.folders.remove(gone).name == "删除 2 份材料"
    assert names(office, sitting) == ["2.pdf"]
    office.services.offices.undo()
    assert office.dump() == before
    assert office.services.folders.faults() == []


def test_a_new_name_keeps_the_suffix_and_loses_the_folder(office: Office, sitting: int) -> None:
    office.services.folders.add(sitting, [put(office, "a.PPTX", b"1")])
    number = view(office, sitting).attachments[0].id
    assert office.services.folders.rename(number, "../条例要点").value.name == "条例要点.PPTX"
    assert office.services.folders.rename(number, "要点.pptx").value.name == "要点.pptx"
    with pytest.raises(Refusal) as caught:
        office.services.folders.rename(number, "  ")
    assert refusal_text(caught.value) == "请写文件名。"


def test_files_stand_in_the_order_they_are_put(office: Office, sitting: int) -> None:
    office.services.folders.add(sitting, [put(office, f"{n}.pdf", b"%d" % n) for n in range(4)])
    by_name = {one.name: one.id for one in view(office, sitting).attachments}
    office.services.folders.reorder(sitting, [by_name["3.pdf"], by_name["1.pdf"]])
    assert names(office, sitting) == ["3.pdf", "1.pdf", "0.pdf", "2.pdf"]
    office.services.folders.add(sitting, [put(office, "9.pdf", b"9")])
    assert names(office, sitting)[-1] == "9.pdf"


def test_paper_and_what_is_not_needed_are_said_and_unsaid(office: Office, sitting: int) -> None:
    folders = office.services.folders
    folders.set_paper(sitting, FolderKind.SIGN_IN, " 3 号盒 ")
    folders.waive(sitting, FolderKind.SCHEDULE)
    now = view(office, sitting)
    assert (now.line(FolderKind.SIGN_IN).place, now.done, now.wanted) == ("3 号盒", 1, 4)
    folders.waive(sitting, FolderKind.SIGN_IN)
    assert view(office, sitting).line(FolderKind.SIGN_IN).state is LineState.WAIVED
    folders.clear(sitting, FolderKind.SIGN_IN)
    assert view(office, sitting).line(FolderKind.SIGN_IN).state is LineState.TODO
    assert view(office, sitting).line(FolderKind.SCHEDULE).state is LineState.WAIVED
    with pytest.raises(Refusal):
        folders.set_paper(sitting, FolderKind.NOTICE, " ")


def test_a_printed_notice_of_this_session_counts_and_of_another_does_not(
    office: Office, sitting: int
) -> None:
    connection = office.store.connection
    row = "INSERT INTO print_log(paper, selector, content_hash, printed_at, copies) VALUES (?, ?, '', ?, 1)"
    connection.execute(row, ("training-notice", "training=2026-01", "2026-05-12T09:00"))
    assert view(office, sitting).line(FolderKind.NOTICE).state is LineState.TODO
    for moment in ("2026-06-11T09:00", "2026-06-12T10:00"):
        connection.execute(row, ("training-notice", "training=2026-02", moment))
    notice = view(office, sitting).line(FolderKind.NOTICE)
    assert str(notice.printed_on) == "2026-06-12"


def test_a_record_whose_bytes_are_gone_is_named(office: Office, sitting: int) -> None:
    kept = put(office, "在.pdf", b"here")
    office.services.folders.add(sitting, [kept, Taken("不在.pdf", "", digest_of(b"elsewhere"), 9)])
    (fault,) = office.services.folders.faults()
    assert sentence(fault).startswith("第 2026-02 期的材料“不在.pdf”：附件文件")


def test_the_bytes_are_there_before_the_record_that_names_them(
    office: Office, sitting: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A process killed between the two leaves a blob nobody names, never a name without a blob."""
    from gzparty.exchange.new_files import Source, take_in

    path = tmp_path / "讲稿.txt"
    path.write_text("讲稿", "utf-8")

    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(office.store.folders, "insert", killed)
    intake = take_in(office.store.blobs, [Source(path.name, path)], NOW)
    with pytest.raises(KeyboardInterrupt):
        office.services.folders.add(sitting, intake.taken)
    monkeypatch.undo()
    assert view(office, sitting).attachments == ()
    assert office.store.blobs.get(intake.taken[0].hash) == "讲稿".encode()
    office.services.folders.add(sitting, take_in(office.store.blobs, [Source(path.name, path)], NOW).taken)
    assert office.services.folders.faults() == []


def test_forms_of_an_errand_are_its_own_and_named_where_their_bytes_are_gone(
    office: Office, sitting: int
) -> None:
    unit = office.services.people.add_unit(UnitDraft("官庄村", UnitKind.VILLAGE_BRANCH)).value.id
    errands = office.services.errands
    asked, due = date(2026, 6, 12), date(2026, 6, 18)
    first = errands.add("情况表", "县委组织部", asked, due, [unit]).value.id
    other = errands.add("摸底表", "县委组织部", asked, due, [unit]).value.id
    folders = office.services.folders
    folders.add(sitting, [put(office, "签到表.xlsx", b"sheet")])
    done = folders.add_forms(first, [put(office, "空表.xlsx", b"form"), put(office, "说明.docx", b"words")])
    assert done.name == "加 2 份材料"
    again = folders.add_forms(first, [put(office, "空表 2.xlsx", b"form")])
    assert (again.action, len(again.value.doubled)) == (0, 1)
    assert [form.name for form in folders.forms(first)] == ["空表.xlsx", "说明.docx"]
    assert folders.forms(other) == ()
    folders.add_forms(other, [Taken("不在.xlsx", "", digest_of(b"elsewhere"), 9)])
    (fault,) = folders.faults()
    assert sentence(fault).startswith("要材料 2026-02 的附表“不在.xlsx”：附件文件")
