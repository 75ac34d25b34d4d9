"""数据与备份: copies are opened before they count, compared with now, stored on sticks, deleted only when asked twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzparty import bootstrap
from gzparty.services.bundle import Services
from gzparty.services.copy_views import Comparison, Copy, Step
from gzparty.services.people import PersonDraft
from tests.widgets.conftest import NOW
from tests.widgets.helpers import as_text, settle
from tests.widgets.steps import press
from ui.asked_files import documents
from ui.copying import Copying
from ui.desk import Desk
from ui.gate import Gate
from ui.jobs import Job
from ui.pages.data import DataPage, Restored
from ui.panels.confirm import ConfirmDialog
from ui.panels.copy_deeds import what_changes
from ui.panels.copy_panel import what_happened
from ui.panels.steps import StepsDialog
from ui.widgets.panel_split import PanelSplit

WAIT = 20000


@pytest.fixture
def copying(desk: Desk, office: Path, qtbot: QtBot) -> Iterator[Copying]:
    def reading() -> AbstractContextManager[Services]:
        return bootstrap.read_office(office, lambda: NOW)

    made = Copying(desk.jobs, desk.memory, reading, office, lambda one, _office: one.name == "同盘")
    yield made
    desk.jobs.close()


@pytest.fixture
def page(desk: Desk, gate: Gate, copying: Copying, qtbot: QtBot) -> DataPage:
    made = DataPage(desk, gate, copying)
    qtbot.addWidget(made)
    made.resize(1180, 760)
    made.show()
    qtbot.waitUntil(lambda: copying.listed, timeout=WAIT)
    return made


@pytest.fixture
def copied(page: DataPage, copying: Copying, qtbot: QtBot) -> DataPage:
    """The page with one copy that was opened and compared."""
    copying.back_up()
    wait_for_examined(copying, qtbot, 1)
    return page


def wait_for_examined(copying: Copying, qtbot: QtBot, number: int) -> None:
    def examined() -> bool:
        lines = copying.lines()
        return len(lines) == number and all(line.found is not None for line in lines)

    qtbot.waitUntil(examined, timeout=WAIT)
    settle()


def add_person(gate: Gate, qtbot: QtBot, name: str = "后来示例") -> None:
    with qtbot.waitSignal(gate.stored, timeout=WAIT):
        gate.write(lambda services: services.people.add_person(PersonDraft(name)))


def words(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisibleTo(page) else ""


def wait_for_comparison(page: DataPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(words(page, "compareKind0")), timeout=WAIT)


def test_without_copies_the_page_says_what_to_do_first(page: DataPage, qtbot: QtBot) -> None:
    assert words(page, "emptyTitle") == "还没有备份"
    buttons = cast("list[QPushButton]", page.findChildren(QPushButton))
    primary = [one for one in buttons if one.property("kind") == "primary"]
    assert [one.objectName() for one in primary if one.isVisibleTo(page)] == ["emptyFirst"]
    assert not page.panel.isVisible()
    assert page.place() == "备份 0 份，能用 0 份"


def test_a_copy_made_here_is_opened_and_counted(copied: DataPage) -> None:
    line = copied.list.current()
    assert line is not None
    assert line.found is not None
    assert line.found.sound
    assert copied.place() == "备份 1 份，能用 1 份"
    assert words(copied, "copyState") == "打开核对过，能用"


def test_a_copy_is_told_of_beside_the_list_and_not_over_it(copied: DataPage) -> None:
    split = copied.findChild(PanelSplit, "dataSplit")
    assert split is not None
    assert not split.lies_over
    assert copied.list.geometry().right() < copied.panel.geometry().left()


def test_the_model_of_the_copies_keeps_qts_contract(copied: DataPage) -> None:
    QAbstractItemModelTester(copied.list.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    copied.list.table.sort(3)
    copied.list.refresh()


def test_what_was_done_since_is_counted_named_and_can_be_read(
    copied: DataPage, gate: Gate, qtbot: QtBot
) -> None:
    wait_for_comparison(copied, qtbot)
    assert words(copied, "copySince") == "这份以后没有改过"
    add_person(gate, qtbot)
    qtbot.waitUntil(lambda: words(copied, "copySince") == "这份以后做了 1 件事", timeout=WAIT)
    assert (words(copied, "compareKind2"), words(copied, "compareAfter2")) == ("人员", "少 1")
    assert words(copied, "compareAfter0") == "一样"
    press(copied, "copySteps")
    dialog = copied.findChild(StepsDialog)
    assert dialog is not None
    step = dialog.grid.current_record()
    assert step is not None
    assert step.name == "加人员 后来示例"
    dialog.close()


def test_a_copy_cut_short_says_so_and_offers_nothing(
    copied: DataPage, copying: Copying, qtbot: QtBot
) -> None:
    line = copied.list.current()
    assert line is not None
    content = line.copy.path.read_bytes()
    line.copy.path.write_bytes(content[: len(content) // 2])
    copying.refresh()
    qtbot.waitUntil(lambda: words(copied, "copyState") == "打不开：只写进去一半。换一份备份。", timeout=WAIT)
    for name in ("copyLook", "copyRestore"):
        button = copied.findChild(QPushButton, name)
        assert button is not None
        assert not button.isEnabled()
    assert words(copied, "copyAdvice1") == "", "how to restore was told of what cannot be restored"
    assert copied.place() == "备份 1 份，能用 0 份"
    heading = copied.list.table.index(0, 0)
    copied.list.table.fold(heading.row(), True)
    folded = copied.list.table.heading(0)
    assert folded is not None
    assert folded.glyph is not None


def test_a_copy_on_a_stick_is_remembered_and_ends_the_reminder(
    page: DataPage, copying: Copying, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    assert words(page, "dataBannerTitle") == "还没往 U 盘存过"
    begun: list[str] = []

    def choose(*asked: object) -> str:
        begun.append(str(asked[2]))
        return str(stick)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    with qtbot.waitSignal(page.copied, timeout=WAIT) as told:
        press(page, "dataStoreNow")
    assert told.args[0] == f"已存到 {stick}，读回来核对过"
    assert Path(begun[0]) == documents()
    wait_for_examined(copying, qtbot, 1)
    assert words(page, "dataBannerTitle") == ""
    assert [line.outside for line in copying.lines()] == [True]
    assert copying.folders() == [stick]


def test_a_folder_on_the_offices_own_disk_is_no_stick(
    page: DataPage, copying: Copying, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "同盘").mkdir()
    with qtbot.waitSignal(page.copied, timeout=WAIT) as told:
        copying.store_in(tmp_path / "同盘")
    assert told.args[0].endswith("但它和办公文件在同一个盘上，电脑坏了会一起丢")
    wait_for_examined(copying, qtbot, 1)
    assert words(page, "dataBannerTitle") == "还没往 U 盘存过"


def test_a_stick_pulled_out_stands_in_the_menu_as_missing(
    page: DataPage, copying: Copying, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    copying.store_in(stick)
    wait_for_examined(copying, qtbot, 1)
    for path in stick.iterdir():
        path.unlink()
    stick.rmdir()
    first = page._asked.folders_menu(copying.folders()).actions()[0]
    assert (first.text(), first.isEnabled()) == (f"{stick}（没插上）", False)
    copying.store_in(stick)
    qtbot.waitUntil(lambda: words(page, "errorTitle").startswith("没找到 "), timeout=WAIT)
    assert not stick.exists()


def test_tomorrow_is_early_enough_for_the_stick(page: DataPage, copying: Copying) -> None:
    press(page, "dataLater")
    assert words(page, "dataBannerTitle") == ""
    assert copying.is_put_off(NOW.date())
    assert not copying.is_put_off(NOW.date().replace(day=18))


def test_the_reminder_waits_as_long_as_the_office_wants(
    page: DataPage, copying: Copying, desk: Desk, gate: Gate, qtbot: QtBot
) -> None:
    copying.kept.keep("outside", "2026-06-08T16:50:00")
    page.list.refresh()
    assert words(page, "dataBannerTitle") == "9 天没往 U 盘存了"
    with qtbot.waitSignal(gate.stored, timeout=WAIT):
        gate.write(lambda services: services.offices.change_settings({"stick_days": 10}))
    page.list.refresh()
    assert words(page, "dataBannerTitle") == ""


def test_an_office_made_today_is_not_yet_warned_of_the_stick(
    page: DataPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert words(page, "dataBannerTitle") == "还没往 U 盘存过"
    monkeypatch.setattr("db.office.SqliteOffice.is_sample", lambda _office: False)
    page.list.refresh()
    assert words(page, "dataBannerTitle") == ""


def test_the_file_is_looked_through_on_demand(page: DataPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.copied, timeout=WAIT) as told:
        press(page, "dataCheck")
    assert told.args[0] == "查过一遍，没有坏处"
    assert page._copying.last_check() == (NOW.date(), 0)


def test_damage_found_is_named_on_the_page(
    page: DataPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.store.SqliteStore.check", lambda _store: ["post 1 -> person"])
    press(page, "dataCheck")
    qtbot.waitUntil(
        lambda: words(page, "errorTitle") == "办公文件有 1 处问题：\npost 1 -> person", timeout=WAIT
    )


def test_deleting_a_copy_is_asked_and_enter_means_no(
    copied: DataPage, copying: Copying, qtbot: QtBot
) -> None:
    press(copied, "copyDelete")
    dialog = copied.findChild(ConfirmDialog)
    assert dialog is not None
    assert words(dialog, "confirmTitle") == "删掉 6月17日 17:52 的备份？"
    assert words(dialog, "confirmBody") == "这是最后一份能用的备份，删掉就找不回来了。"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle()
    assert len(copying.lines()) == 1
    press(copied, "copyDelete")
    again = copied.findChild(ConfirmDialog)
    assert again is not None
    press(again, "confirmGo")
    qtbot.waitUntil(lambda: copying.lines() == [], timeout=WAIT)


def test_restoring_is_asked_with_what_it_would_take_away(copied: DataPage, gate: Gate, qtbot: QtBot) -> None:
    add_person(gate, qtbot)
    wait_for_comparison(copied, qtbot)
    asked: list[Copy] = []
    copied.restore_wanted.connect(lambda copy, _password: asked.append(copy))
    press(copied, "copyRestore")
    dialog = copied.findChild(ConfirmDialog)
    assert dialog is not None
    assert as_text(dialog).splitlines() == [
        "QLabel(confirmTitle): '恢复 6月17日 17:52 的备份？'",
        "QLabel(confirmBody): '这份以后做的 1 件事会没有：人员少 1。\\n"
        "现在的数据会先存成一份备份，恢复错了可以再换回来。'",
        "QPushButton(confirmBack): '不恢复'",
        "QPushButton(confirmGo): '恢复这份备份'",
    ]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert asked == []
    press(copied, "copyRestore")
    again = copied.findChild(ConfirmDialog)
    assert again is not None
    press(again, "confirmGo")
    line = copied.list.current()
    assert line is not None
    assert asked == [line.copy]


def test_space_leads_to_the_panel_and_closing_it_leads_back(copied: DataPage, qtbot: QtBot) -> None:
    copied.list.grid.setFocus()
    qtbot.keyClick(copied.list.grid, Qt.Key.Key_Space)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "copyLook"
    copied.panel.closed.emit()
    assert QApplication.focusWidget() is copied.list.grid


def test_a_file_from_elsewhere_joins_the_list(
    copied: DataPage, copying: Copying, office: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    elsewhere = tmp_path / "下载" / "旧台账.gzparty"
    elsewhere.parent.mkdir()
    line = copied.list.current()
    assert line is not None
    elsewhere.write_bytes(line.copy.path.read_bytes())
    copying.add(elsewhere)
    copied.list.select(elsewhere)
    wait_for_examined(copying, qtbot, 2)
    current = copied.list.current()
    assert current is not None
    assert (current.copy.path, current.outside) == (elsewhere, True)
    copying.add(office)
    settle()
    assert "就是现在用的办公文件" in words(copied, "errorTitle")


def test_the_list_is_narrowed_to_what_does_not_open(copied: DataPage, copying: Copying, qtbot: QtBot) -> None:
    line = copied.list.current()
    assert line is not None
    broken = line.copy.path.with_name(line.copy.path.name.replace("20260617-175200", "20260101-080000"))
    broken.write_bytes(b"")
    copying.refresh()
    wait_for_examined(copying, qtbot, 2)
    copied.list._chips.choose("broken")
    shown = copied.list.current()
    assert shown is not None
    assert shown.copy.path == broken
    assert copied.list.table.rowCount() == 2


def test_every_list_leaves_as_workbooks_with_progress(
    page: DataPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    steps: list[tuple[int, int, str]] = []

    def hear(job: Job) -> None:
        if job.stops:
            job.progressed.connect(lambda *step: steps.append(step))

    page._copying._jobs.began.connect(hear)
    with qtbot.waitSignal(page.copied, timeout=WAIT) as told:
        press(page, "dataExport")
    folder = tmp_path / "全部表格 2026-06-17"
    written = sorted(path.name for path in folder.iterdir())
    assert told.args[0].startswith(f"导出了 {len(written)} 张表，在 {folder}")
    assert {"单位.xlsx", "党员.xlsx", "设置.xlsx"} <= set(written)
    assert "备份.xlsx" not in written
    assert [done for done, _total, _name in steps] == list(range(len(written)))


def test_after_restoring_the_page_says_where_the_present_was_kept(page: DataPage) -> None:
    page.take_request(Restored("6月10日 18:02", Path("/备份/一.gzparty")))
    settle()
    assert words(page, "dataNewsTitle") == "已恢复到 6月10日 18:02 的样子"
    assert words(page, "dataNewsText") == f"恢复以前的数据留在 {Path('/备份/一.gzparty')}"
    page.take_request(Restored("6月10日 18:02", refused="办公文件正被另一个窗口使用。"))
    settle()
    assert words(page, "errorTitle") == "没有恢复，数据还是原来的。"


def test_what_a_page_out_of_sight_hears_does_not_move_the_status_row(
    copied: DataPage, copying: Copying, qtbot: QtBot
) -> None:
    copied.hide()
    with qtbot.assertNotEmitted(copied.place_changed):
        copying.changed.emit()


@pytest.mark.parametrize(
    ("lost", "regained", "happened", "changes"),
    [
        (0, 0, "这份以后没有改过", "这份以后没有改过。"),
        (0, 2, "里面有 2 件事现在没有", "现在没有的 2 件事会回来。"),
        (3, 2, "这份以后做了 3 件事", "这份以后做的 3 件事会没有。"),
    ],
)
def test_a_copy_from_before_a_restoring_is_not_called_the_same(
    lost: int, regained: int, happened: str, changes: str
) -> None:
    steps = tuple(Step(number, NOW, "加人员", "do", 1) for number in range(5))
    compared = Comparison({}, {}, steps[:lost], steps[:regained], same_office=True, office="官庄镇")
    assert what_happened(compared) == happened
    assert what_changes(compared).startswith(changes)


def test_telling_what_is_known_asks_the_disk_for_no_copy(
    copied: DataPage, copying: Copying, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    stat = Path.stat

    def asking(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        asked.append(path)
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", asking)
    copying.changed.emit()
    (line,) = copying.lines()
    assert line.found is not None
    assert line.copy.path not in asked


def test_a_copy_written_anew_is_opened_again(copied: DataPage, copying: Copying, qtbot: QtBot) -> None:
    (line,) = copying.lines()
    assert line.found is not None
    assert line.found.sound
    line.copy.path.write_bytes(b"half")
    copying.refresh()
    qtbot.waitUntil(lambda: (found := copying.lines()[0].found) is not None and not found.sound)


def test_before_the_folders_were_looked_through_no_copies_are_not_counted_as_none(
    page: DataPage, copying: Copying
) -> None:
    copying.listed = False
    page.list.refresh()
    assert words(page, "dataCount") == "正在看有几份备份"
    assert page.place() == "正在看有几份备份"
