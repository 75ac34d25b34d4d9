"""The list of every file the office holds, whatever kind of record it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from gzparty.domain.folder import Holder
from gzparty.exchange.list_spec import ListColumn, ListSpec, Row, Selectors
from gzparty.i18n import N_
from gzparty.labels.folder import folder_kind_label, holder_label, size_text
from gzparty.services.bundle import Services
from gzparty.services.holders import number_of


def files(services: Services, chosen: Selectors) -> Iterator[Row]:
    """Every file, record by record; a state is the kind of record it belongs to."""
    order = {kind: place for place, kind in enumerate(Holder)}
    found = services.store.folders.everything()
    owners = {one.owner for one in found}
    numbers = {owner: number_of(services.store, owner) for owner in owners}
    for one in sorted(found, key=lambda one: (order[one.owner.kind], one.owner.id, one.position, one.id)):
        holder = one.owner.kind
        if chosen.state in (None, holder.value):
            yield {
                "holder": holder.value,
                "holder_label": holder_label(holder),
                "number": numbers[one.owner],
                "uid": one.uid,
                "kind": one.kind.value,
                "kind_label": folder_kind_label(one.kind),
                "name": one.name,
                "media": one.media,
                "size": one.size,
                "size_label": size_text(one.size),
                "hash": one.hash,
            }


def holders() -> dict[str, str]:
    """The kinds of records, each with what it is called."""
    return {kind.value: holder_label(kind) for kind in Holder}


LISTS = (
    ListSpec(
        "files",
        N_("全部附件"),
        (
            ListColumn("holder_label", N_("属于"), width=14),
            ListColumn("number", N_("编号"), width=12),
            ListColumn("kind_label", N_("类别"), width=12),
            ListColumn("name", N_("文件名"), width=36),
            ListColumn("size_label", N_("大小"), width=10),
        ),
        files,
        ("state",),
        holders,
    ),
)
