-- root -> institution (these rows, by version) -> purpose keys (institution_key) and erasure epochs -> subjects -> objects.
CREATE TABLE institution_wrapping_key (
  institution_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  wrapped {blob},
  made_at BIGINT NOT NULL,
  destroy_after BIGINT,
  destroyed_at BIGINT,
  PRIMARY KEY (institution_id, version)
);

-- The version of the institution's key that wraps it; 0: the root itself, as before this migration.
ALTER TABLE institution_key ADD COLUMN wrapped_by BIGINT NOT NULL DEFAULT 0;

-- An epoch's key lies in keys/epochs/, never in the database: no backup and no log of the database holds it.
CREATE TABLE key_epoch (
  institution_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  key_id TEXT NOT NULL,
  state TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  destroy_after BIGINT,
  destroyed_at BIGINT,
  PRIMARY KEY (institution_id, number)
);

-- The epoch whose key wraps it; 0: the institution's purpose key "subjects", as before this migration.
ALTER TABLE subject_key ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;
ALTER TABLE subject_key ADD COLUMN destroyed_at BIGINT;
CREATE INDEX subject_key_epoch ON subject_key (institution_id, epoch, id) WHERE destroyed_at IS NULL;

-- Which subjects' keys were destroyed, in order: servers that share the database drop them from memory by it.
CREATE TABLE key_destruction (
  seq {serial},
  institution_id TEXT NOT NULL,
  subject_id TEXT NOT NULL
);
