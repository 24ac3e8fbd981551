-- How far a sequence of this log has counted.
select coalesce(max(last_value), 0)
from duckdb_sequences()
where sequence_name = $name and database_name = current_database();
