"""The command print: one paper into a file, or one for every unit or person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import normalize

import click

from gzparty.cli.frame import Session, pass_session
from gzparty.cli.help import Command
from gzparty.cli.output import print_table, say
from gzparty.cli.prints import remember
from gzparty.cli.typed import Day
from gzparty.domain.date_text import Lean, read_month
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.printing import PrintedCopy
from gzparty.files import ensure_folder, file_names
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.reports import catalogue
from gzparty.reports.catalogue import PaperSpec
from gzparty.reports.composing import BY_NAME
from gzparty.reports.content import Margins, Size
from gzparty.reports.printed import Order, Sheets, compose_order, log_entry
from gzparty.reports.subject import COMMA, KIND, MONTH, NAMED, PROBLEM, QUARTER, problem_numbers
from gzparty.services.bundle import Services

PDF, DOCX = ".pdf", ".docx"
BLANK = "blank-"
MOST_EDGE_MM = 80
NO_YEAR = 1
"""Stands for the year nobody wrote."""
_SPAN = re.compile(r"(\d{4}-)?(0?[1-9]|1[0-2]|Q[1-4])")


class Edges(click.ParamType[Margins]):
    """White edges in millimetres: one number for all, or 上,右,下,左."""

    name = "margins"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Margins:
        if isinstance(value, Margins):
            return value
        try:
            edges = [float(part) for part in str(value).replace("，", ",").split(",")]
        except ValueError:
            edges = []
        if len(edges) == 1:
            edges *= 4
        if len(edges) != 4 or not all(0 <= edge <= MOST_EDGE_MM for edge in edges):
            self.fail(_("页边距写成 20，或 37,26,35,28，单位毫米"), param, ctx)
        return Margins(*edges)


class Span(click.ParamType[str]):
    """A month or quarter: 2026-06, 2026年6月, 2026-Q2; 6, 六月 or Q2 alone are of the year the paper is about."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = normalize("NFKC", str(value)).strip().upper()
        if not text.isdigit() and (month := read_month(text, NO_YEAR)):
            return f"{month.month}" if month.year == NO_YEAR else month.code
        if not _SPAN.fullmatch(text):
            self.fail(_("月份写成 2026-06，季度写成 2026-Q2"), param, ctx)
        return text


@click.command("print", cls=Command, help=N_("打印一张表到 PDF 或 DOCX。print --list 列出所有的表。"))
@click.argument("paper", required=False)
@click.option(
    "-o",
    "target",
    type=click.Path(path_type=Path),
    help=N_("存到哪里：.pdf 或 .docx 文件；写文件夹就一村（一人）一个文件"),
)
@click.option("--list", "listing", is_flag=True)
@click.option("--year", type=click.IntRange(2000, 2100))
@click.option("--training", metavar=N_("期号"))
@click.option("--unit")
@click.option("--person")
@click.option("--month", type=Span(), metavar="2026-06", help=N_("哪个月；不写就是这个月，会议记录是全年"))
@click.option("--quarter", type=Span())
@click.option("--kind", help=N_("哪一种，例如 党员大会"))
@click.option("--meeting")
@click.option("--errand")
@click.option(
    "--problem", multiple=True, metavar=N_("编号"), help=N_("哪个问题；台账可以写几次 --problem，只印这几条")
)
@click.option("--inspection", metavar=N_("编号"))
@click.option("--tour", metavar=N_("编号"))
@click.option("--selection", metavar="2026-06", help=N_("哪一次评选；不写就是能印这张表的最近一次"))
@click.option("--nomination", metavar=N_("姓名"), help=N_("推荐的谁；不写就是这次评选的每一个"))
@click.option("--state", metavar="open", help=N_("台账里的哪些：未销号、逾期、已销号、长期坚持"))
@click.option("--on", type=Day(Lean.NONE))
@click.option("--each", is_flag=True)
@click.option("--docx", is_flag=True)
@click.option("--title")
@click.option("--issuer")
@click.option("--columns")
@click.option("--by-name", "order", flag_value=BY_NAME)
@click.option("--size", type=click.Choice([size.value for size in Size]), help=N_("纸张大小"))
@click.option("--margins", type=Edges())
@click.option("--blank-lines", type=click.IntRange(0, 200))
@click.option("--copies", type=click.IntRange(1, 1000), help=N_("评议表要几张；不写就是一页纸"))
@click.option("--blank", is_flag=True, help=N_("空白的，例如 print nomination --blank"))
@click.option("--seats", type=click.IntRange(1, 20))
@click.option("--double", is_flag=True, default=None)
@click.option("--filled", is_flag=True, default=None)
@click.option("--large", is_flag=True, default=None)
@click.option("--flat", is_flag=True, default=None)
@click.option("--outside", is_flag=True, default=None)
@click.option("--apart", is_flag=True, default=None)
@click.option("--named", is_flag=True, default=None)
@pass_session
def print_papers(
    session: Session, /, paper: str | None, target: Path | None, listing: bool, **options: Any
) -> None:
    """Answer the command."""
    if listing:
        titles = [_("名称"), _("表"), _("组"), _("要选什么"), _("每村每人一份"), _("可以改的")]
        print_table(titles, _paper_rows())
        return
    if paper is None or target is None:
        raise click.UsageError(_("要写明打印哪张表、存到哪里，例如 print roster -o 花名册.pdf"))
    with session.reading() as services:
        entries = print_paper(services, paper, options, target)
    say(_("打印了 {path}").format(path=target))
    remember(session, entries)


def print_paper(services: Services, name: str, options: Mapping[str, Any], target: Path) -> list[PrintedCopy]:
    """Compose one paper or a batch and write it; what could not be drawn is said.

    Gives the entries for the print log.
    """
    spec = catalogue.find(BLANK + name if options.get("blank") else name)
    order = _order(services, spec, options, into_folder=_is_folder(target))
    made = compose_order(services, order)
    if _is_folder(target):
        _write_each(spec, made, target, DOCX if options.get("docx") else PDF)
    else:
        _write(made, target)
    return [log_entry(order, sheets, services.context.today(), copies=0) for sheets in made]


def _order(services: Services, spec: PaperSpec, options: Mapping[str, Any], into_folder: bool) -> Order:
    """What is asked for: a batch where it is wished, goes into a folder, or lacks what a single paper needs."""
    today = services.context.today()
    number = options.get("training")
    spans = {name: options[name] for name in (MONTH, QUARTER) if options.get(name)}
    named = next((int(span[:4]) for span in spans.values() if "-" in span), None)
    year = options.get("year") or named or _year_of(services, number) or today.year
    selection = catalogue.Subject(
        year=year,
        on=options.get("on") or today,
        training=number,
        **{name: options.get(name) for name in NAMED if name != PROBLEM},
        problem=COMMA.join(options.get(PROBLEM) or ()) or None,
        **{name: _span(span, year, name) for name, span in spans.items()},
    )
    if options.get("each") and spec.each is None:
        raise Refusal("paper.not_for_each", label=_(spec.label))
    several = len(problem_numbers(selection)) > 1
    lacking = spec.each is not None and any(
        getattr(selection, selector) is None
        for selector in spec.selectors
        if selector not in (*spec.optional, MONTH, QUARTER, KIND)
    )
    each = spec.each is not None and bool(options.get("each") or into_folder or lacking or several)
    return Order(spec.name, selection, _wishes(spec, options), each)


def _span(text: str, year: int, selector: str) -> str:
    """A month or quarter with its year: 2026-06; where a quarter is asked for, 2 is Q2."""
    own, _dash, part = text.rpartition("-")
    if selector == QUARTER and part in ("1", "2", "3", "4"):
        part = f"Q{part}"
    return f"{own or year}-{part if part.startswith('Q') else part.zfill(2)}"


def _year_of(services: Services, number: str | None) -> int | None:
    training = services.store.trainings.find(number) if number else None
    return training.year if training else None


def _wishes(spec: PaperSpec, options: Mapping[str, Any]) -> dict[str, object]:
    """The fields of `Style` that are asked for; those this paper does not know are said, not obeyed."""
    asked = {name: options[name] for name in _STYLE_OPTIONS if options.get(name) is not None}
    idle = [_STYLE_OPTIONS[name] for name in asked if name not in spec.options]
    if idle:
        say(_("《{label}》用不着 {options}，没有理会。").format(label=_(spec.label), options=" ".join(idle)))
    wishes = {name: value for name, value in asked.items() if name in spec.options}
    if "columns" in wishes:
        wishes["columns"] = tuple(str(wishes["columns"]).replace("，", ",").split(","))
    if "size" in wishes:
        wishes["size"] = Size(wishes["size"])
    return wishes


_STYLE_OPTIONS = {
    "title": "--title",
    "issuer": "--issuer",
    "columns": "--columns",
    "order": "--by-name",
    "size": "--size",
    "margins": "--margins",
    "blank_lines": "--blank-lines",
    "seats": "--seats",
    "copies": "--copies",
    "double": "--double",
    "filled": "--filled",
    "large": "--large",
    "flat": "--flat",
    "outside": "--outside",
    "apart": "--apart",
    "named": "--named",
}
"""The fields of `Style` with the options that set them."""


def _is_folder(target: Path) -> bool:
    return target.is_dir() or target.suffix.lower() not in (PDF, DOCX)


def _write(made: Sequence[Sheets], target: Path) -> None:
    """One file: a PDF with a bookmark for each set, or the one document there is."""
    if target.suffix.lower() == PDF:
        from gzparty.reports.pdf import render_many

        for missing in render_many([sheets.paper for sheets in made], target).missing:
            say(sentence(missing.diagnostic()))
        return
    if not made:
        raise Refusal("paper.nothing_to_print")
    if len(made) > 1:
        raise Refusal("paper.many_documents", name=target.name, count=len(made))
    from gzparty.reports.document import write_document

    write_document(made[0].paper, target)


def _write_each(spec: PaperSpec, made: Sequence[Sheets], folder: Path, suffix: str) -> None:
    """A file for every set, named after its village or person."""
    if not made:
        raise Refusal("paper.nothing_to_print")
    ensure_folder(folder)
    names = file_names([sheets.stem or _(spec.label) for sheets in made], suffix)
    for sheets, name in zip(made, names, strict=True):
        _write([sheets], folder / name)
    say(_("存了 {n} 个文件").format(n=len(made)))


def _paper_rows() -> Iterator[list[str]]:
    for spec in catalogue.PAPERS:
        yield [
            spec.name,
            _(spec.label),
            _(spec.group),
            " ".join(_selector(spec, selector) for selector in spec.selectors),
            _("可以") if spec.each else "",
            " ".join(_STYLE_OPTIONS[name] for name in spec.options),
        ]


def _selector(spec: PaperSpec, selector: str) -> str:
    """A selector as usage lines have it: in brackets where it may be left out."""
    return f"[--{selector}]" if selector in spec.optional else f"--{selector}"


COMMANDS: tuple[Command, ...] = (print_papers,)
