-- Runs of ISO weeks in a row with a strength set; one goes on while its last week is the running one or the week before.
with weeks as (
    select distinct week
    from current_sets
    where athlete = $athlete
      and (kind = 'strength' or kind is null)
      and ($to_date::date is null or day <= $to_date::date)
),
numbered as (
    -- in a run, week and number rise together, so the week less its number of weeks stays the same
    select week, week - (7 * row_number() over (order by week))::integer as run from weeks
),
runs as (
    select min(week) as first_week, max(week) as last_week, count(*) as weeks from numbered group by run
)
select
    first_week,
    last_week,
    weeks,
    last_week >= week_of(coalesce($to_date::date, max(last_week) over ()), 0) - 7 as goes_on
from runs
order by first_week
