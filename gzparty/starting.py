"""The start page and what it begins: an office of one's own, one that there is, the sample."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gzparty import bootstrap
from gzparty.domain.diagnostic import Refusal
from gzparty.guiding import WayBack, sample_path
from gzparty.i18n import _
from gzparty.labels import refusal_text

if TYPE_CHECKING:
    # Qt is imported when a window is wanted: the command line does without it.
    from gzparty.desktop import Desktop
    from ui.pages.start import StartPage, StartWindow

VILLAGES, DEPARTMENTS = 59, 7


class Starting:
    """Shows the start page in the place of what was in sight."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop

    def show(self, folder: Path) -> None:
        """Show the page; a new office would lie in a folder."""
        desktop = self._desktop
        desktop.refused = None
        desktop.application.show(partial(self._window, folder))
        # After its window: nothing may speak in one that is gone.
        desktop.close_shown()

    def _window(self, folder: Path) -> StartWindow:
        from ui.pages.start import Beginning, StartPage, StartWindow
        from ui.preferences import LANGUAGE

        application = self._desktop.application
        before = application.window
        chosen = before.page.folder if isinstance(before, StartWindow) else folder
        language = str(application.preferences.value(LANGUAGE))
        year = self._desktop.now().year
        page = StartPage(application.theme, Beginning(year, VILLAGES, DEPARTMENTS, chosen, language))
        self._connect(page)
        return StartWindow(application.theme, page)

    def _connect(self, page: StartPage) -> None:
        guiding = self._desktop.guiding
        page.new_wanted.connect(self._make_office)
        page.open_wanted.connect(self._open_copy)
        page.sample_wanted.connect(lambda: self._show_sample(guiding.offer))
        page.guide_wanted.connect(lambda: self._show_sample(guiding.begin))
        page.preference_wanted.connect(self._desktop.application.preferences.choose)

    def _open_copy(self, path: Path) -> None:
        self._desktop.open_office(path)

    def _make_office(self, folder: Path) -> None:
        from gzparty.new_offices import make_office

        path = folder / bootstrap.FILE_NAME
        make = partial(make_office, path, self._desktop.now)
        self._make(_("正在新建台账"), make, partial(self._desktop.open_office, path))

    def _show_sample(self, lead: Callable[[WayBack], None]) -> None:
        """Show the sample, then what leads through it, with the way back to this page."""
        from gzparty.new_offices import make_sample

        path = sample_path()

        def opened() -> None:
            back = WayBack(_("回到开始"), partial(self.show, path.parent))
            self._desktop.open_office(path, then=partial(lead, back))

        self._make(_("正在准备示例数据，头一回要等几秒"), partial(make_sample, path), opened)

    def _make(self, words: str, make: Callable[[], None], done: Callable[[], None]) -> None:
        """Make an office file in a job, whole or not at all; nothing else is begun meanwhile."""
        from ui.lasting import Shown

        page = self._page()
        if page is not None:
            page.lock(True)
        self._desktop.application.jobs.run(
            lambda _progress, _stopped: make(),
            lambda _nothing: done(),
            self._say_not_made,
            Shown(words, line=page.busy if page is not None else None, broken="making_stopped"),
        )

    def _page(self) -> StartPage | None:
        from ui.pages.start import StartWindow

        window = self._desktop.application.window
        return window.page if isinstance(window, StartWindow) else None

    def _say_not_made(self, error: Exception) -> None:
        """Say above the choices why there is no office, where it was asked for; what was chosen stays."""
        page = self._page()
        if page is not None:
            page.lock(False)
        if not isinstance(error, Refusal) or page is None:
            raise error
        page.say_refused(refusal_text(error))
