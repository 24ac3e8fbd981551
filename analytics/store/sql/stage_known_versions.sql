-- The workouts of a file that is in the log already, as `sql/stage_versions` would find them.
create or replace temp table staged_versions as
select athlete, source, minute, version, sets, brought_by, true as is_known, is_first, is_last, file_last
from versions where import_id = $before;
