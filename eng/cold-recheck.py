#!/usr/bin/env python3
"""Parts COLD's dev.csv for a recheck: texts that were read and labelled once more, and all others to train on.

    eng/cold-recheck.py cold/dev.csv samples/detector/cold-recheck.csv REST.csv RECHECK.csv

The labels name a text by the first 16 digits of its SHA-256, so that no text of the data set stands in this repository.
An empty label: whoever read it could not decide, so that it stands in neither file. Copies of a rechecked text that differ in
punctuation only are left out of the rest as well.
"""
import csv
import hashlib
import sys


def letters(text):
    return "".join(c for c in text if c.isalnum())


def main(source, labels, rest, recheck):
    with open(labels, encoding="utf-8") as file:
        known = {row["sha256"]: row["label"] for row in csv.DictReader(file)}
    with open(source, encoding="utf-8-sig") as file:
        rows = [(row["TEXT"], row["label"]) for row in csv.DictReader(file)]
    again = {}
    for text, _ in rows:
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        if digest in known:
            again[text] = known[digest]
    if len(again) != len(known):
        sys.exit(f"{len(known) - len(again)} of {len(known)} rechecked texts are not in {source}")
    copies = {letters(text) for text in again}
    for path, chosen in ((rest, [row for row in rows if letters(row[0]) not in copies]), (recheck, [row for row in again.items() if row[1]])):
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["TEXT", "label"])
            writer.writerows(chosen)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
