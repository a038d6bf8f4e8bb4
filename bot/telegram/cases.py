"""Answers that a user called wrong, as cases that an evaluation can read."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path
from typing import Any

from bot.answer import Answer

FILE = "cases.jsonl"


def case_of(id: str, answer: Answer, now: datetime.datetime) -> dict[str, Any]:
    """A case: the question, the files and words it was answered from, and the answer.

    It names neither the user nor the chat.
    """
    return {
        "id": f"telegram-{id}",
        "question": answer.question,
        "standalone": answer.standalone,
        "files": sorted({c.file for c in answer.citations}),
        "answer": answer.text,
        "refused": answer.refused,
        "claims": [
            {"text": c.text, "citations": list(c.citations), "status": c.status}
            for c in answer.claims
        ],
        "evidence": [
            {
                "n": c.n,
                "file": c.file,
                "first_line": c.first_line,
                "last_line": c.last_line,
                "quote": c.quote,
            }
            for c in answer.citations
        ],
        "withheld": [{"text": w.text, "reason": w.reason} for w in answer.withheld],
        "drafter": answer.how.drafter,
        "model": answer.how.model,
        "filed": now.astimezone(datetime.UTC).isoformat(timespec="seconds"),
    }


def file_case(folder: Path, case: dict[str, Any]) -> None:
    """Append a case, whole, to the folder's file of cases; blocks."""
    text = json.dumps(case, ensure_ascii=False) + "\n"
    handle = os.open(folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, text.encode("utf-8", "replace"))
        os.fsync(handle)
    finally:
        os.close(handle)
