"""F1: the manual beside the work, at the chapter of the page; what is looked for is found and marked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextDocument
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gzparty import manual, picturing
from gzparty.desktop import Desktop
from gzparty.i18n import SOURCE
from gzparty.manual import Chapter
from tests.widgets.hands import Hands
from tests.widgets.helpers import settle
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.panels.confirm import ConfirmDialog, Doubt
from ui.panels.manual.dressing import dress
from ui.panels.manual.hits import HitModel
from ui.panels.manual.window import ManualWindow
from ui.preferences import LANGUAGE, SCALE
from ui.theme import Look, Theme

NO_CHAPTER_OF_ITS_OWN = ("start", "month", "sheets", "keyboard", "trouble", "words")


@pytest.fixture
def book(desk: Desk, qtbot: QtBot) -> ManualWindow:
    """The manual at its first chapter."""
    made = ManualWindow(desk.theme, desk.memory)
    qtbot.addWidget(made)
    made.show_chapter("start")
    made.resize(1080, 760)
    made.show()
    made.activateWindow()
    settle()
    return made


@pytest.fixture
def window(desktop: Desktop, office: Path) -> Iterator[MainWindow]:
    """The main window of the program on the sample office."""
    shown = desktop.show_office(office)
    shown.activateWindow()
    settle()
    yield shown
    desktop.application.manual.close()


def f1(on: QWidget) -> None:
    QApplication.sendEvent(on, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier))
    settle()


def shown(desktop: Desktop) -> ManualWindow:
    book = desktop.application.manual.window
    assert book is not None
    assert book.isVisible()
    return book


def test_every_page_of_the_window_has_a_chapter_of_its_own_with_a_picture(window: MainWindow) -> None:
    chapters = {chapter.key: chapter for chapter in manual.chapters()}
    assert set(chapters) == {*window.all_page_keys, *NO_CHAPTER_OF_ITS_OWN}
    assert [key for key in window.all_page_keys if not chapters[key].pictures()] == []


def test_f1_opens_the_chapter_of_the_page_in_sight(window: MainWindow, desktop: Desktop) -> None:
    window.show_page("ledger")
    window.want_help()
    assert shown(desktop).key == "ledger"
    assert "手册 — 整改台账" in shown(desktop).windowTitle()
    window.show_page("tips")
    window.want_help()
    assert shown(desktop).key == "tips"


def test_f1_in_a_dialog_opens_the_chapter_of_the_page_below_and_can_be_read(
    window: MainWindow, desktop: Desktop
) -> None:
    page = window.show_page("data")
    dialog = ConfirmDialog(window._desk.theme, Doubt("恢复？", "会变", "恢复", "不恢复"), page)
    dialog.ask(lambda: None)
    settle()
    f1(dialog)
    book = shown(desktop)
    assert book.key == "data"
    assert dialog.isVisible()
    book.search.setText("回收站")
    assert book.hits.model().rowCount() > 0
    dialog.close()


def test_the_start_page_and_an_office_that_does_not_open_have_their_chapter_too(
    desktop: Desktop, tmp_path: Path
) -> None:
    desktop.show_start(tmp_path)
    settle()
    assert desktop.application.window is not None
    f1(desktop.application.window)
    assert shown(desktop).key == "start"
    desktop.open_office(tmp_path / "none.gzparty")
    settle()
    f1(desktop.application.window)
    assert shown(desktop).key == "trouble"


def test_the_manual_stays_where_it_is_at_another_size_of_text(window: MainWindow, desktop: Desktop) -> None:
    window.want_help()
    before = shown(desktop)
    height = before.search.sizeHint().height()
    desktop.application.preferences.choose(SCALE, 1.3)
    assert isinstance(desktop.application.window, MainWindow)
    desktop.application.window.want_help()
    after = shown(desktop)
    assert after is not before
    assert after.search.sizeHint().height() > height


def test_an_open_manual_is_called_in_the_language_of_the_window(window: MainWindow, desktop: Desktop) -> None:
    window.show_page("ledger")
    window.want_help()
    assert shown(desktop).windowTitle() == "手册 — 整改台账"
    desktop.application.preferences.choose(LANGUAGE, "en")
    try:
        settle()
        assert shown(desktop).key == "ledger"
        assert shown(desktop).windowTitle() == "Manual — 整改台账"
        assert shown(desktop).back.text() == "Back"
    finally:
        desktop.application.preferences.choose(LANGUAGE, SOURCE)


def test_a_manual_that_was_closed_stays_closed_when_the_language_changes(
    window: MainWindow, desktop: Desktop
) -> None:
    window.want_help()
    shown(desktop).close()
    desktop.application.preferences.choose(SCALE, 1.3)
    settle()
    assert desktop.application.manual.window is None


def test_enter_goes_from_finding_to_finding_and_marks_it(book: ManualWindow) -> None:
    hands = Hands()
    book.search.setFocus()
    book.search.setText("退回")
    hits = manual.find("退回")
    assert book.hits.model().rowCount() == len(hits) > 3
    seen = []
    for _press in range(3):
        hands.press(Qt.Key.Key_Return)
        assert book.reader.marked_text() == "退回"
        seen.append((book.key, book.reader.textCursor().block().text()))
    assert [key for key, _text in seen] == [hit.chapter.key for hit in hits[:3]]
    assert len({text for _key, text in seen}) == 3
    assert all(hit.before[-2:] in text for hit, (_key, text) in zip(hits, seen, strict=False))


def test_the_arrows_walk_from_the_field_through_the_findings(book: ManualWindow, qtbot: QtBot) -> None:
    book.search.setFocus()
    book.search.setText("退回")
    qtbot.keyClick(book.search, Qt.Key.Key_Down)
    assert book.hits.hasFocus()
    first = book.reader.textCursor().block().text()
    Hands().press(Qt.Key.Key_Down)
    assert book.hits.currentIndex().row() == 1
    assert book.reader.marked_text() == "退回"
    assert book.reader.textCursor().block().text() != first


def test_what_is_not_in_the_book_is_told_and_esc_brings_the_chapters_back(book: ManualWindow) -> None:
    book.search.setFocus()
    book.search.setText("区块链")
    assert book.hits.isVisible()
    assert book.hits.model().rowCount() == 0
    Hands().press(Qt.Key.Key_Escape)
    assert book.contents.isVisible()
    assert book.isVisible()
    book.reader.setFocus()
    Hands().press(Qt.Key.Key_Escape)
    assert not book.isVisible()


def test_links_lead_to_chapters_and_back_to_where_one_came_from(book: ManualWindow) -> None:
    assert not book.back.isEnabled()
    book.reader.anchorClicked.emit("import.md")
    assert (book.key, book.contents.current_key()) == ("import", "import")
    book.contents.choose("print")
    assert book.key == "print"
    QTest.keyClick(book, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert book.key == "import"
    book.back.click()
    assert book.key == "start"
    assert not book.back.isEnabled()


@pytest.mark.parametrize("chapter", manual.chapters(), ids=lambda chapter: chapter.key)
def test_what_is_searched_is_what_is_read(chapter: Chapter, theme: Theme) -> None:
    document = QTextDocument()
    document.setMarkdown(chapter.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    dress(document, theme)
    read = document.toPlainText().replace("\ufffc", "")
    assert "".join("".join(chapter.lines()).split()) == "".join(read.split())


def test_a_picture_is_never_wider_than_the_room_for_it(book: ManualWindow, qtbot: QtBot) -> None:
    book.show_chapter("home")
    for width in (700, 1080, 1400):
        book.resize(width, 700)
        room = book.reader.viewport().width()
        qtbot.waitUntil(lambda room=room: widest_picture(book) in range(room - 40, room + 1))  # type: ignore[misc]
        assert not book.reader.horizontalScrollBar().isVisible()


def widest_picture(book: ManualWindow) -> int:
    """How wide the one picture of the chapter is laid out, in px."""
    document = book.reader.document()
    picture = document.resource(QTextDocument.ResourceType.ImageResource.value, "pictures/home.png")
    return round(picture.width() / picture.devicePixelRatio()) if picture is not None else 0


def test_another_look_dresses_the_chapter_anew(book: ManualWindow, desk: Desk) -> None:
    def colour_of_text() -> str:
        return book.reader.document().begin().begin().fragment().charFormat().foreground().color().name()

    light = colour_of_text()
    desk.theme.choose(Look.DARK)
    assert colour_of_text() == desk.theme.colour("ink").name() != light
    desk.theme.choose(Look.LIGHT)


def test_nothing_but_pictures_of_the_manual_is_loaded(book: ManualWindow) -> None:
    image, page = (
        QTextDocument.ResourceType.ImageResource.value,
        QTextDocument.ResourceType.HtmlResource.value,
    )
    assert book.reader.loadResource(image, "pictures/home.png") is not None
    assert book.reader.loadResource(image, "pictures/none.png") is None
    assert book.reader.loadResource(page, "start.md") is None


def test_the_list_of_findings_is_a_sound_model() -> None:
    model = HitModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(manual.find("签到"))
    assert model.rowCount() > 5
    assert "签到" in model.index(0).data()
    model.show([])
    assert model.rowCount() == 0
    assert tester.model() is model


def test_the_manual_is_not_read_before_it_is_asked_for() -> None:
    script = (
        "import sys, gzparty.desktop, gzparty.office_desk, ui.application, ui.main_window, ui.pages.home\n"
        "print([one for one in ('gzparty.manual', 'ui.panels.manual') if one in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_pictures_of_the_manual_are_those_it_shows_with_few_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(_office: Path, folder: Path, size: tuple[int, int], *_rest: object) -> list[Path]:
        made = [folder / name for name in ("home.png", "home-all-today.png", "intake.png")]
        for path in made:
            Image.effect_noise(size, 90).convert("RGB").save(path)
        return made

    monkeypatch.setattr(picturing, "take_screenshots", taken)
    kept = picturing.take_manual_pictures(tmp_path / "sample.gzparty", tmp_path / "pictures")
    assert [path.name for path in kept] == ["home.png", "intake.png"]
    assert sorted((tmp_path / "pictures").iterdir()) == sorted(kept)
    with Image.open(kept[0]) as picture:
        assert (picture.mode, picture.size) == ("P", picturing.MANUAL_SIZE)


def test_a_picture_with_few_colours_keeps_the_grounds_of_the_window_exactly() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((300, 200), 90) for _channel in range(3)])
    grounds = ((250, 248, 245), (179, 38, 30))
    for row, ground in enumerate(grounds):
        noise.paste(ground, (0, 100 * row, 250, 100 * row + 80))
    few = picturing.with_few_colours(noise)
    kept = few.convert("RGB")
    assert [kept.getpixel((20, 20)), kept.getpixel((20, 120))] == list(grounds)
    assert len(kept.getcolors(1000) or ()) <= picturing.MANUAL_COLOURS


def test_what_is_typed_while_reading_is_looked_for(book: ManualWindow, qtbot: QtBot) -> None:
    book.reader.setFocus()
    qtbot.keyClicks(book.reader, "u")
    assert (book.search.text(), book.search.hasFocus()) == ("u", True)
    qtbot.keyClicks(book.search, "k")
    assert book.search.text() == "uk"
    book.reader.setFocus()
    committed = QInputMethodEvent()
    committed.setCommitString("备份")
    QApplication.sendEvent(book.reader, committed)
    assert book.search.text() == "备份"
    assert book.hits.model().rowCount() > 0


def test_the_keys_that_turn_pages_of_the_manual_search_nothing(book: ManualWindow, qtbot: QtBot) -> None:
    book.reader.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Tab):
        qtbot.keyClick(book.reader, key)
    qtbot.keyClick(book.reader, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert book.search.text() == ""
