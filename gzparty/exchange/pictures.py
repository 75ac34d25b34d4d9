"""Pictures from phones and cameras on their way in: turned upright, shrunk, and without a word about where and by whom."""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING

from gzparty.domain.diagnostic import Refusal

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

LONGEST_SIDE = 2000
"""Points of the longer side of a stored picture: A4 at 170 dpi."""
QUALITY = 85
MOST_POINTS = 120_000_000
"""Above so many points nothing is decoded: phones make 108 million at most, and each takes three bytes."""
JPEG, PNG = "image/jpeg", "image/png"
SUFFIXES = {JPEG: "jpg", PNG: "png"}
_FORMATS = ("JPEG", "PNG", "BMP", "WEBP")
_EIGHT_BITS = frozenset({"RGB", "L", "1", "P", "PA", "LA", "RGBA", "CMYK", "YCbCr"})
_ORIENTATION = 0x0112
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, MemoryError, IndexError, OverflowError, struct.error)
"""What Pillow raises for files that are not what they say, format by format."""


def shrunk(content: bytes, name: str) -> tuple[bytes, str]:
    """The picture as it is kept, with its media type; `name` is for the refusal.

    Nothing of the file is carried over but the points themselves, so that place, camera, time and thumbnail stay
    behind. A drawing that is smaller as PNG stays one.
    """
    from PIL import Image

    # Judged here by the header alone; Pillow's own guard would only warn, and on a stream nobody reads.
    Image.MAX_IMAGE_PIXELS = None
    try:
        # Odd notes make Pillow warn on a stream nobody reads.
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(content), formats=_FORMATS) as source,
        ):
            if source.width * source.height > MOST_POINTS:
                raise Refusal("picture_too_large", name=name, width=source.width, height=source.height)
            kept = _candidates(source)
    except _BROKEN as error:
        raise Refusal("picture_broken", name=name) from error
    return min(kept, key=lambda candidate: len(candidate[0]))


def _candidates(source: ImageFile) -> list[tuple[bytes, str]]:
    """The ways the picture could be kept, of which the smallest is taken."""
    from PIL import Image

    form, is_small = source.format, max(source.size) <= LONGEST_SIDE
    # Lets a JPEG be decoded at half or a quarter, in a fraction of the time and memory.
    source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    source.load()
    upright, was_turned = _upright(source)
    picture = _in_plain_colours(upright)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    kept = [(_encoded(picture, "JPEG", quality=QUALITY), JPEG)]
    if form in ("PNG", "BMP"):
        kept.append((_encoded(picture, "PNG"), PNG))
    is_plain = source.mode in ("RGB", "L") and "icc_profile" not in source.info
    if form == "JPEG" and is_small and is_plain and not was_turned:
        # The same points by the same tables: what was pressed harder than we would stays as small as it is.
        source.info.clear()
        kept.append((_encoded(source, "JPEG", quality="keep"), JPEG))
    return kept


def _upright(source: Image) -> tuple[Image, bool]:
    """The picture as it was seen, and whether it had to be turned."""
    from PIL import ImageOps

    try:
        turned = source.getexif().get(_ORIENTATION, 1) != 1
        return (ImageOps.exif_transpose(source) if turned else source.copy()), turned
    except Exception:  # broken notes of a camera raise whatever they like, and say nothing of the points
        return source.copy(), False


def _in_plain_colours(picture: Image) -> Image:
    """Grey or sRGB on white; a wide-gamut profile is computed in, since no profile is kept."""
    profile = picture.info.get("icc_profile")
    if picture.mode not in _EIGHT_BITS:
        # 16 bits a point and the like, from scanners: brought to 8 by scale, not by cutting off.
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        return _on_white(picture)
    if picture.mode in ("L", "1"):
        return picture.convert("L")
    plain = picture.convert("RGB")
    return _without_profile(plain, profile) if profile and picture.mode == "RGB" else plain


def _on_white(picture: Image) -> Image:
    from PIL import Image

    layered = picture.convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(paper, layered).convert("RGB")


def _without_profile(picture: Image, profile: bytes) -> Image:
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A profile for another kind of picture, or a broken one: the points are shown as they are.
        return picture
    return converted or picture


def _encoded(picture: Image, form: str, quality: int | str = QUALITY) -> bytes:
    """The points alone as a file; what Pillow remembers of the source's notes is dropped first."""
    picture.info.clear()
    buffer = io.BytesIO()
    if form == "JPEG":
        picture.save(buffer, form, quality=quality)
    else:
        picture.save(buffer, form)
    return buffer.getvalue()


def small(content: bytes, side: int) -> tuple[int, int, bytes]:
    """Width, height and RGB points of a stored picture brought down to `side`; Refusal for one that is broken."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as source:
            source.draft("RGB", (side, side))
            source.thumbnail((side, side))
            points = source.convert("RGB")
    except _BROKEN as error:
        raise Refusal("picture_broken", name="") from error
    return points.width, points.height, points.tobytes()
