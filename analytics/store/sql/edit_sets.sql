-- Sets as they read after an edit, one row a set of `edited`; the rows they replace stay, retired.
insert into sets by name
select s.athlete,
       case when e.sets_started_at then e.started_at else s.started_at end as started_at,
       case when e.sets_workout then e.workout else s.workout end as workout,
       case when e.sets_exercise then e.exercise else s.exercise end as exercise,
       case when not e.sets_exercise then s.stated_exercise_id end as stated_exercise_id,
       s.block, s.set_number,
       case when e.sets_set_type then e.set_type else s.set_type end as set_type,
       s.stated_load_kind,
       case when e.sets_weight_kg then e.weight_kg else s.weight_kg end as weight_kg,
       case when e.sets_reps then e.reps else s.reps end as reps,
       case when e.sets_rir then e.rir else s.rir end as rir,
       case when e.sets_distance_m then e.distance_m else s.distance_m end as distance_m,
       case when e.sets_duration_s then e.duration_s else s.duration_s end as duration_s,
       case when e.sets_side then e.side else s.side end as side,
       case when e.sets_note then e.note else s.note end as note,
       s.source, s.source_line, $import_id as import_id, s.set_id as replaces
from edited e join sets s using (set_id);
