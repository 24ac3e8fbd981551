-- Blocks of sets that stand twice in one workout, value for value: one row a set of the second and later copies.
-- Three equal sets of one lift done again are a choice; several different sets in the same order are a file written twice.
with logged as (
    select
        *,
        concat_ws('|', set_type, coalesce(round(weight_kg, 3)::varchar, ''), coalesce(reps::varchar, ''), coalesce(rir::varchar, ''),
                  coalesce(duration_s::varchar, ''), coalesce(round(distance_m)::varchar, ''), coalesce(side, '')) as content
    from current_sets where athlete = $athlete
),
blocks as (
    select
        started_at, source, exercise, block,
        count(*) as sets,
        count(distinct content) as kinds,
        string_agg(content, ';' order by set_number, set_id) as content
    from logged group by all
),
copies as (
    select *, row_number() over (partition by started_at, source, exercise, content order by block) as copy from blocks
),
repeated as (
    select * from copies where copy > 1 and sets >= fact('quality.repeated_sets')
    qualify sum(kinds) over (partition by started_at, source) > 1
)
select
    s.set_id, s.started_at, s.workout, s.exercise, s.weight_kg, s.reps, s.duration_s, s.import_id, s.file, s.source_line
from logged s join repeated r using (started_at, source, exercise, block)
order by s.started_at desc, s.source_line nulls last, s.set_id
