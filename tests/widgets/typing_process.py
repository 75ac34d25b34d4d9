"""A window in which somebody types and which nothing closes: `python -m tests.widgets.typing_process OFFICE`.

It is killed by whoever started it, once it has said that what was typed lies in the file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic, sleep

from db.store import SqliteStore
from ui.drafts import draft_key

PATIENCE_S = 30
Typed = Mapping[str, Mapping[str, str]]


def typed_in(office: Path) -> Typed:
    """What is typed where, by the key of its draft: a page's form with a day half typed, a sheet, a dialog."""
    reader = SqliteStore.open_reader(office)
    (training,) = reader.connection.execute("SELECT min(id) FROM training").fetchone()
    (person,) = reader.connection.execute("SELECT id FROM person WHERE name = '曹示例'").fetchone()
    reader.close()
    return {
        f"training/{training}": {"sessionTopic": "麦收防火", "sessionNote": "带笔\n带本子"},
        "prompt/sheet": {"0/text": "2 人迟到", "2/text": "值班表没上墙"},
        draft_key("person", "edit", person): {"personBirth": "1974.", "personNote": "五月起住在县城"},
    }


def main(office: Path) -> None:
    """Type all of it, say when it is kept, and go on until killed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gzparty.office_desk import OfficeDesk
    from ui.application import Application, make_qt, user_settings
    from ui.unfinished.reading import read_one

    qt = make_qt(["typing"])
    application = Application(qt, user_settings(office.parent))
    desk = OfficeDesk(application, office, None)
    application.show(desk.build_window)
    desk.begin()
    drafts, reader = desk.gate.drafts, desk.gate.reader

    def work_until(ready: Callable[[], bool]) -> None:
        end = monotonic() + PATIENCE_S
        while not ready() and monotonic() < end:
            qt.processEvents()
            sleep(0.005)

    for key, texts in typed_in(office).items():
        one = read_one(reader, key, texts, desk.now())
        assert one is not None
        desk.offering.go_on(one)
        work_until(lambda key=key: drafts.is_open(key))  # type: ignore[misc]
        drafts._forms[key].restore(texts)
    work_until(lambda: len(reader.store.drafts.all()) == len(typed_in(office)))
    sys.stdout.write(f"{len(reader.store.drafts.all())}\n")
    sys.stdout.flush()
    work_until(lambda: False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
