"""The method worked through with the lifter's own last full week: every number that goes in, and what comes out.

A derivation is plain text for a fixed-width font. It takes its numbers from the metrics and says how they came about;
it judges nothing anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pandas as pd

from analytics.language import _
from analytics.review import _worked_others, _worked_sets, _worked_strength
from analytics.review._evidence import Evidence
from analytics.rules import Case
from analytics.units import MassUnit


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a section of the method is worked through, and the sentence for a log that has nothing for it."""

    write: Callable[[Evidence], str | None]
    otherwise: str


NO_WEEK: Final = _("Your last full week holds no set of a known exercise.")
DERIVATIONS: Final[Mapping[str, Derivation]] = MappingProxyType(
    {
        "hard_sets": Derivation(_worked_sets.hard_sets, NO_WEEK),
        "warm_ups": Derivation(
            _worked_sets.warm_ups, _("In your last four full weeks no set had to be taken for a warm-up.")
        ),
        "weekly_hard_sets": Derivation(_worked_sets.weekly_hard_sets, NO_WEEK),
        "muscle_volume": Derivation(_worked_sets.muscle_volume, _("Your log is not yet four full weeks long.")),
        "frequency": Derivation(_worked_sets.frequency, _("Your last full week holds no hamstring set.")),
        "quad_posterior_ratio": Derivation(
            _worked_sets.quad_posterior_ratio, _("Your last four full weeks hold too few quad and hamstring sets.")
        ),
        "hinge_curl_balance": Derivation(
            _worked_sets.hinge_curl_balance, _("Your last four full weeks hold no hamstring set.")
        ),
        "exercise_functions": Derivation(
            _worked_others.exercise_functions, _("Your last four full weeks hold no hamstring set.")
        ),
        "rep_ranges": Derivation(
            _worked_others.rep_ranges, _("Your last four full weeks hold no set of a lift that has usual reps.")
        ),
        "deadlift_squat": Derivation(
            _worked_others.deadlift_squat,
            _("A deadlift and a full squat do not both have enough sessions in eight weeks."),
        ),
        "asymmetry": Derivation(_worked_others.asymmetry, _("No lift is logged for left and right on the same day.")),
        "session_strength": Derivation(
            _worked_strength.session_strength,
            _("No lift of your log has sets that an estimated maximum can be taken from."),
        ),
        "reference_reps": Derivation(
            _worked_strength.reference_reps, _("No lift of your log is usually done for more than ten reps.")
        ),
        "strength_trend": Derivation(
            _worked_strength.strength_trend, _("No lift has enough sessions for a trend yet.")
        ),
        "strength_outlook": Derivation(
            _worked_others.strength_outlook, _("No lift has enough sessions for an outlook yet.")
        ),
        "next_session": Derivation(_worked_others.next_session, _("No lift has enough sessions for a forecast yet.")),
        "personal_bests": Derivation(_worked_others.personal_bests, _("No session has beaten an earlier one yet.")),
        "progress": Derivation(_worked_others.progress, _("No loaded lift of your log has a rep range yet.")),
        "deload": Derivation(_worked_others.deload, _("Your log is too short for signs of tiredness.")),
        "gain": Derivation(_worked_strength.gain, _("No lift has enough sessions for a trend yet.")),
    }
)
"""Section of the method -> its derivation."""


def worked_examples(
    case: Case | None, credits: pd.DataFrame, *, unit: MassUnit, sections: Collection[str] | None = None
) -> dict[str, str]:
    """Section id -> its derivation in plain text, or the sentence about what is missing; None stands for an empty log.

    `credits` are the rows of `metrics.set_credits` of the pooled weeks of `case`; loads are written in `unit`. Only the
    `sections` named are worked through, without them all.
    """
    chosen = {section: each for section, each in DERIVATIONS.items() if sections is None or section in sections}
    if case is None:
        return {section: derivation.otherwise for section, derivation in chosen.items()}
    evidence = Evidence(case, credits, unit)
    return {section: derivation.write(evidence) or derivation.otherwise for section, derivation in chosen.items()}
