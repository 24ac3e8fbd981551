-- `other_apps` where no two apps have workouts that may be one: none is held by another.
create or replace temp table doubles (athlete varchar, source varchar, minute timestamp, held_by integer);
