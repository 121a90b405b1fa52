CREATE TABLE contact_import_mark (
  institution_id TEXT NOT NULL,
  mark TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  PRIMARY KEY (institution_id, mark)
);

CREATE TABLE contact_result_code (
  institution_id TEXT NOT NULL,
  code TEXT NOT NULL,
  outcome TEXT NOT NULL,
  PRIMARY KEY (institution_id, code)
);
