-- How many exhibits a self-check drew and opened; null for a verification that somebody asked for.
ALTER TABLE ledger_verification ADD COLUMN sampled BIGINT;
