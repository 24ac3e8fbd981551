-- What the contested versions at the edge of a file hold, and the versions beside them: content -> how many sets.
create or replace temp table contents as
with contested as (
    select athlete, source, minute from standing where version is not null
    group by all having count(distinct brought_by) > 1 and bool_or(is_first or is_last)
),
counted as (
    select s.athlete, s.source, date_trunc('minute', s.started_at) as minute, s.import_id as brought_by,
           set_content(s.exercise, s.set_type, s.weight_kg, s.reps, s.rir, s.distance_m, s.duration_s, s.side) as content,
           count(*) as times
    from sets s
    semi join contested c
        on c.athlete = s.athlete and c.source = s.source and c.minute = date_trunc('minute', s.started_at)
    where s.replaces is null
    group by all
)
select athlete, source, minute, brought_by, map(list(content), list(times)) as bag, sum(times)::integer as sets
from counted group by all;
