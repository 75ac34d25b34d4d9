"""Sentences of the office file: opening, holding, copying, undoing."""

from __future__ import annotations

from gzparty.i18n import N_

SENTENCES: dict[str, str] = {
    "store_exists": N_("{path} 已经有了，没有覆盖它。换个文件名，或直接打开它。"),
    "store_missing": N_("没有找到办公文件 {path}。用 gzparty new 新建一个，或用 --office 指定文件。"),
    "store_is_folder": N_("{path} 是文件夹，不是办公文件。请选里面以 .gzparty 结尾的文件。"),
    "store_not_ours": N_("{path} 不是本程序的办公文件（也可能已经损坏），没有动它。"),
    "store_keyed": N_("{path} 设了密码，输入密码才能打开。"),
    "password_wrong": N_("密码不对，打不开 {path}。看看大小写和输入法，再输一次。"),
    "copy_keyed_otherwise": N_("{path} 存的时候用的是另一个密码，要用当时的密码才能打开。"),
    "rekeying_waits": N_(
        "{path} 的密码正在更换，有文件被别的程序占着，还没换完。关掉其他程序再打开一次，会接着换完，不会丢东西。"
    ),
    "store_newer": N_(
        "{path} 是更新版本的程序存的（版式 {version}，本程序只认到 {known}），请先升级程序；文件没有改动。"
    ),
    "store_needs_migration": N_("{path} 是旧版程序存的，请先用本程序正常打开一次，让它升级。"),
    "store_held": N_(
        "办公文件正被另一个窗口使用（{machine} 上的 {user}，进程 {pid}）。先关掉那边，再试一次。"
    ),
    "write_stopped": N_("停下了，这一步没有存，记录还是原来的样子；填的还在，要存就再存一次。"),
    "reading_stopped": N_("停下了，什么也没有改。要看就再来一次。"),
    "making_stopped": N_("停下了，没有留下半个文件。要做就再点一次。"),
    "upgrade_stopped": N_("升级停下了，文件还是原来的样子。再打开就从头升级。"),
    "store_busy": N_("{path} 正忙，刚才没有写进去。稍等再试一次。"),
    "store_gone": N_(
        "{path} 被移走或删掉了，刚才的改动没有存；以前存的都还在本窗口里。先存成一份备份，再重新打开。"
    ),
    "store_replaced": N_(
        "{path} 被换成了另一个文件，刚才的改动没有存，那个文件也没有动。先把本窗口里的存成一份备份，再重新打开。"
    ),
    "store_log_gone": N_(
        "{path} 旁边的 -wal 文件被移走或删掉了，刚才的改动没有存。先把本窗口里的存成一份备份，再重新打开。"
    ),
    "store_read_only": N_("{path} 是只读的，改动存不进去。请把它复制到能写的文件夹（例如 D 盘）再打开。"),
    "store_damaged": N_("{path} 有损坏，没有继续写。请用最近一份好的备份恢复。"),
    "row_unreadable": N_(
        "办公文件里有一条记录读不出来（{table} {row}），文件有损坏。请用最近一份好的备份恢复。"
    ),
    "folder_read_only": N_("文件夹 {path} 不能写，没法打开来改。请把办公文件复制到能写的文件夹再打开。"),
    "folder_without_locks": N_(
        "文件夹 {path} 不能防止两个人同时改（多半是网盘或共享文件夹），没有打开。请把办公文件复制到本机硬盘再打开。"
    ),
    "path_unwritable": N_("写不进 {path}。请核对路径，或换一个能写的文件夹。"),
    "target_held": N_("写不进“{path}”，它可能正在 WPS 里打开着。请关掉它再存，或换一个文件名。"),
    "disk_full": N_("没存进去：{path} 所在的盘满了。腾出一些空间再存一次，原来的内容没有变。"),
    "disk_error": N_("没存进去：读写 {path} 时磁盘出错。请换个盘或检查磁盘，原来的内容没有变。"),
    "backup_unsound": N_("备份 {path} 没有通过核对，已删掉。请换个位置再备份一次。"),
    "migration_broke_references": N_(
        "升级办公文件时有 {count} 处对不上，已退回升级前的样子。请把备份文件交给维护人员。"
    ),
    "take_back_done": N_("“{name}”已经撤销过了。"),
    "take_back_older_schema": N_("“{name}”是升级办公文件以前做的，不能自动收回，请照着历史记录手工改。"),
    "take_back_final": N_("“{name}”不能收回：去掉的内容已经从办公文件里清掉了。"),
    "take_back_blocked": N_("“{name}”后面还有 {count} 件事是在它上面做的，先撤销它们才能收回：\n{names}"),
    "redo_passed": N_("“{name}”撤销以后又做了别的事，不能再重做；要的内容可以到回收站和改动历史里找。"),
    "deleted_unknown": N_("回收站里没有编号为 {number} 的记录，也许已经拿回来了。"),
    "deleted_older_schema": N_(
        "删除以后办公文件升级过，这条记录的样子变了，不能自动拿回来；请照着备份手工补。"
    ),
    "nothing_to_undo": N_("没有可以撤销的了。"),
    "nothing_to_redo": N_("没有可以重做的了。"),
    "history_kind_unknown": N_("没有“{kind}”这一类记录的历史，可以是：{choices}。"),
    "demo_exists": N_("{path} 已经有了。要换成新的示例数据，加上 --replace。"),
    "size_unreadable": N_("看不懂尺寸“{size}”，写成 1440x900。"),
    "window_unavailable": N_("{problem}"),
    "action_unknown": N_("没有编号为 {number} 的操作。"),
}
