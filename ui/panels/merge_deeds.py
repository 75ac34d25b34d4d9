"""Two records that are one person: which they are, what differs, or that they are two after all."""

from __future__ import annotations

from typing import Any

from gzparty.domain.diagnostic import Refusal
from gzparty.i18n import _
from gzparty.labels import refusal_text
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people_views import PersonFile
from ui.panels.ask import AskDialog, Question, Values
from ui.panels.merge_form import MergeForm, PartnerForm
from ui.panels.person_asking import PersonAsking


class MergeDeeds(PersonAsking):
    """Nothing is merged before both records were seen side by side."""

    def merge(self, file: PersonFile) -> None:
        """Ask which record is the same person, then lay the two side by side."""
        person = file.person
        form = PartnerForm(self._ground(), file.namesakes)
        title = _("{name} 和哪一份记录是同一个人").format(name=person.name)
        dialog = AskDialog(self._desk.theme, Question(title, _("对照"), form), self._window)

        def answered(values: Values) -> None:
            try:
                with self._gate.reading():
                    found = values["known"] or self._gate.reader.people.find_person(values["name"]).id
                self.merge_pair(found, person.id)
            except Refusal as refusal:
                dialog.refuse(refusal_text(refusal))
            else:
                dialog.accept()

        dialog.ask(answered)

    def merge_pair(self, source_id: int, target_id: int) -> None:
        """Lay two records side by side; Refusal where they are one already."""
        with self._gate.reading():
            preview = self._gate.reader.people.merge_preview(source_id, target_id)
        form = MergeForm(self._desk.theme, preview)

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.merge_people(source_id, target_id, values)

        dialog = self._ask(Question(_("合并成一个人？"), _("合并成一个人"), form), call)

        def kept_apart(outcome: Done[None]) -> None:
            dialog.reject()
            self.done.emit(outcome.name)

        def keep_apart() -> None:
            self._gate.write(
                lambda services: services.people.keep_apart(source_id, target_id), kept_apart, dialog.refuse
            )

        form.apart.connect(keep_apart)
