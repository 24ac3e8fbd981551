-- Hard sets of each workout and exercise since a day, as they are counted, and the week in which the log begins.
select
    c.started_at,
    c.exercise_id,
    c.hard_sets,
    (select min(week) from weeks_of_log($athlete, $to_date)) as first_week
from session_credits c
where c.athlete = $athlete
  and c.started_at::date >= $from_day::date
  and c.started_at::date <= $to_date::date
order by c.started_at, c.exercise_id
