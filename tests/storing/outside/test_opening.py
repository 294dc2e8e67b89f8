"""Packed files are read as streams, and what is no table or a bomb is refused."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from detente.model.errors import UnreadableError
from detente.storing.outside import opening
from detente.storing.outside.opening import opened


def read(path: Path) -> dict[str, bytes]:
    with opened(path) as tables:
        return {name: stream.read() for name, stream in tables}


def test_plain_gz_and_zip_give_the_same_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"x,y\n")
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"x,y\n"))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("in/a.csv", "x,y\n")
        packed.writestr("b.csv", "z\n")
    assert read(tmp_path / "a.csv") == {"a.csv": b"x,y\n"}
    assert read(tmp_path / "a.csv.gz") == {"a.csv.gz": b"x,y\n"}
    assert read(tmp_path / "a.zip") == {"a.zip:in/a.csv": b"x,y\n", "a.zip:b.csv": b"z\n"}


@pytest.mark.parametrize("form", ["gz", "zip"])
def test_a_bomb_is_refused_before_it_fills_anything(
    tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "ALWAYS", 1_000_000)
    path = tmp_path / f"bomb.{form}"
    if form == "gz":
        path.write_bytes(gzip.compress(b"\0" * 50_000_000))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("bomb.csv", b"\0" * 50_000_000)
    with pytest.raises(UnreadableError, match="unfolds to more than 200 times"):
        read(path)


def test_the_members_of_a_zip_share_what_may_unfold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "ALWAYS", 1_000_000)
    monkeypatch.setattr(opening, "RATIO", 1)
    with zipfile.ZipFile(tmp_path / "many.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(4):
            packed.writestr(f"{number}.csv", b"\0" * 400_000)
    with pytest.raises(UnreadableError, match=r"many\.zip:2\.csv: unfolds"):
        read(tmp_path / "many.zip")


def test_a_file_that_is_cut_off_says_so(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(b"%d,row\n" % number for number in range(100_000)))
    (tmp_path / "cut.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableError, match="damaged or cut off"):
        read(tmp_path / "cut.gz")


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"", "is empty"), (b"BZh91AY", "not read here"), (b"PK\x03\x04rubbish", "damaged zip")],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(UnreadableError, match=message):
        read(tmp_path / "x")


def test_folders_and_devices_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/zero"), tmp_path / "none"):
        with pytest.raises(UnreadableError):
            read(path)


def test_an_archive_inside_an_archive_is_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as packed:
        packed.writestr("inner.zip", b"PK")
    with pytest.raises(UnreadableError, match="inside an archive"):
        read(tmp_path / "outer.zip")


def test_names_in_an_archive_never_become_paths(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("../../evil.csv", "x\n")
    assert list(read(tmp_path / "a.zip")) == ["a.zip:../../evil.csv"]
    assert not (tmp_path.parent.parent / "evil.csv").exists()
