CREATE TABLE contact_pack_text (
  institution_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  kept_at BIGINT NOT NULL,
  PRIMARY KEY (institution_id, hash)
);
