"""What can be done with the posts of a person: appoint, end, correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gzparty.domain.diagnostic import Diagnostic
from gzparty.domain.people import PostTitle
from gzparty.i18n import _
from gzparty.services.bundle import Services
from gzparty.services.context import Done
from gzparty.services.people_views import PersonFile
from ui.drafts import draft_key
from ui.panels.ask import Question
from ui.panels.correcting_forms import CorrectPostForm
from ui.panels.person_asking import FORM, PersonAsking
from ui.panels.post_forms import AppointForm, EndPostForm


class PostDeeds(PersonAsking):
    """Each takes the file of the person it is about."""

    def appoint(self, file: PersonFile) -> None:
        """Appoint to a post; one held elsewhere is asked about."""
        person = file.person

        def findings(unit_id: int, on: date) -> Sequence[Diagnostic]:
            return self._gate.reader.people.appointment_findings(person.id, unit_id, on)

        form = AppointForm(self._ground(), file.line.unit_id, findings)

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.appoint(
                person.id,
                values["unit_id"],
                values["title"],
                values["since"],
                values["acting"],
                values["title_text"],
            )

        title = _("{name} 任什么职").format(name=person.name)
        self._ask(Question(title, _("任职"), form, draft=draft_key(FORM, "appoint", person.id)), call)

    def end_post(self, file: PersonFile) -> None:
        """End a post on a day."""
        held = [post for post in file.posts if post.until is None]
        if not held:
            self.told.emit(_("{name} 现在没有职务").format(name=file.person.name))
            return
        form = EndPostForm(self._ground(), held)

        def call(services: Services, values: Any) -> Done[Any]:
            return services.people.end_post(values["post_id"], values["on"])

        title = _("免去 {name} 哪个职务").format(name=file.person.name)
        self._ask(Question(title, _("免职"), form, draft=draft_key(FORM, "end_post", file.person.id)), call)

    def correct_post(self, file: PersonFile) -> None:
        """Put right what was noted wrongly of a post."""
        person = file.person
        posts = {post.id: post for post in self._gate.reader.store.people.posts(person.id)}
        if not posts:
            self.told.emit(_("{name} 没有任职记录").format(name=person.name))
            return
        units = {line.unit_id: line.unit_name for line in file.posts}
        form = CorrectPostForm(self._ground(), [posts[line.post_id] for line in file.posts], units)

        def call(services: Services, values: Any) -> Done[Any]:
            facts = {name: value for name, value in values.items() if name != "post_id"}
            facts["acting"] = facts["acting"] and facts["title"] is PostTitle.SECRETARY
            return services.people.correct_post(replace(posts[values["post_id"]], **facts))

        title = _("{name} 的任职哪里记错了").format(name=person.name)
        self._ask(Question(title, _("保存"), form, draft=draft_key(FORM, "correct_post", person.id)), call)
