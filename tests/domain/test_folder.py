"""The checklist of a session's folder, and names of files from outside."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gzparty.domain.file_names import LONGEST, free_name, guess_kind, is_program, safe_name, with_suffix
from gzparty.domain.folder import (
    SESSION_KINDS,
    FolderFacts,
    FolderItem,
    FolderKind,
    FolderLine,
    FolderMark,
    LineState,
    checklist,
    figure,
)
from gzparty.domain.sitting import RollCounts, RollState
from gzparty.domain.training import TrainingState
from gzparty.labels.folder import line_remark


def facts(**changes: object) -> FolderFacts:
    defaults: dict[str, object] = {
        "training": TrainingState.PLANNED,
        "roll": RollState.OPEN,
        "counts": RollCounts(expected=59, unsettled=59),
        "attached": {},
        "items": {},
        "printed": {},
    }
    return FolderFacts(**{**defaults, **changes})  # type: ignore[arg-type]


def line(kind: FolderKind, **changes: object) -> FolderLine:
    return next(one for one in checklist(facts(**changes)) if one.kind is kind)


def item(kind: FolderKind, state: FolderMark, place: str = "") -> FolderItem:
    return FolderItem(1, "u", 1, kind, state, place)


def test_nothing_is_there_and_nothing_is_demanded_of_photos() -> None:
    lines = checklist(facts())
    assert [one.kind for one in lines] == list(SESSION_KINDS)
    states = {one.kind: one.state for one in lines}
    assert states[FolderKind.PHOTO] is states[FolderKind.OTHER] is LineState.OPTIONAL
    assert figure(lines) == (0, 5)


def test_photos_count_once_they_are_there() -> None:
    assert figure(checklist(facts(attached={FolderKind.PHOTO: 4}))) == (1, 6)


@pytest.mark.parametrize(
    ("kind", "changes", "state", "remark"),
    [
        (
            FolderKind.NOTICE,
            {"printed": {"training-notice": date(2026, 6, 12)}},
            LineState.DONE,
            "6月12日印",
        ),
        (FolderKind.SIGN_IN, {"printed": {"sign-in": date(2026, 6, 12)}}, LineState.TODO, ""),
        (FolderKind.NOTICE, {"printed": {"sign-in": date(2026, 6, 12)}}, LineState.TODO, ""),
        (FolderKind.PHOTO, {"attached": {FolderKind.PHOTO: 3}}, LineState.DONE, "3 张"),
        (FolderKind.COURSEWARE, {"attached": {FolderKind.COURSEWARE: 2}}, LineState.DONE, "2 份"),
        (
            FolderKind.SIGN_IN,
            {"roll": RollState.FROZEN, "counts": RollCounts(expected=59, unsettled=10)},
            LineState.PART,
            "录到 49/59",
        ),
        (
            FolderKind.SIGN_IN,
            {"roll": RollState.CLOSED, "counts": RollCounts(expected=59)},
            LineState.DONE,
            "录到 59/59",
        ),
        (FolderKind.ROLL, {"roll": RollState.FROZEN}, LineState.TODO, "结束后算"),
        (FolderKind.ROLL, {"roll": RollState.CLOSED}, LineState.TODO, ""),
        (
            FolderKind.SIGN_IN,
            {"items": {FolderKind.SIGN_IN: item(FolderKind.SIGN_IN, FolderMark.PAPER, "3 号盒")}},
            LineState.DONE,
            "纸质，3 号盒",
        ),
        (
            FolderKind.SCHEDULE,
            {"items": {FolderKind.SCHEDULE: item(FolderKind.SCHEDULE, FolderMark.WAIVED)}},
            LineState.WAIVED,
            "不需要",
        ),
        (FolderKind.NOTICE, {"training": TrainingState.CANCELLED}, LineState.OPTIONAL, "不要求"),
    ],
)
def test_a_line_says_how_far_it_is(
    kind: FolderKind, changes: dict[str, object], state: LineState, remark: str
) -> None:
    found = line(kind, **changes)
    assert (found.state, line_remark(found)) == (state, remark)


def test_what_is_waived_leaves_the_figure() -> None:
    waived = {FolderKind.SCHEDULE: item(FolderKind.SCHEDULE, FolderMark.WAIVED)}
    assert figure(checklist(facts(items=waived))) == (0, 4)


@given(st.text(max_size=300))
@example("..\\..\\Windows\\win.ini")
@example("/etc/passwd")
@example("con.jpg")
@example("照片\u202egpj.exe")
@example(" . ")
@example("x" * 400 + ".jpeg")
def test_a_name_from_outside_can_be_written_anywhere(name: str) -> None:
    safe = safe_name(name, "未命名")
    assert safe
    assert len(safe) <= LONGEST
    assert not set(safe) & set('<>:"|?*/\\')
    assert all(unicodedata.category(letter) not in ("Cc", "Cf") for letter in safe)
    assert safe == safe.strip(" .")
    assert safe.split(".")[0].lower() not in ("con", "nul", "aux", "prn", "com1", "lpt1")
    assert safe_name(safe, "未命名") == safe


def test_a_name_keeps_its_words_and_its_suffix() -> None:
    assert safe_name("D:\\微信\\6月 培训照片.JPG", "") == "6月 培训照片.JPG"
    assert safe_name("x" * 400 + ".pptx", "").endswith("x.pptx")
    assert with_suffix("现场.照片.png", "jpg") == "现场.照片.jpg"


@given(st.lists(st.sampled_from(["a.jpg", "A.jpg", "b.jpg", "课件"]), max_size=8))
def test_files_of_one_name_lie_beside_each_other(names: list[str]) -> None:
    taken: set[str] = set()
    for name in names:
        taken.add(free_name(name, taken).casefold())
    assert len(taken) == len(names)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("IMG_2031.JPG", FolderKind.PHOTO),
        ("签到表扫描.jpg", FolderKind.SIGN_IN),
        ("考勤表.pdf", FolderKind.ROLL),
        ("关于举办第6期培训的通知.docx", FolderKind.NOTICE),
        ("培训日程.docx", FolderKind.SCHEDULE),
        ("支部工作条例.pptx", FolderKind.COURSEWARE),
        ("李示例请假条.jpg", FolderKind.OTHER),
        ("统计.xlsx", FolderKind.OTHER),
    ],
)
def test_a_file_is_filed_by_its_name(name: str, kind: FolderKind) -> None:
    assert guess_kind(name) is kind


def test_programs_are_known_by_name_and_by_content() -> None:
    assert is_program("照片.jpg.exe", b"")
    assert is_program("照片.jpg", b"MZ\x90\x00")
    assert is_program("a.sh ", b"")
    assert not is_program("课件.pptx", b"PK\x03\x04")
