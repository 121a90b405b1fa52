CREATE TABLE contact_override (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  decision_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  contact_point_id TEXT,
  purpose TEXT NOT NULL,
  account_ids TEXT NOT NULL,
  place TEXT,
  staff_count BIGINT,
  rules TEXT NOT NULL,
  reason_exhibit_id TEXT NOT NULL,
  status TEXT NOT NULL,
  requested_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  note_exhibit_id TEXT,
  permit_id TEXT
);
CREATE INDEX contact_override_newest ON contact_override (institution_id, requested_at);
CREATE UNIQUE INDEX contact_override_open ON contact_override (decision_id) WHERE status IN ('requested', 'approved');

ALTER TABLE contact_permit ADD COLUMN override_id TEXT;
