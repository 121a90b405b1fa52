ALTER TABLE finding ADD COLUMN rulebook TEXT;
