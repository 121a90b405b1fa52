CREATE TABLE contact_window_declaration (
  institution_id TEXT PRIMARY KEY,
  declared_by TEXT NOT NULL,
  declared_at BIGINT NOT NULL,
  entry_id TEXT NOT NULL
);

-- An institution the gate has decided for already goes on: its history began with the product, not with this rule.
INSERT INTO contact_window_declaration (institution_id, declared_by, declared_at, entry_id)
SELECT institution_id, 'upgrade', MIN(asked_at), '' FROM contact_decision GROUP BY institution_id;

CREATE INDEX contact_event_began ON contact_event (institution_id, began_at);
