"""The manual page of the command line: the English one of `resources/packaging`, the Chinese one made of what `--help` says."""

from __future__ import annotations

import re
from pathlib import Path

import click

from gzparty.cli import gzparty as program

PACKAGING = Path(__file__).resolve().parents[1] / "resources" / "packaging"
STATUSES = {0: "做完了", 1: "有一条不行，什么都没有改", 2: "命令写得不对", 3: "做了一部分，其余的说明了原因"}
_MAY_BREAK = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef])(?=[\u4e00-\u9fff])")
"""Where a line of Chinese may end: before a character that is no stop."""


def pages(version: str) -> dict[str, str]:
    """The pages by where they go below `usr/share/man`."""
    english = (PACKAGING / "gzparty.1").read_text("utf-8").replace("@VERSION@", version)
    return {"man1/gzparty.1": english, "zh_CN/man1/gzparty.1": chinese(version)}


def chinese(version: str) -> str:
    """The page in Chinese: every option and command with its own help."""
    context = click.Context(program, info_name="gzparty")
    options = [
        record for option in program.get_params(context) if (record := option.get_help_record(context))
    ]
    commands = [
        (name, (made.get_short_help_str(limit=1000) if (made := program.get_command(context, name)) else ""))
        for name in program.list_commands(context)
    ]
    lines = [
        f'.TH GZPARTY 1 "" "gzparty {version}" "用户命令"',
        ".ad l",
        ".SH 名称",
        f"gzparty \\- {_roff(program.help or '')}",
        ".SH 用法",
        ".B gzparty",
        "[选项] [命令] [参数]",
        ".PP",
        "每个命令的说明：",
        ".B gzparty 命令 \\-\\-help",
        ".SH 选项",
        *_listed(options),
        ".SH 命令",
        *_listed(commands),
        ".SH 退出状态",
        *_listed([(str(status), meaning) for status, meaning in STATUSES.items()]),
    ]
    return "\n".join(lines) + "\n"


def _listed(entries: list[tuple[str, str]]) -> list[str]:
    return [line for name, meaning in entries for line in (".TP", f".B {_roff(name)}", _roff(meaning))]


def _roff(text: str) -> str:
    """A text as one line of a page: hyphens as they are typed, nothing at its start taken for a request."""
    line = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    line = _MAY_BREAK.sub("\\\\:", line)
    return f"\\&{line}" if line.startswith((".", "'")) else line
