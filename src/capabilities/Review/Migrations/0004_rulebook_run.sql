CREATE TABLE rulebook_run (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  base_hash TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  team_id TEXT,
  sample BIGINT,
  with_alerts BIGINT NOT NULL,
  status TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  beat_at BIGINT NOT NULL,
  ended_at BIGINT,
  archived BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  after_at BIGINT NOT NULL,
  after_id TEXT NOT NULL,
  tally TEXT NOT NULL,
  error TEXT
);
CREATE INDEX rulebook_run_asked ON rulebook_run (institution_id, kind, asked_at);
CREATE INDEX rulebook_run_open ON rulebook_run (beat_at) WHERE status IN ('waiting', 'running');

ALTER TABLE finding ADD COLUMN superseded_at BIGINT;
ALTER TABLE finding ADD COLUMN superseded_by TEXT;
ALTER TABLE review ADD COLUMN superseded BIGINT NOT NULL DEFAULT 0;
