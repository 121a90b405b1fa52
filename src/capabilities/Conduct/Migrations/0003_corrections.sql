ALTER TABLE conversation ADD COLUMN correction_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE utterance ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
CREATE TABLE utterance_revision (
  conversation_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  id TEXT NOT NULL,
  institution_id TEXT NOT NULL,
  exhibit_id TEXT NOT NULL,
  place BIGINT NOT NULL,
  role TEXT NOT NULL,
  mark TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  unscreened BIGINT NOT NULL,
  PRIMARY KEY (conversation_id, seq, revision)
);
