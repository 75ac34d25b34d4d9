"""Pages under construction: where the text block lies, and the marks put on each page."""

from __future__ import annotations

from math import floor

from gzparty.records import dataclass
from gzparty.reports.content import Kind, Setup, Size
from gzparty.reports.faces import Face
from gzparty.reports.setting import Setting, Type

MM = 72 / 25.4
_SHEETS = {Size.A4: (210.0, 297.0), Size.A3: (297.0, 420.0)}
_LARGE = 1.25
_ASCENT = 0.88
_EASE = 1e-6
_RULE = 0.5

OFFICIAL_SIZE = 16.0
"""3号, the body of a 公文 (GB/T 9704 5.2.2)."""
_OFFICIAL_LINES, _OFFICIAL_CHARACTERS = 22, 28
_BLOCK = (156.0, 225.0)
_FORM_SIZE, _FORM_PITCH = 12.0, 20.0


@dataclass(frozen=True, slots=True)
class Geometry:
    """The sheet, the text block and the grid of its lines, in points from the lower left corner."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    scale: float
    size: float
    pitch: float
    tracking: float
    official: bool

    @property
    def measure(self) -> float:
        """The width of the text block."""
        return self.right - self.left

    @property
    def character(self) -> float:
        """The distance between two characters of the body grid."""
        return self.size + self.tracking


def geometry(kind: Kind, setup: Setup) -> Geometry:
    """Work out the page of a paper: 22 lines of 28 characters for a 公文 (GB/T 9704 5.2.3)."""
    width, height = _SHEETS[setup.size]
    if setup.landscape:
        width, height = height, width
    edges = setup.margins
    scale = _LARGE if setup.large else 1.0
    left, right = edges.left * MM, (width - edges.right) * MM
    official = kind is Kind.OFFICIAL
    size, pitch, tracking = _FORM_SIZE * scale, _FORM_PITCH * scale, 0.0
    if official:
        size, pitch = OFFICIAL_SIZE * scale, _BLOCK[1] * MM / _OFFICIAL_LINES * scale
        across = floor((right - left) / (_BLOCK[0] * MM / _OFFICIAL_CHARACTERS * scale) + _EASE)
        tracking = (right - left) / max(across, 1) - size
    return Geometry(
        width=width * MM,
        height=height * MM,
        left=left,
        right=right,
        top=(height - edges.top) * MM,
        bottom=edges.bottom * MM,
        scale=scale,
        size=size,
        pitch=pitch,
        tracking=tracking,
        official=official,
    )


class Sheet:
    """The marks on one page: shown texts, then ruled lines."""

    __slots__ = ("rules", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.rules: list[str] = []

    def text(self, x: float, baseline: float, type_: Type, text: str, tracking: float = 0.0) -> None:
        """Show a text with its first character at x."""
        if text:
            self.texts.append(
                f"{type_.select} {tracking:.4g} Tc 1 0 0 1 {x:.2f} {baseline:.2f} Tm {type_.show(text)}"
            )

    def turned_text(self, x: float, baseline: float, type_: Type, text: str, tracking: float = 0.0) -> None:
        """Show a text upside down; it begins at x and runs to the left."""
        self.texts.append(
            f"{type_.select} {tracking:.4g} Tc -1 0 0 -1 {x:.2f} {baseline:.2f} Tm {type_.show(text)}"
        )

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a thin line."""
        self.rules.append(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l")

    def content(self, setting: Setting) -> str:
        """Return the page's operators."""
        parts = ["BT", *self.texts, "ET"] if self.texts else []
        if self.rules:
            parts += [f"{_RULE} w", *self.rules, "S"]
        return setting.tidy("\n".join(parts))


class Pages:
    """The pages of one paper and the place where the next mark goes.

    `y` is the upper edge of the free part of the text block.
    """

    def __init__(self, setting: Setting, geometry: Geometry) -> None:
        self.setting = setting
        self.geometry = geometry
        self.sheets: list[Sheet] = [Sheet()]
        self.y = geometry.top

    @property
    def sheet(self) -> Sheet:
        """The page being filled."""
        return self.sheets[-1]

    @property
    def room(self) -> float:
        """The height left on the page."""
        return self.y - self.geometry.bottom + _EASE

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.y >= self.geometry.top

    def turn(self) -> None:
        """Go on with a new page."""
        self.sheets.append(Sheet())
        self.y = self.geometry.top

    def need(self, height: float) -> None:
        """Turn the page unless so much is left; a fresh page is never turned."""
        if self.room < height and not self.fresh:
            self.turn()

    def type(self, face: Face, points: float) -> Type:
        """Return a face at a size that large print enlarges."""
        return self.setting.type(face, points * self.geometry.scale)

    def baseline(self, type_: Type, pitch: float) -> float:
        """Say where the letters of the next line stand.

        A 公文 fills the text block from its upper edge, a form sets letters in the middle of their line.
        """
        lead = 0.0 if self.geometry.official else (pitch - type_.size) / 2
        return self.y - lead - _ASCENT * type_.size
