-- Which of the objects in the local folder are exhibits, when they move to a store outside.
CREATE INDEX exhibit_object ON exhibit (object) WHERE object IS NOT NULL;
