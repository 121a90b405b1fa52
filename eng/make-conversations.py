#!/usr/bin/env python3
"""Makes samples/import/conversations.jsonl: the written conversations with their placeholders filled.

The simulated day fills placeholders while it plays; this file is for whoever wants to import the conversations or to
measure a rulebook on them. Names, amounts and days come from samples/portfolio.csv, staff names are invented.

    python3 eng/make-conversations.py
"""
import csv
import datetime
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent / "samples"
INSTITUTION = "晨光资产管理"
STAFF = ["陈嘉禾", "林雨桐", "赵明远", "周思齐", "吴若曦", "郑子昂", "孙亦凡", "钱书瑶", "冯俊哲", "褚安然",
         "卫星河", "蒋南乔", "沈知行", "韩清越", "杨承志", "朱语嫣", "秦朗", "尤佳宁", "许知夏", "何以宁"]
DOUBLE_SURNAMES = ("欧阳", "上官", "司马", "诸葛")


def values(conversation, account):
    surname = account["name"][:2] if account["name"].startswith(DOUBLE_SURNAMES) else account["name"][:1]
    day = datetime.date.fromisoformat(conversation["startedAt"][:10])
    return {
        "{customer}": surname + account["salutation"],
        "{staff}": STAFF[int(conversation["staff"].removeprefix("collector")) - 1],
        "{institution}": INSTITUTION,
        "{amount}": f"{float(account['balance']):,.2f}元",
        "{days}": str((day - datetime.date.fromisoformat(account["due_date"])).days),
    }


def filled(conversation, account):
    known = values(conversation, account)
    for utterance in conversation["utterances"]:
        for placeholder, value in known.items():
            utterance["text"] = utterance["text"].replace(placeholder, value)
    return conversation


def main():
    with open(ROOT / "portfolio.csv", encoding="utf-8", newline="") as file:
        accounts = {row["account_id"]: row for row in csv.DictReader(file)}
    lines = [json.loads(line) for path in sorted((ROOT / "conversations").glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    out = ROOT / "import" / "conversations.jsonl"
    out.parent.mkdir(exist_ok=True)
    with open(out, "w", encoding="utf-8", newline="") as file:
        for conversation in lines:
            file.write(json.dumps(filled(conversation, accounts[conversation["case"]]), ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{out}: {len(lines)} conversations")


if __name__ == "__main__":
    main()
