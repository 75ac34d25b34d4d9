"""Tab 材料 and the checklist: what is dropped, pasted, stopped, refused, opened, renamed and taken back."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from gzparty.domain.folder import Attachment, FolderKind
from tests.pictures import a_photo
from tests.widgets.helpers import as_text, settle
from tests.widgets.steps import answer, eventually, press
from ui.desk import Desk
from ui.gate import Gate
from ui.opened_files import OpenedFiles, remove_tree
from ui.pages.training import TrainingPage
from ui.panels.ask import AskDialog
from ui.panels.materials import MaterialsPanel
from ui.tables.tiles import TileModel
from ui.widgets.busy_line import BusyLine


@pytest.fixture
def page(desk: Desk, gate: Gate, qtbot: QtBot) -> TrainingPage:
    made = TrainingPage(desk, gate)
    qtbot.addWidget(made)
    made.resize(1264, 800)
    made.show()
    made.view.choose("materials")
    settle()
    return made


@pytest.fixture
def panel(page: TrainingPage) -> Iterator[MaterialsPanel]:
    yield page.view.materials
    page.view.materials.strip.stop()


def test_a_clipboard_another_program_holds_is_said_to_hold_no_file(
    panel: MaterialsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(QGuiApplication.clipboard()), "mimeData", lambda *_args: None)
    panel.paste()
    settle()
    assert "剪贴板里没有图片或文件" in as_text(panel)


def names(panel: MaterialsPanel) -> list[str]:
    return [one.name for one in panel.tiles.files.files]


def files(folder: Path, **contents: bytes) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def urls(paths: list[Path]) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(panel: MaterialsPanel, mime: QMimeData, at: QPoint | None = None) -> None:
    place = at or QPoint(200, 300)
    actions, button, no = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(panel, QDragEnterEvent(place, actions, mime, button, no))
    QApplication.sendEvent(panel, QDropEvent(QPointF(place), actions, mime, button, no))


def add(panel: MaterialsPanel, qtbot: QtBot, paths: list[Path]) -> None:
    drop(panel, urls(paths))
    eventually(qtbot, lambda: not panel.strip.is_busy())


def line_words(panel: MaterialsPanel, kind: FolderKind) -> str:
    return panel.side.checklist.line(kind.value).accessibleName()


def test_the_model_of_tiles_keeps_qts_contract() -> None:
    model = TileModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made = [
        Attachment(n, f"u{n}", 1, FolderKind.PHOTO, n, f"{n}.jpg", "image/jpeg", "0" * 64, 9) for n in (1, 2)
    ]
    model.show(made)
    model.show(made)
    model.show(made[:1])
    assert model.rowCount() == 1
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1.jpg，现场照片，1 KB"


def test_an_empty_folder_says_how_to_fill_it(page: TrainingPage, panel: MaterialsPanel) -> None:
    text = as_text(panel)
    assert "这一期还没有材料" in text
    assert "不放照片也行" in text
    assert "0/5" in text
    assert line_words(panel, FolderKind.PHOTO) == "现场照片，不要求"
    assert line_words(panel, FolderKind.SIGN_IN) == "签到表，正在录，录到 49/59"


def test_dropped_files_go_in_as_one_deed_and_come_out_as_one(
    page: TrainingPage, panel: MaterialsPanel, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    deeds: list[str] = []
    page.done.connect(deeds.append)
    paths = files(tmp_path / "手机", **{f"IMG_{n}.jpg": a_photo(400, 300, seed=n) for n in range(3)})
    add(panel, qtbot, [*paths, *files(tmp_path / "手机", **{"条例.pptx": b"PK slides"})])
    assert names(panel) == ["条例.pptx", "IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg"]
    assert deeds == ["加 4 份材料"]
    assert page.view.tabs.tabText(3) == "材料"
    assert len(panel.tiles.chosen()) == 4
    eventually(
        qtbot,
        lambda: all(panel._thumbnails.get(one.hash) for one in panel.tiles.files.files if one.is_picture),
    )
    gate.undo()
    eventually(qtbot, lambda: names(panel) == [])
    gate.redo()
    eventually(qtbot, lambda: len(names(panel)) == 4)


def test_what_cannot_go_in_is_named_and_the_rest_is_in(
    panel: MaterialsPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = files(
        tmp_path / "U盘", **{"空.jpg": b"", "坏.jpg": b"\xff\xd8\xff", "木马.exe": b"MZ", "a.txt": b"a"}
    )
    add(panel, qtbot, paths)
    assert names(panel) == ["a.txt"]
    text = as_text(panel)
    assert "3 份没有放进来" in text
    for words in ("空.jpg：文件是空的", "坏.jpg：图片有损坏", "木马.exe：这是程序文件"):
        assert words in text
    add(panel, qtbot, paths[3:])
    assert "a.txt：这一期里已经有了（a.txt），没有再放一份。" in as_text(panel)
    assert "3 份没有放进来" not in as_text(panel)


def test_a_hundred_photos_are_counted_and_can_be_stopped(
    panel: MaterialsPanel, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = files(tmp_path / "手机", **{f"IMG_{n:03}.jpg": a_photo(640, 480, seed=n) for n in range(100)})
    seen: list[str] = []

    def stop() -> None:
        line = panel.findChild(BusyLine, "intake")
        assert line is not None
        seen.append(line.words())
        line.stop()

    def stop_at_the_fifth(number: int, _total: int, _name: str) -> None:
        if number == 4:
            # Told of the same step just before: the line has it when it is asked next.
            QTimer.singleShot(0, panel, stop)

    panel.strip._new_files.progressed.connect(stop_at_the_fifth)
    drop(panel, urls(paths))
    eventually(qtbot, lambda: bool(seen) and not panel.strip.is_busy())
    assert seen[0].startswith("正在放进去，IMG_00")
    assert seen[0].endswith(" / 100")
    kept = len(names(panel))
    assert 4 <= kept < 100
    assert f"停下了，还有 {100 - kept} 份没有放。" in as_text(panel)
    assert gate.reader.offices.deeds(1)[0].name == f"加 {kept} 份材料"


def test_what_is_in_when_the_program_ends_is_recorded(
    desk: Desk, panel: MaterialsPanel, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = files(tmp_path / "手机", **{f"IMG_{n:03}.jpg": a_photo(640, 480, seed=n) for n in range(60)})
    told: list[int] = []
    panel.strip._new_files.progressed.connect(lambda number, _total, _name: told.append(number))
    drop(panel, urls(paths))
    qtbot.waitUntil(lambda: 3 in told, timeout=10_000)
    desk.jobs.close()
    gate._writer.close()
    sitting = panel._folder.sitting_id if panel._folder else 0
    stored = gate.reader.store.folders.attachments(sitting)
    assert 2 <= len(stored) < 60
    assert gate.reader.folders.faults() == []


def test_a_second_batch_waits_for_the_first(panel: MaterialsPanel, qtbot: QtBot, tmp_path: Path) -> None:
    first = files(tmp_path / "甲", **{f"{n}.jpg": a_photo(320, 240, seed=n) for n in range(5)})
    second = files(tmp_path / "乙", **{"讲稿.txt": b"x"})
    drop(panel, urls(first))
    drop(panel, urls(second))
    eventually(qtbot, lambda: not panel.strip.is_busy())
    assert len(names(panel)) == 6


def test_a_file_let_go_over_a_line_becomes_that_kind(
    panel: MaterialsPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    line = panel.side.checklist.line(FolderKind.SIGN_IN.value)
    place = line.mapTo(panel, line.rect().center())
    drop(panel, urls(files(tmp_path / "扫描", **{"IMG_9.jpg": a_photo(400, 300)})), place)
    eventually(qtbot, lambda: names(panel) == ["IMG_9.jpg"])
    assert line_words(panel, FolderKind.SIGN_IN) == "签到表，已有，1 份"


def test_a_picture_copied_in_wechat_is_pasted(panel: MaterialsPanel, qtbot: QtBot) -> None:
    image = QImage(300, 200, QImage.Format.Format_ARGB32)
    image.fill(QColor("#336699"))
    QGuiApplication.clipboard().setImage(image)
    qtbot.keyClick(panel.tiles, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    eventually(qtbot, lambda: len(names(panel)) == 1)
    assert names(panel)[0].startswith("粘贴的图片 0617-175200.")
    assert panel.tiles.files.files[0].kind is FolderKind.PHOTO


def test_text_on_the_clipboard_is_no_material(panel: MaterialsPanel, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("接龙")
    qtbot.keyClick(panel.tiles, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert "剪贴板里没有图片或文件" in as_text(panel)
    assert names(panel) == []


def test_files_copied_in_the_file_manager_are_pasted(
    panel: MaterialsPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    QGuiApplication.clipboard().setMimeData(urls(files(tmp_path / "a", **{"日程.docx": b"PK"})))
    panel.paste()
    eventually(qtbot, lambda: names(panel) == ["日程.docx"])
    assert "日程，已有，1 份" in line_words(panel, FolderKind.SCHEDULE)


def test_a_chosen_line_shows_its_files_only_and_takes_what_comes(
    panel: MaterialsPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    add(panel, qtbot, files(tmp_path / "a", **{"照片.jpg": a_photo(300, 200), "条例.pptx": b"PK"}))
    notice = panel.side.checklist.line(FolderKind.NOTICE.value)
    qtbot.mouseClick(notice, Qt.MouseButton.LeftButton)
    assert names(panel) == []
    assert "没有“通知”的文件" in as_text(panel)
    add(panel, qtbot, files(tmp_path / "a", **{"红头.pdf": b"%PDF"}))
    assert names(panel) == ["红头.pdf"]
    qtbot.keyClick(panel.tiles, Qt.Key.Key_Escape)
    assert names(panel) == ["红头.pdf", "条例.pptx", "照片.jpg"]


def test_paper_and_what_is_not_needed_are_said_beside_the_line(
    page: TrainingPage, panel: MaterialsPanel, qtbot: QtBot
) -> None:
    qtbot.mouseClick(panel.side.checklist.line("notice"), Qt.MouseButton.LeftButton)
    press(panel, "paperPlaceDeed")
    answer(panel, qtbot, paperPlace="3 号盒")
    assert line_words(panel, FolderKind.NOTICE) == "通知，已有，纸质，3 号盒"
    assert "1/5" in as_text(panel)
    press(panel, "clearMarkDeed")
    eventually(qtbot, lambda: "还没有" in line_words(panel, FolderKind.NOTICE))
    press(panel, "waiveDeed")
    eventually(qtbot, lambda: line_words(panel, FolderKind.NOTICE) == "通知，不需要")
    assert "0/4" in as_text(panel)
    with qtbot.waitSignal(page.view.paper_wanted) as wanted:
        press(panel, "printDeed")
    assert wanted.args[0] == "training-notice"


def test_a_place_left_empty_is_asked_for_and_the_question_stays(panel: MaterialsPanel, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.side.checklist.line("notice"), Qt.MouseButton.LeftButton)
    press(panel, "paperPlaceDeed")
    (dialog,) = cast("list[AskDialog]", panel.findChildren(AskDialog))
    go = dialog.findChild(QPushButton, "askGo")
    assert go is not None
    go.click()
    eventually(qtbot, lambda: "请写纸质原件放在哪" in as_text(dialog))
    assert dialog.isVisible()
    dialog.close()


def test_files_are_renamed_refiled_moved_and_deleted_by_key_and_menu(
    page: TrainingPage, panel: MaterialsPanel, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    add(panel, qtbot, files(tmp_path / "a", **{"1.jpg": a_photo(300, 200), "2.jpg": a_photo(300, 210)}))
    panel.tiles.choose({panel.tiles.files.files[1].id})
    next(one for one in panel.deeds.more.offered().actions() if one.text() == "往前放").trigger()
    eventually(qtbot, lambda: names(panel) == ["2.jpg", "1.jpg"])
    assert [one.name for one in panel.tiles.chosen()] == ["2.jpg"]
    qtbot.keyClick(panel.tiles, Qt.Key.Key_F2)
    answer(panel, qtbot, materialName="签到表第1页")
    eventually(qtbot, lambda: names(panel) == ["签到表第1页.jpg", "1.jpg"])
    refile = next(one for one in panel.deeds.kinds.actions() if one.objectName() == "refile_sign_in")
    refile.trigger()
    eventually(qtbot, lambda: "1 份" in line_words(panel, FolderKind.SIGN_IN))
    qtbot.keyClick(panel.tiles, Qt.Key.Key_Return)
    deeds: list[str] = []
    page.done.connect(deeds.append)
    qtbot.keyClick(panel.tiles, Qt.Key.Key_Delete)
    eventually(qtbot, lambda: names(panel) == ["1.jpg"])
    assert deeds == ["删除 签到表第1页.jpg"]
    gate.undo()
    eventually(qtbot, lambda: names(panel) == ["签到表第1页.jpg", "1.jpg"])


def test_an_opened_file_lies_read_only_in_a_private_folder_until_the_next_start(
    desk: Desk, page: TrainingPage, panel: MaterialsPanel, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    add(panel, qtbot, files(tmp_path / "a", **{"讲稿.txt": "讲稿".encode()}))
    opened = OpenedFiles(desk.jobs, gate.reader.store.blobs, tmp_path / "opened")
    opened.shows = False
    page.file_wanted.connect(opened.open)
    panel.tiles.choose({panel.tiles.files.files[0].id})
    with qtbot.waitSignal(opened.opened) as told:
        qtbot.keyClick(panel.tiles, Qt.Key.Key_Space)
    path = told.args[0]
    assert path.read_text("utf-8") == "讲稿"
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IRUSR
    assert stat.S_IMODE(path.parents[1].stat().st_mode) == stat.S_IRWXU
    later = OpenedFiles(desk.jobs, gate.reader.store.blobs, tmp_path / "opened")
    later.sweep()
    eventually(qtbot, lambda: os.listdir(tmp_path / "opened") == [])


def test_a_folder_that_holds_on_to_a_file_is_left(tmp_path: Path) -> None:
    remove_tree(tmp_path / "not there")
    files(tmp_path / "x", a=b"1")
    remove_tree(tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_files_are_saved_elsewhere_under_names_that_are_free(
    desk: Desk,
    page: TrainingPage,
    panel: MaterialsPanel,
    gate: Gate,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add(panel, qtbot, files(tmp_path / "a", **{"1.txt": b"1", "2.txt": b"2"}))
    opened = OpenedFiles(desk.jobs, gate.reader.store.blobs, tmp_path / "opened")
    page.files_wanted.connect(opened.save)
    out = tmp_path / "桌面"
    files(out, **{"1.txt": b"mine"})
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(out))
    with qtbot.waitSignal(opened.saved):
        press(panel, "saveMaterial")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {
        "1.txt": b"mine",
        "1 (2).txt": b"1",
        "2.txt": b"2",
    }


def test_without_the_attachments_file_the_tab_shows_what_is_recorded_and_says_why_it_does_not_open(
    desk: Desk, page: TrainingPage, panel: MaterialsPanel, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    add(panel, qtbot, files(tmp_path / "a", **{"1.jpg": a_photo(300, 200)}))
    gate.reader.store.blobs.path.unlink()
    opened = OpenedFiles(desk.jobs, gate.reader.store.blobs, tmp_path / "opened")
    with qtbot.waitSignal(opened.refused) as told:
        opened.open(panel.tiles.files.files[0])
    assert "不在了，照片和课件打不开；记录不受影响。" in told.args[0]
    page.refresh()
    assert names(panel) == ["1.jpg"]


def test_the_keys_shown_are_those_of_the_tab(page: TrainingPage, panel: MaterialsPanel) -> None:
    assert "Ctrl+V 粘贴" in page.key_hints()
    assert page.place() == "共 0 份"
    page.view.choose("roll")
    assert "F2 事由" in page.key_hints()


def test_the_checklist_beside_the_roll_leads_to_the_files(page: TrainingPage, qtbot: QtBot) -> None:
    page.view.choose("roll")
    settle()
    roll = page.view.roll
    assert "一期一档" in as_text(roll.side)
    assert "0/5" in as_text(roll.side)
    courseware = roll.side.checklist.line("courseware")
    assert courseware.accessibleName() == "课件，还没有"
    qtbot.mouseClick(courseware, Qt.MouseButton.LeftButton)
    assert page.view.key() == "materials"
    assert page.view.materials.side.checklist.value() == "courseware"
    assert roll.side.checklist.value() == ""


def test_a_drag_of_nothing_usable_is_not_taken(panel: MaterialsPanel) -> None:
    mime = QMimeData()
    mime.setText("一段话")
    event = QDragEnterEvent(
        QPoint(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(panel, event)
    assert event.type() == QEvent.Type.DragEnter
    assert not event.isAccepted()
