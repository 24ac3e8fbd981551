-- The values that an athlete said are right, as long as the answer stands.
select kind, started_at, exercise, content from confirmed_values where athlete = $athlete and undone_at is null
