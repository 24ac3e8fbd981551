-- Versions at the edge of their file that are only a part of another one: the file was cut there, so they do not count.
create or replace temp table cut_off as
with of_files as (from standing where version is not null),
contested as (
    select athlete, source, minute from of_files group by all having count(distinct brought_by) > 1 and bool_or(is_edge)
),
contents as (
    select s.athlete, s.source, date_trunc('minute', s.started_at) as minute, s.import_id as brought_by,
           set_content(s.exercise, s.set_type, s.weight_kg, s.reps, s.rir, s.distance_m, s.duration_s, s.side) as content,
           count(*) as times
    from sets s
    semi join contested c
        on c.athlete = s.athlete and c.source = s.source and c.minute = date_trunc('minute', s.started_at)
    where s.replaces is null
    group by all
),
bags as (
    select athlete, source, minute, brought_by, map(list(content), list(times)) as bag, sum(times) as sets
    from contents group by all
)
select distinct part.import_id, part.athlete, part.source, part.minute
from of_files part
join bags p using (athlete, source, minute, brought_by)
join of_files whole
    on whole.athlete = part.athlete and whole.source = part.source and whole.minute = part.minute
join bags w
    on w.athlete = whole.athlete and w.source = whole.source and w.minute = whole.minute and w.brought_by = whole.brought_by
where part.is_edge and w.sets > p.sets
  and list_bool_and([coalesce(w.bag[content], 0) >= p.bag[content] for content in map_keys(p.bag)]);
