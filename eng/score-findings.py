#!/usr/bin/env python3
"""Scores the findings of `daylight inspect` against labels, per category: a conversation counts once for a category.

    daylight inspect --rulebook rulebooks/cn-collection.yaml --in TALK.jsonl --out FINDINGS.jsonl
    eng/score-findings.py FINDINGS.jsonl LABELS.jsonl [more pairs …] [--show]

A label line is {"conversation": id, "categories": [...], "doubtful": [...]}: `doubtful` lists categories the person who labelled
left undecided; they count neither way. Sample files with `id` and `expect` serve as labels too. Prints one row a category
and the sums: micro (all pairs together) and macro (mean F1 of the categories that are labelled anywhere).
`--show` names the conversations behind every miss and every extra, `--markdown` prints the table for the docs.
"""
import collections
import json
import sys


def lines(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def ratio(part, whole):
    return part / whole if whole else None


def measures(found, missed, extra):
    precision, recall = ratio(found, found + extra), ratio(found, found + missed)
    both = None if precision is None or recall is None else (2 * precision * recall / (precision + recall) if precision + recall else 0.0)
    if recall is not None and precision is None:
        both = 0.0
    return precision, recall, both


def percent(value):
    return "-" if value is None else f"{value * 100:.1f}"


def main(arguments):
    flags = {a for a in arguments if a.startswith("--")}
    paths = [a for a in arguments if not a.startswith("--")]
    if not paths or len(paths) % 2 or flags - {"--show", "--markdown"}:
        sys.exit(__doc__)
    counts = collections.defaultdict(lambda: [0, 0, 0])
    cases = collections.defaultdict(lambda: ([], []))
    conversations = clean = clean_flagged = 0
    for findings_path, labels_path in zip(paths[::2], paths[1::2]):
        raised = collections.defaultdict(set)
        where = collections.defaultdict(list)
        for finding in lines(findings_path):
            raised[finding["conversation"]].add(finding["category"])
            where[finding["conversation"], finding["category"]].append(f'{finding["rule"]}:{finding.get("matched", "")}')
        for label in lines(labels_path):
            name = label.get("conversation") or label["id"]
            wanted, left_open = set(label.get("categories", label.get("expect", []))), set(label.get("doubtful", label.get("open", [])))
            got = raised[name] - left_open
            conversations += 1
            if not wanted:
                clean += 1
                clean_flagged += bool(got)
            for category in wanted | got:
                which = 0 if category in wanted & got else 1 if category in wanted else 2
                counts[category][which] += 1
                if which == 1:
                    cases[category][0].append(name)
                elif which == 2:
                    cases[category][1].append((name, where[name, category]))
    bar, rule = ("| ", "|---|---:|---:|---:|---:|---:|---:|") if "--markdown" in flags else ("", "")
    form = "| {} | {} | {} | {} | {} | {} | {} |" if bar else "{:24} {:>6} {:>6} {:>6} {:>9} {:>7} {:>6}"
    print(form.format("category", "found", "missed", "extra", "precision", "recall", "F1"))
    if rule:
        print(rule)
    total = [0, 0, 0]
    scores = []
    for category in sorted(counts):
        found, missed, extra = counts[category]
        total = [a + b for a, b in zip(total, counts[category])]
        precision, recall, both = measures(found, missed, extra)
        if found + missed:
            scores.append(both)
        print(form.format(category, found, missed, extra, percent(precision), percent(recall), percent(both)))
    precision, recall, both = measures(*total)
    print(form.format("all pairs", *total, percent(precision), percent(recall), percent(both)))
    print(f"\nmacro-F1 {percent(sum(scores) / len(scores) if scores else None)} over {len(scores)} categories; "
          f"{conversations} conversations, {clean} without a breach, {clean_flagged} of those flagged")
    if "--show" in flags:
        for category in sorted(cases):
            missed, extra = cases[category]
            for name in missed:
                print(f"missed  {category:24} {name}")
            for name, words in extra:
                print(f"extra   {category:24} {name}  {'; '.join(words)}")


if __name__ == "__main__":
    main(sys.argv[1:])
