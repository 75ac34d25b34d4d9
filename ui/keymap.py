"""Every key of the window in one table: menus, hints, the help and the tests read it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from gzparty.i18n import N_


class Where(StrEnum):
    """In which part of the window a key works; the value is the heading of the help."""

    WINDOW = N_("到处")
    GRID = N_("表格里")
    FORM = N_("填写时")
    ROLL = N_("签到时")
    TICKS = N_("填检查表时")
    APPRAISAL = N_("填评议等次时")
    MISSING = N_("核对表里没有的人时")
    FILES = N_("照片和文件上")
    PAPER = N_("看打印样子时")
    MANUAL = N_("看手册时")


class Binding(NamedTuple):
    """Keys in Qt's portable text and the deed they do; `words` are marked with N_."""

    deed: str
    keys: tuple[str, ...]
    words: str
    where: Where = Where.WINDOW


PAGE_KEYS = tuple(f"Ctrl+{digit}" for digit in range(1, 9))

KEYMAP: tuple[Binding, ...] = (
    Binding("go_to_page", PAGE_KEYS, N_("按左边的顺序换页")),
    Binding("next_pane", ("F6",), N_("下一块")),
    Binding("previous_pane", ("Shift+F6",), N_("上一块")),
    Binding("next_tab", ("Ctrl+Tab",), N_("下一个标签")),
    Binding("previous_tab", ("Ctrl+Shift+Tab",), N_("上一个标签")),
    Binding("previous_period", ("Ctrl+PgUp",), N_("上一月、上一年")),
    Binding("next_period", ("Ctrl+PgDown",), N_("下一月、下一年")),
    Binding("today", ("Alt+Home",), N_("回到今天")),
    Binding("palette", ("Ctrl+K",), N_("找人、村、记录或功能")),
    Binding("find", ("Ctrl+F",), N_("在本页找")),
    Binding("find_next", ("F3",), N_("下一处")),
    Binding("find_previous", ("Shift+F3",), N_("上一处")),
    Binding("new", ("Ctrl+N",), N_("新登记")),
    Binding("open", ("Ctrl+O",), N_("打开别处的备份")),
    Binding("save", ("Ctrl+S",), N_("保存")),
    Binding("print", ("Ctrl+P",), N_("打印")),
    Binding("export", ("Ctrl+E",), N_("导出")),
    Binding("copy_message", ("Ctrl+Shift+C",), N_("复制微信通知")),
    Binding("undo", ("Ctrl+Z",), N_("撤销")),
    Binding("redo", ("Ctrl+Y",), N_("重做")),
    Binding("next_problem", ("F4",), N_("下一处问题")),
    Binding("recount", ("F5",), N_("重新统计")),
    Binding("lock", ("Ctrl+L",), N_("锁上")),
    Binding("full_screen", ("F11",), N_("全屏")),
    Binding("keys", ("Ctrl+/",), N_("快捷键")),
    Binding("help", ("F1",), N_("手册")),
    Binding("move", ("Up", "Down", "Left", "Right"), N_("换一格"), Where.GRID),
    Binding("row_down", ("Return",), N_("下一行"), Where.GRID),
    Binding("row_up", ("Shift+Return",), N_("上一行"), Where.GRID),
    Binding("cell_right", ("Tab",), N_("右边一格"), Where.GRID),
    Binding("cell_left", ("Shift+Tab",), N_("左边一格"), Where.GRID),
    Binding("row_ends", ("Home", "End"), N_("这一行的头尾"), Where.GRID),
    Binding("jump", ("Ctrl+Down", "Ctrl+Up", "Ctrl+Left", "Ctrl+Right"), N_("跳到一段的头尾"), Where.GRID),
    Binding("first_cell", ("Ctrl+Home",), N_("第一格"), Where.GRID),
    Binding("last_cell", ("Ctrl+End",), N_("最后一格"), Where.GRID),
    Binding("edit_cell", ("F2",), N_("改这一格"), Where.GRID),
    Binding("clear_cell", ("Del",), N_("清空"), Where.GRID),
    Binding("copy", ("Ctrl+C",), N_("复制成表格"), Where.GRID),
    Binding("paste", ("Ctrl+V",), N_("从表格粘贴"), Where.GRID),
    Binding("fill_down", ("Ctrl+D",), N_("向下填充"), Where.GRID),
    Binding("choose_down", ("Ctrl+Shift+Down", "Ctrl+Shift+Up"), N_("一直选到这一列的头尾"), Where.GRID),
    Binding("take_offered", ("Ctrl+;",), N_("照灰字填上"), Where.GRID),
    Binding("open_row", ("Space",), N_("打开这一行，在打√的格里打√"), Where.GRID),
    Binding("fold", ("Left", "Right"), N_("在组的名称上：收起、展开"), Where.GRID),
    Binding("move_row", ("Alt+Up", "Alt+Down"), N_("换先后"), Where.GRID),
    Binding("open_record", ("Ctrl+Return",), N_("打开这一行的记录"), Where.GRID),
    Binding(
        "mark", ("1", "2", "3", "4", "5", "6", "7"), N_("到、迟到、请假、公出、缺席、代会、早退"), Where.ROLL
    ),
    Binding("mark_rest", ("0",), N_("没签的全部记到"), Where.ROLL),
    Binding("mark_present", ("Return",), N_("找到的人记到"), Where.ROLL),
    Binding("find_person", ("A", "B", "C", "D", "E", "Z"), N_("按姓名、村名首字母找人"), Where.ROLL),
    Binding("clear_mark", ("Del",), N_("清除签到"), Where.ROLL),
    Binding("write_reason", ("F2",), N_("写事由、代会人"), Where.ROLL),
    Binding("tick_fine", ("Y",), N_("没问题，到下一项"), Where.TICKS),
    Binding("tick_problem", ("N",), N_("有问题，写是什么问题"), Where.TICKS),
    Binding("tick_na", ("0",), N_("不涉及，到下一项"), Where.TICKS),
    Binding("tick_clear", ("Del",), N_("还没查"), Where.TICKS),
    Binding("tick_sides", ("Left", "Right"), N_("没问题、有问题，停在这一项"), Where.TICKS),
    Binding("tick_next", ("Return", "Down"), N_("下一项"), Where.TICKS),
    Binding("tick_back", ("Shift+Return", "Up"), N_("上一项"), Where.TICKS),
    Binding("grade", ("1", "2", "3", "4"), N_("优秀、合格、基本合格、不合格"), Where.APPRAISAL),
    Binding("gone", ("1", "2", "3", "4", "5"), N_("去世、转出、免职、还在、先放着"), Where.MISSING),
    Binding("open_file", ("Space",), N_("打开"), Where.FILES),
    Binding("rename_file", ("F2",), N_("改名"), Where.FILES),
    Binding("remove_file", ("Del",), N_("删除，可以撤销"), Where.FILES),
    Binding("paste_file", ("Ctrl+V",), N_("粘贴照片、文件"), Where.FILES),
    Binding("turn_page", ("PgDown", "PgUp"), N_("翻页"), Where.PAPER),
    Binding("zoom", ("Ctrl++", "Ctrl+-"), N_("放大、缩小"), Where.PAPER),
    Binding("paper_ends", ("Home", "End"), N_("第一页、最后一页"), Where.PAPER),
    Binding("move_column", ("Alt+Up", "Alt+Down"), N_("栏目换先后"), Where.PAPER),
    Binding("go_back", ("Alt+Left",), N_("回到上一处"), Where.MANUAL),
    Binding("save_next", ("Ctrl+Return",), N_("保存并填下一个"), Where.FORM),
    Binding("pick_day", ("Alt+Down",), N_("日期格：打开小日历"), Where.FORM),
    Binding("leave", ("Esc",), N_("退出填写、关右边、清掉筛选，一次一步"), Where.FORM),
)

PAGE_DEEDS = {
    "file": ("new", "open", "save", "print", "export"),
    "edit": ("find", "find_next", "find_previous", "next_problem", "copy_message"),
    "view": ("previous_period", "next_period", "today", "recount"),
}
"""Deeds a page may have or lack, by the menu they stand in."""
KEYS_WRITTEN = {
    "Space": N_("空格"),
    "Return": "Enter",
    "PgDown": "PgDn",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "plus": "+",
}
"""How a key is written for people where Qt's own name is not what stands on it."""


def binding(deed: str) -> Binding:
    """Find the keys of a deed; an unknown one raises StopIteration."""
    return next(one for one in KEYMAP if one.deed == deed)
