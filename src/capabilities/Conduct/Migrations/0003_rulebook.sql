CREATE TABLE rulebook_version (
  institution_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  rule_count BIGINT NOT NULL,
  text TEXT NOT NULL,
  author TEXT NOT NULL,
  uploaded_at BIGINT NOT NULL,
  PRIMARY KEY (institution_id, hash)
);
CREATE INDEX rulebook_version_uploaded ON rulebook_version (institution_id, uploaded_at);

CREATE TABLE rulebook_publication (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  status TEXT NOT NULL,
  base_id TEXT,
  reason TEXT NOT NULL,
  effective_from BIGINT,
  proposed_by TEXT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  decision_reason TEXT
);
CREATE INDEX rulebook_publication_decided ON rulebook_publication (institution_id, status, decided_at);
