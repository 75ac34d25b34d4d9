"""五分钟看一遍: in the sample office only; from an office of the clerk's own it opens the sample first, with a way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gzparty import bootstrap
from gzparty.i18n import _
from gzparty.labels import spoken

if TYPE_CHECKING:
    from gzparty.office_desk import OfficeDesk
    from ui.application import Application
    from ui.guide.guide import Guide

SEEN = "guide/seen"


def sample_path() -> Path:
    """Where the sample office of this user lies."""
    return bootstrap.default_office().with_name("sample.gzparty")


class WayBack(NamedTuple):
    """Where the clerk came from to the sample, in words for a button."""

    words: str
    go: Callable[[], None]


class Guiding:
    """Knows which office is shown, and how another one takes its place; never writes into any."""

    def __init__(
        self,
        application: Application,
        shown: Callable[[], OfficeDesk | None],
        open_office: Callable[[Path, Callable[[], object] | None], None],
    ) -> None:
        self._application = application
        self._shown = shown
        self._open_office = open_office
        self.guide: Guide | None = None
        self._led: tuple[OfficeDesk, WayBack | None] | None = None
        """The office of the round, and where it leads afterwards."""
        self._way_back: tuple[OfficeDesk, WayBack] | None = None

    def ask(self) -> None:
        """Begin in the sample; in another office ask whether the sample shall take its place meanwhile."""
        from ui.panels.confirm import ConfirmDialog, Doubt

        shown = self._shown()
        if shown is None:
            return
        if shown.is_sample():
            self.begin()
            return
        body = _("这一遍在示例数据里走，不动自己的台账。走完点“回到自己的台账”就回来。")
        doubt = Doubt(_("打开示例数据走一遍？"), body, _("打开示例数据"), _("不打开"))
        ConfirmDialog(self._application.theme, doubt, shown.window).ask(self._from_own_office)

    def begin(self, back: WayBack | None = None) -> None:
        """Lead through the sample that is shown; afterwards the way `back` stands above its pages."""
        shown = self._shown()
        if shown is None or not shown.is_sample():
            return
        if self.guide is not None:
            self.guide.leave()
        self._lead(shown, back)

    def _lead(self, shown: OfficeDesk, back: WayBack | None, place: int = 0) -> None:
        from ui.guide.guide import Guide

        self._led = (shown, back)
        self.guide = Guide(self._application.theme, shown.gate, shown.window)
        self.guide.ended.connect(self._over)
        self.guide.begin(place)

    def offer(self, back: WayBack) -> None:
        """Offer the round above the pages of the sample, to whoever has not seen it."""
        from ui.widgets.banner import Banner

        shown = self._shown()
        if shown is None or self._application.memory.recall(SEEN):
            return
        banner = Banner(self._application.theme, "guideOffer", "eye", role="note")
        begin = banner.add_deed("guideBegin", _("走一遍"))
        later = banner.add_deed("guideLater", _("不用"))
        for pressed in (begin, later):
            pressed.clicked.connect(banner.hide)
        begin.clicked.connect(lambda: self.begin(back))
        later.clicked.connect(self._remember)
        shown.window.pin_banner(banner)
        banner.say(_("头一回看"), _("五分钟走一遍：今天要办、补登、签到、打印、撤销、备份。"))

    def _from_own_office(self) -> None:
        from gzparty.new_offices import make_sample
        from ui.lasting import Shown

        shown = self._shown()
        if shown is None:
            return
        own, sample = shown.path, sample_path()

        def made(_nothing: None) -> None:
            back = WayBack(_("回到自己的台账"), lambda: self._open_office(own, None))
            self._open_office(sample, lambda: self.begin(back))

        self._application.jobs.run(
            lambda _progress, _stopped: make_sample(sample),
            made,
            lambda error: shown.notices.say_above(_("没有打开示例数据"), spoken(error)),
            Shown(_("正在准备示例数据"), broken="making_stopped"),
        )

    def attach(self, shown: OfficeDesk) -> None:
        """Go on in a window that was built anew, with the round where it was or the way back from it."""
        if self.guide is not None and self._led is not None and self._led[0] is shown:
            self.guide.give_way()
            self._lead(*self._led, self.guide.place)
        if self._way_back is not None and self._way_back[0] is shown:
            self._offer_way_back(*self._way_back)

    def _offer_way_back(self, shown: OfficeDesk, back: WayBack) -> None:
        from ui.widgets.banner import Banner

        self._way_back = (shown, back)
        banner = Banner(self._application.theme, "guideWayBack", "eye", role="note")
        banner.add_deed("guideReturn", back.words).clicked.connect(back.go)
        shown.window.pin_banner(banner)
        banner.say(_("这是示例数据，随便点、随便改。"))

    def _remember(self) -> None:
        self._application.memory.keep(SEEN, True)

    def _over(self) -> None:
        self._remember()
        self.guide, led, self._led = None, self._led, None
        if led is not None and led[1] is not None:
            self._offer_way_back(led[0], led[1])
