-- One row while the table `judged` holds the judgements of the log as it is; none after a change.
create table judged_fresh (is_fresh boolean not null);
