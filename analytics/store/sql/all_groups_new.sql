-- Every staged workout as a new one: what is typed in here is never merged away.
create or replace temp table groups as
select distinct athlete, source, minute, 'new' as outcome from staged;
