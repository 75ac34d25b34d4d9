"""Typed and pasted texts of any kind: read or refused, and a text of 100,000 characters within seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from time import process_time
from typing import NamedTuple

from hypothesis import strategies as st

from gzparty.domain import (
    absence_text,
    chain_text,
    chinese,
    chinese_people,
    damage,
    date_text,
    discreet,
    duty_text,
    file_names,
    full_text,
    ladder,
    meeting_cells,
    minutes_text,
    month_entry,
    named_units,
    names,
    partial_date,
    phone,
    problem_cells,
    schedule,
    search,
    selection_text,
    theme,
    typed,
)
from gzparty.domain.calendar import WorkCalendar
from gzparty.domain.chain_names import Named
from gzparty.domain.diagnostic import Refusal
from gzparty.domain.period import Period
from gzparty.exchange import header
from tests.reliability.fuzz_settings import told
from ui.tables.clipboard import from_text, to_text

TODAY = date(2026, 6, 17)
JUNE = Period.of_month(2026, 6)
LONG, SECONDS = 100_000, 2.0
"""Characters of a long text, and how long the processor may take for it."""
_BRANCHES = [Named(1, ("官庄村", "官庄村党支部")), Named(2, ("坡庄村",)), Named(3, ("官庄村",), "第一党小组")]


def _rule(text: str) -> object:
    rule = schedule.parse_rule(text)
    return schedule.propose(rule, 2026, WorkCalendar({}, frozenset()))


def _block(text: str) -> object:
    block = from_text(text)
    plain = "\0" not in text and max(map(len, text.split("\t"))) < LONG
    assert not plain or from_text(to_text(block)) == block or block[-1] == [""] or not block
    return block


READERS: Mapping[str, Callable[[str], object]] = {
    "absences": absence_text.read_absences,
    "chain": lambda text: chain_text.read_chain(text, _BRANCHES, JUNE),
    "looks_like_chain": chain_text.looks_like_chain,
    "minutes": minutes_text.read_minutes,
    "named_units": lambda text: named_units.units_named(text, ()),
    "partial_date": partial_date.parse_partial_date,
    "rule": _rule,
    "date": lambda text: date_text.read_date(text, date_text.Around(2026, JUNE.first)),
    "time": date_text.read_time,
    "month": lambda text: duty_text.read_month(text, 2026),
    "period": lambda text: duty_text.read_period(text, 2026),
    "spaced": full_text.spaced,
    "words": full_text.words,
    "around": lambda text: full_text.around(text, "官"),
    "needle": search.needle,
    "phone": phone.normalize_phone,
    "masked": phone.masked_within,
    "name": names.normalize_name,
    "unit": names.normalize_unit,
    "split_names": chinese_people.split_names,
    "posts": chinese.post_words,
    "villages": chinese.village_names,
    "month_said": lambda text: selection_text.month_said([text], 2026),
    "typed": lambda text: typed.text_problem(text, 500),
    "cell_date": lambda text: damage.read_date(text, TODAY),
    "cell_number": damage.read_number_text,
    "cell_phone": damage.read_phone,
    "cell_moment": lambda text: meeting_cells.read_moment(text, TODAY),
    "cell_count": meeting_cells.read_count,
    "file_name": lambda text: file_names.safe_name(text, "未命名"),
    "theme": lambda text: theme.hints(text, text),
    "theme_month": theme.month_of,
    "state": problem_cells.read_state,
    "deadline": lambda text: problem_cells.read_deadline(text, 2026, TODAY),
    "done": lambda text: problem_cells.read_done(text, 2026, TODAY),
    "title": header.plain,
    "possible_names": lambda text: discreet.possible_names([text]),
    "counted_on": lambda text: month_entry.counted_on(text, 1),
    "entry_day": lambda text: month_entry.read_day(text, JUNE),
    "entry_figure": lambda text: month_entry.read_figure(text, JUNE),
    "ladder": ladder.parse_ladder,
    "block": _block,
}
_OWN = (
    "官庄村党支部应到实缺席请假列席年月日号时点分半上下午一二三四五六七八九十百〇零底末前每第周星期最后"
    "0123456789.,，、。;；:：()（）[]【】-—/\\|#@*'\"= \t\n\r　\u200b\ufeff½²①Ⅳ٣"
)
_WORDS = st.sampled_from(
    (
        "官庄村",
        "6月12日",
        "应到18人",
        "18到15",
        "每月",
        "第三个周三",
        "FREQ=",
        "INTERVAL=0",
        "2026年",
        "13800000000",
    )
)
_RULE = st.lists(
    st.sampled_from(
        ("FREQ=MONTHLY", "FREQ=WEEKLY", "INTERVAL=0", "INTERVAL=-1", "BYDAY=99MO", "BYDAY=-1FR", "COUNT=0", "BYMONTH=13",
         "BYMONTHDAY=31", "BYSETPOS=-9", "UNTIL=20260101T000000Z", "BYHOUR=1", "BYEASTER=0", "WKST=XX", "\nEXDATE:2")
    ),
    max_size=5,
).map(lambda parts: ";".join(("FREQ=YEARLY", *parts)))  # fmt: skip
_TEXT = st.one_of(
    st.text(st.sampled_from(_OWN), max_size=60),
    st.lists(st.one_of(_WORDS, st.text(st.sampled_from(_OWN), max_size=4)), max_size=12).map("".join),
    st.text(max_size=60),
    st.text(st.characters(), max_size=60),
)


class Case(NamedTuple):
    """A reader, and a text for it: a piece once, or again and again with something at its end."""

    reader: str
    piece: str
    long: bool = False
    end: str = ""

    @property
    def text(self) -> str:
        """The whole text."""
        if not self.long:
            return self.piece + self.end
        return self.piece * (LONG // max(1, len(self.piece))) + self.end


_PIECE = st.one_of(
    st.text(st.sampled_from(_OWN), min_size=1, max_size=4), _WORDS, st.text(min_size=1, max_size=2)
)
SHORT = st.builds(Case, st.just("rule"), _RULE, st.just(False), st.just("")) | st.builds(
    Case, st.sampled_from(sorted(READERS)), _TEXT, st.just(False), st.just("")
)
STRATEGY = st.one_of(
    SHORT,
    SHORT,
    SHORT,
    st.builds(
        Case,
        st.sampled_from(sorted(READERS)),
        _PIECE,
        st.just(True),
        st.text(st.sampled_from(_OWN), max_size=3),
    ),
)


def kept(case: Case) -> tuple[str, bytes]:
    """The text of a case in a file named after its reader."""
    return f"{case.reader}.txt", case.text.encode("utf-8", "surrogatepass")


def check(case: Case) -> None:
    """Read a text; a Refusal has its sentence, nothing else is raised, and it does not take long."""
    begun = process_time()
    try:
        READERS[case.reader](case.text)
    except Refusal as refusal:
        told(refusal)
    taken = process_time() - begun
    assert taken < SECONDS, f"{taken:.1f} s"
