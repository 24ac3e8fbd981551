-- The affected workouts before the file counts: how many of their sets are current, the fingerprint of these, and the
-- fingerprint of what had been filed before it was edited here.
create or replace temp table before as
with printed as (
    select s.athlete, s.source, date_trunc('minute', s.started_at) as minute, s.retired_by is null as is_current,
           s.replaces is null as is_filed,
           set_print(s.started_at, s.workout, s.exercise, s.block, s.set_number, s.set_type, s.weight_kg, s.reps, s.rir,
                     s.distance_m, s.duration_s, s.side, s.note) as print
    from sets s
    where s.retired_by is null or s.set_id in (select set_id from removed)
)
select athlete, source, minute, count(*) filter (is_current)::integer as sets,
       hash(list(print order by print) filter (is_current)) as version,
       hash(list(print order by print) filter (is_filed)) as filed_version
from printed semi join affected using (athlete, source, minute)
group by all;
