"""What the catalogue says of one paper."""

from __future__ import annotations

from gzparty.i18n import N_
from gzparty.records import dataclass
from gzparty.reports.composing import Compose
from gzparty.reports.subject import Sets
from gzparty.reports.subject_exemplars import Fits
from gzparty.reports.subject_life import Kinds
from gzparty.services.cadre_views import CoveredPart

TRAININGS, MEETINGS, STYLE = N_("书记培训"), N_("组织生活"), N_("作风")
SELECTIONS, GENERAL = N_("典型评选"), N_("通用")
USUAL = ("title", "columns", "issuer", "size", "margins", "large")
SORTED = (*USUAL, "order")
FORM = ("title", "issuer", "size", "margins", "large")


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """One paper; `selectors` are those of `Selection` it obeys, `options` those of `Style` that change it.

    Of the selectors it can do without those that are `optional`. `each` lists the sets where one can be made for
    every unit, person or record at once; a selection that names none of them then stands for all. `kinds` are those it
    can be about; one `of_life` has the 落款 of organisational life, one `of_style` that of work style,
    one `of_selection` that of selections; `editable` ones are offered as documents too. Of what a `discreet` one says
    nothing but the fingerprint stays in the print log. `outside` says what a copy for others leaves out. `fits` tells
    of which selections of exemplars it can be made; where none is named it is made of the newest of those. One that
    shows a `covered` part is shown in the window only once that is asked for. A `held` one tells of a session that was.
    """

    name: str
    label: str
    group: str
    selectors: tuple[str, ...]
    compose: Compose
    options: tuple[str, ...] = USUAL
    each: Sets | None = None
    optional: tuple[str, ...] = ()
    kinds: Kinds | None = None
    of_life: bool = False
    of_style: bool = False
    of_selection: bool = False
    editable: bool = False
    discreet: bool = False
    covered: CoveredPart | None = None
    outside: str = N_("对外用，只印日期")
    fits: Fits | None = None
    held: bool = False
