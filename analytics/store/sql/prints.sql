-- Fingerprints of a set: print compares every stored value, content all but its numbering.
create or replace macro set_print(started_at, workout, exercise, block, set_number, set_type, weight_kg, reps, rir,
                                  distance_m, duration_s, side, note) as
    hash(row(started_at, workout, exercise, block::integer, set_number::integer, set_type, round(weight_kg, 6), reps, rir,
             round(distance_m, 3), duration_s, side, note));
create or replace macro set_content(exercise, set_type, weight_kg, reps, rir, distance_m, duration_s, side) as
    hash(row(exercise, set_type, round(weight_kg, 6), reps, rir, round(distance_m, 3), duration_s, side));
