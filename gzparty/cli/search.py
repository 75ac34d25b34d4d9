"""The command that finds records by what they say."""

from __future__ import annotations

import click

from gzparty.cli.frame import Session, pass_session
from gzparty.cli.help import Command, json_option
from gzparty.cli.output import print_json, print_table, say
from gzparty.i18n import N_, _
from gzparty.labels.search import KINDS
from gzparty.services.search import LIMIT


@click.command(
    "search",
    cls=Command,
    help=N_(
        "在会议记录、培训、要材料、整改台账、自查督查、群众意见、月度主题和典型评选的文字里找词，"
        "两个字的词也能找到；几个词用空格隔开，都要有才算。"
    ),
)
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 10_000), default=LIMIT, help=N_("最多列几条"))
@json_option
@pass_session
def search(session: Session, text: str, limit: int, as_json: bool) -> None:
    """Answer the command."""
    with session.reading() as services:
        hits = services.search.find(text, limit)
    if as_json:
        print_json(
            [
                {
                    "kind": hit.kind,
                    "id": hit.record_id,
                    "title": hit.title,
                    "day": hit.day,
                    "around": hit.around,
                }
                for hit in hits
            ]
        )
        return
    if not hits:
        say(_("没有找到。"))
        return
    rows = [[_(KINDS[hit.kind]), str(hit.day or ""), hit.title, " ".join(hit.around.split())] for hit in hits]
    print_table([_("哪里"), _("日期"), _("记录"), _("文字")], rows)


COMMANDS: tuple[Command, ...] = (search,)
