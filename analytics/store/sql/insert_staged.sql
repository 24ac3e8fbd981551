-- The sets of every version that is new to the log, in file order.
insert into sets by name
select athlete, started_at, workout, exercise, exercise_id as stated_exercise_id, block, set_number, set_type,
       load_kind as stated_load_kind, weight_kg, reps, rir, distance_m, duration_s, side, note, source, source_line,
       $import_id as import_id
from staged
join staged_versions using (athlete, source, minute)
where brought_by = $import_id
order by file_order;
