"""The command demo: the program's main job on an office made for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from db import blobs
from db.store import SqliteStore
from gzparty import bootstrap, desktop
from gzparty.cli.frame import Session, pass_session
from gzparty.cli.help import Command
from gzparty.cli.output import say
from gzparty.cli.printing import print_paper
from gzparty.cli.typed import Day
from gzparty.domain.date_text import Lean
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.meeting import Depth, MeetingKind
from gzparty.exchange import sample
from gzparty.i18n import N_, _
from gzparty.reports import catalogue
from gzparty.reports.printed import remember_printed
from gzparty.reports.subject import TRAINING
from gzparty.reports.subject_exemplars import selections_fitting
from gzparty.services.bundle import Services
from gzparty.services.views import SessionLine

PAPERS = (
    "training-plan",
    "training-notice",
    "schedule",
    "roster",
    "sign-in",
    "seating",
    "roll",
    "leave-summary",
    "makeup",
    "attendance-year",
    "credits",
    "training-file",
    "people",
)
OF_STYLE = ("quota", "ledger")
OF_THEMES = ("theme-year", "exemplars")
OF_SELECTIONS = ("ballot", "tally", "publicity", "result")
"""Of the newest selection each can be made of."""
EDITABLE = ("training-notice", "publicity", "result")
"""Papers that are given as a document too."""


@click.command(
    "demo", cls=Command, help=N_("建一个示例单位：排好一年、记好签到、打印主要的表，有显示器就打开窗口。")
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("demo"))
@click.option("--year", type=click.IntRange(2000, 2100))
@click.option("--today", type=Day(Lean.NONE))
@click.option("--no-window", is_flag=True)
@click.option("--replace", is_flag=True)
@pass_session
def demo(session: Session, /, out: Path, year: int | None, today: date | None, **flags: bool) -> None:
    """Answer the command."""
    plan = sample.load_plan()
    day = today or session.today or (plan.day.replace(year=year) if year else plan.day)
    path = out / "sample.gzparty"
    _make_room(path, flags["replace"])
    clock = _clock(day)
    with bootstrap.new_office(path, clock, bootstrap.counted_uids(), source="demo") as services:
        sample.fill(services, plan, year or day.year, remember_printed)
        say(_("示例单位在 {path}").format(path=path))
        number = _number_on(services.sessions.year(year or day.year).lines, day)
        subjects = {name: _subject(name, year or day.year, number) for name in PAPERS}
        subjects |= _of_life(services, year or day.year, day.month)
        subjects |= _of_work(services, year or day.year)
        documents = [name for name in EDITABLE if name in subjects]
        targets = [f"{name}.pdf" for name in subjects] + [f"{name}.docx" for name in documents]
        for target in (out / file for file in targets):
            print_paper(services, target.stem, subjects[target.stem], target)
            say(_("打印了 {path}").format(path=target))
    if not flags["no_window"] and has_display():
        desktop.run(path)


def _subject(name: str, year: int, number: str) -> dict[str, object]:
    """What a paper of the sample is about: the session of the day only where the paper cannot do without one."""
    spec = catalogue.find(name)
    needed = TRAINING in spec.selectors and TRAINING not in spec.optional
    return {"year": year, "training": number} if needed else {"year": year}


def _of_life(services: Services, year: int, month: int) -> dict[str, dict[str, object]]:
    """What the papers of organisational life are about; minutes are those of the last meeting taken by names, if any."""
    subjects: dict[str, dict[str, object]] = {
        "completion": {"year": year, "kind": MeetingKind.BRANCH_MEETING.value},
        "month-list": {"year": year, "month": str(month)},
        "material-register": {"year": year, "month": str(month), "kind": MeetingKind.THEME_DAY.value},
        "chase-slip": {"year": year},
    }
    held = services.store.meetings.between(f"{year}", f"{year}-Z", MeetingKind.BRANCH_MEETING)
    for meeting in held:
        if meeting.depth is Depth.NAMES:
            subjects["minutes"] = {"year": year, "meeting": meeting.number}
    return subjects


def _of_work(services: Services, year: int) -> dict[str, dict[str, object]]:
    """What the papers of work style, themes and selections are about; those no selection has come to yet are left out."""
    subjects: dict[str, dict[str, object]] = {name: {"year": year} for name in (*OF_STYLE, *OF_THEMES)}
    for tour in services.tours.all(year):
        subjects.setdefault("circular", {"tour": tour.tour.number})
    for name in OF_SELECTIONS:
        fits = catalogue.find(name).fits
        newest = next(selections_fitting(services, fits), None) if fits else None
        if newest is not None:
            subjects[name] = {"selection": newest.number}
    return subjects


def has_display() -> bool:
    """Whether a window could be seen."""
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _make_room(path: Path, replacing: bool) -> None:
    if not path.exists():
        return
    if not replacing:
        raise Refusal("demo_exists", path=path)
    SqliteStore.remove(path)
    blobs.remove(path)


def _clock(day: date) -> Callable[[], datetime]:
    return lambda: datetime.combine(day, bootstrap.SAMPLE_TIME)


def _number_on(lines: Sequence[SessionLine], day: date) -> str:
    return next(
        (line.training.number for line in lines if line.sitting.start.date() >= day),
        lines[-1].training.number,
    )


COMMANDS: tuple[Command, ...] = (demo,)
