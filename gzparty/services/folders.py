"""Use cases of a session's folder (一期一档): what is there, adding and ordering files, the clerk's word on each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gzparty.domain import folder
from gzparty.domain.diagnostic import Diagnostic, Level, Refusal
from gzparty.domain.file_names import guess_kind, safe_name
from gzparty.domain.folder import (
    Attachment,
    FolderItem,
    FolderKind,
    FolderLine,
    FolderMark,
    Holder,
    Owner,
)
from gzparty.i18n import _
from gzparty.labels.folder import folder_kind_label
from gzparty.records import dataclass
from gzparty.services.context import Done
from gzparty.services.filing import Filing, Shelf
from gzparty.services.holders import fault_code, number_of
from gzparty.services.month_locks import refuse_locked_meetings
from gzparty.services.new_files import Added, Taken
from gzparty.services.problem_evidence import kind_of as evidence_kind
from gzparty.services.problem_evidence import refuse_settled_evidence
from gzparty.services.views import SessionDetail

SESSION_SHELF = Shelf(guess_kind, "attachment_doubled", "folder.add")
INSPECTION_SHELF = Shelf(evidence_kind, "inspection_file_doubled", "folder.add")


@dataclass(frozen=True, slots=True)
class FolderView:
    """A session's folder as it stands: the checklist with its figure, and the files by kind."""

    sitting_id: int
    lines: tuple[FolderLine, ...]
    attachments: tuple[Attachment, ...]
    items: Mapping[FolderKind, FolderItem]
    done: int
    wanted: int

    def line(self, kind: FolderKind) -> FolderLine:
        """The line of a kind."""
        return next(line for line in self.lines if line.kind is kind)


class Folders(Filing):
    """Folders of sessions; their bytes are put into `store.blobs` before `add` is called."""

    def view(self, detail: SessionDetail) -> FolderView:
        """The folder of a session."""
        sitting_id = detail.sitting.id
        order = {kind: place for place, kind in enumerate(FolderKind)}
        attachments = sorted(self._store.folders.attachments(sitting_id), key=lambda one: order[one.kind])
        items = {item.kind: item for item in self._store.folders.items(sitting_id)}
        papers = frozenset().union(*folder.PRINTED_AS.values())
        facts = folder.FolderFacts(
            training=detail.training.state,
            roll=detail.sitting.roll_state,
            counts=detail.roll.counts,
            attached=Counter(one.kind for one in attachments),
            items=items,
            printed=self._store.folders.printed(papers, detail.training.number),
        )
        lines = folder.checklist(facts)
        done, wanted = folder.figure(lines)
        return FolderView(sitting_id, lines, tuple(attachments), items, done, wanted)

    def add(self, sitting_id: int, files: Iterable[Taken], kind: FolderKind | None = None) -> Done[Added]:
        """Record files of one session under one action; what is there already is told and not added again.

        Without a kind each file's name and suffix decide.
        """
        return self._file(Owner(Holder.SITTING, sitting_id), files, SESSION_SHELF, kind)

    def forms(self, errand_id: int) -> tuple[Attachment, ...]:
        """The forms that go with what was asked for."""
        return tuple(self._store.folders.of(Owner(Holder.ERRAND, errand_id)))

    def add_forms(self, errand_id: int, files: Iterable[Taken]) -> Done[Added]:
        """Record forms that go with what was asked for, under one action; as `add` does for a session."""
        return self._file(Owner(Holder.ERRAND, errand_id), files, SESSION_SHELF, FolderKind.FORM)

    def add_photos(self, inspection_id: int, files: Iterable[Taken]) -> Done[Added]:
        """Record what was brought along from an inspection, as `add` does for a session: photos, and whatever else."""
        if not self._store.inspections.many([inspection_id]):
            raise Refusal("inspection_gone")
        return self._file(Owner(Holder.INSPECTION, inspection_id), files, INSPECTION_SHELF)

    def remove(self, attachment_ids: Iterable[int]) -> Done[int]:
        """Take files out; the bytes stay, so that undo and older copies of the office still find them."""
        gone = self._some(attachment_ids)
        name = _naming(gone, _("删除 {name}"), _("删除 {n} 份材料"))
        with self._action(name, "folder.remove") as action:
            self._store.folders.delete(one.id for one in gone)
        return self._done(action, len(gone))

    def rename(self, attachment_id: int, name: str) -> Done[Attachment]:
        """Call a file something else; its suffix stays, so that it still opens."""
        (before,) = self._some([attachment_id])
        if not name.strip():
            raise Refusal("attachment_without_name")
        dot, suffix = before.name.rpartition(".")[1:]
        wanted = (
            name if not dot or name.lower().endswith(f".{suffix}".lower()) else f"{name.strip()}.{suffix}"
        )
        after = replace(before, name=safe_name(wanted, _("未命名")))
        return self._change([before], [after], _("改名 {name}").format(name=after.name))

    def change_kind(self, attachment_ids: Iterable[int], kind: FolderKind) -> Done[Attachment]:
        """File them as another kind."""
        before = self._some(attachment_ids)
        label = folder_kind_label(kind)
        name = _naming(before, _("{name} 归到“{kind}”"), _("{n} 份材料归到“{kind}”"), kind=label)
        return self._change(before, [replace(one, kind=kind) for one in before], name)

    def reorder(self, sitting_id: int, attachment_ids: Sequence[int]) -> Done[Attachment]:
        """Put a session's files in this order; those not named follow as they stood."""
        before = self._store.folders.attachments(sitting_id)
        place = {number: at for at, number in enumerate(attachment_ids)}
        ordered = sorted(before, key=lambda one: place.get(one.id, len(place)))
        after = [replace(one, position=at) for at, one in enumerate(ordered, 1)]
        return self._change(ordered, after, _("调整材料顺序"))

    def set_paper(self, sitting_id: int, kind: FolderKind, place: str) -> Done[FolderItem]:
        """Say that the original lies on paper, and where."""
        if not place.strip():
            raise Refusal("folder_place_missing")
        name = _("{kind}：纸质，{place}").format(kind=folder_kind_label(kind), place=place.strip())
        return self._say(FolderItem(0, "", sitting_id, kind, FolderMark.PAPER, place.strip()), name)

    def waive(self, sitting_id: int, kind: FolderKind) -> Done[FolderItem]:
        """Say that this session needs no such material."""
        name = _("{kind}不需要").format(kind=folder_kind_label(kind))
        return self._say(FolderItem(0, "", sitting_id, kind, FolderMark.WAIVED), name)

    def clear(self, sitting_id: int, kind: FolderKind) -> Done[None]:
        """Take the clerk's word on a kind back."""
        with self._action(
            _("清除{kind}的标记").format(kind=folder_kind_label(kind)), "folder.item"
        ) as action:
            for item in self._store.folders.items(sitting_id):
                if item.kind is kind:
                    self._store.folders.delete_item(item.id)
        return self._done(action, None)

    def faults(self) -> Sequence[Diagnostic]:
        """Attachments whose bytes are missing or damaged, each with its session; reads every byte."""
        attachments = self._store.folders.everything()
        found = self._store.blobs.faults(one.hash for one in attachments) if attachments else {}
        return [
            Diagnostic(
                Level.ERROR,
                fault_code(one.owner),
                {
                    "number": number_of(self._store, one.owner),
                    "name": one.name,
                    "fault": found[one.hash].diagnostics[0],
                },
            )
            for one in attachments
            if one.hash in found
        ]

    def _some(self, attachment_ids: Iterable[int]) -> Sequence[Attachment]:
        found = self._store.folders.some(attachment_ids)
        if not found:
            raise Refusal("attachment_gone")
        meetings = {one.meeting_id for one in found if one.meeting_id is not None}
        refuse_locked_meetings(self._store, self._store.meetings.many(meetings))
        refuse_settled_evidence(self._store, found)
        return found

    def _change(
        self, before: Sequence[Attachment], after: Sequence[Attachment], name: str
    ) -> Done[Attachment]:
        with self._action(name, "folder.edit") as action:
            self._store.folders.update(new for old, new in zip(before, after, strict=True) if old != new)
        return self._done(action, after[0])

    def _say(self, item: FolderItem, name: str) -> Done[FolderItem]:
        said = replace(item, uid=self._context.new_uid())
        with self._action(name, "folder.item") as action:
            self._store.folders.save_item(said)
        return self._done(action, said)


def _naming(files: Sequence[Attachment], one: str, many: str, **facts: str) -> str:
    if len(files) == 1:
        return one.format(name=files[0].name, **facts)
    return many.format(n=len(files), **facts)
