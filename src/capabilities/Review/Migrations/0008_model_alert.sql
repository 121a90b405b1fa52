CREATE TABLE model_alert (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  model TEXT NOT NULL,
  hash TEXT NOT NULL,
  drift DOUBLE PRECISION NOT NULL,
  texts BIGINT NOT NULL,
  from_day BIGINT NOT NULL,
  to_day BIGINT NOT NULL,
  raised_at BIGINT NOT NULL,
  acknowledged_by TEXT,
  acknowledged_at BIGINT,
  UNIQUE (institution_id, seq)
);
CREATE INDEX model_alert_champion ON model_alert (institution_id, model, hash, to_day);
