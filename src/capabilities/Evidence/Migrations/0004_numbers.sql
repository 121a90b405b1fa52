-- The number of each entry in its log, apart from the entries: giving one moves no entry and none of its index rows.
CREATE TABLE ledger_number (
  institution_id TEXT NOT NULL,
  year BIGINT NOT NULL,
  idx BIGINT NOT NULL,
  seq BIGINT NOT NULL UNIQUE,
  PRIMARY KEY (institution_id, year, idx)
);
INSERT INTO ledger_number (institution_id, year, idx, seq)
SELECT institution_id, year, idx, seq FROM ledger_entry WHERE idx IS NOT NULL ORDER BY institution_id, year, idx;

-- One row: every entry up to this seq has its number, and no transaction under way can still add one below it.
CREATE TABLE ledger_settled (
  seq BIGINT NOT NULL
);
INSERT INTO ledger_settled (seq) VALUES (0);

DROP INDEX ledger_entry_pending;
DROP INDEX ledger_entry_index;
DROP INDEX ledger_entry_key;
ALTER TABLE ledger_entry DROP COLUMN idx;
CREATE INDEX ledger_entry_key ON ledger_entry (institution_id, year, seq) WHERE act LIKE 'key.%';
