-- The current sets, one row each, in the columns of the contract.
select athlete, started_at, workout, exercise, exercise_id, block, set_number, set_type, load_kind, weight_kg, reps, rir,
       distance_m, duration_s, side, note, source, source_line
from current_sets
order by athlete, started_at, source, import_id, source_line nulls last, set_id;
