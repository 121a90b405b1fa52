#!/usr/bin/env python3
"""Gathers what `models/conduct.model` learns from, one labelled text a line (spec/detector-model.md, "Labelled files").

    eng/conduct-texts.py [SET to leave out …] > TEXTS.jsonl

Three sources: the labelled utterances, the lines of staff in the labelled conversations that may be learnt from (`tuned-*`; never
`unseen-*`), and the one-line examples of the built-in rulebook. In a conversation a category that is labelled stands in the lines
its label names (`where`), a step likewise (`steps`); of its other lines, and of all lines where nobody has named one, that category is unknown, as is what was left doubtful.
"""
import glob
import json
import pathlib
import re
import sys

# These are matters of the order of things and of the clock, not of words.
NOT_OF_WORDS = {"off-hours", "no-identification", "no-identity-check", "missing-step", "wrong-order"}
# Steps that nobody has marked in conversations.
STEPS_NOT_MARKED = ["asks-reason", "official-channel", "recording-notice"]
ROOT = pathlib.Path(__file__).resolve().parent.parent


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def of_utterances(folder, without):
    left_out = {talk["id"] for name in without for talk in lines(f"{folder}/labelled/{name}.jsonl")}
    for path in sorted(glob.glob(f"{folder}/utterances/*.jsonl")):
        for line in lines(path):
            if line.get("conversation") in left_out:
                continue
            if "categories" in line:
                line["categories"] = [category for category in line["categories"] if category not in NOT_OF_WORDS]
            yield {key: line[key] for key in ("text", "before", "kind", "categories", "steps", "not", "unknown") if key in line}


def of_conversations(folder, without):
    for path in sorted(glob.glob(f"{folder}/labelled/tuned-*.labels.jsonl")):
        if pathlib.Path(path).name.removesuffix(".labels.jsonl") in without:
            continue
        labels = {label["conversation"]: label for label in lines(path)}
        for talk in lines(path.replace(".labels", "")):
            label = labels[talk["id"]]
            found, doubtful = ([category for category in label.get(field, []) if category not in NOT_OF_WORDS] for field in ("categories", "doubtful"))
            where = label.get("where", {})
            before = ""
            for place, utterance in enumerate(talk["utterances"]):
                if utterance["role"] == "staff":
                    carried = [category for category in found if place in where.get(category, [])]
                    open_still = [category for category in found + doubtful if category not in carried]
                    line = {"text": utterance["text"], "before": before, "kind": talk["kind"], "categories": carried, "unknown": open_still}
                    if "steps" in label:
                        line["steps"] = [step for step, places in label["steps"].items() if place in places]
                        line["unknown"] = open_still + STEPS_NOT_MARKED
                    yield line
                else:
                    before = utterance["text"]


def of_examples(rulebook):
    """The examples that are one line of text, read by their form: the file is one that `daylight rulebook test` accepts."""
    category = field = None
    depth = 0
    book = (ROOT / rulebook).read_text(encoding="utf-8")
    categories = set(re.findall("^ +category: (.+)$", book, re.MULTILINE)) - NOT_OF_WORDS
    for line in book.splitlines():
        word = line.strip()
        indent = len(line) - len(line.lstrip())
        if word.startswith("category: "):
            category = word.removeprefix("category: ")
        elif word in ("hit:", "clean:"):
            field, depth = ("categories" if word == "hit:" else "not"), indent
        elif field and word.startswith("- ") and indent > depth:
            text = word[2:].strip("\"'").removeprefix("staff: ")
            before = ""
            if pair := re.fullmatch(r"\[customer: (.+), staff: (.+)\]", text):
                before, text = pair.groups()
            if category not in NOT_OF_WORDS and not text.startswith(("[", "{")) and not re.search("[A-Za-z]+: ", text):
                yield {"text": text, "before": before, field: [category]} | ({"unknown": sorted(categories - {category})} if field == "categories" else {})
        elif word:
            field = None


def main(*without):
    folder = ROOT / "spec/cases/inspection"
    for source in (of_utterances(folder, without), of_conversations(folder, without), of_examples("rulebooks/cn-collection.yaml")):
        for line in source:
            print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
