CREATE TABLE ledger_time_stamp (
  institution_id TEXT NOT NULL,
  year BIGINT NOT NULL,
  size BIGINT NOT NULL,
  authority TEXT NOT NULL,
  digest TEXT NOT NULL,
  stated_at BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  reply_hash {blob} NOT NULL,
  PRIMARY KEY (institution_id, authority, digest, year, size)
);

CREATE TABLE ledger_authority_failure (
  institution_id TEXT NOT NULL,
  authority TEXT NOT NULL,
  digest TEXT NOT NULL,
  failures BIGINT NOT NULL,
  failing_since BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  fault TEXT NOT NULL,
  problem TEXT NOT NULL,
  PRIMARY KEY (institution_id, authority, digest)
);
