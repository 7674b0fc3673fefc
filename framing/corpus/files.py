"""The files of a corpus: on disk or members of a ZIP archive, read within limits and never unpacked."""

from __future__ import annotations

import io
import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from framing.corpus.problems import Refused

HEAD = 1_000_000  # bytes by which a file is recognised
MAX_MEMBERS = 50_000
MAX_UNPACKED = 2_000_000_000  # bytes of one archive
MAX_RATIO = 200  # a member unpacks to so many times its size at most: text packs to a tenth, a bomb to a thousandth
_BOMB = 10_000_000  # below so many bytes no ratio hurts
# What zipfile raises for archives that are broken, encrypted or packed in an unknown way.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError),
    *(ValueError, OverflowError, KeyError, struct.error),
)
HTML_ENDINGS = (".html", ".htm", ".xhtml")

Tell = Callable[[Path, str, str], None]
"""Takes a path that is not read, the reason and the remedy."""


@dataclass(frozen=True, eq=False)
class File:
    """One file: a member of an archive has a place below the archive's own, "news.zip/2020/a.html"."""

    place: Path
    archive: zipfile.ZipFile | None = None
    member: zipfile.ZipInfo | None = None
    data: bytes | None = None  # of a record of a web archive

    @property
    def ending(self) -> str:
        return self.place.suffix.lower()

    @property
    def size(self) -> int:
        """Bytes; Refused when the file cannot be reached."""
        if self.data is not None:
            return len(self.data)
        if self.member is not None:
            return self.member.file_size
        try:
            return self.place.stat().st_size
        except OSError as error:
            raise cannot_open(error) from error

    def open(self) -> BinaryIO:
        """The file opened for reading bytes; OSError or an error of the archive when it cannot be."""
        if self.data is not None:
            return io.BytesIO(self.data)
        if self.archive is not None and self.member is not None:
            return self.archive.open(self.member)
        return self.place.open("rb")

    def head(self, size: int = HEAD) -> bytes:
        """The first bytes, by which a file is recognised; Refused when it cannot be read."""
        return self._read(size)

    def read(self, limit: int, what: str, remedy: str) -> bytes:
        """All bytes; Refused with the limit when they are more than `what` ("a saved page") may have."""
        if self.size > limit:
            raise Refused(f"{self.size:,} bytes are more than the limit of {limit:,} for {what}", remedy)
        data = self._read(limit + 1)
        if len(data) > limit:  # a member that lies about its size
            raise Refused(f"it unpacks to more than the limit of {limit:,} bytes for {what}", remedy)
        return data

    def _read(self, size: int) -> bytes:
        try:
            with self.open() as file:
                return file.read(size)
        except OSError as error:
            raise cannot_open(error) from error
        except BROKEN as error:
            raise Refused(f"the archive is broken here ({error})", "make the archive again") from error


def cannot_open(error: OSError) -> Refused:
    """The refusal of a file that the system does not let us read."""
    if isinstance(error, PermissionError):
        return Refused("permission to read the file is denied", "change its permissions (chmod u+r)")
    return Refused(f"the file cannot be opened ({error.strerror or error})", "check the disk or copy it again")


def walk(folder: Path, tell: Tell) -> Iterator[File]:
    """The files below a folder in sorted order, without hidden ones and the parts that browsers save beside a page."""
    denied = "permission to read the folder is denied"
    listed = os.walk(folder, onerror=lambda e: tell(Path(e.filename), denied, "change its permissions (chmod u+rx)"))
    for parent, folders, names in listed:
        parts = {f for f in folders if _is_parts(f, names)}
        for part in sorted(parts):
            _tell_parts(tell, Path(parent, part))
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in parts)
        yield from (File(Path(parent, n)) for n in sorted(names) if not n.startswith("."))


def _is_parts(folder: str, names: list[str] | set[str]) -> bool:
    return folder.endswith("_files") and any(f"{folder.removesuffix('_files')}{e}" in names for e in HTML_ENDINGS)


def _tell_parts(tell: Tell, place: Path) -> None:
    tell(place, "the parts of a saved page, not read", "nothing to do: the page itself is read")


def open_zip(file: File) -> zipfile.ZipFile:
    """A ZIP file, opened within the limits; Refused when it is broken, inside another one, or unpacks too large."""
    if file.archive is not None:
        raise Refused("an archive inside an archive", "unpack it beside the others")
    try:
        archive = zipfile.ZipFile(file.place)
    except OSError as error:
        raise cannot_open(error) from error
    except BROKEN as error:
        raise Refused(f"a broken ZIP archive ({error})", "make the archive again") from error
    try:
        check_sizes(archive, MAX_UNPACKED)
    except Refused:
        archive.close()
        raise
    return archive


def check_sizes(archive: zipfile.ZipFile, limit: int) -> None:
    """Refused with the limit when an archive holds too many members or unpacks to too many bytes."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise Refused(f"{len(members):,} members are more than the limit of {MAX_MEMBERS:,}", "divide the archive")
    unpacked = sum(m.file_size for m in members)
    if unpacked > limit:
        reason = f"it unpacks to {unpacked:,} bytes, more than the limit of {limit:,}"
        raise Refused(reason, "divide the archive, or unpack what you need")
    for member in members:
        if member.file_size > max(MAX_RATIO * member.compress_size, _BOMB):
            reason = f"'{member.filename[:80]}' unpacks to more than {MAX_RATIO} times its size, as bombs do"
            raise Refused(reason, "leave the archive out unless you know who made it")


def members(place: Path, archive: zipfile.ZipFile, tell: Tell) -> Iterator[File]:
    """The members of a ZIP archive in sorted order; those that may not be read are told."""
    known = {m.filename for m in archive.infolist()}
    if not known:
        tell(place, "an empty archive", "delete it")
    parts = set()
    for member in sorted(archive.infolist(), key=lambda m: m.filename):
        path = PurePosixPath(member.filename.replace("\\", "/"))
        shown = place / "/".join(p for p in path.parts if p not in ("..", "/"))
        folder = next((p for p in path.parents if _is_parts(str(p), known)), None)
        if member.is_dir() or any((p.startswith(".") and p != "..") or p == "__MACOSX" for p in path.parts):
            continue
        if folder is not None:
            if folder not in parts:
                _tell_parts(tell, place / str(folder))
            parts.add(folder)
        elif path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            tell(shown, f"its name '{member.filename[:80]}' leads out of the archive", "make the archive again")
        elif stat.S_ISLNK(member.external_attr >> 16):
            tell(shown, "a link, not a file", "put the file itself into the archive")
        elif member.flag_bits & 0x1:
            tell(shown, "protected by a password", "make an archive without a password")
        else:
            yield File(shown, archive, member)
