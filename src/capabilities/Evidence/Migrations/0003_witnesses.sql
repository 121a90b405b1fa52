CREATE TABLE ledger_cosignature (
  institution_id TEXT NOT NULL,
  witness TEXT NOT NULL,
  year BIGINT NOT NULL,
  size BIGINT NOT NULL,
  stated_at BIGINT NOT NULL,
  line TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (institution_id, witness, year)
);

CREATE TABLE ledger_witnessed (
  institution_id TEXT NOT NULL,
  year BIGINT NOT NULL,
  size BIGINT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (institution_id, year)
);

CREATE TABLE ledger_witness_failure (
  institution_id TEXT NOT NULL,
  witness TEXT NOT NULL,
  failures BIGINT NOT NULL,
  failing_since BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  fault TEXT NOT NULL,
  problem TEXT NOT NULL,
  PRIMARY KEY (institution_id, witness)
);
