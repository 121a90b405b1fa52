CREATE TABLE break_glass (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  field TEXT NOT NULL,
  reason TEXT NOT NULL,
  note_exhibit_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  status TEXT NOT NULL,
  reviewed_by TEXT,
  reviewed_at BIGINT
);
CREATE INDEX break_glass_newest ON break_glass (institution_id, opened_at, id);
CREATE INDEX break_glass_open ON break_glass (institution_id, opened_at, id) WHERE status = 'open';
