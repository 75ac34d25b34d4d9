"""Everything the window can do, in one list: what its menus offer now, its pages, its papers, its settings.

What a menu offers and cannot do at this moment is left out, so that nothing is offered that does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from gzparty.domain.finding import Match, Rank, match
from gzparty.domain.search import Needle
from gzparty.i18n import N_, _, is_source, source_of
from gzparty.services.sounds import spoken
from ui.menus import MenuRow
from ui.preferences import PREFERENCES, Preference
from ui.wishes import PrintRequest, SettingsRequest

if TYPE_CHECKING:
    from ui.main_window import MainWindow

NEW = {
    "training": N_("加一期书记培训"),
    "life": N_("登记会议"),
    "inspections": N_("登记自查"),
    "tours": N_("新督查"),
    "ledger": N_("登记问题"),
    "errands": N_("要材料，新任务"),
    "tips": N_("登记意见"),
    "people": N_("加一个人"),
}
"""What Ctrl+N begins on a page, as its button says it."""
ICONS = {
    "undo": "undo", "redo": "redo", "print": "print", "export": "export", "find": "search", "lock": "lock",
    "new": "plus", "save": "check", "open": "open", "import": "import", "backupNow": "data", "showCopies": "data",
    "holidays": "calendar", "showPassword": "lock", "copy_message": "copy", "recount": "clock",
}  # fmt: skip
PLAIN = "right"
SETTING, CHAPTER = "setting/", "manual/"
RARE = (SETTING, CHAPTER)
PAGE_ICONS = {"find": "search"}
"""Pages that are called otherwise than their icon."""


class Topic(NamedTuple):
    """A paper of the catalogue or a chapter of the manual: its name there and what it is called."""

    name: str
    label: str


class Topics(NamedTuple):
    """What is named outside the window and read once, behind it."""

    papers: Sequence[Topic] = ()
    chapters: Sequence[Topic] = ()


class Command(NamedTuple):
    """One thing to do; `key` is remembered, `keys` is the shortcut as it is written."""

    key: str
    words: str
    detail: str
    icon: str
    keys: str
    run: Callable[[], object]
    met_by: Sequence[str] = ()
    """What it is found by besides its words: Chinese in a window of another language, what a setting can be."""


class Met(NamedTuple):
    """A command that was met by what was typed, the best first."""

    found: Match
    place: int
    command: Command


def all_commands(window: MainWindow, topics: Topics) -> list[Command]:
    """Everything that can be done now."""
    return [
        *_pages(window),
        *_deeds(window.menu_row),
        *_beginnings(window),
        *_papers(window, topics.papers),
        *_settings(window),
        *_chapters(window, topics.chapters),
    ]


def matching(wanted: Needle, commands: Sequence[Command]) -> list[Met]:
    """The commands whose words are met by what was typed, the best first."""
    found = []
    for place, command in enumerate(commands):
        met = match(wanted, command.words, spoken(command.words)) or _otherwise(wanted, command)
        if met is not None:
            found.append(Met(met, place, command))
    return sorted(found, key=lambda one: (_usefulness(one), one.place))


def _otherwise(wanted: Needle, command: Command) -> Match | None:
    """How a command is met by what it does not say; none of its own characters is meant then."""
    met = (match(wanted, words, spoken(words)) for words in command.met_by)
    found = min((one for one in met if one is not None), default=None)
    return Match(max(found.rank, Rank.WORD), 0, 0) if found else None


def _usefulness(one: Met) -> Rank:
    """What is done every day before what is set or read about once: these need their first word for a better rank."""
    rank = one.found.rank
    is_rare = one.command.key.startswith(RARE)
    return max(rank, Rank.INSIDE) if is_rare and rank is Rank.WORD else rank


def _pages(window: MainWindow) -> Iterable[Command]:
    keys = window.menu_row.page_keys()
    for key, page in window.pages.items():
        yield Command(
            f"page/{key}",
            _(page.title),
            _("页面"),
            PAGE_ICONS.get(page.icon, page.icon),
            keys.get(key, ""),
            partial(window.show_page, key),
            _other(page.title),
        )


def _deeds(menus: MenuRow) -> Iterable[Command]:
    """What the menus offer and can do now; a choice among several is named after its menu."""
    for action, of_page, choice in menus.deeds_now():
        words = plain_words(action.text())
        met_by = _other(plain_words(source_of(action.text())))
        name = action.objectName()
        if choice is not None:
            words = _("{what} {choice}").format(what=_(choice.label), choice=words)
            met_by = _other(N_("{what} {choice}"), what=choice.label, choice=source_of(action.text()))
            # Not by its words: what was chosen lately is found again in another language.
            name = f"{choice.key}/{action.data()}"
        icon = ICONS.get(name, "settings" if choice else PLAIN)
        yield Command(f"deed/{name}", words, of_page, icon, _written(action), action.trigger, met_by)


def _beginnings(window: MainWindow) -> Iterable[Command]:
    """What can be begun on another page."""
    here = window.current_key()
    for key, words in NEW.items():
        if key in window.pages and key != here:
            title = _(window.pages[key].title)
            run = partial(_begin, window, key)
            yield Command(f"new/{key}", _(words), title, "plus", "", run, _other(words))


def _begin(window: MainWindow, key: str) -> None:
    deed = window.show_page(key).deeds().get("new")
    if deed is not None:
        deed()


def _papers(window: MainWindow, papers: Iterable[Topic]) -> Iterable[Command]:
    if "print" not in window.pages:
        return
    for paper in papers:
        words = _("打印 {paper}").format(paper=_(paper.label))
        run = partial(window.open_page, "print", PrintRequest(paper.name, {}))
        met_by = _other(N_("打印 {paper}"), paper=paper.label)
        yield Command(f"paper/{paper.name}", words, _("打印中心"), "print", "", run, met_by)


def _settings(window: MainWindow) -> Iterable[Command]:
    if "settings" not in window.pages:
        return
    from gzparty.setting_list import SETTINGS

    rows: list[tuple[str, str, str, Sequence[str]]] = [
        (setting.key, setting.label, str(setting.group), ()) for setting in SETTINGS
    ]
    # What a menu offers to choose is offered choice by choice already.
    offered = window.menu_row.choices()
    rows += [(one.key, one.label, one.part, _met_by(one)) for one in PREFERENCES if one not in offered]
    for key, label, part, also in rows:
        words = _("设置 {what}").format(what=_(label))
        run = partial(window.open_page, "settings", SettingsRequest(setting=key))
        met_by = (*_other(N_("设置 {what}"), what=label), *also)
        yield Command(f"{SETTING}{key}", words, _(part), "settings", "", run, met_by)


def _chapters(window: MainWindow, chapters: Iterable[Topic]) -> Iterable[Command]:
    for chapter in chapters:
        words = _("手册 {chapter}").format(chapter=chapter.label)
        run = partial(window.help_wanted.emit, chapter.name)
        yield Command(f"{CHAPTER}{chapter.name}", words, "", "file", "", run)


def _other(source: str, **parts: str) -> Sequence[str]:
    """The Chinese of what another language is shown for, so that a clerk who switched by accident finds back."""
    return () if is_source() else (source.format(**parts),)


def _met_by(preference: Preference) -> Sequence[str]:
    """What can be chosen, by its own name: English is asked for in a window of any language."""
    own = (preference.met_by, *(choice.words for choice in preference.choices))
    return [words for words in own if words]


def plain_words(text: str) -> str:
    """What a menu says without its letter and its dots: 备份和恢复(&C)… is 备份和恢复."""
    words, _sign, _letter = text.partition("(&")
    return words.rstrip("…").replace("&", "")


def _written(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
