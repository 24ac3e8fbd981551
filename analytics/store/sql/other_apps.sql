-- Workouts that another app's file holds as well: the same reps, times and loads (within what apps lose by rounding), at
-- the same start, and the same lifts for at least half of the sets whose lifts are known, unless so many different sets
-- agree that a renamed lift is the only explanation. One of the two counts: the one edited here, else the one that says
-- more, else the first by the app's name; the other is `held_by` the import that brought it.
create or replace temp table doubles as
with counted as (
    select s.athlete, s.source, date_trunc('minute', s.started_at) as minute, s.started_at, c.is_edited_here,
           coalesce(c.decided_by, s.import_id) as held_by,
           coalesce(s.reps, 0) as reps, case when coalesce(s.reps, 0) = 0 then coalesce(s.duration_s, 0) else 0 end as timed,
           coalesce(s.weight_kg, 0) as load,
           coalesce(s.stated_exercise_id, n.exercise_id) as lift,
           (s.rir is not null)::integer + (s.note is not null)::integer + (s.set_type <> 'working')::integer
               + (s.workout is not null)::integer + (s.side is not null)::integer as told
    from sets s
    join imports i using (import_id)
    join chosen c on c.athlete = s.athlete and c.source = s.source and c.minute = date_trunc('minute', s.started_at)
    semi join pairs p on p.athlete = s.athlete and p.source = s.source and p.minute = date_trunc('minute', s.started_at)
    left join resolved_names n on n.exercise = s.exercise
    where s.replaces is null and (s.import_id in (c.brought_by, c.joined_by) or (i.kind = 'manual' and i.undone_at is null))
),
workouts as (
    select athlete, source, minute, min(started_at) as started_at, any_value(is_edited_here)::integer as is_edited_here,
           max(held_by) as held_by, sum(told) as told, count(*) as sets,
           count(distinct row(reps, timed, round(load))) as different_sets,
           list(row(reps, timed) order by reps, timed, load) as work, list(load order by reps, timed, load) as loads
    from counted group by all
),
alike as (
    select w.*, o.source as other_source, o.minute as other_minute, o.held_by as other_held_by,
           (o.is_edited_here, o.told, w.source) > (w.is_edited_here, w.told, o.source) as is_less
    from pairs p
    join workouts w using (athlete, source, minute)
    join workouts o on o.athlete = p.athlete and o.source = p.other_source and o.minute = p.other_minute
    where o.work = w.work
      and list_bool_and([abs(loads[1] - loads[2]) <= 0.06 for loads in list_zip(o.loads, w.loads)])
      and (o.minute = w.minute or o.minute::date = o.started_at or w.minute::date = w.started_at
           or (epoch(o.started_at) % 900 = epoch(w.started_at) % 900
               and (w.sets >= 3 or epoch(w.started_at) % 60 > 0)))
),
lifts as (select athlete, source, minute, lift, count(*) as sets from counted where lift is not null group by all),
known as (select athlete, source, minute, sum(sets) as sets from lifts group by all),
shared as (
    select a.athlete, a.source, a.minute, a.other_source, a.other_minute, sum(least(l.sets, o.sets)) as sets
    from alike a
    join lifts l using (athlete, source, minute)
    join lifts o
        on o.athlete = a.athlete and o.source = a.other_source and o.minute = a.other_minute and o.lift = l.lift
    group by all
)
select a.athlete, a.source, a.minute, min(a.other_held_by) filter (a.is_less) as held_by
from alike a
left join known k using (athlete, source, minute)
left join known ok on ok.athlete = a.athlete and ok.source = a.other_source and ok.minute = a.other_minute
left join shared s using (athlete, source, minute, other_source, other_minute)
where a.different_sets >= 6
   or coalesce(s.sets, 0) * 2 >= coalesce(k.sets, 0) + coalesce(ok.sets, 0) - a.sets
group by a.athlete, a.source, a.minute;
