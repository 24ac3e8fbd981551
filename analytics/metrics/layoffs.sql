-- Breaks: gaps of at least layoff.days between two days with a strength set, and since the last one up to the day looked at.
with days as (
    select distinct day
    from current_sets
    where athlete = $athlete
      and (kind = 'strength' or kind is null)
      and ($to_date::date is null or day <= $to_date::date)
),
gaps as (
    select day as last_day, lead(day) over (order by day) as back_day from days
)
select last_day, back_day, date_diff('day', last_day, coalesce(back_day, $to_date::date)) as days
from gaps
where date_diff('day', last_day, coalesce(back_day, $to_date::date)) >= fact('layoff.days')
order by last_day
