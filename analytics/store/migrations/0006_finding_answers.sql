-- What the lifter answered to a finding, and what was last told to whom, so that only what is new need be said again.
create sequence answer_ids;

create table finding_answers (
    answer_id   integer   not null,
    athlete     varchar   not null,
    rule        varchar   not null,  -- a finding is known by its rule and its subject
    subject     varchar   not null,
    severity    varchar   not null,  -- as it was when it was answered: a stronger one is a new question
    answer      varchar   not null,  -- dismissed, snoozed, known
    until_day   date,                -- the answer holds before this day; NULL for as long as the finding stands
    because     varchar   not null,  -- in the lifter's own words; empty unless known
    headline    varchar   not null,  -- what was answered, in words
    answered_at timestamp not null,
    undone_at   timestamp
);

-- One row an athlete and reader (the screen, the command line): what was told last, as JSON.
create table last_told (
    athlete varchar   not null,
    reader  varchar   not null,
    told_at timestamp not null,
    told    varchar   not null
);
