"""`python -m benchmarks.write_method`: write docs/method.md anew from the facts and the sample year.

The document is the Method page with the shipped values, worked through with the sample log's last full week.
"""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Final

from analytics.reference.method_page import method_page
from analytics.training_log import TrainingLog

PROJECT: Final = Path(__file__).resolve().parents[1]
DOCUMENT: Final = PROJECT / "docs" / "method.md"
SAMPLE: Final = PROJECT / "sample_data" / "strong.csv"
JUDGED_ON: Final = date(2026, 11, 20)
WHOSE: Final = "Worked example: the sample log's last full week"


def method_document(folder: Path) -> str:
    """The text of docs/method.md; a log of the sample year is built in `folder`, which is empty."""
    with TrainingLog.open(folder) as log:
        log.import_file(SAMPLE.name, SAMPLE.read_bytes(), now=datetime.combine(JUDGED_ON, datetime.min.time()))
        return method_page(
            log.facts,
            examples=log.worked_examples(on=JUDGED_ON),
            metric_facts={name: log.metric_facts(name) for name in log.metric_columns()},
            whose=WHOSE,
        )


def main() -> None:
    """Write the document."""
    with tempfile.TemporaryDirectory(prefix="hindsight-method-") as folder:
        DOCUMENT.write_text(method_document(Path(folder)), encoding="utf-8")
    print(f"Written to {DOCUMENT.relative_to(PROJECT)}.")


if __name__ == "__main__":
    main()
