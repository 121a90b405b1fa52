-- What a former dialer said of its own counters, and what the imported history yields. Ids only; ours is null where nothing could be counted.
CREATE TABLE contact_former_counter (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  mark TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  counted_by TEXT NOT NULL,
  account_id TEXT,
  point TEXT,
  channel TEXT,
  counter TEXT NOT NULL,
  span TEXT,
  as_of BIGINT NOT NULL,
  theirs BIGINT NOT NULL,
  ours BIGINT,
  hindrance TEXT,
  compared_at BIGINT NOT NULL,
  acceptance_id TEXT
);
CREATE UNIQUE INDEX contact_former_counter_mark ON contact_former_counter (institution_id, mark);
CREATE INDEX contact_former_counter_person ON contact_former_counter (institution_id, person_id);
CREATE INDEX contact_former_counter_case ON contact_former_counter (institution_id, case_id);
CREATE INDEX contact_former_counter_differs ON contact_former_counter (institution_id, id) WHERE ours IS NULL OR ours <> theirs;

CREATE TABLE contact_history_acceptance (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  accepted_by TEXT NOT NULL,
  accepted_at BIGINT NOT NULL,
  figures BIGINT NOT NULL,
  entry_id TEXT NOT NULL,
  exhibit_id TEXT NOT NULL
);
CREATE INDEX contact_history_acceptance_of ON contact_history_acceptance (institution_id, accepted_at);
