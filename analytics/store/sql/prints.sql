-- Fingerprints of a set: print compares every stored value, essence only what two apps would agree on.
create or replace macro set_print(started_at, workout, exercise, block, set_number, set_type, weight_kg, reps, rir,
                                  distance_m, duration_s, side, note) as
    hash(row(started_at, workout, exercise, block::integer, set_number::integer, set_type, round(weight_kg, 6), reps, rir,
             round(distance_m, 3), duration_s, side, note));
create or replace macro set_essence(lift, weight_kg, reps, duration_s) as
    hash(row(lift, round(coalesce(weight_kg, 0), 1), coalesce(reps, 0), case when coalesce(reps, 0) = 0 then duration_s end));
