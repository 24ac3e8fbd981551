-- How many current sets there are, and a checksum of all that is exported of them.
select count(*) as number, coalesce(sum(hash(row(
    athlete, started_at, workout, exercise, exercise_id, block, set_number, set_type, load_kind, weight_kg, reps, rir,
    distance_m, duration_s, side, note, source, source_line))::hugeint), 0)::varchar as checksum
from current_sets;
