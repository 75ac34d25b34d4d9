"""Selections of exemplars (典型评选): who was nominated, judged, voted for, decided on, published and named in a circular."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from gzparty.records import dataclass


class Subject(StrEnum):
    """Who is chosen: people or units."""

    PERSON = "person"
    UNIT = "unit"


class Method(StrEnum):
    """How an unsigned ballot speaks: by ticking so many names, or by giving each name a score."""

    COUNT = "count"
    SCORE = "score"


class TieRule(StrEnum):
    """What decides between equals at the last place: a second round, the committee, or who was chosen longest ago."""

    SECOND_ROUND = "second_round"
    COMMITTEE = "committee"
    LONGEST_AGO = "longest_ago"


class Verdict(StrEnum):
    """What 资格审核 came to; given by people, never by the program."""

    OPEN = "open"
    PASSED = "passed"
    FAILED = "failed"


class Reply(StrEnum):
    """What 纪委 answered in writing; empty while it has not."""

    NONE = ""
    CLEAR = "clear"
    UNSUITABLE = "unsuitable"


class Decision(StrEnum):
    """What 党委研究 decided of a nomination."""

    OPEN = "open"
    CHOSEN = "chosen"
    NOT_CHOSEN = "not_chosen"


class PublicityResult(StrEnum):
    """What a 公示 came to: those published stand, or none of them does."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Outcome(StrEnum):
    """What looking into an objection found."""

    OPEN = "open"
    UNFOUNDED = "unfounded"
    UPHELD = "upheld"


@dataclass(frozen=True, slots=True)
class Selection:
    """One selection of a month (2026-06); `number` is the month, with -2 and so on for further ones of the same month.

    `title` is what is looked for (集体增收), usually the month's theme; empty until it is known. Nominations are taken
    until `nominate_until` and closed by the clerk on `nominations_closed_on`. `full_score` is the highest score a ballot
    may give, whole points. `decided_on` with `decision_note` is 党委研究; `vacant_on` ends the selection without anybody.
    `circular_number` is the 文号 as the office gave it, never made up here. `imported`: only the result is known, typed
    in afterwards.
    """

    id: int
    uid: str
    number: str
    period: str
    title: str
    subject: Subject = Subject.PERSON
    theme_id: int | None = None
    opened_on: date | None = None
    nominate_until: date | None = None
    nominations_closed_on: date | None = None
    method: Method = Method.COUNT
    drop_extremes: bool = False
    full_score: int = 100
    tie_rule: TieRule = TieRule.SECOND_ROUND
    decided_on: date | None = None
    decision_note: str = ""
    announced_on: date | None = None
    circular_number: str = ""
    vacant_on: date | None = None
    vacancy_reason: str = ""
    imported: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A category (类别) of a selection: how many are chosen (`quota`) and how many names a ballot may tick (`choices`).

    A selection has at least one; a single one has no title.
    """

    id: int
    uid: str
    selection_id: int
    position: int
    title: str = ""
    quota: int = 1
    choices: int = 1


@dataclass(frozen=True, slots=True)
class Nomination:
    """One candidate; name, unit and post stay as they were when nominated.

    `person_id` or, where units are chosen, `unit_id` alone says who is meant; for a person `unit_id` is where they
    belong. `deeds` is 事迹, `summary` its one line. `nominator` is 推荐单位 as written, with its unit where one is meant.
    `found` is what the program had found when the verdict was given, as codes (see `eligibility.Finding.key`), so that
    a later correction shows. A verdict against what was found, or failing without it, has its reason.
    `struck_on` says that an objection took the candidate off after the decision.
    """

    id: int
    uid: str
    selection_id: int
    category_id: int
    position: int
    name: str
    person_id: int | None = None
    unit_id: int | None = None
    unit_name: str = ""
    post: str = ""
    nominator: str = ""
    nominator_id: int | None = None
    nominated_on: date | None = None
    summary: str = ""
    deeds: str = ""
    opinion: str = ""
    verdict: Verdict = Verdict.OPEN
    judged_on: date | None = None
    judged_by: str = ""
    verdict_reason: str = ""
    found: tuple[str, ...] = ()
    reply: Reply = Reply.NONE
    replied_on: date | None = None
    reply_note: str = ""
    decision: Decision = Decision.OPEN
    decision_reason: str = ""
    struck_on: date | None = None
    struck_reason: str = ""
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was neither withdrawn nor struck off."""
        return self.withdrawn_on is None and self.struck_on is None

    @property
    def in_vote(self) -> bool:
        """Whether it is put to the vote: it passed the review and stands."""
        return self.stands and self.verdict is Verdict.PASSED

    @property
    def is_chosen(self) -> bool:
        """Whether the committee chose it and nothing took it off since."""
        return self.stands and self.decision is Decision.CHOSEN


@dataclass(frozen=True, slots=True)
class Ballot:
    """One round of unsigned voting: 应到, 实到, 发出, 收回, 有效; None while not entered. Locked once counted.

    `unlock_reason` says why a locked count was opened again; it stays on the paper.
    """

    id: int
    uid: str
    selection_id: int
    round: int
    held_on: date
    place: str = ""
    supervisor: str = ""
    teller: str = ""
    due: int | None = None
    present: int | None = None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    locked_on: date | None = None
    unlock_reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BallotLine:
    """What a round gave one nomination: votes, or the scores of the ballots in tenths of a point, sorted.

    Sorted so that nobody can put one person's ballot together again; votes None while not entered.
    """

    id: int
    uid: str
    ballot_id: int
    nomination_id: int
    votes: int | None = None
    scores: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Publicity:
    """One 公示: from a day, over so many workdays, to a day, both included; where it hangs and who takes objections.

    `contact` is the office that takes them, `phone` and `address` how it is reached. A second one follows where an
    objection took away everybody and the committee decided again.
    """

    id: int
    uid: str
    selection_id: int
    round: int
    starts_on: date
    ends_on: date
    workdays: int
    place: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    result: PublicityResult = PublicityResult.OPEN
    result_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection received during a 公示 and what came of it; who made it lies sealed apart, as reporters of tips do.

    `channel` is a `TipChannel` as text; `nomination_id` says against whom, None: against the procedure.
    """

    id: int
    uid: str
    publicity_id: int
    received_on: date
    channel: str
    content: str
    nomination_id: int | None = None
    handled_on: date | None = None
    handling: str = ""
    outcome: Outcome = Outcome.OPEN
    has_objector: bool = False
    objector_changes: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A circular from elsewhere that names a person or a unit (通报), as far as eligibility asks: when, which, by whom."""

    id: int
    uid: str
    named_on: date
    title: str
    person_id: int | None = None
    unit_id: int | None = None
    issuer: str = ""
    note: str = ""
