"""What is kept of a picture: its points, upright and small, and nothing else."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from gzparty.domain.diagnostic import Refusal
from gzparty.exchange.pictures import JPEG, LONGEST_SIDE, PNG, shrunk
from gzparty.labels import refusal_text
from tests.pictures import a_bomb, a_noise, a_photo, a_png


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def tables(content: bytes) -> object:
    """How hard a JPEG was pressed."""
    picture = opened(content)
    assert isinstance(picture, JpegImageFile)
    return picture.quantization


def test_a_phone_photo_is_shrunk_and_tells_nothing_of_place_and_camera() -> None:
    content = a_photo(4000, 3000)
    kept, media = shrunk(content, "a.jpg")
    picture = opened(kept)
    assert (media, picture.size) == (JPEG, (2000, 1500))
    assert len(kept) < len(content)
    assert dict(picture.getexif()) == {}
    assert "comment" not in picture.info
    for trace in (b"Exif", b"taken at home", b"ICC_PROFILE"):
        assert trace not in kept


@pytest.mark.parametrize(("orientation", "corner"), [(3, "low"), (6, "right"), (8, "left")])
def test_a_photo_taken_sideways_stands_upright(orientation: int, corner: str) -> None:
    picture = opened(shrunk(a_photo(1600, 1200, turned=orientation), "a.jpg")[0]).convert("RGB")
    assert picture.size == ((1600, 1200) if orientation == 3 else (1200, 1600))
    width, height = picture.size
    where = {
        "low": (width // 2, height * 3 // 4),
        "right": (width * 3 // 4, height // 2),
        "left": (width // 4, height // 2),
    }
    red, _green, blue = picture.getpixel(where[corner])  # type: ignore[misc]
    assert red > 150 > blue


def test_a_photo_already_small_keeps_its_points_and_loses_its_notes() -> None:
    buffer = io.BytesIO()
    opened(a_photo(800, 600)).save(buffer, "JPEG", quality=40, comment=b"taken at home")
    kept, media = shrunk(buffer.getvalue(), "a.jpg")
    assert (media, opened(kept).size) == (JPEG, (800, 600))
    assert len(kept) <= len(buffer.getvalue())
    assert b"taken at home" not in kept
    assert tables(kept) == tables(buffer.getvalue())


def test_a_drawing_stays_png_where_that_is_smaller_and_stands_on_white() -> None:
    kept, media = shrunk(a_png(), "图.png")
    picture = opened(kept).convert("RGB")
    assert media == PNG
    assert picture.getpixel((10, 10)) == (255, 255, 255)
    assert picture.getpixel((390, 10)) == (200, 40, 30)


def test_a_photo_saved_as_png_or_bmp_becomes_jpeg() -> None:
    for form in ("PNG", "BMP", "WEBP"):
        kept, media = shrunk(a_noise(300, 200, form), "a")
        assert media == JPEG
        assert opened(kept).size == (300, 200)


def test_a_scan_of_sixteen_bits_is_not_burnt_out() -> None:
    buffer = io.BytesIO()
    Image.new("I;16", (50, 50), 32768).save(buffer, "PNG")
    value = opened(shrunk(buffer.getvalue(), "scan.png")[0]).convert("L").getpixel((5, 5))
    assert isinstance(value, int)
    assert abs(value - 128) < 3


def test_print_colours_are_turned_into_screen_colours() -> None:
    buffer = io.BytesIO()
    Image.new("CMYK", (50, 50), (0, 0, 0, 0)).save(buffer, "JPEG")
    assert opened(shrunk(buffer.getvalue(), "a.jpg")[0]).mode == "RGB"


def test_a_bomb_is_refused_by_its_header() -> None:
    with pytest.raises(Refusal) as caught:
        shrunk(a_bomb(), "bomb.png")
    assert (
        refusal_text(caught.value)
        == "bomb.png：图片有 60000×60000 点，大得不像照片，没有放进来。请先缩小再放。"
    )


@pytest.mark.parametrize("content", [b"not a picture", b"\xff\xd8\xff", a_photo()[:5000], b"BM" + b"\0" * 60])
def test_a_broken_picture_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        shrunk(content, "坏.jpg")
    assert refusal_text(caught.value) == "坏.jpg：图片有损坏，没有放进来。请从手机或相机重新拷一份。"


def test_bytes_spoilt_anywhere_give_a_picture_or_a_refusal() -> None:
    chance = random.Random(2026)
    for content in (a_photo(300, 200), a_png(60, 40)):
        for _round in range(150):
            spoilt = bytearray(content)
            for _byte in range(chance.randint(1, 6)):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            try:
                kept, _media = shrunk(bytes(spoilt), "a.jpg")
            except Refusal:
                continue
            assert max(opened(kept).size) <= LONGEST_SIDE
