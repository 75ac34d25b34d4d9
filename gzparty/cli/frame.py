"""The frame of every command: the office file, the date, Chinese help, plain refusals and exit statuses."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from unicodedata import east_asian_width

import click

from db.keys import FileKey
from gzparty import bootstrap, unlocking
from gzparty.domain.date_text import Around, Lean, read_date, read_month
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.period import Period
from gzparty.exchange.records import plain
from gzparty.i18n import N_, _
from gzparty.labels import refusal_text
from gzparty.services.bundle import Services

F = TypeVar("F", bound=Callable[..., Any])

CELL_LIMIT = 40
EVERYWHERE = ("--office", "--today", "--password-file")
DONE, REFUSED, USAGE, PARTLY = 0, 1, 2, 3
OPTIONS = {
    "year": N_("哪一年；不写就是今年"),
    "month": N_("几月"),
    "unit": N_("哪个单位，写名称或代码"),
    "state": N_("只要这种状态的；人员写 书记、两委、党员 或 预备党员"),
    "reference": N_("哪一期，写期号，例如 2026-06"),
    "duty": N_("哪一项制度，写名称，例如 主题党日"),
    "training": N_("哪一期，写期号，例如 2026-06"),
    "rule": N_("规则，例如 每月第三个周三14:30、每月25日、每月最后一个工作日"),
    "phones": N_("电话写全，不写就遮住中间几位"),
    "findings": N_("典型评选：连资格审核查到的情形一起看"),
    "source": N_("JSON 文件"),
    "everyone": N_("没记的人都记成这个状态，例如 到"),
    "marks": N_("记一个人；同名的写成 姓名@单位=状态"),
    "guests": N_("加一名列席人员"),
    "closing": N_("结束签到；还没记的人算待核实"),
    "sheet": N_("哪张工作表；不写就用第一张有数据的"),
    "mapping": N_("认不出的列自己指定，例如 手机=phone"),
    "decided": N_(
        "疑似的行怎么办：行号=same（同一人，留已记的）、sheet（以表为准）、new（另一个）、skip（不导入），或表里建议的日期"
    ),
    "gone": N_(
        "表里没有了的人怎么了：姓名@单位=died（去世）、moved（转出）、ended（免职），可以加冒号和日期"
    ),
    "columns": N_("哪些列，按要的顺序写"),
    "dry_run": N_("只看结果，不存"),
    "name": N_("单位名称，例如 官庄镇"),
    "units": N_("单位表（CSV）"),
    "record": N_("只看一条记录的历史"),
    "limit": N_("最多几条"),
    "out": N_("放到哪个文件夹"),
    "today": N_("示例的日子"),
    "no_window": N_("不打开窗口"),
    "replace": N_("换掉已有的示例"),
    "target": N_("存到哪个文件"),
    "person": N_("哪个人，写姓名；同名的写成 姓名@单位"),
    "each": N_("每个单位（或每个人）一份；存成一个 .pdf 就带书签"),
    "docx": N_("存到文件夹时用 .docx，可以在 WPS 里改"),
    "order": N_("按姓名拼音排"),
    "margins": N_("页边距，毫米；一个数，或 上,右,下,左"),
    "seats": N_("座次表每排几个座位"),
    "flat": N_("桌签一页放两个人，不对折"),
    "outside": N_("对外的一份：完成情况只印日期，台账只印责任领导的名字"),
    "apart": N_("一村一联，裁开用"),
    "named": N_("点名通报，印人名"),
    "quarter": N_("哪个季度，例如 2026-Q2；不写就是这个季度"),
    "meeting": N_("哪一次会，写编号，例如 2026-0012"),
    "errand": N_("哪一项要材料，写编号或名称"),
    "listing": N_("列出所有的表"),
    "on": N_("哪一天的名册；不写就是今天"),
    "title": N_("改用这个标题"),
    "issuer": N_("落款"),
    "blank_lines": N_("签到表下面留几行空白"),
    "double": N_("签到表分左右两栏"),
    "filled": N_("填上实到、请假、缺席人数"),
    "large": N_("大字版"),
    "size": N_("宽x高"),
    "off_days": N_("这些日子放假，例如 2027-02-06:2027-02-12；可以写几次"),
    "work_days": N_("这些日子调休上班；可以写几次"),
    "clear_days": N_("这些日子的安排删掉；可以写几次"),
    "holiday": N_("假期名称，例如 春节"),
    "confirm": N_("这一年已和国务院通知核对过"),
    "kind": N_("哪一类材料；不写就按文件名判断"),
    "theme": N_("浅色 light、深色 dark、高对比 contrast"),
}
"""What each option means, said once for all commands that have it."""
ARGUMENTS = {
    "kind": N_("类别"),
    "what": N_("要排的内容"),
    "paper": N_("表的名称"),
    "file": N_("文件"),
    "text": N_("要找的词"),
    "folder": N_("文件夹"),
    "reference": N_("期号或姓名"),
    "steps": N_("步数"),
    "paths": N_("文件"),
    "key": N_("设置的名称"),
    "value": N_("值"),
}
"""What each argument is called in a message."""
HEADINGS = {"Options": N_("选项"), "Commands": N_("命令"), "Arguments": N_("参数")}


@dataclass
class Session:
    """One run of the program: which office file and which day it acts on."""

    office: Path | None = None
    today: date | None = None
    opened: list[AbstractContextManager[Services]] = field(default_factory=list)
    password_file: Path | None = None
    """Where the password stands in the first line; without it the terminal is asked."""

    @property
    def path(self) -> Path:
        """The office file: the given one, else the user's own."""
        return self.office or bootstrap.default_office()

    @cached_property
    def key(self) -> FileKey | None:
        """What opens the office file, None where it has no password; asked for when it is first wanted."""
        if not unlocking.wants_password(self.path):
            return None
        missing = Refusal("password_needed", path=self.path)
        password = given_password(self.password_file, _("密码"), missing)
        return unlocking.unlock(self.path, password, unlocking.tries_book())

    def now(self) -> datetime:
        """The moment to work at: noon of a given day, else the clock."""
        return datetime.combine(self.today, time(12)) if self.today else bootstrap.now()

    @contextmanager
    def writing(self) -> Iterator[Services]:
        """The services on the office file, as its one writer."""
        with bootstrap.open_office(self.path, self.now, source="cli", key=self.key) as services:
            yield services

    @contextmanager
    def reading(self) -> Iterator[Services]:
        """The services on the office file, changing nothing; works while a window holds the file."""
        with bootstrap.read_office(self.path, self.now, key=self.key) as services:
            yield services


def given_password(file: Path | None, words: str, missing: Refusal) -> str:
    """A password from the first line of a file, else typed at the terminal without being shown.

    Never from an argument: those stand in the list of processes and in the shell's history. Where there is neither file
    nor terminal `missing` is raised.
    """
    if file is not None:
        return _first_line(file)
    if not sys.stdin.isatty():
        raise missing
    from getpass import getpass

    return getpass(_("{words}：").format(words=words), sys.stderr)


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("file_unreadable", path=file) from error
    if not lines or not lines[0]:
        raise Refusal("password_file_empty", path=file)
    return lines[0]


class ChineseFormatter(click.HelpFormatter):
    """Help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or _("用法: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(_(HEADINGS[heading]) if heading in HEADINGS else heading)


click.Context.formatter_class = ChineseFormatter


class _ChineseHelp(click.Command):
    """Says its help in the language installed when it is asked for, not when it was declared."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("显示这份说明")
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        return _(self.help or "")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.indentation():
            formatter.write_paragraph()
            formatter.write_text(_(self.help or ""))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for option in self.get_params(ctx):
            if isinstance(option, click.Option):
                option.help = _(option.help or OPTIONS.get(option.name or "", "")) or None
        super().format_options(ctx, formatter)


class Command(_ChineseHelp):
    """One command."""


class ListCommand(Command):
    """A command about one of many lists: its help says what each of them is called."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from gzparty.exchange.lists import LISTS

        with formatter.section(_("哪些表")):
            formatter.write_dl([(spec.name, _(spec.label)) for spec in LISTS])


class Group(_ChineseHelp, click.Group):
    """A group of commands."""


class Day(click.ParamType[date]):
    """A day as it is typed anywhere in the program: 2026-06-17, 6.17, 0617, 六月十七, 昨天."""

    name = "date"

    def __init__(self, lean: Lean = Lean.PAST) -> None:
        """Build a type; `lean` tells to which side of today a day without a year lies."""
        self._lean = lean

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        session = ctx.find_object(Session) if ctx is not None else None
        day = read_date(str(value), Around.day((session or Session()).now().date(), self._lean))
        if day is None:
            self.fail(_("“{value}”不是日期，写成 2026-06-17 或 6.17 这样").format(value=value), param, ctx)
        return day


class MonthNumber(click.ParamType[int]):
    """A month of a year named elsewhere: 6, 06, 六月."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        # The year is another option; any will do to read the number by.
        month = Period.of_month(2000, value) if isinstance(value, int) else read_month(str(value), 2000)
        if month is None or month.year != 2000:
            self.fail(_("“{value}”不是月份，写成 6 或 六月").format(value=value), param, ctx)
        return month.month


pass_session = click.make_pass_decorator(Session, ensure=True)


def json_option(command: F) -> F:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help=N_("只在标准输出上给一份 JSON"))(command)


def print_json(content: object) -> None:
    """One JSON document on stdout and nothing else."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=plain))


def say(text: str) -> None:
    """Progress and messages go to stderr, so that stdout stays clean for --json."""
    click.echo(text, err=True)


def print_table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A plain table whose columns line up with Chinese text too."""
    lines = [list(titles), *(list(row) for row in rows)]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(titles))]
    for line in lines:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def cell_text(value: object) -> str:
    """A value as a table shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    text = str(value)
    text = " ".join(text.split()) if "\n" in text else text
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"


def run(group: click.Group, arguments: Sequence[str] | None, session: Session) -> int:
    """Run the command line and turn what went wrong into one sentence and an exit status."""
    try:
        status = group.main(
            hoisted(sys.argv[1:] if arguments is None else arguments),
            prog_name="gzparty",
            standalone_mode=False,
            obj=session,
        )
    except Refusal as refusal:
        say(refusal_text(refusal))
        return REFUSED
    except click.exceptions.NoArgsIsHelpError as wish:
        say(wish.ctx.get_help() if wish.ctx else "")
        return USAGE
    except click.UsageError as error:
        say(_usage_text(error))
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        say(_("已停止，办公文件没有改动。"))
        return REFUSED
    except BrokenPipeError:
        return DONE
    except Exception as error:  # a bug: the clerk gets a sentence, the details go into a file
        say(_what_to_do_about(error))
        return REFUSED
    return status if isinstance(status, int) else DONE


def hoisted(arguments: Sequence[str]) -> list[str]:
    """Put --office and --today first, so that they may stand anywhere on the line."""
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for word in waiting:
        if word in EVERYWHERE:
            first += [word, *itertools.islice(waiting, 1)]
        elif word.partition("=")[0] in EVERYWHERE:
            first.append(word)
        else:
            rest.append(word)
    return first + rest


def _what_to_do_about(error: Exception) -> str:
    """The sentence about a fault of the program; its details go into a file, or beside it where none can be written."""
    from gzparty.crash_report import LOG_NAME, CrashLog, describe

    log = CrashLog(bootstrap.default_office().with_name(LOG_NAME), bootstrap.now)
    details = describe(type(error), error.__traceback__, error)
    undone = _("程序出错了，这条命令没有做完，已经保存的都在。")
    if log.add(details):
        kept = _("{undone}详细情况记在 {path}，里面没有姓名和电话，请交给维护人员。")
        return kept.format(undone=undone, path=log.path)
    return "\n".join((undone, details))


def _usage_text(error: click.UsageError) -> str:
    name = error.ctx.command_path if error.ctx else "gzparty"
    return _("{problem}用法见 {command} --help。").format(problem=_problem(error), command=name)


def _problem(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return _("没有选项 {what}。").format(what=error.option_name)
    if isinstance(error, click.MissingParameter):
        return _("缺少 {what}。").format(what=_what(error))
    if isinstance(error, click.BadParameter):
        return _("{what} 不对，{wanted}。").format(what=_what(error), wanted=_wanted(error))
    if error.ctx is not None and isinstance(error.ctx.command, click.Group):
        known = " ".join(error.ctx.command.list_commands(error.ctx))
        return _("没有这条命令，可以是：{known}。").format(known=known)
    return _("命令写得不对：{message}。").format(message=error.message.rstrip(".。"))


def _wanted(error: click.BadParameter) -> str:
    """What a parameter should have been, since click says it in English."""
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return _("可以是：{choices}").format(choices=" ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange) and kind.max is not None:
        return _("要写 {low} 到 {high} 之间的整数").format(low=kind.min, high=kind.max)
    if isinstance(kind, click.IntRange):
        return _("要写不小于 {low} 的整数").format(low=kind.min)
    return error.message.rstrip(".。")


def _what(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return error.option_name
    param = getattr(error, "param", None)
    if isinstance(param, click.Option):
        return param.opts[0]
    name = param.name if param is not None else None
    return _(ARGUMENTS.get(name or "", name or ""))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
