-- The sets of a file of which the log holds no version of any workout, in file order; `first_id` to number them from.
insert into sets by name
select $first_id::bigint + file_order - 1 as set_id, athlete, started_at, workout, exercise,
       exercise_id as stated_exercise_id, block, set_number, set_type, load_kind as stated_load_kind, weight_kg, reps, rir,
       distance_m, duration_s, side, note, source, source_line, $import_id as import_id
from staged;
