"""Commands on a session's folder: attach files, take them out again as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from gzparty.cli.frame import PARTLY, REFUSED, Command, Session, json_option, pass_session, print_json, say
from gzparty.domain.file_names import free_name
from gzparty.domain.folder import SESSION_KINDS, Attachment, FolderKind
from gzparty.domain.meeting import Meeting
from gzparty.domain.training import Training
from gzparty.exchange.intake import Intake, sources_of, take_in
from gzparty.files import ensure_folder, write_whole
from gzparty.i18n import N_, _
from gzparty.labels import sentence
from gzparty.labels.folder import folder_kind_label
from gzparty.services.bundle import Services
from gzparty.services.new_files import Added
from gzparty.services.recording import Recording

ATTACHABLE = (*SESSION_KINDS, FolderKind.MINUTES)


@click.command(
    "attach",
    cls=Command,
    help=N_("把照片、课件等放进一期的档案，或放进一条组织生活记录；照片自动缩小，去掉拍摄地点。"),
)
@click.argument("reference", metavar="ID")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", "kind", type=click.Choice([kind.value for kind in ATTACHABLE]))
@json_option
@pass_session
def attach(
    session: Session, /, reference: str, paths: tuple[Path, ...], kind: str | None, as_json: bool
) -> int | None:
    """Answer the command."""
    with session.writing() as services:
        target = _target(services, reference)
        sources = sources_of(path.resolve() for path in paths)
        intake = take_in(services.store.blobs, sources, session.now(), _tell_progress)
        chosen = FolderKind(kind) if kind else None
        if isinstance(target, Meeting):
            added = services.meeting_files.add(target.id, intake.taken, chosen).value
        else:
            added = services.folders.add(target.sitting_id, intake.taken, chosen).value
    for note in (*intake.refused, *added.doubled):
        say(sentence(note))
    if as_json:
        print_json(_as_json(intake, added))
    else:
        say(_put_in(target, len(added.attachments)))
    if not intake.refused:
        return None
    return PARTLY if intake.taken else REFUSED


@click.command("extract", cls=Command, help=N_("把一期档案里的文件取出来，放到一个文件夹。"))
@click.argument("reference", metavar="ID")
@click.option("-o", "out", required=True, type=click.Path(path_type=Path))
@click.option("--kind", "kind", type=click.Choice([kind.value for kind in ATTACHABLE]))
@pass_session
def extract(session: Session, /, reference: str, out: Path, kind: str | None) -> int | None:
    """Answer the command."""
    with session.reading() as services:
        target = _target(services, reference)
        if isinstance(target, Meeting):
            held: Sequence[Attachment] = services.meeting_files.of(target.id)
        else:
            held = services.store.folders.attachments(target.sitting_id)
        wanted = [one for one in held if kind in (None, one.kind.value)]
        taken = {path.name.casefold() for path in out.iterdir()} if out.is_dir() else set()
        for one in wanted:
            click.echo(_extracted(services, one, out, taken))
    say(_("取出 {n} 份。").format(n=len(wanted)))
    return None


def _target(services: Services, reference: str) -> Training | Meeting:
    """The session or the record of organisational life that a number or uid means."""
    found = services.store.meetings.find(reference)
    return found or Recording(services.store, services.context).find_training(reference)


def _put_in(target: Training | Meeting, count: int) -> str:
    if isinstance(target, Meeting):
        return _("放进记录 {number} {count} 份。").format(number=target.number, count=count)
    return _("放进第 {n} 期 {count} 份。").format(n=target.ordinal, count=count)


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


def _as_json(intake: Intake, added: Added) -> dict[str, object]:
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
            for note in intake.refused
        ],
    }


COMMANDS: tuple[Command, ...] = (attach, extract)
