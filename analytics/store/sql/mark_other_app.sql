-- A new workout that another app's file already brought: same start minute, same exercises, loads and reps.
with other_apps as (
    select c.athlete, c.source, date_trunc('minute', c.started_at) as minute,
           list(set_essence(coalesce(c.exercise_id, lower(trim(c.exercise))), c.weight_kg, c.reps, c.duration_s)
                order by set_essence(coalesce(c.exercise_id, lower(trim(c.exercise))), c.weight_kg, c.reps, c.duration_s)) as essence_bag
    from current_sets c
    semi join (select athlete, minute from groups where outcome = 'new') g
        on g.athlete = c.athlete and g.minute = date_trunc('minute', c.started_at)
    group by all
)
update groups set outcome = 'duplicate_of_other_app'
from other_apps o
where groups.outcome = 'new'
  and o.athlete = groups.athlete and o.minute = groups.minute and o.source <> groups.source
  and o.essence_bag = groups.essence_bag;
