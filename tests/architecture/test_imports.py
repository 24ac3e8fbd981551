"""The house keeps its shape: who may import what, and what no committed file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

from analytics import importers, metrics, rules

PROJECT: Final = Path(__file__).resolve().parents[2]
PRODUCT: Final = ("app.py", "analytics", "pages", "ui", "sample_data")
HOMES: Final = {
    "duckdb": ("analytics/store/",),
    "streamlit": ("app.py", "pages/", "ui/"),
    "plotly": ("ui/charts/", "ui/theme.py"),
}
NETWORK: Final = {"requests", "urllib3", "httpx", "http", "socket", "ssl", "smtplib", "ftplib"}
CLOCKS: Final = {"now", "today", "utcnow", "time", "time_ns"}
ADDRESSES: Final = re.compile(
    r"p[y]pi[.]org|pythonho[s]ted|npm[j]s[.](org|com)|/simple/|\bindex-url\b|(?<![\w./-])/(?:work|home|Users|root)/\w",
    re.IGNORECASE,
)


def sources(*below: str) -> Iterator[Path]:
    for part in below:
        path = PROJECT / part
        yield from [path] if path.suffix == ".py" and path.exists() else sorted(path.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def imports_of(path: Path) -> frozenset[str]:
    tree = ast.parse(text_of(path))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    below = {f"{node.module}.{alias.name}" for node in named for alias in node.names}
    return frozenset({*plain, *below, *(node.module for node in named if node.module)})


@cache
def attribute_calls(path: Path) -> tuple[tuple[ast.expr, str, int], ...]:
    """(what it is called on, method, line) of each `x.method(...)`."""
    calls = [node for node in ast.walk(ast.parse(text_of(path))) if isinstance(node, ast.Call)]
    return tuple(
        (call.func.value, call.func.attr, call.lineno) for call in calls if isinstance(call.func, ast.Attribute)
    )


def committed_files() -> list[Path]:
    """What git holds or would take; outside of a clone, nothing."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607 - whichever git is on PATH
        cwd=PROJECT,
        capture_output=True,
        check=False,
    )
    names = listing.stdout.decode().split("\0") if listing.returncode == 0 else []
    return [PROJECT / name for name in names if name and (PROJECT / name).is_file()]


# --- who imports what ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_in_its_home_alone(library: str) -> None:
    strangers = [
        name_of(path)
        for path in sources(*PRODUCT)
        if not name_of(path).startswith(HOMES[library]) and any(i.split(".")[0] == library for i in imports_of(path))
    ]
    assert strangers == []


def test_charts_know_no_streamlit() -> None:
    assert [
        name_of(p) for p in sources("ui/charts") if any(i.split(".")[0] == "streamlit" for i in imports_of(p))
    ] == []


def test_analytics_knows_no_network() -> None:
    assert [name_of(p) for p in sources("analytics") if any(i.split(".")[0] in NETWORK for i in imports_of(p))] == []
    assert [name_of(p) for p in sources("analytics") if "urllib.request" in imports_of(p)] == []


def test_analytics_asks_no_clock() -> None:
    """Time comes in as an argument; only the command line, whose user stands before it, reads the clock."""
    asked = [
        f"{name_of(path)}:{line}"
        for path in sources("analytics")
        if path.name != "__main__.py"
        for owner, method, line in attribute_calls(path)
        if method in CLOCKS
        and ast.unparse(owner) in {"datetime", "date", "datetime.datetime", "datetime.date", "time", "pd.Timestamp"}
    ]
    assert asked == []


def test_pages_are_never_imported_and_lie_in_sections() -> None:
    everything = sources(*PRODUCT, "benchmarks", "tests")
    assert [name_of(p) for p in everything if any(i == "pages" or i.startswith("pages.") for i in imports_of(p))] == []
    # Scripts directly in pages/ collide with Streamlit's old discovery: a deep link would run without the router.
    assert list((PROJECT / "pages").glob("*.py")) == []


@pytest.mark.parametrize("family", ["importers", "rules"])
def test_siblings_do_not_know_each_other(family: str) -> None:
    """What they share lies in a module whose name begins with an underscore."""
    package = f"analytics.{family}"
    siblings = {path.stem for path in (PROJECT / "analytics" / family).glob("*.py") if not path.stem.startswith("_")}
    known = [
        f"{name_of(path)} imports {imported}"
        for path in (PROJECT / "analytics" / family).glob("*.py")
        if not path.stem.startswith("_")
        for imported in imports_of(path)
        if imported.startswith(package + ".") and imported.split(".")[2] in siblings - {path.stem}
    ]
    assert known == []


def test_no_result_is_left_open() -> None:
    """`fetchone` leaves DuckDB's result open, and the connection then refuses the next query."""
    used = [
        f"{name_of(p)}:{line}" for p in sources(*PRODUCT) for _, call, line in attribute_calls(p) if call == "fetchone"
    ]
    assert used == []


@pytest.mark.parametrize("vendor", ["strong", "hevy", "fitnotes", "fitbod"])
def test_vendors_end_at_the_importer(vendor: str) -> None:
    """No metric, rule or plan knows the app that a set was logged in."""
    word = re.compile(rf"\b{vendor.capitalize()}\b")
    below = [PROJECT / "analytics" / part for part in ("metrics", "rules", "plans")]
    files = [path for folder in below for kind in ("*.py", "*.sql") for path in folder.rglob(kind)]
    assert [name_of(path) for path in files if word.search(without_prose(path))] == []


@cache
def without_prose(path: Path) -> str:
    """The text without docstrings and comments, so that a sentence may begin with any word."""
    text = text_of(path)
    if path.suffix == ".sql":
        return re.sub(r"--.*|/\*.*?\*/|'[^']*'", "", text, flags=re.DOTALL if "/*" in text else 0)
    tree = ast.parse(text)
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return " ".join(names + [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)])


# --- what exists is documented and tested ----------------------------------------------------------------------------


def modules_of(family: str) -> list[str]:
    return sorted(p.stem for p in (PROJECT / "analytics" / family).glob("*.py") if not p.stem.startswith("_"))


EVERY_PART: Final = [(family, name) for family in ("importers", "rules", "metrics") for name in modules_of(family)]


@pytest.mark.parametrize(("family", "name"), EVERY_PART)
def test_every_importer_rule_and_metric_is_documented_and_tested(family: str, name: str) -> None:
    source = (PROJECT / "analytics" / family / f"{name}.py").read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), f"analytics/{family}/{name}.py does not say what it is"
    speaks_of_it = re.compile(rf"\b{name}\b")
    if family == "rules" and (PROJECT / "tests" / "rules" / "cases" / f"{name}.toml").exists():
        return  # its cases are data, which test_cases.py runs
    tests = (path for path in sources("tests") if path.name.startswith("test_") and path != Path(__file__).resolve())
    assert any(path.stem == f"test_{name}" or speaks_of_it.search(text_of(path)) for path in tests)


def test_every_module_that_exists_is_registered() -> None:
    held = {
        "importers": ("IMPORTER", set(importers.FORMATS)),
        "rules": ("RULE", {rule.name for rule in rules.RULES}),
        "metrics": ("METRIC", set(metrics.METRICS)),
    }
    for family, (constant, registered) in held.items():
        modules = [import_module(f"analytics.{family}.{name}") for name in modules_of(family)]
        assert {getattr(module, constant).name for module in modules if hasattr(module, constant)} == registered


@pytest.mark.parametrize("path", sorted((PROJECT / "analytics").rglob("*.sql")), ids=name_of)
def test_every_sql_file_begins_by_saying_what_it_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("-- ")


# --- what no committed file may hold ---------------------------------------------------------------------------------


def test_locks_hold_versions_and_hashes_and_no_address() -> None:
    locks = sorted(PROJECT.glob("requirements*.lock"))
    kinds = ("-audit", "-dev", "-hosting", "-install", "-scale", "")
    assert [lock.name for lock in locks] == [f"requirements{kind}.lock" for kind in kinds]
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert re.findall(r"://|^--|^-[a-z]|@ ", text, flags=re.MULTILINE) == []


def test_the_runtime_lock_is_a_part_of_the_development_lock() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==\S+", (PROJECT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))

    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_no_committed_file_names_a_package_index_or_somebodys_folder() -> None:
    files = committed_files()
    if not files:
        pytest.skip("not a git clone: nothing is committed")
    ours = Path(__file__).resolve()
    named = [
        f"{name_of(path)}:{number}: {found.group()}"
        for path in files
        if path.suffix in {".py", ".toml", ".lock", ".md", ".sql", ".yml", ".yaml", ".sh", ".cfg", ""} and path != ours
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if (found := ADDRESSES.search(line))
    ]
    assert named == []
