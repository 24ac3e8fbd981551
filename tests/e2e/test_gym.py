"""A workout at the gym on a phone: begun from the plan, reloaded in between, saved, and taken back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analytics.plans.model import Line, Load, Plan, Session
from analytics.training_log import TrainingLog
from benchmarks.browser import running_app
from tests.e2e.conftest import Witness, settled

FRIDAY = date(2026, 11, 20)
SQUATS = Line("back_squat", 2, (5, 6), (1, 2), (150, 180), "main", Load("same", "Hold the load.", 100.0, reps=6))
CURLS = Line("seated_leg_curl", 1, (10, 12), (1, 2), (60, 90), "accessory", Load("same", "", 40.0, reps=11))
PLAN = Plan("me", date(2026, 11, 16), "balanced", "usual", (Session(FRIDAY, "Lower B", (SQUATS, CURLS)),))
LEAST_PX = 44


def lowest_edge(page: Page, name: str) -> float:
    """How far down the page a button of at least a thumb's size ends, in pixels."""
    box = page.get_by_role("button", name=name).bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= LEAST_PX
    return float(box["y"] + box["height"])


@pytest.mark.parametrize("viewport", ["narrow"], indirect=True)
def test_a_planned_workout_is_done_on_a_phone_and_survives_a_reload(
    page: Page, witness: Witness, tmp_path: Path
) -> None:
    with TrainingLog.open(tmp_path) as log:
        log.keep_plan(PLAN, now=datetime(2026, 11, 16, 9))
    with running_app(tmp_path, environment={"HINDSIGHT_TODAY": FRIDAY.isoformat()}) as app:
        page.goto(f"{app.url}/log-session")
        page.get_by_role("button", name="Today: Lower B").click()
        done = page.get_by_role("button", name="Done as planned")
        expect(done).to_contain_text("100 kg x 6, 2 RIR")
        settled(page)
        assert lowest_edge(page, "Done as planned") <= 844  # without scrolling
        assert lowest_edge(page, "+2.5 kg") < lowest_edge(page, "2 left") < lowest_edge(page, "Done as planned")
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
        done.click()
        expect(page.get_by_text("Set before: 100 kg x 6, 2 RIR")).to_be_visible()
        timer = page.get_by_text("Rest 2:")
        expect(timer).to_be_visible()
        at_first = timer.inner_text()
        expect(timer).not_to_have_text(at_first)  # it counts, and nobody touched the page

        page.reload()
        expect(page.get_by_text("Set before: 100 kg x 6, 2 RIR")).to_be_visible()
        expect(page.get_by_text("Rest 2:")).to_be_visible()
        page.get_by_label("Weight (kg)").fill("102.5")
        page.get_by_role("button", name="Add set").or_(done).click()  # straight from the field to the button
        curl = page.get_by_role("heading", name="Seated leg curl", level=1)
        expect(curl).to_be_visible()
        page.get_by_role("button", name="Barbell back squat").click()
        expect(page.get_by_text("Set before: 102.5 kg x 6, 2 RIR")).to_be_visible()
        page.get_by_role("button", name="Seated leg curl").click()
        expect(curl).to_be_visible()
        page.get_by_role("button", name="1 left").click()
        page.get_by_role("button", name="Add set").click()
        expect(page.get_by_text("3 of 3 planned sets")).to_be_visible()
        page.get_by_role("button", name="Save 3 sets").click()
        expect(page.get_by_text("Saved 3 sets.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("button", name="Bring back the last session (3 sets)")).to_be_visible()
        settled(page)
    with TrainingLog.open(tmp_path) as log:
        assert log.is_empty()
        (change,) = log.imports().to_dict("records")
        assert (change["kind"], change["added"]) == ("manual", 3)
    assert witness.complaints == []
    assert witness.outside == []
