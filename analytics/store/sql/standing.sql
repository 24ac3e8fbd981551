-- Every standing word on the affected workouts: a file that was not taken back nor read again by other decisions.
create or replace temp table standing as
with imported_for as (select distinct import_id, athlete from versions),
read_again as (
    select distinct o.import_id, o.athlete
    from imported_for o
    join imports i using (import_id)
    join imports n on n.sha256 = i.sha256 and n.import_id > i.import_id and n.undone_at is null
    semi join imported_for m on m.import_id = n.import_id and m.athlete = o.athlete
)
select v.*
from versions v
semi join affected a using (athlete, source, minute)
join imports i using (import_id)
anti join read_again r on r.import_id = v.import_id and r.athlete = v.athlete
where i.undone_at is null;
