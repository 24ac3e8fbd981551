-- Judge all sets anew and say that the kept judgements are fresh; every committed change makes them stale again.
create or replace table judged as from judgements;
insert into judged_fresh values (true);
