-- Who has opened a person's data, and that it was erased: found by person without reading the log. Few entries are in it.
CREATE INDEX ledger_entry_access ON ledger_entry (institution_id, subject_id, seq)
WHERE act IN ('person.unmask', 'exhibit.opened', 'access.break-glass', 'subject.restricted', 'subject.released', 'subject.erased');

-- A subject whose data may be kept but not used. No row: active. Erased subjects stay, so that nobody takes them for unknown.
CREATE TABLE subject_state (
  institution_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  state TEXT NOT NULL,
  since BIGINT NOT NULL,
  entry_id TEXT NOT NULL,
  PRIMARY KEY (institution_id, subject_id)
);
