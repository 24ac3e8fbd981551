-- Migrations 2 and 5 were changed after first logs had gone through them. Whichever of the two made them, the tables are alike from here on.
alter table versions add column if not exists is_edge boolean default false;
alter table versions add column if not exists is_first boolean default false;
alter table versions add column if not exists is_last boolean default false;
-- at an edge of its file, and not known at which: as both, it joins with no other half and replaces no whole
create temp table edges as
select * exclude (is_edge) replace (is_first or is_edge as is_first, is_last or is_edge as is_last) from versions;
delete from versions;
alter table versions drop column is_edge;
insert into versions by name select * from edges;
drop table edges;

create or replace table judged_fresh (athlete varchar not null);
