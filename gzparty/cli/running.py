"""A run of the command line: what went wrong becomes one sentence and an exit status."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence

import click

from gzparty import bootstrap
from gzparty.cli.frame import DONE, REFUSED, USAGE, Session
from gzparty.cli.help import ARGUMENTS
from gzparty.cli.output import say
from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.labels import refusal_text

EVERYWHERE = ("--office", "--today", "--password-file")


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
