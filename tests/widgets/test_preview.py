"""The preview: the document's own pages, only those looked at, turned and zoomed by keys and wheel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from tests.widgets.helpers import on_screen, settle
from tests.widgets.printing import a_document
from ui.desk import Desk
from ui.panels.preview import Preview
from ui.pdf_pages import opened
from ui.widgets.page_view import ACTUAL, FREE, PAGE, WIDTH
from ui.widgets.thumbnails import PageModel


@pytest.fixture
def preview(desk: Desk, qtbot: QtBot) -> Preview:
    return on_screen(Preview(desk), qtbot, 820, 760)


def rendered(preview: Preview, qtbot: QtBot) -> None:
    settle()
    qtbot.waitUntil(lambda: not preview.is_busy(), timeout=20000)
    settle()


def words(preview: Preview) -> str:
    found = preview.findChild(QLabel, "pageOf")
    assert found is not None
    return found.text()


def test_of_two_hundred_pages_only_those_in_sight_are_rendered(preview: Preview, qtbot: QtBot) -> None:
    preview.show_pdf(a_document(200))
    rendered(preview, qtbot)
    assert words(preview) == "第 1 页，共 200 页"
    assert set(preview.images.rendered_pages) <= {0, 1}
    preview.view.go_to(120)
    rendered(preview, qtbot)
    assert words(preview) == "第 121 页，共 200 页"
    assert set(preview.images.rendered_pages) <= {0, 1, 119, 120, 121}
    assert len(preview._small.rendered_pages) < 40


def test_a_page_in_sight_is_the_page_of_the_document(preview: Preview, qtbot: QtBot) -> None:
    pdf = a_document(3)
    preview.show_pdf(pdf)
    rendered(preview, qtbot)
    shown = preview.images.image(0)
    assert shown is not None
    scale = preview.images._kept[0][0]
    with opened(pdf.data) as document:
        assert document.image(0, scale) == shown
        assert document.image(1, scale) != shown


def test_another_document_drops_what_the_old_one_still_renders(preview: Preview, qtbot: QtBot) -> None:
    preview.show_pdf(a_document(40))
    settle()
    short = a_document(1, landscape=True)
    preview.show_pdf(short)
    rendered(preview, qtbot)
    image = preview.images.image(0)
    assert image is not None
    assert image.width() > image.height()
    assert words(preview) == "第 1 页，共 1 页"


def test_keys_turn_whole_pages(preview: Preview, qtbot: QtBot) -> None:
    preview.show_pdf(a_document(5))
    view = preview.view
    view.setFocus()
    for key, page in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_End, 4),
        (Qt.Key.Key_PageDown, 4),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_PageUp, 0),
    ):
        qtbot.keyClick(view, key)
        assert view.page() == page, key
    assert view.accessibleName() == "第 1 页，共 5 页"
    zoom = view._zoom
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view._zoom > zoom
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view._zoom == pytest.approx(zoom)
    rendered(preview, qtbot)


def test_arrows_beside_the_number_and_small_pictures_turn_too(preview: Preview, qtbot: QtBot) -> None:
    preview.show_pdf(a_document(3))
    on, back = (preview.findChild(QToolButton, name) for name in ("nextPage", "previousPage"))
    assert on is not None
    assert back is not None
    assert not back.isEnabled()
    on.click()
    assert (preview.view.page(), preview.thumbnails.currentIndex().row()) == (1, 1)
    preview.thumbnails.setCurrentIndex(preview.thumbnails.model().index(2, 0))
    assert preview.view.page() == 2
    assert not on.isEnabled()
    rendered(preview, qtbot)


def test_the_wheel_zooms_with_ctrl_and_no_size_is_marked_then(preview: Preview, qtbot: QtBot) -> None:
    preview.show_pdf(a_document(2))
    preview.show_mode(WIDTH)
    before = preview.view._zoom
    turn(preview, Qt.KeyboardModifier.ControlModifier)
    assert preview.view._zoom > before
    assert preview.view.mode() == FREE
    assert preview._modes.value() == ""
    preview.show_mode(PAGE)
    assert preview._modes.value() == PAGE
    zoom, place = preview.view._zoom, preview.view.verticalScrollBar().value()
    turn(preview, Qt.KeyboardModifier.NoModifier, -1)
    assert preview.view._zoom == zoom
    assert preview.view.verticalScrollBar().value() > place
    rendered(preview, qtbot)


def turn(preview: Preview, modifier: Qt.KeyboardModifier, steps: int = 1) -> None:
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(preview.view.viewport(), event)


def test_sizes_are_whole_wide_and_true(preview: Preview, qtbot: QtBot) -> None:
    preview.show_pdf(a_document(1))
    view, room = preview.view, preview.view.viewport()
    preview.show_mode(PAGE)
    assert view._rect(0).height() <= room.height()
    preview.show_mode(WIDTH)
    assert room.width() - 40 < view._rect(0).width() <= room.width()
    preview.show_mode(ACTUAL)
    assert view._zoom == 1.0
    rendered(preview, qtbot)


def test_the_model_of_small_pictures_keeps_qts_contract() -> None:
    model = PageModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_pages(a_document(3).sizes)
    model.show_pages(())
    model.show_pages(a_document(1).sizes)
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "第 1 页"


def test_an_empty_preview_says_so(preview: Preview) -> None:
    preview.show_pdf(None)
    assert words(preview) == ""
    assert preview.view.accessibleName() == "没有可看的页"
