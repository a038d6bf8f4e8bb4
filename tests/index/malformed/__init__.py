"""Malformed, hostile and odd files of every format, made by the same rules at every run.

Every function gives the names and the contents of files for one folder; a name may hold any byte
but "/" and NUL.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.index.malformed.common import Files
from tests.index.malformed.docxs import docxs
from tests.index.malformed.feeds import feeds
from tests.index.malformed.htmls import htmls
from tests.index.malformed.mds import mds
from tests.index.malformed.names import names
from tests.index.malformed.pdfs import pdfs
from tests.index.malformed.txts import txts

# Those that take longest come first.
BATCHES: dict[str, Callable[[], Files]] = {
    "pdf": pdfs,
    "txt": txts,
    "html": htmls,
    "docx": docxs,
    "md": mds,
    "feeds": feeds,
    "names": names,
}

# Files of nothing but NULs that take no room on the disk, by batch, with their sizes.
SPARSE = {
    "txt": {"sparse.txt": 100_000_000, "sparse-by-a-byte.txt": 20_000_001},
    "feeds": {"sparse.json": 99_000_000, "sparse-and-too-large.jsonl": 100_000_001},
    "pdf": {"sparse.pdf": 19_000_000},
}
