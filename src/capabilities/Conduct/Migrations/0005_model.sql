CREATE TABLE model_version (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  category TEXT NOT NULL,
  rule TEXT,
  report TEXT NOT NULL,
  file {blob} NOT NULL,
  trained_by TEXT NOT NULL,
  trained_at BIGINT NOT NULL,
  anew_at BIGINT,
  gone_at BIGINT,
  UNIQUE (institution_id, hash)
);
CREATE INDEX model_version_name ON model_version (institution_id, name, trained_at);

CREATE TABLE model_source (
  version_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  institution_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  PRIMARY KEY (version_id, conversation_id)
);
CREATE INDEX model_source_person ON model_source (institution_id, person_id);

CREATE TABLE model_publication (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  name TEXT NOT NULL,
  version_id TEXT NOT NULL,
  status TEXT NOT NULL,
  base_id TEXT,
  reason TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  decision_reason TEXT
);
CREATE INDEX model_publication_decided ON model_publication (institution_id, name, status, decided_at);
