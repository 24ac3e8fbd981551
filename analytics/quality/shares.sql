-- How much of what metrics need a log holds: one row a file (or a way of typing in) behind current sets.
-- Beside each count stands how many sets should have it: rated_sets effort, loaded_sets a load, sets the rest.
select
    file,
    source,
    count(*)::integer as sets,
    count(*) filter (is_rated)::integer as rated_sets,
    count(*) filter (is_rated and (rir is not null or set_type = 'failure'))::integer as with_effort,
    count(*) filter (exercise_id is not null or kind is not null)::integer as recognised,
    count(*) filter (is_loaded)::integer as loaded_sets,
    count(*) filter (is_loaded and weight_kg > 0)::integer as with_load,
    count(*) filter (started_at <> day)::integer as with_time,
    count(*) filter (set_type = 'warmup')::integer as warmups
from (
    select
        *,
        set_type <> 'warmup' and coalesce(kind, 'strength') = 'strength' as is_rated,
        kind = 'strength' and load_kind = 'external' and load_mode not in ('hold', 'time', 'distance', 'band') as is_loaded
    from current_sets where athlete = $athlete
)
group by file, source
order by sets desc, file
