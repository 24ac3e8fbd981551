-- The file's word on each of its workouts.
insert into versions by name
select $import_id as import_id, athlete, source, minute, version, brought_by, sets, is_first, is_last, file_last
from staged_versions;
