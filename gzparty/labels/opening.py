"""Words of an office file that does not open: what happened, what is safe, and which ways lead on."""

from __future__ import annotations

from enum import StrEnum

from gzparty.domain.diagnostic import Diagnostic
from gzparty.i18n import N_, _
from gzparty.labels.dates import in_sentence
from gzparty.records import dataclass


class Way(StrEnum):
    """What a clerk may do next; where `COPIES` is offered, copies that open stand above the others."""

    COPIES = "copies"
    RETRY = "retry"
    LOOK = "look"
    MOVE = "move"
    OPEN = "open"
    NEW = "new"
    START = "start"


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of refusal as the window tells it: one sentence what happened, one what is safe, the ways on."""

    title: str
    text: str
    ways: tuple[Way, ...]


_DAMAGED = Case(
    N_("办公文件有损坏，打不开"),
    N_("没有往里写，坏的文件原样留着。用最近一份打得开的备份，就能接着干。"),
    (Way.COPIES, Way.RETRY, Way.OPEN),
)
_READ_ONLY = Case(
    N_("这个文件夹不能写，改动存不进去"),
    N_("文件没有动。可以只看不改，也可以复制到能写的文件夹（例如 D 盘）再打开。"),
    (Way.MOVE, Way.LOOK, Way.RETRY, Way.OPEN),
)
_BUSY = Case(
    N_("别的程序正占着办公文件"),
    N_("文件没有动，也没有坏。关掉占着它的程序，再试一次。"),
    (Way.RETRY, Way.LOOK, Way.OPEN),
)
_CASES: dict[str, Case] = {
    "store_damaged": _DAMAGED,
    "row_unreadable": _DAMAGED,
    "store_not_ours": Case(
        N_("这不是本程序的办公文件，或者坏得认不出来了"),
        N_("没有动它。选错了就打开另一个；要是坏了，用最近一份打得开的备份。"),
        (Way.COPIES, Way.OPEN, Way.START),
    ),
    "store_missing": Case(
        N_("没有找到办公文件"),
        N_("它可能被移走或改了名，也可能 U 盘没插上。备份不受影响。"),
        (Way.COPIES, Way.RETRY, Way.OPEN, Way.NEW),
    ),
    "store_is_folder": Case(
        N_("这是一个文件夹，不是办公文件"),
        N_("里面的东西没有动。办公文件以 .gzparty 结尾。"),
        (Way.OPEN, Way.START),
    ),
    "store_newer": Case(
        N_("这个文件是新版程序存的，这里打不开"),
        N_("没有动它，里面的记录都在。先把程序升级到新版，再打开。"),
        (Way.RETRY, Way.OPEN, Way.START),
    ),
    "store_held": Case(
        N_("办公文件正在别处开着"),
        N_("{machine} 上的 {user} 正用着（进程 {pid}）。两处同时改会互相盖掉，所以这里没有打开。"),
        (Way.RETRY, Way.LOOK, Way.OPEN),
    ),
    "store_busy": _BUSY,
    "upgrade_stopped": Case(
        N_("升级停下了，文件还没打开"),
        N_("它还是原来的样子，升级前的备份也留着。要用就再试一次，从头升级。"),
        (Way.RETRY, Way.LOOK, Way.OPEN, Way.START),
    ),
    "rekeying_waits": Case(
        N_("密码换到一半，有文件被别的程序占着"),
        N_("没有丢东西。关掉其他程序再试一次，会接着换完。"),
        (Way.RETRY, Way.OPEN),
    ),
    "store_read_only": Case(
        N_("这个文件是只读的，改动存不进去"),
        N_("文件没有动。可以只看不改，也可以复制到能写的文件夹（例如 D 盘）再打开。"),
        _READ_ONLY.ways,
    ),
    "folder_read_only": _READ_ONLY,
    "folder_without_locks": Case(
        N_("这个文件夹防不住两个人同时改"),
        N_("多半是网盘或共享文件夹。文件没有动；复制到本机硬盘再打开，就不会互相盖掉。"),
        _READ_ONLY.ways,
    ),
    "disk_full": Case(
        N_("盘满了，没法打开来改"),
        N_("办公文件没有动。腾出一些空间再试一次，或者先只看不改。"),
        (Way.RETRY, Way.LOOK, Way.OPEN),
    ),
    "disk_error": Case(
        N_("读写磁盘时出错，打不开"),
        N_("没有往里写。先检查这块盘；别的盘上有备份的话，从那里打开。"),
        (Way.COPIES, Way.RETRY, Way.OPEN),
    ),
    "file_unreadable": Case(
        N_("没有权限读这个文件"),
        N_("文件没有动。换一个用户登录，或让管理员放开权限，再试一次。"),
        (Way.RETRY, Way.OPEN),
    ),
    "store_keyed": Case(N_("这个文件设了密码"), N_("输入密码才能打开；文件没有动。"), (Way.RETRY, Way.OPEN)),
}
_WAYS: dict[Way, tuple[str, str]] = {
    Way.RETRY: (N_("再试一次"), N_("还是打开这个文件")),
    Way.LOOK: (N_("只读打开看看"), N_("能翻、能找，不能改")),
    Way.MOVE: (N_("复制到别的文件夹再打开"), N_("连照片和课件一起复制，核对过才算；原来的留着不动")),
    Way.OPEN: (N_("打开另一个文件"), N_("别的办公文件，或 U 盘上的备份")),
    Way.NEW: (N_("新建一份"), N_("从头开始；找到原来的还能再打开")),
    Way.START: (N_("回到开始"), N_("新建、打开，或看示例数据")),
}


def case_of(problem: Diagnostic, sentence: str) -> Case:
    """The case of a refusal with its words in place; one that is foreseen nowhere is told by its own `sentence`."""
    case = _CASES.get(problem.code)
    if case is None:
        return Case(_("没有打开办公文件"), sentence, (Way.COPIES, Way.RETRY, Way.OPEN, Way.START))
    facts = {name: in_sentence(value) for name, value in problem.parameters.items()}
    return Case(_(case.title), _(case.text).format(**facts), case.ways)


def way_words(way: Way) -> tuple[str, str]:
    """What a way is called and what it does; COPIES has rows of its own."""
    name, text = _WAYS[way]
    return _(name), _(text)
