"""Pictures and hostile files for tests, made on the spot."""

from __future__ import annotations

import io
import random
import struct
import zlib

from PIL import Image

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def a_photo(
    width: int = 1600, height: int = 1200, seed: int = 1, turned: int = 1, noted: bool = True
) -> bytes:
    """A JPEG as a phone makes it: red above, blue below, with camera, place and orientation in its notes."""
    picture = Image.new("RGB", (width, height), (30, 60, 200))
    picture.paste((200, 40, 30), (0, 0, width, height // 2))
    picture.paste(Image.frombytes("L", (64, 64), random.Random(seed).randbytes(64 * 64)), (8, 8))
    notes = Image.Exif()
    if noted:
        notes[MAKE] = "示例手机".encode().decode("latin-1")
        notes[ORIENTATION] = turned
        notes.get_ifd(GPS)[1] = "N"
    buffer = io.BytesIO()
    picture.putpixel((0, 0), (seed % 256, seed // 256 % 256, 0))
    picture.save(buffer, "JPEG", quality=97, exif=notes, comment=b"taken at home")
    return buffer.getvalue()


def a_png(width: int = 400, height: int = 300) -> bytes:
    """A drawing as PNG, transparent on its left half."""
    picture = Image.new("RGBA", (width, height))
    picture.paste((200, 40, 30, 255), (width // 2, 0, width, height))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def a_noise(width: int, height: int, form: str) -> bytes:
    """A picture that hardly shrinks."""
    buffer = io.BytesIO()
    Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3)).save(buffer, form)
    return buffer.getvalue()


def a_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that says it has billions of points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
