-- What each edit made of each set, for a log that has no journal.
select s.import_id, s.set_id, s.replaces, s.started_at, s.workout, s.exercise, s.set_type, s.weight_kg, s.reps, s.rir,
       s.distance_m, s.duration_s, s.side, s.note, s.stated_exercise_id
from sets s where s.replaces is not null order by s.import_id, s.set_id;
