"""Plans written by hand, as the words, the files and the pages take them: one of each kind.

The week is that of Monday 23 Nov 2026; loads are kilograms.
"""

from __future__ import annotations

from datetime import date, time
from typing import Final

from analytics.plans.model import Change, Claim, Foreseen, Line, Load, Plan, Session

WEEK: Final = date(2026, 11, 23)
MONDAY, TUESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (23, 24, 26, 27))
MINUTE: Final = 60
NAMES: Final = {
    "back_squat": "Barbell back squat",
    "romanian_deadlift": "Romanian deadlift",
    "seated_leg_curl": "Seated leg curl",
    "leg_press": "Leg press",
    "bulgarian_split_squat": "Bulgarian split squat",
    "bench_press_barbell": "Bench press",
    "plank": "Plank",
    "hip_thrust": "Hip thrust",
    "own_2": "=2+3 (my *own* lift)",
}
"""Exercise id -> name; the last one is what a lifter might call an exercise of their own."""


def load(
    kg: float, reps: int, *, low: float | None = None, high: float | None = None, last: float | None = None
) -> Load:
    """A load for the same reps as last time or more, with a range around it and a forecast of one rep around `reps`."""
    return Load(
        step="more_load" if last is not None and last < kg else "same",
        how="Both of the last two sessions passed the top of the range, so the next step up is due.",
        kg=kg,
        low_kg=kg - 2.5 if low is None else low,
        high_kg=kg + 2.5 if high is None else high,
        reps=reps,
        reps_low=reps - 1,
        reps_high=reps + 1,
        last_kg=last,
        last_reps=None if last is None else reps,
    )


CURLS_COME_IN: Final = "Nothing bent the knee against a load in the last two weeks."
SQUATS: Final = Line(
    "back_squat", 4, (5, 6), (1, 2), (2 * MINUTE, 3 * MINUTE), "main", load(100, 6, last=97.5), usual_sets=4
)
CURLS: Final = Line(
    "seated_leg_curl", 2, (8, 12), (1, 2), (60, 90), "accessory",
    Load("find", "Begin with a load that you could lift 15 times, and add until 8 to 12 are hard."),
    reasons=(CURLS_COME_IN,),
)  # fmt: skip
SPLIT_SQUATS: Final = Line(
    "bulgarian_split_squat", 3, (8, 10), (1, 2), (90, 90), "accessory", load(17.5, 9), usual_sets=3, per_side=True
)
PRESSES: Final = Line("leg_press", 2, (10, 12), (1, 2), (90, 120), "second", load(140, 11), usual_sets=4)
BENCH: Final = Line("bench_press_barbell", 3, (6, 8), (1, 2), (120, 120), "other", load(70, 7), usual_sets=3)
PLANKS: Final = Line("plank", 2, (30, 30), (0, 0), (60, 60), "finisher", usual_sets=2, is_hold=True)
HINGES: Final = Line(
    "romanian_deadlift", 3, (6, 8), (1, 2), (2 * MINUTE, 3 * MINUTE), "main", load(80, 7, last=80), usual_sets=2
)

USUAL: Final = Plan(
    athlete="me",
    week=WEEK,
    goal="balanced",
    kind="usual",
    sessions=(
        Session(MONDAY, "Lower A", (SQUATS, PRESSES, CURLS, PLANKS), at=time(18, 0)),
        Session(TUESDAY, "Push", (BENCH,), at=time(18, 30)),
        Session(THURSDAY, "Lower B", (HINGES, SPLIT_SQUATS, CURLS), at=time(18, 0)),
        Session(FRIDAY, "Pull", (Line("own_2", 3, (8, 8), (2, 2), (90, 90), "other", usual_sets=3),)),
    ),
    changes=(
        Change(
            "add_exercise", MONDAY, "seated_leg_curl", 0, 2, CURLS_COME_IN,
            (("missing_function", "hamstrings"),), ("bal.curl_share.missing_weeks",),
        ),
        Change(
            "add_exercise", THURSDAY, "seated_leg_curl", 0, 2, CURLS_COME_IN,
            (("missing_function", "hamstrings"),), ("bal.curl_share.missing_weeks",),
        ),
        Change(
            "drop_sets", MONDAY, "leg_press", 4, 2, "Your quads have more than twice the sets of your hamstrings.",
            (("quad_dominance", ""),), ("bal.q_h.warn",),
        ),
        Change(
            "add_sets", THURSDAY, "romanian_deadlift", 2, 3, "Your hamstrings stay below their range.",
            (("low_volume", "hamstrings"),), ("vol.max_weekly_rise",),
        ),
    ),
    claims=(
        Claim("missing_function", "hamstrings", "No curls for the hamstrings", "warn", 2),
        Claim("quad_dominance", "", "Quads get far more work than hamstrings", "warn", 6, milder_after=3),
        Claim(
            "low_volume", "calves", "Calves below their range", "hint", None, why_not="Your week has no room for more."
        ),
    ),
    foreseen=(Foreseen("below_floor", "quads", "Quads: 5 sets a week, below 6", "hint", 2, 4),),
    notes=("Tuesday and Friday stay as they are.",),
)  # fmt: skip
"""Four sessions: curls come in twice, the leg press gives two sets, and one finding is left alone."""

DELOAD: Final = Plan(
    "me", WEEK, "balanced", "deload",
    sessions=(Session(MONDAY, "Lower A", (SQUATS,), at=time(18, 0)),),
    notes=("Two signs call for an easier week: two lifts fall, and the last light week is 9 weeks ago.",),
)  # fmt: skip
STOPPED: Final = Plan(
    "me", WEEK, "balanced", "stopped", notes=("A note of 18 Nov speaks of a sharp pain. Stop this movement for now.",)
)
EMPTY: Final = Plan("me", WEEK, "balanced", "empty", notes=("The log holds 1 full week; a usual week takes 2.",))
