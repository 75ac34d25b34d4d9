"""Files of records: added once, to many records at a time, kept out of locked months."""

from __future__ import annotations

import pytest

from gzparty.domain.diagnostic import Refusal
from gzparty.domain.folder import FolderKind
from gzparty.labels import sentence
from gzparty.services.new_files import Taken
from tests.builders import Office
from tests.meetings import K, a_draft, code_of, register

PHOTO = Taken("现场.jpg", "image/jpeg", "a" * 64, 30)
SCAN = Taken("东村会议记录.pdf", "application/pdf", "b" * 64, 40)
SIGN_IN = Taken("签到表.jpg", "image/jpeg", "c" * 64, 50)
SLIDES = Taken("课件.pptx", "", "d" * 64, 60)


def test_what_a_file_is_follows_from_its_name(office: Office) -> None:
    (meeting,) = register(office, a_draft(office))
    office.services.meeting_files.add(meeting.id, [PHOTO, SLIDES, SIGN_IN, SCAN])
    found = [(one.name, one.kind) for one in office.services.meeting_files.of(meeting.id)]
    assert found == [
        ("东村会议记录.pdf", FolderKind.MINUTES),
        ("签到表.jpg", FolderKind.SIGN_IN),
        ("现场.jpg", FolderKind.PHOTO),
        ("课件.pptx", FolderKind.OTHER),
    ]


def test_a_file_that_is_there_already_is_told_and_not_added_again(office: Office) -> None:
    first, second = register(office, a_draft(office), a_draft(office, K.LECTURE))
    office.services.meeting_files.add(first.id, [PHOTO])
    done = office.services.meeting_files.add(first.id, [Taken("又一张.jpg", "image/jpeg", PHOTO.hash, 30)])
    assert done.action == 0
    assert [sentence(note) for note in done.value.doubled] == [
        "又一张.jpg：这条记录里已经有了（现场.jpg），没有再放一份。"
    ]
    assert len(office.services.meeting_files.add(second.id, [PHOTO]).value.attachments) == 1


def test_photos_of_many_villages_are_one_deed(office: Office) -> None:
    found = register(
        office, a_draft(office), a_draft(office, village="西村"), a_draft(office, village="南村")
    )
    wanted = {found[0].id: [PHOTO, SIGN_IN], found[1].id: [PHOTO]}
    done = office.services.meeting_files.assign(wanted)
    assert done.name == "加 3 份材料"
    assert [len(office.services.meeting_files.of(m.id)) for m in found] == [2, 1, 0]
    office.services.offices.undo()
    assert office.services.meeting_files.of(found[0].id) == ()


def test_files_go_with_their_record_and_come_back_with_it(office: Office) -> None:
    (meeting,) = register(office, a_draft(office))
    office.services.meeting_files.add(meeting.id, [PHOTO], FolderKind.OTHER)
    office.services.meetings.delete([meeting.id])
    assert office.store.folders.everything() == []
    office.services.offices.undo()
    assert [one.kind for one in office.services.meeting_files.of(meeting.id)] == [FolderKind.OTHER]


def test_files_of_a_locked_month_stay_as_they_are(office: Office) -> None:
    (meeting,) = register(office, a_draft(office))
    (photo,) = office.services.meeting_files.add(meeting.id, [PHOTO]).value.attachments
    office.services.meetings.lock_month("2026-06")
    for deed in (
        lambda: office.services.meeting_files.add(meeting.id, [SCAN]),
        lambda: office.services.folders.remove([photo.id]),
        lambda: office.services.folders.rename(photo.id, "改.jpg"),
        lambda: office.services.folders.change_kind([photo.id], FolderKind.OTHER),
    ):
        with pytest.raises(Refusal) as caught:
            deed()
        assert code_of(caught) == "month_locked_plain"


def test_bytes_that_are_missing_name_the_record(office: Office) -> None:
    (meeting,) = register(office, a_draft(office))
    office.store.blobs.put(b"x", office.clock.moment)
    office.services.meeting_files.add(meeting.id, [PHOTO])
    (fault,) = office.services.folders.faults()
    assert sentence(fault).startswith("组织生活记录 2026-0001 的材料“现场.jpg”：")


def test_a_record_gone_meanwhile_is_told(office: Office) -> None:
    with pytest.raises(Refusal) as caught:
        office.services.meeting_files.add(999, [PHOTO])
    assert code_of(caught) == "meeting_gone"
