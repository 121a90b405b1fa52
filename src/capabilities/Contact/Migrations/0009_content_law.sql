ALTER TABLE contact_permit ADD COLUMN content_law TEXT;
