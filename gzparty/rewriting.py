"""An office closed, brought under another password and opened again: the wish of the window, and what became of it in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from db import keying
from db.copy_names import home
from db.keys import FileKey
from gzparty.i18n import _
from gzparty.records import dataclass

if TYPE_CHECKING:
    from ui.password import PasswordWish, Rewritten


@dataclass(frozen=True, slots=True)
class Outcome:
    """The key that opens the office now, and what was written; None where it was stopped."""

    key: FileKey | None
    done: keying.Rekeyed | None


def carry_out(
    office: Path,
    key: FileKey | None,
    wish: PasswordWish,
    progress: Callable[[int, int, str], None],
    stopped: Callable[[], bool],
) -> Outcome:
    """Write everything anew; for a job, with the office closed. A Refusal leaves all as it was."""
    new = FileKey.new(wish.new) if wish.new is not None else None
    done = keying.rekey(office, key, new, progress, stopped, wish.folders)
    return Outcome(key if done is None else new, done)


def title_of(had: FileKey | None, wish: PasswordWish) -> str:
    """What is under way, or was not done: 设密码, 换密码, 去掉密码."""
    if wish.new is None:
        return _("去掉密码")
    return _("设密码") if had is None else _("换密码")


def news(office: Path, had: FileKey | None, wish: PasswordWish, outcome: Outcome) -> Rewritten:
    """What is said of it on 数据与备份."""
    from ui.password import Rewritten

    what = title_of(had, wish)
    if outcome.done is None:
        return stayed(had, wish, _("中途停下了。"))
    title = _("{what}好了，{n} 个文件重新写过，都打开核对过").format(what=what, n=outcome.done.files)
    beside = (office.parent, home(office))
    ours = tuple(path for path in outcome.done.left if path.parent in beside)
    return Rewritten(title, outcome.done.left, ours)


def stayed(had: FileKey | None, wish: PasswordWish, why: str) -> Rewritten:
    """Why everything is as it was."""
    from ui.password import Rewritten

    title = _("{what}没做成，数据和备份都还是原来的样子。").format(what=title_of(had, wish))
    return Rewritten(title, refused=why)
