"""Files that someone with bad intent would send."""

from __future__ import annotations

import io
import zipfile

STORY = """Ferry runs aground off Quellport

The Quellport Herald
QUELLPORT, 3 April 2024

The ferry Saint Odile ran aground off Quellport on Wednesday with 214 passengers on board. All of
them were taken off by midnight, said the harbour master, Ines Varga.

The damage was put at 2.7 million crowns by the owner, Lindar Lines.
"""
FERRY = "How many passengers were on board the ferry Saint Odile?"
FERRY_WORDS = "214 passengers"


def bomb(megabytes: int = 1_024) -> bytes:
    """A Word document of about a megabyte that is a gigabyte when it is unpacked."""
    data = io.BytesIO()
    with (
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file,
        file.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(megabytes):
            part.write(b"\0" * 2**20)
    return data.getvalue()


def laughs() -> bytes:
    """A Word document whose entities multiply."""
    lines = ["<!DOCTYPE w [<!ENTITY a0 'ha'>"]
    lines += [f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)]
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", "".join(lines) + "]><w>&a9;</w>")
    return data.getvalue()
