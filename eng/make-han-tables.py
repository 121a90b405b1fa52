#!/usr/bin/env python3
"""Writes the tables of src/engines/Inspection/Han from public data.

usage: eng/make-han-tables.py DATA_FOLDER

DATA_FOLDER holds han/TSCharacters.txt (OpenCC, Apache-2.0), han/kMandarin_8105.txt (pinyin-data, MIT) and cold/train.csv
(COLDataset, Apache-2.0). Output:

  traditional.txt   pairs of characters, traditional then simplified, in one line
  pinyin.txt        one line per syllable without its tone: syllable, blank, its characters (most usual reading only)
  background.bin    how often two characters stand side by side in COLD's training comments that offend nobody and the clean sample conversations:
                    zlib over variable-length numbers; per first character: step from the one before, number of followers,
                    and per follower: step from the one before, count (255 at most)
"""
import collections, csv, glob, json, os, sys, unicodedata, zlib

BREAKS = set("。！？!?；;\n\r｡，,：:")


def main(data):
    here = os.path.dirname(os.path.abspath(__file__))
    out = os.path.join(here, "../src/engines/Inspection/Han")
    traditional(os.path.join(data, "han/TSCharacters.txt"), os.path.join(out, "traditional.txt"))
    pinyin(os.path.join(data, "han/kMandarin_8105.txt"), os.path.join(out, "pinyin.txt"))
    texts = [row["TEXT"] for row in csv.DictReader(open(os.path.join(data, "cold/train.csv"), encoding="utf-8-sig")) if row["label"] == "0"]
    for path in sorted(glob.glob(os.path.join(here, "../samples/conversations/*.jsonl"))):
        if "violations" not in path:
            texts += [u["text"] for line in open(path, encoding="utf-8") for u in json.loads(line)["utterances"]]
    background(texts, os.path.join(out, "background.bin"))


def traditional(source, target):
    pairs = []
    for line in open(source, encoding="utf-8"):
        parts = line.split("#")[0].split()
        if len(parts) >= 2 and len(parts[0]) == 1 and ord(parts[0]) < 65536 and ord(parts[1][0]) < 65536 and parts[0] != parts[1]:
            pairs.append(parts[0] + parts[1])
    open(target, "w", encoding="utf-8").write("".join(sorted(pairs)) + "\n")


def toneless(syllable):
    plain = unicodedata.normalize("NFD", syllable.replace("ü", "v").replace("ǖ", "v").replace("ǘ", "v").replace("ǚ", "v").replace("ǜ", "v"))
    return "".join(c for c in plain if "a" <= c <= "z")


def pinyin(source, target):
    by_syllable = collections.defaultdict(list)
    for line in open(source, encoding="utf-8"):
        if not line.startswith("U+"):
            continue
        code, rest = line.split(":", 1)
        character = chr(int(code[2:], 16))
        syllable = toneless(rest.split("#")[0].replace("->", " ").replace("?", " ").split()[0].split(",")[0])
        if ord(character) < 65536 and syllable:
            by_syllable[syllable].append(character)
    with open(target, "w", encoding="utf-8") as file:
        for syllable in sorted(by_syllable):
            file.write(syllable + " " + "".join(sorted(by_syllable[syllable])) + "\n")


def normalised(text):
    text = unicodedata.normalize("NFKC", text).lower()
    run = []
    for c in text + "。":
        if c in BREAKS:
            yield "".join(run)
            run = []
        elif c.isalnum() and ord(c) < 65536:
            run.append(c)


def background(texts, target):
    counts = collections.defaultdict(collections.Counter)
    for text in texts:
        for run in normalised(text):
            for a, b in zip(run, run[1:]):
                counts[a][b] += 1
    data, before = bytearray(), 0
    for a in sorted(counts):
        number(data, ord(a) - before)
        before = ord(a)
        number(data, len(counts[a]))
        follower = 0
        for b in sorted(counts[a]):
            number(data, ord(b) - follower)
            follower = ord(b)
            data.append(min(255, counts[a][b]))
    open(target, "wb").write(zlib.compress(bytes(data), 9))
    print(sum(len(c) for c in counts.values()), "pairs of characters,", len(data), "bytes plain")


def number(data, value):
    while value >= 128:
        data.append(value & 127 | 128)
        value >>= 7
    data.append(value)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
