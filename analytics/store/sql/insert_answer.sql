-- One answer to a finding; the parameters are the fields of model.Answer.
insert into finding_answers by name
select
    $answer_id as answer_id,
    $athlete as athlete,
    $rule as rule,
    $subject as subject,
    $severity as severity,
    $kind as answer,
    $until as until_day,
    $because as because,
    $headline as headline,
    $answered_at as answered_at,
    $undone_at as undone_at
