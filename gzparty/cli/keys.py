"""The command key: the key that opens reporters, taken along to another computer; it needs no office file."""

from __future__ import annotations

from pathlib import Path

import click

from gzparty import bootstrap
from gzparty.cli.help import Command, Group
from gzparty.cli.output import say
from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.key_file import KeyFile
from gzparty.i18n import N_, _


@click.group(
    "key",
    cls=Group,
    help=N_(
        "看反映人要用的钥匙：存成文件带走，或读入另一台电脑的。钥匙不在办公文件和备份里；换电脑以前先存一份，和备份分开放。"
    ),
)
def key() -> None:
    """Answer the command."""


@key.command(
    "save", cls=Command, help=N_("把这台电脑的钥匙存到一个文件。谁拿到它和办公文件，就看得到反映人。")
)
@click.argument("file", type=click.Path(path_type=Path))
def save(file: Path) -> None:
    """Write this computer's keys into a file that is not there yet."""
    if file.exists():
        raise Refusal("reporter_key_exists", path=file)
    _keys().save_keys(file)
    say(_("钥匙存到了 {path}。和办公文件的备份分开放，谁拿到两样就看得到反映人。").format(path=file))


@key.command("read", cls=Command, help=N_("读入另一台电脑存出来的钥匙，这台电脑就看得到那边登记的反映人。"))
@click.argument("file", type=click.Path(path_type=Path))
def read(file: Path) -> None:
    """Add the keys of a file to this computer's."""
    count = _keys().take_in_keys(file)
    say(_("读入了 {n} 把钥匙。").format(n=count) if count else _("这把钥匙这台电脑上已经有了。"))


def _keys() -> KeyFile:
    return KeyFile(bootstrap.default_key)


COMMANDS = (key,)
