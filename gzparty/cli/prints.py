"""The print log on the command line: what was printed when, and whether the records still agree with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gzparty.cli.frame import Session
from gzparty.cli.output import say
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.printing import PrintedCopy
from gzparty.exchange.list_spec import ListColumn, ListSpec, Selectors
from gzparty.i18n import N_, _
from gzparty.labels import refusal_text, sentence
from gzparty.reports import catalogue
from gzparty.reports.printed import changes_since
from gzparty.services.bundle import Services


def remember(session: Session, entries: Sequence[PrintedCopy]) -> None:
    """Note in the office file what was saved as PDF; a file that is held elsewhere leaves the paper as it is."""
    try:
        with session.writing() as services:
            services.prints.record(entries)
    except Refusal as refusal:
        say(_("没有记进打印记录：{why}").format(why=refusal_text(refusal)))


def printed_rows(services: Services, chosen: Selectors) -> Iterator[Mapping[str, object]]:
    """Every entry of the log, newest first; only the latest copy of a paper can be stale."""
    latest = {copy.id: copy for copy in services.prints.latest()}
    labels = {spec.name: _(spec.label) for spec in catalogue.PAPERS}
    for copy in services.prints.history():
        changes = changes_since(services, latest[copy.id]) if copy.id in latest else ()
        yield {
            "paper": copy.paper,
            "label": labels.get(copy.paper, copy.paper),
            "about": copy.selector,
            "printed_at": copy.printed_at,
            "copies": copy.copies,
            "latest": copy.id in latest,
            "stale": bool(changes),
            "differences": [sentence(change) for change in changes],
        }


PRINTED = ListSpec(
    "prints",
    N_("打印记录"),
    (
        ListColumn("label", N_("表"), width=14),
        ListColumn("about", N_("内容"), width=20),
        ListColumn("printed_at", N_("时间"), width=16),
        ListColumn("copies", N_("份数"), width=6),
        ListColumn("stale", N_("改过"), width=6),
    ),
    printed_rows,
)
