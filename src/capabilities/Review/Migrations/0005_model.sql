CREATE TABLE model_training (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  name TEXT NOT NULL,
  category TEXT NOT NULL,
  rule TEXT,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  background BIGINT NOT NULL,
  status TEXT NOT NULL,
  step TEXT NOT NULL,
  share DOUBLE PRECISION NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  beat_at BIGINT NOT NULL,
  ended_at BIGINT,
  version_id TEXT,
  counts TEXT NOT NULL,
  error TEXT
);
CREATE INDEX model_training_asked ON model_training (institution_id, asked_at);
CREATE INDEX model_training_open ON model_training (beat_at) WHERE status IN ('waiting', 'running');

CREATE TABLE model_score (
  institution_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  day BIGINT NOT NULL,
  tenth BIGINT NOT NULL,
  texts BIGINT NOT NULL,
  PRIMARY KEY (institution_id, hash, day, tenth)
);

ALTER TABLE finding ADD COLUMN model TEXT;
CREATE INDEX finding_model ON finding (institution_id, model, raised_at) WHERE model IS NOT NULL;
CREATE INDEX finding_reviewed ON finding (institution_id, category) WHERE status IN ('upheld', 'overturned');
