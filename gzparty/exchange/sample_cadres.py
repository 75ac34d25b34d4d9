"""Reserve cadres in the sample office: some members of some villages, with what they learnt."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from gzparty.domain.outside import OutsideLevel
from gzparty.domain.partial_date import PartialDate
from gzparty.services.bundle import Services
from gzparty.services.cadre_drafts import ReserveDraft
from gzparty.services.outside import OutsideDraft


def fill_cadres(services: Services, year: int) -> None:
    """Put them on the list; who was trained, was so at one course of the county."""
    facts = tomllib.loads((files("resources") / "sample" / "cadres.toml").read_text("utf-8"))
    later = year - facts["outside"]["began_on"].year
    trained: list[int] = []
    for entry in facts["reserve"]:
        person_id = _put_on(services, entry, later)
        if person_id is not None and entry.get("trained"):
            trained.append(person_id)
    course = facts["outside"]
    ended_on = course["ended_on"].replace(year=year)
    if trained and ended_on <= services.context.today():
        draft = OutsideDraft(
            person_id=0,
            title=course["title"],
            began_on=course["began_on"].replace(year=year),
            ended_on=ended_on,
            credit=course["hours"] * 2,
            level=OutsideLevel(course["level"]),
            proof=course["proof"],
        )
        services.outside.add_for(trained, draft)


def _put_on(services: Services, entry: Mapping[str, Any], later: int) -> int | None:
    """Put a young member without a post on the list of the village; None where it has not so many."""
    today = services.context.today()
    unit = services.people.find_unit(entry["village"])
    posted = {person.id for person in services.store.people.in_office(unit.id, today)}
    members = services.store.people.members_of(unit.id, today)
    plain = [person for person, _membership in members if person.id not in posted and person.birth]
    plain.sort(key=lambda person: str(person.birth), reverse=True)
    if len(plain) < entry["member"]:
        return None
    person = plain[entry["member"] - 1]
    known = PartialDate.from_iso(entry["entered"])
    entered = PartialDate(known.year + later, known.month, known.day)
    texts = {name: entry[name] for name in ("direction", "mentor", "plan")}
    reserve = services.cadres.add(ReserveDraft(person.id, unit.id, entered, **texts)).value
    left_on = entry.get("left_on")
    left_on = left_on and left_on.replace(year=left_on.year + later)
    if left_on and left_on <= today:
        services.cadres.leave(reserve.id, left_on, entry["left_reason"])
    return int(person.id)
