-- The rows of one file as the sets table wants them, with their fingerprints: a view on the registered frame `incoming`.
create or replace temp view staged as
select
    file_order,
    athlete,
    started_at::timestamp as started_at,
    date_trunc('minute', started_at::timestamp) as minute,
    workout, exercise, exercise_id,
    block::integer as block, set_number::integer as set_number,
    set_type, load_kind,
    weight_kg::double as weight_kg, reps::double as reps, rir::double as rir,
    distance_m::double as distance_m, duration_s::double as duration_s,
    side, note, source, source_line::integer as source_line,
    set_print(started_at::timestamp, workout, exercise, block::integer, set_number::integer, set_type, weight_kg::double,
              reps::double, rir::double, distance_m::double, duration_s::double, side, note) as print
from incoming;
