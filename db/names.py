"""People found by a few keys of their names, the best first, however many there are.

Whoever matches often is met at once when people are gone through in the office's order; whoever matches seldom is few
to sort after one pass over an index. A handful of rows is looked at either way, and no more than a handful is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from db.driver import Connection
from gzparty.domain.finding import Way

FIRST = 2000
"""So many are gone through in the office's order before a whole pass is worth it."""
HERE = "+p.merged_into IS NULL AND (p.ended_on IS NULL OR p.ended_on > :on)"
_AMONG = "p.initials IN (SELECT value FROM json_each(:{}))"
_BY_INITIALS = "person p INDEXED BY person_initials"
Found = list[tuple[int, str]]
"""Ids with the names as they are written."""


class _Condition(NamedTuple):
    """What a person must fulfil (`anywhere`), what the best do (`start`), and what is gone through for all of either."""

    start: str
    anywhere: str
    starts_in: str
    lies_in: str


class SqliteNames:
    """Fulfils the NameStore port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: tuple[tuple[int, int], str] | None = None

    def by_characters(self, text: str, on: date, limit: int) -> Found:
        """People whose name holds some characters, those whose name begins with them first."""
        place = "instr(lower(p.normalized), :text)"
        source = "person p INDEXED BY person_normalized"
        condition = _Condition(f"{place} = 1", f"{place} > 0", source, source)
        return self._best(condition, {"text": text}, on, limit)

    def by_phone(self, digits: str, on: date, limit: int) -> Found:
        """People whose phone ends with some digits."""
        ends = "substr(p.phone, -length(:text)) = :text"
        source = "person p INDEXED BY person_phone"
        return self._best(_Condition(ends, ends, source, source), {"text": digits}, on, limit)

    def by_syllable(self, letters: str, heads: Sequence[str], on: date, limit: int) -> Found:
        """People with a syllable that may begin with some letters, those whose name may begin with it first.

        `heads` are the characters that may be spoken so. The pinyin of a name stands in one piece, so that some are
        given of whose name the letters are no syllable. A syllable nobody has would cost a pass over every row: the
        names are looked through in one text instead, and only the rows of those that hold such a character are read.
        """
        condition = _Condition(
            "substr(p.normalized, 1, 1) IN (SELECT value FROM json_each(:heads))",
            "p.pinyin GLOB '*' || :text || '*' AND instr(p.initials, :head) > 0",
            "json_each(:heads) h CROSS JOIN person p INDEXED BY person_normalized"
            " ON p.normalized >= h.value AND p.normalized < h.value || char(0x10FFFF)",
            "json_each(:holding) n CROSS JOIN person p INDEXED BY person_normalized ON p.normalized = n.value",
        )
        values = {"text": letters, "head": letters[0], "heads": json.dumps(heads)}
        spoken = re.compile(
            f"^.*(?:{letters}|[{re.escape(''.join(heads)) or letters[0]}]).*$", re.MULTILINE | re.IGNORECASE
        )
        return self._best(condition, values, on, limit, lambda: self._holding(spoken))

    def _holding(self, wanted: re.Pattern[str]) -> Mapping[str, object]:
        return {"holding": json.dumps(sorted(set(wanted.findall(self._names()))))}

    def _names(self) -> str:
        """Every name as it is compared, a line each; kept until something is written, here or elsewhere."""
        elsewhere = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        state = (elsewhere, self._connection.total_changes)
        if self._kept is None or self._kept[0] != state:
            joined = "SELECT group_concat(normalized, char(10)) FROM person INDEXED BY person_normalized"
            self._kept = (state, self._connection.execute(joined).fetchone()[0] or "")
        return self._kept[1]

    def by_initials(self, ways: Sequence[Way], on: date, limit: int) -> Found:
        """People whose name may be spoken in one of some ways, those whose name begins so first."""
        wanted = "|".join(way.initials for way in ways)
        inside = [text for text in self._initials() if re.search(wanted, text)]
        if not ways or not inside:
            return []
        starting = re.compile(f"(?:^| )(?:{wanted})")
        runs = _shortest({way.run for way in ways if any(way.initials in text for text in inside)})
        values = {f"run{place}": run for place, run in enumerate(runs)}
        among = _AMONG
        if all(len(run) > 1 for run in runs):
            among += f" AND ({' OR '.join(f'instr(p.pinyin, :{name})' for name in values)})"
        condition = _Condition(among.format("starting"), among.format("inside"), _BY_INITIALS, _BY_INITIALS)
        values["starting"] = json.dumps([text for text in inside if starting.search(text)])
        values["inside"] = json.dumps(inside)
        return self._best(condition, values, on, limit)

    def _initials(self) -> Iterable[str]:
        """Every spelling of initials there is: far fewer than people."""
        return (text for (text,) in self._connection.execute("SELECT DISTINCT initials FROM person"))

    def _best(
        self,
        which: _Condition,
        values: Mapping[str, object],
        on: date,
        limit: int,
        late: Callable[[], Mapping[str, object]] = dict,
    ) -> Found:
        """What it takes long to know, and only the pass over all wants, is given `late`."""
        bound = {**values, "on": on.isoformat(), "limit": limit, "first": FIRST}
        starting = self._in_order(which.start, bound)
        if len(starting) == limit:
            return starting
        found = self._in_order(which.anywhere, bound)
        if len(found) == limit:
            # Many match: those that begin so may stand further down all the same.
            return _joined(self._of_all(which.starts_in, which.start, "", bound), found)[:limit]
        order = f"NOT ({which.start}), "
        return self._of_all(which.lies_in, which.anywhere, order, {**bound, **late()})

    def _in_order(self, condition: str, bound: Mapping[str, object]) -> Found:
        """Who fulfils a condition among the first of the office."""
        rows = self._connection.execute(
            "SELECT p.id, p.name FROM (SELECT id FROM person ORDER BY sort_order, id LIMIT :first) f"
            f" CROSS JOIN person p ON p.id = f.id WHERE {condition} AND {HERE} LIMIT :limit",
            bound,
        )
        return [(person, name) for person, name in rows]

    def _of_all(self, source: str, condition: str, order: str, bound: Mapping[str, object]) -> Found:
        rows = self._connection.execute(
            f"SELECT p.id, p.name FROM {source} WHERE {condition} AND {HERE}"
            f" ORDER BY {order}p.sort_order, p.id LIMIT :limit",
            bound,
        )
        return [(person, name) for person, name in rows]


def _shortest(runs: Collection[str]) -> list[str]:
    """Those that tell all the others: whoever has a run has every piece of it."""
    return sorted(run for run in runs if not any(other != run and other in run for other in runs))


def _joined(first: Iterable[tuple[int, str]], then: Iterable[tuple[int, str]]) -> Found:
    return list(dict.fromkeys((*first, *then)))
