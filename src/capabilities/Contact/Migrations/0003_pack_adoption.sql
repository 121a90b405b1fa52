CREATE TABLE contact_pack_upload (
  institution_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  uploaded_by TEXT NOT NULL,
  uploaded_at BIGINT NOT NULL,
  PRIMARY KEY (institution_id, hash)
);

CREATE TABLE contact_pack_proposal (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  status TEXT NOT NULL,
  members TEXT NOT NULL,
  base_id TEXT,
  reason TEXT NOT NULL,
  effective_from BIGINT,
  proposed_by TEXT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  decision_reason TEXT
);
CREATE INDEX contact_pack_proposal_decided ON contact_pack_proposal (institution_id, status, decided_at);

DROP TABLE contact_packs;
