"""All services over one store, built once per connection."""

from __future__ import annotations

from dataclasses import dataclass

from gzparty.services.calendar import Calendars, HolidaySource
from gzparty.services.context import Context
from gzparty.services.office import Offices
from gzparty.services.people import People
from gzparty.services.ports import Store
from gzparty.services.roll import Rolls
from gzparty.services.romanisation import Romaniser
from gzparty.services.sessions import Sessions
from gzparty.services.training import Trainings


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases, one attribute per record kind; reading ones work on a read-only store too."""

    store: Store
    context: Context
    offices: Offices
    people: People
    calendars: Calendars
    trainings: Trainings
    sessions: Sessions
    rolls: Rolls


def build(store: Store, context: Context, holidays: HolidaySource, romaniser: Romaniser) -> Services:
    """Wire all services to one store."""
    return Services(
        store=store,
        context=context,
        offices=Offices(store, context),
        people=People(store, context, romaniser),
        calendars=Calendars(store, context, holidays),
        trainings=Trainings(store, context),
        sessions=Sessions(store, context),
        rolls=Rolls(store, context),
    )
