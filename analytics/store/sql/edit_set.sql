-- A set as it reads after an edit; the row it replaces stays, retired.
insert into sets by name
select athlete,
       coalesce($started_at, started_at) as started_at,
       workout,
       coalesce($exercise, exercise) as exercise,
       case when $exercise is null then stated_exercise_id end as stated_exercise_id,
       block, set_number,
       coalesce($set_type, set_type) as set_type,
       stated_load_kind,
       case when $sets_weight then $weight_kg else weight_kg end as weight_kg,
       case when $sets_reps then $reps else reps end as reps,
       case when $sets_rir then $rir else rir end as rir,
       distance_m,
       case when $sets_duration then $duration_s else duration_s end as duration_s,
       side,
       case when $sets_note then $note else note end as note,
       source, source_line, $import_id as import_id, set_id as replaces
from sets where set_id = $set_id and retired_by is null;
