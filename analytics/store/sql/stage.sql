-- The rows of one file, typed as the sets table wants them, with their fingerprints.
create or replace temp table staged as
select
    r.*,
    date_trunc('minute', r.started_at) as minute,
    set_print(r.started_at, r.workout, r.exercise, r.block, r.set_number, r.set_type, r.weight_kg, r.reps, r.rir,
              r.distance_m, r.duration_s, r.side, r.note) as print,
    set_essence(coalesce(n.exercise_id, r.exercise_id, lower(trim(r.exercise))), r.weight_kg, r.reps, r.duration_s) as essence
from (
    select
        row_number() over () as file_order,
        coalesce($athlete, athlete, $default_athlete) as athlete,
        started_at::timestamp as started_at,
        workout, exercise, exercise_id,
        block::integer as block, set_number::integer as set_number,
        set_type, load_kind,
        weight_kg::double as weight_kg, reps::double as reps, rir::double as rir,
        distance_m::double as distance_m, duration_s::double as duration_s,
        side, note, source, source_line::integer as source_line
    from incoming
) r
left join resolved_names n on n.exercise = r.exercise;
