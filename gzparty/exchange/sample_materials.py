"""Materials of the sample office: an outline to read and drawn pictures that nobody takes for photographs of people."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gzparty.domain.folder import FolderKind
from gzparty.exchange.new_files import Source, take_in
from gzparty.i18n import _
from gzparty.services.bundle import Services

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 1200, 800
FACE = "GWHei-Regular.ttf"
WALLS = ((226, 219, 205), (214, 222, 226), (222, 226, 214), (229, 216, 210))
PAPER, INK, WOOD, DARK = (250, 248, 243), (60, 56, 50), (176, 138, 96), (120, 92, 62)
SHIRTS = ((70, 88, 120), (96, 110, 84), (128, 92, 84), (92, 92, 100), (150, 130, 96))


def fill_folders(services: Services, facts: Mapping[str, Any], year: int) -> None:
    """File what the plan names: papers in boxes, outlines, pictures of the sessions already held."""
    sittings = {t.month: t.sitting_id for t in services.store.trainings.of_year(year)}
    begun = {
        month
        for month, sitting in sittings.items()
        if services.store.sittings.get(sitting).start.date() <= services.context.today()
    }
    for entry in facts["filed"]:
        for month in begun.intersection(entry["months"]):
            for kind in entry["kinds"]:
                services.folders.set_paper(sittings[month], FolderKind(kind), entry["place"])
    for entry in facts["material"]:
        if entry["month"] in begun:
            _attach(services, sittings[entry["month"]], entry)


def _attach(services: Services, sitting_id: int, entry: Mapping[str, Any]) -> None:
    sources = [Source(name, content=text.encode()) for name, text in entry["outlines"]]
    sources += [
        Source(_("现场照片{n}.jpg").format(n=number), content=drawing)
        for number, drawing in enumerate(_drawings(entry["title"], entry["pictures"]), 1)
    ]
    intake = take_in(services.store.blobs, sources, services.context.now())
    services.folders.add(sitting_id, intake.taken)


def _drawings(title: str, views: Sequence[int]) -> Iterator[bytes]:
    """A hall seen from the back, each time with as many rows of seats as the view says."""
    from PIL import Image, ImageDraw, ImageFont

    face = str(files("resources") / "fonts" / FACE)
    large, small = ImageFont.truetype(face, 44), ImageFont.truetype(face, 24)
    for number, rows in enumerate(views):
        picture = Image.new("RGB", (WIDTH, HEIGHT), WALLS[number % len(WALLS)])
        draw = ImageDraw.Draw(picture)
        draw.rectangle((0, HEIGHT // 2, WIDTH, HEIGHT), fill=(198, 190, 176))
        draw.rectangle((280, 70, 920, 330), fill=PAPER, outline=DARK, width=6)
        draw.text((600, 170), title, font=large, fill=(155, 34, 38), anchor="mm")
        draw.text((600, 250), _("示例图片，不是真实现场"), font=small, fill=INK, anchor="mm")
        for row in range(rows):
            _draw_row(draw, row, rows, shift=number)
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=90)
        yield buffer.getvalue()


def _draw_row(draw: ImageDraw, row: int, rows: int, shift: int) -> None:
    """One row of tables with the backs of heads, larger the nearer it is."""
    size = 26 + row * 44 // rows
    top = HEIGHT // 2 - 20 + row * (HEIGHT // 2 - 60) // rows
    seats = 11 - row * 4 // rows
    gap = WIDTH // seats
    draw.rectangle((30, top + size * 2, WIDTH - 30, top + size * 2 + size // 2), fill=WOOD, outline=DARK)
    for seat in range(seats):
        if (seat * 7 + row * 3 + shift) % 9 == 0:
            continue
        middle = gap // 2 + seat * gap
        shirt = SHIRTS[(seat + row + shift) % len(SHIRTS)]
        draw.rounded_rectangle(
            (middle - size, top + size, middle + size, top + size * 3), size // 2, fill=shirt
        )
        draw.ellipse((middle - size // 2, top, middle + size // 2, top + size), fill=(64, 52, 44))
