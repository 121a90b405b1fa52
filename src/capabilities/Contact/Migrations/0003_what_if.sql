CREATE TABLE contact_what_if (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  zone TEXT NOT NULL,
  pack TEXT NOT NULL,
  draft TEXT NOT NULL,
  draft_hash TEXT NOT NULL,
  packs TEXT NOT NULL,
  status TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  beat_at BIGINT NOT NULL,
  ended_at BIGINT,
  total BIGINT NOT NULL,
  done BIGINT NOT NULL,
  result TEXT,
  error TEXT
);
CREATE INDEX contact_what_if_asked ON contact_what_if (institution_id, asked_at);
CREATE INDEX contact_what_if_open ON contact_what_if (beat_at) WHERE status IN ('waiting', 'running');

CREATE TABLE contact_what_if_sample (
  what_if_id TEXT NOT NULL,
  place BIGINT NOT NULL,
  institution_id TEXT NOT NULL,
  change TEXT NOT NULL,
  decision_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  was TEXT NOT NULL,
  would_be TEXT NOT NULL,
  rules TEXT NOT NULL,
  PRIMARY KEY (what_if_id, place)
);
