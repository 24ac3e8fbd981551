-- One row an athlete whose sets in the table `judged` are judged as the log is now; none after a change.
create table judged_fresh (athlete varchar not null);
