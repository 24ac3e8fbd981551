-- Whether a workout is current depends on the other apps' workouts that may be the same.
insert into affected
select distinct athlete, source, minute from pairs anti join affected using (athlete, source, minute);
