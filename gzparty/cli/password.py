"""The command password: everything of the office under a password, under another one, or under none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from db import keying
from db.keys import FileKey
from gzparty.cli.frame import PARTLY, Session, given_password, pass_session
from gzparty.cli.help import Command, Group
from gzparty.cli.output import say
from gzparty.domain import password as rules
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import N_, _
from gzparty.labels import sentence

F = TypeVar("F", bound=Callable[..., Any])


@click.group(
    "password",
    cls=Group,
    help=N_(
        "给办公文件设密码、换密码、去掉密码；照片和本机的备份一起换。密码忘了谁也打不开，程序的作者也不行，写下来放进保险柜。"
    ),
)
def password() -> None:
    """Answer the command."""


def _new_password(command: F) -> F:
    option = click.option(
        "--new-password-file",
        "new_file",
        type=click.Path(path_type=Path),
        help=N_("新密码写在这个文件的第一行；不写就在终端里问"),
    )
    return option(_folders(command))


def _folders(command: F) -> F:
    option = click.option(
        "--folder",
        "folders",
        multiple=True,
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help=N_("这个文件夹（例如 U 盘）里的备份一起换；可以写几次"),
    )
    return option(command)


@password.command("set", cls=Command, help=N_("设密码。"))
@_new_password
@pass_session
def set_(session: Session, /, new_file: Path | None, folders: tuple[Path, ...]) -> int | None:
    """Answer the command."""
    if session.key is not None:
        raise Refusal("password_there", path=session.path)
    return _rekey(session, FileKey.new(_asked_twice(new_file)), folders, _("设好了密码"))


@password.command("change", cls=Command, help=N_("换密码。"))
@_new_password
@pass_session
def change(session: Session, /, new_file: Path | None, folders: tuple[Path, ...]) -> int | None:
    """Answer the command."""
    present = _present(session)
    new = _asked_twice(new_file)
    if present.is_made_by(new):
        raise Refusal("password_same")
    return _rekey(session, FileKey.new(new), folders, _("换好了密码"))


@password.command("remove", cls=Command, help=N_("去掉密码：以后谁拿到文件都能打开。"))
@_folders
@pass_session
def remove(session: Session, /, folders: tuple[Path, ...]) -> int | None:
    """Answer the command."""
    _present(session)
    return _rekey(session, None, folders, _("去掉了密码"))


def _present(session: Session) -> FileKey:
    if session.key is None:
        raise Refusal("password_none", path=session.path)
    return session.key


def _asked_twice(file: Path | None) -> str:
    missing = Refusal("password_new_needed")
    typed = given_password(file, _("新密码"), missing)
    fault = rules.problem(typed)
    if fault is not None:
        raise Refusal.of([fault])
    if file is None and given_password(None, _("再输一遍"), missing) != typed:
        raise Refusal("password_twice")
    advice = rules.advice(typed)
    if advice is not None:
        say(sentence(advice))
    return typed


def _rekey(session: Session, new: FileKey | None, folders: tuple[Path, ...], done: str) -> int | None:
    def progress(number: int, total: int, name: str) -> None:
        say(_("{number} / {total} {name}").format(number=number + 1, total=total, name=name))

    outcome = keying.rekey(session.path, session.key, new, progress, lambda: False, folders)
    assert outcome is not None
    say(_("{done}，{n} 个文件都重新写过、打开核对过。").format(done=done, n=outcome.files))
    for path in outcome.left:
        say(_("{path} 打不开，还是原来的样子；不要的话删掉它。").format(path=path))
    return PARTLY if outcome.left else None


COMMANDS = (password,)
