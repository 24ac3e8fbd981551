from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from analytics import importers
from analytics.importers._base import Importer
from analytics.importers._upload import Upload

PACKAGE = Path(importers.__file__).parent
MODULES = sorted(path.stem for path in PACKAGE.glob("[!_]*.py"))
SAMPLES = sorted((PACKAGE.parent.parent / "sample_data").glob("*.csv"))


def test_a_module_that_exists_is_registered_under_its_name() -> None:
    assert sorted(importers.FORMATS) == MODULES


@pytest.mark.parametrize("name", MODULES)
def test_every_importer_is_documented_and_has_a_test(name: str) -> None:
    module = import_module(f"analytics.importers.{name}")
    assert isinstance(module.IMPORTER, Importer)
    assert module.__doc__
    assert (Path(__file__).parent / f"test_{name}.py").exists()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_sample_is_recognised_by_exactly_one_importer(sample: Path) -> None:
    assert len(importers.recognised_by(Upload(sample.name, sample.read_bytes()))) == 1
