"""The Chinese help of commands, groups and options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from gzparty.i18n import N_, _

F = TypeVar("F", bound=Callable[..., Any])


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


def json_option(command: F) -> F:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help=N_("只在标准输出上给一份 JSON"))(command)
