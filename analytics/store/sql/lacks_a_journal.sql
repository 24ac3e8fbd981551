-- Whether a log holds changes and not one line of a journal: an earlier Hindsight wrote it.
select not exists (from journal) and exists (
    select 1 from imports
    union all select 1 from exercise_decisions
    union all select 1 from confirmed_values
    union all select 1 from finding_answers
    union all select 1 from plans
    union all select 1 from settings
);
