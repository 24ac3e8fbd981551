-- Values that looked doubtful and that the lifter said are right. A value is known by what it is and not by its row, so that the
-- answer holds when the file comes in again; one answer about many values has many rows and one number.
create sequence confirmation_ids;

create table confirmed_values (
    confirmation_id integer   not null,
    athlete         varchar   not null,
    kind            varchar   not null,  -- which question it answers: load, reps, repeated ...
    started_at      timestamp not null,  -- start of the workout, to the minute
    exercise        varchar   not null,  -- as written; empty for a whole workout
    content         varchar   not null,  -- the value itself; another value is another question
    said            varchar   not null,  -- what was asked, in words
    confirmed_at    timestamp not null,
    undone_at       timestamp
);
