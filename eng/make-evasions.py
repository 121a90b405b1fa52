#!/usr/bin/env python3
"""Makes a word list and disguised texts out of COLD, for `daylight bench evasions`.

usage: eng/make-evasions.py DATA_FOLDER OUT_FOLDER        (needs the command opencc for the traditional set)

Words: runs of 2 to 4 Han characters in at least 10 offensive training comments, of whose comments at least 97 % are offensive, and
that are no longer form of a word already taken. They are a keyword list as an institution might collect it, not a good detector.
Texts: the development comments without those that also stand in training. In the offensive ones that hold a word, every word is
disguised, one file for each way; clean.txt holds the comments that offend nobody, as they are, to count false alarms.
Homophones are drawn from all readings of pinyin-data and the characters COLD uses; pinyin, initials from the same. Split and
look-alikes can only come from the engine's own table, since no other was at hand: those two rows say how the table works, not how
much of the world it covers.
"""
import collections, csv, os, random, re, subprocess, sys, unicodedata

HAN = re.compile(r"[\u4e00-\u9fff]+")


def rows(path):
    return [(r["TEXT"].strip(), r["label"] == "1") for r in csv.DictReader(open(path, encoding="utf-8-sig"))]


def words_of(train):
    seen, bad = collections.Counter(), collections.Counter()
    for text, offensive in train:
        grams = {run[i:i + n] for run in HAN.findall(text) for n in (2, 3, 4) for i in range(len(run) - n + 1)}
        seen.update(grams)
        if offensive:
            bad.update(grams)
    words = []
    for gram in sorted(bad, key=lambda g: (len(g), -bad[g])):
        if bad[gram] >= 10 and bad[gram] / seen[gram] >= 0.97 and not any(w in gram for w in words):
            words.append(gram)
    return words


def toneless(syllable):
    plain = unicodedata.normalize("NFD", syllable.replace("ü", "v"))
    return "".join(c for c in plain if "a" <= c <= "z")


def readings(path):
    table = {}
    for line in open(path, encoding="utf-8"):
        if line.startswith("U+"):
            code, rest = line.split(":", 1)
            table[chr(int(code[2:], 16))] = toneless(rest.split("#")[0].strip().split(",")[0])
    return table


def shapes(path):
    split, like = {}, collections.defaultdict(list)
    for line in open(path, encoding="utf-8"):
        for entry in [] if line.startswith("#") else line.split():
            if entry[0] == "=":
                for a in entry[1:]:
                    like[a] += [b for b in entry[1:] if b != a]
            else:
                split.setdefault(entry[0], entry[1:])
    return split, like


def main(data, out):
    random.seed(5)
    here = os.path.dirname(os.path.abspath(__file__))
    train = rows(os.path.join(data, "cold/train.csv"))
    known = {t for t, _ in train}
    dev = list(dict.fromkeys(r for r in rows(os.path.join(data, "cold/dev.csv")) if r[0] not in known))
    words = words_of(train)
    pinyin = readings(os.path.join(data, "han/pinyin.txt"))
    common = collections.Counter(c for t, _ in train for c in t if c in pinyin)
    same = collections.defaultdict(list)
    for c, count in common.items():
        if count >= 5:
            same[pinyin[c]].append(c)
    split, like = shapes(os.path.join(here, "../src/engines/Inspection/Han/shapes.txt"))
    traditional = {}
    hans = "".join(sorted({c for w in words for c in w}))
    for c, t in zip(hans, subprocess.run(["opencc", "-c", "s2t"], input=hans, capture_output=True, text=True, check=True).stdout):
        traditional[c] = t

    def homophone(c):
        others = [o for o in same[pinyin.get(c, "")] if o != c]
        return random.choice(others) if others else c

    ways = {
        "base": lambda w: w,
        "traditional": lambda w: "".join(traditional.get(c, c) for c in w),
        "symbols": lambda w: random.choice(["*", "-", "🔥", "\u200b", "❤", " "]).join(w),
        "inserted": lambda w: random.choice("xvo").join(w),
        "repeats": lambda w: "".join(c * random.choice([2, 3]) for c in w),
        "homophones": lambda w: "".join(homophone(c) for c in w),
        "pinyin": lambda w: "".join(pinyin.get(c, c) for c in w),
        "pinyin of one": lambda w: (lambda i: w[:i] + pinyin.get(w[i], w[i]) + w[i + 1:])(random.randrange(len(w))),
        "initials": lambda w: "".join(pinyin.get(c, c)[:1] for c in w),
        "split": lambda w: "".join(split.get(c, c) for c in w),
        "look-alikes": lambda w: "".join(random.choice(like[c]) if like[c] else c for c in w),
    }
    os.makedirs(out, exist_ok=True)
    write = lambda name, lines: open(os.path.join(out, name), "w", encoding="utf-8").write("\n".join(re.sub(r"\s*\n\s*", " ", t) for t in lines) + "\n")
    write("words.txt", words)
    finder = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    hit = [t for t, offensive in dev if offensive and finder.search(t)]
    for name, way in ways.items():
        write(name + ".txt", [finder.sub(lambda m: way(m.group()), t) for t in hit])
    write("clean.txt", [t for t, offensive in dev if not offensive])
    print(len(words), "words;", len(hit), "offensive texts with one of", sum(o for _, o in dev), ";", sum(not o for _, o in dev), "clean")
    changed = sum(1 for w in words if ways["split"](w) != w), sum(1 for w in words if ways["look-alikes"](w) != w)
    print("words the table can split:", changed[0], ", make look alike:", changed[1])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
