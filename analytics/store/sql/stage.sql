-- The rows of one file, typed as the sets table wants them, with their fingerprints.
create or replace temp table staged as
select
    *,
    date_trunc('minute', started_at) as minute,
    set_print(started_at, workout, exercise, block, set_number, set_type, weight_kg, reps, rir, distance_m, duration_s,
              side, note) as print
from (
    select
        row_number() over () as file_order,
        coalesce($athlete, athlete, $default_athlete) as athlete,
        started_at::timestamp as started_at,
        workout, exercise,
        case when exercise_id in (select id from exercises) then exercise_id end as exercise_id,
        block::integer as block, set_number::integer as set_number,
        set_type, load_kind,
        weight_kg::double as weight_kg, reps::double as reps, rir::double as rir,
        distance_m::double as distance_m, duration_s::double as duration_s,
        side, note, source, source_line::integer as source_line
    from incoming
);
