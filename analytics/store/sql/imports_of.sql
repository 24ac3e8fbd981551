-- The files that raw files with these digests came as: the newest import of each that stands.
select arg_max(file, import_id) as file, max(imported_at) as imported_at
from imports
where sha256 in (select unnest($digests)) and undone_at is null
group by sha256
order by imported_at, file;
