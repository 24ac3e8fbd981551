"""A contract for import-linter that it does not bring: siblings know what they share, and never each other."""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class SiblingsContract(Contract):  # type: ignore[misc]
    """No module of `package` imports a public sibling; modules whose name begins with an underscore are shared.

    A new importer or rule is covered without a word in pyproject.toml.
    """

    type_name = "siblings"
    package = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002 - import-linter's signature
        """Kept when no direct import leads from a child of the package to another public child."""
        package = str(self.package)
        broken = [
            f"{importer} imports {imported}"
            for importer in sorted(graph.find_descendants(package))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if imported.startswith(package + ".")
            and _child(importer, package) != _child(imported, package)
            and not _child(imported, package).startswith("_")
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line an import that should not be."""
        for line in check.metadata["broken"]:
            output.print_error(line, bold=True)


def _child(module: str, package: str) -> str:
    return module.removeprefix(package + ".").split(".")[0]
