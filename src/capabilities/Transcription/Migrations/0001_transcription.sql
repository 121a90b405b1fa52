CREATE TABLE transcription (
  id TEXT PRIMARY KEY,
  institution_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  exhibit_id TEXT UNIQUE,
  codec TEXT,
  roles TEXT,
  status TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  done DOUBLE PRECISION NOT NULL,
  next_at BIGINT NOT NULL,
  lease_until BIGINT,
  problem TEXT,
  recogniser TEXT,
  utterance_count BIGINT,
  created_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX transcription_waiting ON transcription (next_at) WHERE ended_at IS NULL;
CREATE INDEX transcription_institution ON transcription (institution_id, id);
CREATE INDEX transcription_conversation ON transcription (conversation_id);
