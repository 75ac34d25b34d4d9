"""Commands on the files of records: attach them, take them out again as files."""

from __future__ import annotations

from pathlib import Path

import click

from gzparty.cli.frame import PARTLY, REFUSED, Session, pass_session
from gzparty.cli.help import Command, json_option
from gzparty.cli.output import print_json, say
from gzparty.domain.file_names import free_name
from gzparty.domain.folder import SESSION_KINDS, Attachment, FolderKind, Holder, Owner
from gzparty.exchange.new_files import TakenIn, sources_of, take_in
from gzparty.files import ensure_folder, write_whole
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.folder import folder_kind_label, holder_label
from gzparty.services import holders
from gzparty.services.bundle import Services
from gzparty.services.new_files import Added

holder_option = click.option(
    "--of",
    "holder",
    type=click.Choice([kind.value for kind in Holder]),
    help=N_("是哪种记录的编号；不写先当作培训和组织生活"),
)
ATTACHABLE = (*SESSION_KINDS, FolderKind.MINUTES)


@click.command(
    "attach",
    cls=Command,
    help=N_(
        "把照片、课件等放进一条记录：培训写期号，组织生活、检查、台账里的问题、要材料写编号；"
        "月度主题和典型评选写月份加 --of theme 或 --of selection，推荐写 uid。照片自动缩小，去掉拍摄地点。"
    ),
)
@click.argument("reference", metavar="ID")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", "kind", type=click.Choice([kind.value for kind in ATTACHABLE]))
@holder_option
@json_option
@pass_session
def attach(
    session: Session,
    /,
    reference: str,
    paths: tuple[Path, ...],
    kind: str | None,
    holder: str | None,
    as_json: bool,
) -> int | None:
    """Answer the command."""
    with session.writing() as services:
        owner = holders.find(services.store, reference, Holder(holder) if holder else None)
        sources = sources_of(path.resolve() for path in paths)
        taken_in = take_in(services.store.blobs, sources, session.now(), _tell_progress)
        chosen = FolderKind(kind) if kind else None
        added = holders.add_files(services, owner, taken_in.taken, chosen).value
        told = _put_in(services, owner, len(added.attachments))
    for note in (*taken_in.refused, *added.doubled):
        say(sentence(note))
    if as_json:
        print_json(_as_json(taken_in, added))
    else:
        say(told)
    if not taken_in.refused:
        return None
    return PARTLY if taken_in.taken else REFUSED


@click.command("extract", cls=Command, help=N_("把一条记录的文件取出来，放到一个文件夹；写法同 attach。"))
@click.argument("reference", metavar="ID")
@click.option("-o", "out", required=True, type=click.Path(path_type=Path))
@click.option("--kind", "kind", type=click.Choice([kind.value for kind in ATTACHABLE]))
@holder_option
@pass_session
def extract(
    session: Session, /, reference: str, out: Path, kind: str | None, holder: str | None
) -> int | None:
    """Answer the command."""
    with session.reading() as services:
        owner = holders.find(services.store, reference, Holder(holder) if holder else None)
        held = services.store.folders.of(owner)
        wanted = [one for one in held if kind in (None, one.kind.value)]
        taken = {path.name.casefold() for path in out.iterdir()} if out.is_dir() else set()
        for one in wanted:
            click.echo(_extracted(services, one, out, taken))
    say(_("取出 {n} 份。").format(n=len(wanted)))
    return None


def _put_in(services: Services, owner: Owner, count: int) -> str:
    training = services.store.trainings.of_sitting(owner.id) if owner.kind is Holder.SITTING else None
    if training is not None:
        return _("放进第 {n} 期 {count} 份。").format(n=training.ordinal, count=count)
    number = holders.number_of(services.store, owner)
    return _("放进{kind} {number} {count} 份。").format(
        kind=holder_label(owner.kind), number=number, count=count
    )


def _extracted(services: Services, one: Attachment, out: Path, taken: set[str]) -> Path:
    """Write one file under a name that is free; nothing of the folder is overwritten."""
    target = out / free_name(one.name, taken)
    ensure_folder(target.parent)
    write_whole(target, services.store.blobs.get(one.hash))
    taken.add(target.name.casefold())
    return target


def _tell_progress(number: int, total: int, name: str) -> None:
    if total > 1:
        say(_("{number}/{total} {name}").format(number=number, total=total, name=name))


def _as_json(taken_in: TakenIn, added: Added) -> dict[str, object]:
    return {
        "added": [
            {
                "uid": one.uid,
                "name": one.name,
                "kind": one.kind.value,
                "kind_label": folder_kind_label(one.kind),
                "hash": one.hash,
                "size": one.size,
            }
            for one in added.attachments
        ],
        "same": [sentence(note) for note in added.doubled],
        "rejected": [
            {"name": note.parameters["name"], "reason": note.code, "text": sentence(note)}
            for note in taken_in.refused
        ],
    }


COMMANDS: tuple[Command, ...] = (attach, extract)
