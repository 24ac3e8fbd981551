"""What is usual: a beginner's gains over the weeks. Context beside a lifter's own trend, never a promise."""

from __future__ import annotations

from math import log

from analytics.reference.facts import Facts


def beginner_gain_pct(weeks: float, facts: Facts) -> tuple[float, float]:
    """What beginners gained on average within so many weeks, in % of where they began: the slower and the faster end.

    Steele et al. 2022 (14,690 people, one set of each machine once a week): gains grow with the logarithm of the weeks,
    gain(w) = G x ln(1 + w) / ln(53), where G is the gain of one year, 30 to 50 %.
    """
    share_of_year = log(1 + weeks) / log(1 + facts.number("expect.year_weeks"))
    low, high = facts.number("expect.year_gain_pct.low"), facts.number("expect.year_gain_pct.high")
    return low * share_of_year, high * share_of_year
