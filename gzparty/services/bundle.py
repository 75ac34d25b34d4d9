"""All services over one store; each is imported and built when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gzparty.services.context import Context

if TYPE_CHECKING:
    from gzparty.services.absences import AbsenceCounts
    from gzparty.services.agenda import Agenda
    from gzparty.services.ballots import Ballots
    from gzparty.services.cadres import Cadres
    from gzparty.services.calendar import Calendars, HolidaySource
    from gzparty.services.copies import Copies
    from gzparty.services.crosscheck import Crosscheck
    from gzparty.services.decisions import Decisions
    from gzparty.services.dues import Dues
    from gzparty.services.duties import Duties
    from gzparty.services.errands import Errands
    from gzparty.services.folders import Folders
    from gzparty.services.importing import Importing
    from gzparty.services.imports import Imports
    from gzparty.services.inspection_reading import InspectionViews
    from gzparty.services.inspections import Inspections
    from gzparty.services.intake import Intake
    from gzparty.services.meeting_files import MeetingFiles
    from gzparty.services.meeting_reading import MeetingViews
    from gzparty.services.meeting_recording import MeetingRecording
    from gzparty.services.meetings import Meetings
    from gzparty.services.office import Offices
    from gzparty.services.outside import OutsideTrainings
    from gzparty.services.palette import Palette
    from gzparty.services.people import People
    from gzparty.services.people_reading import PeopleViews
    from gzparty.services.people_together import PeopleTogether
    from gzparty.services.ports import Store
    from gzparty.services.prints import Prints
    from gzparty.services.problem_reading import ProblemViews
    from gzparty.services.problems import Problems
    from gzparty.services.recycled import RecycleBin
    from gzparty.services.roll import Rolls
    from gzparty.services.romanisation import Romaniser
    from gzparty.services.sealing import Sealer
    from gzparty.services.search import Search
    from gzparty.services.selection_files import SelectionFiles
    from gzparty.services.selection_reading import SelectionViews
    from gzparty.services.selections import Selections
    from gzparty.services.sessions import Sessions
    from gzparty.services.themes import Themes
    from gzparty.services.tips import Tips
    from gzparty.services.tours import Tours
    from gzparty.services.training import Trainings
    from gzparty.services.versions import Versions
    from gzparty.services.votes import Votes
    from gzparty.services.yearly import Yearly


class Services:
    """The use cases, one attribute per record kind; reading ones work on a read-only store too.

    Built lazily, since the first page needs two of them and the window should be there at once.
    """

    def __init__(
        self, store: Store, context: Context, holidays: HolidaySource, romaniser: Romaniser, sealer: Sealer
    ) -> None:
        self.store = store
        self.context = context
        self._holidays = holidays
        self._romaniser = romaniser
        self._sealer = sealer

    @cached_property
    def offices(self) -> Offices:
        """The office file as a whole."""
        from gzparty.services.office import Offices

        return Offices(self.store, self.context)

    @cached_property
    def versions(self) -> Versions:
        """The history of each record."""
        from gzparty.services.versions import Versions

        return Versions(self)

    @cached_property
    def recycled(self) -> RecycleBin:
        """What was deleted."""
        from gzparty.services.recycled import RecycleBin

        return RecycleBin(self.store, self.context)

    @cached_property
    def agenda(self) -> Agenda:
        """What the first page shows."""
        from gzparty.services.agenda import Agenda

        return Agenda(self.store, self.context)

    @cached_property
    def copies(self) -> Copies:
        """The copies of the office file."""
        from gzparty.services.copies import Copies

        return Copies(self.store, self.context)

    @cached_property
    def people(self) -> People:
        """Units and people."""
        from gzparty.services.people import People

        return People(self.store, self.context, self._romaniser)

    @cached_property
    def people_together(self) -> PeopleTogether:
        """What happens to several people at once."""
        from gzparty.services.people_together import PeopleTogether

        return PeopleTogether(self.store, self.context, self.people)

    @cached_property
    def importing(self) -> Importing:
        """Sheets that go in."""
        from gzparty.services.importing import Importing

        return Importing(self.store, self.context, self._romaniser)

    @cached_property
    def imports(self) -> Imports:
        """Memory and past of imports."""
        from gzparty.services.imports import Imports

        return Imports(self.store, self.context)

    @cached_property
    def outside(self) -> OutsideTrainings:
        """Training outside the office."""
        from gzparty.services.outside import OutsideTrainings

        return OutsideTrainings(self.store, self.context)

    @cached_property
    def people_views(self) -> PeopleViews:
        """What the page of units and people shows."""
        from gzparty.services.people_reading import PeopleViews

        return PeopleViews(self.store, self.context)

    @cached_property
    def calendars(self) -> Calendars:
        """The work calendar."""
        from gzparty.services.calendar import Calendars

        return Calendars(self.store, self.context, self._holidays)

    @cached_property
    def trainings(self) -> Trainings:
        """Writes of the training plan."""
        from gzparty.services.training import Trainings

        return Trainings(self.store, self.context)

    @cached_property
    def sessions(self) -> Sessions:
        """Views of the training plan."""
        from gzparty.services.sessions import Sessions

        return Sessions(self.store, self.context)

    @cached_property
    def folders(self) -> Folders:
        """The folder of each session: checklist and attachments."""
        from gzparty.services.folders import Folders

        return Folders(self.store, self.context)

    @cached_property
    def rolls(self) -> Rolls:
        """Writes of the roll."""
        from gzparty.services.roll import Rolls

        return Rolls(self.store, self.context)

    @cached_property
    def search(self) -> Search:
        """Records by what they say."""
        from gzparty.services.search import Search

        return Search(self.store, self.context)

    @cached_property
    def palette(self) -> Palette:
        """Everything by a few keys."""
        from gzparty.services.palette import Palette

        return Palette(self.store, self.context)

    @cached_property
    def prints(self) -> Prints:
        """What was printed and what it said."""
        from gzparty.services.prints import Prints

        return Prints(self.store, self.context)

    @cached_property
    def votes(self) -> Votes:
        """Votes of meetings."""
        from gzparty.services.votes import Votes

        return Votes(self.store, self.context)

    @cached_property
    def yearly(self) -> Yearly:
        """Step lists, talks and appraisals."""
        from gzparty.services.yearly import Yearly

        return Yearly(self.store, self.context)

    @cached_property
    def crosscheck(self) -> Crosscheck:
        """What records say against each other."""
        from gzparty.services.crosscheck import Crosscheck

        return Crosscheck(self.store, self.context)

    @cached_property
    def absences(self) -> AbsenceCounts:
        """Who has stayed away for months."""
        from gzparty.services.absences import AbsenceCounts

        return AbsenceCounts(self.store, self.context)

    @cached_property
    def dues(self) -> Dues:
        """Who owes what."""
        from gzparty.services.dues import Dues

        return Dues(self.store, self.context)

    @cached_property
    def duties(self) -> Duties:
        """The rules dues follow from."""
        from gzparty.services.duties import Duties

        return Duties(self.store, self.context)

    @cached_property
    def errands(self) -> Errands:
        """What was asked for once."""
        from gzparty.services.errands import Errands

        return Errands(self.store, self.context)

    @cached_property
    def tours(self) -> Tours:
        """Joint inspections."""
        from gzparty.services.tours import Tours

        return Tours(self.store, self.context)

    @cached_property
    def themes(self) -> Themes:
        """One theme a month."""
        from gzparty.services.themes import Themes

        return Themes(self.store, self.context)

    @cached_property
    def meetings(self) -> Meetings:
        """Writes of the records of organisational life."""
        from gzparty.services.meetings import Meetings

        return Meetings(self.store, self.context)

    @cached_property
    def meeting_views(self) -> MeetingViews:
        """Views of the records of organisational life."""
        from gzparty.services.meeting_reading import MeetingViews

        return MeetingViews(self.store, self.context)

    @cached_property
    def intake(self) -> Intake:
        """Taking records in by the row."""
        from gzparty.services.intake import Intake

        return Intake(self.store, self.context)

    @cached_property
    def meeting_files(self) -> MeetingFiles:
        """Files of the records of organisational life."""
        from gzparty.services.meeting_files import MeetingFiles

        return MeetingFiles(self.store, self.context)

    @cached_property
    def meeting_recording(self) -> MeetingRecording:
        """Whole records of organisational life from outside."""
        from gzparty.services.meeting_recording import MeetingRecording

        return MeetingRecording(self.store, self.context)

    @cached_property
    def tips(self) -> Tips:
        """Opinions, their reporters apart."""
        from gzparty.services.tips import Tips

        return Tips(self.store, self.context, self._sealer)

    @cached_property
    def problems(self) -> Problems:
        """Writes of the ledger."""
        from gzparty.services.problems import Problems

        return Problems(self.store, self.context)

    @cached_property
    def problem_views(self) -> ProblemViews:
        """Views of the ledger."""
        from gzparty.services.problem_reading import ProblemViews

        return ProblemViews(self.store, self.context)

    @cached_property
    def inspections(self) -> Inspections:
        """Writes of inspections and their checklists."""
        from gzparty.services.inspections import Inspections

        return Inspections(self.store, self.context)

    @cached_property
    def inspection_views(self) -> InspectionViews:
        """Views of inspections and of their quota."""
        from gzparty.services.inspection_reading import InspectionViews

        return InspectionViews(self.store, self.context)

    @cached_property
    def selections(self) -> Selections:
        """Writes of selections of exemplars, up to the ballots."""
        from gzparty.services.selections import Selections

        return Selections(self.store, self.context)

    @cached_property
    def selection_files(self) -> SelectionFiles:
        """Files of selections and nominations."""
        from gzparty.services.selection_files import SelectionFiles

        return SelectionFiles(self.store, self.context)

    @cached_property
    def selection_views(self) -> SelectionViews:
        """Views of selections of exemplars."""
        from gzparty.services.selection_reading import SelectionViews

        return SelectionViews(self.store, self.context)

    @cached_property
    def ballots(self) -> Ballots:
        """Rounds of voting of selections."""
        from gzparty.services.ballots import Ballots

        return Ballots(self.store, self.context)

    @cached_property
    def decisions(self) -> Decisions:
        """What the committee decided, 公示 and circulars of selections."""
        from gzparty.services.decisions import Decisions

        return Decisions(self.store, self.context, self._sealer)

    @cached_property
    def cadres(self) -> Cadres:
        """Terms of office, reserve cadres, the ladder of attendance."""
        from gzparty.services.cadres import Cadres

        return Cadres(self.store, self.context)
