-- What sets typed in were added to, as the frame `added_to` says it.
update versions set brought_by = a.brought_by
from added_to a
where versions.import_id = $import_id and versions.athlete = a.athlete and versions.source = a.source
  and versions.minute = a.minute::timestamp;
