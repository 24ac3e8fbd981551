-- Hard sets of each full week before the week of the last day looked at: per muscle, and of all exercises (muscle empty).
with full_weeks as (
    select week
    from weeks_of_log($athlete, $to_date)
    where week < date_trunc('week', $to_date::date)::date
),
credits as (
    select week, exercise_id, sum(hard_sets) as hard_sets from session_credits where athlete = $athlete group by all
),
counted as (
    select week, null as muscle, sum(hard_sets) as hard_sets from credits group by all
    union all
    select c.week, m.muscle, sum(c.hard_sets * m.weight) from credits c join muscle_weights m using (exercise_id) group by all
)
select w.week, c.muscle, m.name as muscle_name, coalesce(c.hard_sets, 0) as hard_sets
from full_weeks w
left join counted c using (week)
left join muscles m on m.id = c.muscle
order by w.week, m.sort nulls first
