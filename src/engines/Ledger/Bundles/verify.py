#!/usr/bin/env python3
"""Checks a Daylight evidence bundle offline. Plain Python 3, nothing to install.

    python3 verify.py BUNDLE.zip [--policy POLICY.txt] [--identity KEY.txt] [--tsa-roots ROOTS.pem] [--json]

Written from the format description (spec/bundle.md, spec/ledger.md) and from the public specifications it names:
RFC 9162, RFC 8032, C2SP signed-note, tlog-checkpoint, tlog-proof, tlog-policy, tlog-cosignature. It shares no code
with the program that wrote the bundle.

Exit codes: 0 ok, 1 tampered, 2 incomplete, 3 malformed.
"""
import base64
import datetime
import hashlib
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import zlib

OK, TAMPERED, INCOMPLETE, MALFORMED = 0, 1, 2, 3
VERDICTS = {OK: ("ok", "核验通过"), TAMPERED: ("tampered", "内容被改动"), INCOMPLETE: ("incomplete", "不完整"), MALFORMED: ("malformed", "无法识别")}
NOTE_MAX, SIGNATURES_MAX, MANIFEST_MAX, ENTRY_MAX = 1_000_000, 100, 16 * 1024 * 1024, 65_535


class Bad(Exception):
    """Something is not in the form it must have."""


class Report:
    """The checks, in the order they are made."""

    def __init__(self):
        self.checks = []

    def passed(self, check, text):
        self.checks.append((check, "passed", text, OK, 0))

    def not_checked(self, check, text):
        self.checks.append((check, "not-checked", text, OK, 0))

    def failed(self, check, consequence, text, places=1):
        self.checks.append((check, "failed", text, consequence, places))

    def conclude(self, check, problems, text):
        """Fails with the first problems, each (consequence, text), or passes if there is none."""
        if not problems:
            return self.passed(check, text)
        consequence = TAMPERED if any(c == TAMPERED for c, _ in problems) else problems[0][0]
        more = f"；另有 {len(problems) - 5} 处" if len(problems) > 5 else ""
        return self.failed(check, consequence, "；".join(t for _, t in problems[:5]) + more, len(problems))

    def verdict(self):
        found = {consequence for _, status, _, consequence, _ in self.checks if status == "failed"}
        return next((v for v in (TAMPERED, MALFORMED, INCOMPLETE) if v in found), OK)


# --- digests and signatures ------------------------------------------------------------------------------------------

def sha256(data):
    return hashlib.sha256(data).digest()


def sm3(data):
    try:
        return hashlib.new("sm3", data).digest()
    except ValueError:
        return subprocess.run(["openssl", "dgst", "-sm3", "-binary"], input=data, capture_output=True, check=True).stdout


P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    return P - x if x % 2 != sign else x


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(n, p):
    q = (0, 1, 1, 0)
    while n:
        if n & 1:
            q = add(q, p)
        p, n = add(p, p), n >> 1
    return q


def encode_point(p):
    inverse = pow(p[2], P - 2, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def decode_point(data):
    """A canonical point of the curve as extended coordinates, or None."""
    number = int.from_bytes(data, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    if y >= P:
        return None
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def may_be_registered(key):
    """Canonical, on the curve and not of low order: libraries disagree about every other key."""
    point = decode_point(key)
    return point is not None and encode_point(multiply(8, point)) != encode_point((0, 1, 1, 0))


def ed25519(key, message, signature):
    """RFC 8032 with S below the group order, R compared as bytes and no cofactor."""
    if len(signature) != 64:
        return False
    s = int.from_bytes(signature[32:], "little")
    point = decode_point(key)
    if s >= L or point is None:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    negated = (P - point[0], point[1], point[2], P - point[3])
    return encode_point(add(multiply(s, BASE), multiply(k, negated))) == signature[:32]


# --- strict spellings -------------------------------------------------------------------------------------------------

def unbase64(text):
    """Base64 in its one spelling."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, UnicodeEncodeError):
        raise Bad("base64") from None
    if base64.b64encode(data).decode() != text:
        raise Bad("base64 不是唯一写法")
    return data


def hash32(text):
    data = unbase64(text)
    if len(data) != 32:
        raise Bad("哈希不是 32 字节")
    return data


def decimal(text):
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text) or int(text) >= 2**63:
        raise Bad("不是不带前导零的十进制数")
    return int(text)


def utf8(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Bad("不是 UTF-8") from None


def is_name(text):
    return 0 < len(text.encode("utf-16-le")) // 2 <= 255 and not any(
        c == "+" or c.isspace() or ord(c) < 0x20 or 0x7F <= ord(c) <= 0x9F for c in text)


def write_json(value):
    """The one spelling: keys by their bytes (which is their order as code points), no blanks, the shortest escapes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_json(data, longest):
    """Restricted JSON: the value, if writing it again gives the very same bytes."""
    if len(data) > longest:
        raise Bad("太长")

    def unique(pairs):
        members = dict(pairs)
        if len(members) != len(pairs):
            raise Bad("重复的键")
        return members

    def refuse(_):
        raise Bad("浮点数或非法值")

    try:
        value = json.loads(utf8(data), object_pairs_hook=unique, parse_float=refuse, parse_constant=refuse)
        depth(value, 1)
        same = isinstance(value, dict) and write_json(value).encode("utf-8") == data
    except (ValueError, RecursionError):
        raise Bad("不是受限 JSON") from None
    if not same:
        raise Bad("不是受限 JSON 的唯一写法")
    return value


def depth(value, level):
    if isinstance(value, dict):
        if level > 4:
            raise Bad("嵌套过深")
        for member in value.values():
            depth(member, level + 1)
    elif isinstance(value, bool) or not isinstance(value, (str, int)) or (isinstance(value, int) and abs(value) >= 2**53):
        raise Bad("只允许文本、整数与对象")


# --- notes, checkpoints, policies -------------------------------------------------------------------------------------

def read_note(data):
    """(text, [(name, key id, signature)])"""
    if len(data) > NOTE_MAX:
        raise Bad("太长")
    note = utf8(data)
    split = note.rfind("\n\n")
    if split < 0 or not note.endswith("\n"):
        raise Bad("没有空行或末尾换行")
    text, lines = note[:split + 1], note[split + 2:-1].split("\n") if split + 2 < len(note) else [""]
    if len(lines) > SIGNATURES_MAX or any(ord(c) < 0x20 and c != "\n" for c in text):
        raise Bad("签名过多或含控制字符")
    signatures = []
    for line in lines:
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "—" or not is_name(parts[1]):
            raise Bad("签名行不合格式")
        raw = unbase64(parts[2])
        if len(raw) <= 4:
            raise Bad("签名太短")
        signatures.append((parts[1], raw[:4], raw[4:]))
    return text, signatures


class Key:
    """A public key that may verify notes: name+id+base64(type ‖ key)."""

    def __init__(self, text):
        parts = text.split("+", 2)
        if len(parts) != 3 or not is_name(parts[0]) or not re.fullmatch("[0-9a-f]{8}", parts[1]):
            raise Bad("公钥不合格式")
        raw = unbase64(parts[2])
        if len(raw) != 33 or raw[0] not in (1, 4) or not may_be_registered(raw[1:]):
            raise Bad("公钥不可登记")
        self.name, self.kind, self.key = parts[0], raw[0], raw[1:]
        self.id = sha256(self.name.encode() + b"\n" + raw)[:4]
        if self.id.hex() != parts[1]:
            raise Bad("公钥编号不符")

    def verifies(self, text, signature):
        if self.kind == 1:
            return ed25519(self.key, text.encode(), signature)
        seconds = int.from_bytes(signature[:8], "big", signed=True)
        return len(signature) == 72 and seconds >= 0 and ed25519(
            self.key, f"cosignature/v1\ntime {seconds}\n{text}".encode(), signature[8:])

    def stated(self, note):
        """The time its cosignature states."""
        signature = next(s for name, key_id, s in note[1] if (name, key_id) == (self.name, self.id))
        seconds = int.from_bytes(signature[:8], "big")
        return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC") if seconds <= 253402300799 else "?"


def verified(note, keys):
    """The known keys that signed; raises if a known key's signature fails."""
    text, signatures = note
    good = []
    for name, key_id, signature in signatures:
        key = next((k for k in keys if k.name == name and k.id == key_id), None)
        if key is None:
            continue
        if not key.verifies(text, signature):
            raise Bad(f"{key.name} 的签名不成立")
        if key not in good:
            good.append(key)
    return good


class Policy:
    """C2SP tlog-policy."""

    def __init__(self, data):
        if any(o < 0x20 and o not in (9, 10) or o == 0x7F for o in data):
            raise Bad("含控制字符")
        text = utf8(data)
        lines = text[:-1].split("\n")
        if not text.endswith("\n") or len(lines) > 2000:
            raise Bad("末尾没有换行或行数过多")
        self.logs, self.witnesses, self.groups, self.quorum = [], {}, {}, None
        grouped = set()
        for words in (re.findall(r"[^ \t]+", line) for line in lines):
            if not words or words[0].startswith("#"):
                continue
            if words[0] == "log" and len(words) in (2, 3):
                key = Key(words[1])
                if key.kind != 1 or any(k.key == key.key for k in self.logs):
                    raise Bad("账本公钥类型不对或重复")
                self.logs.append(key)
            elif words[0] == "witness" and len(words) in (3, 4):
                key = Key(words[2])
                if key.kind != 4 or any(k.key == key.key for k in self.witnesses.values()):
                    raise Bad("见证人公钥类型不对或重复")
                self.define(words[1])
                self.witnesses[words[1]] = key
            elif words[0] == "group" and len(words) >= 4:
                members = words[3:]
                for member in members:
                    if member not in self.witnesses and member not in self.groups or member in grouped:
                        raise Bad("组成员未定义或重复")
                    grouped.add(member)
                needed = {"all": len(members), "any": 1}.get(words[2])
                needed = decimal(words[2]) if needed is None else needed
                if not 1 <= needed <= len(members):
                    raise Bad("组的门槛不对")
                self.define(words[1])
                self.groups[words[1]] = needed, members
            elif words[0] == "quorum" and len(words) == 2 and self.quorum is None:
                if words[1] != "none" and words[1] not in self.witnesses and words[1] not in self.groups:
                    raise Bad("法定数未定义")
                self.quorum = words[1]
            else:
                raise Bad("不认识的行")
        if self.quorum is None:
            raise Bad("没有 quorum 行")

    def define(self, name):
        if name == "none" or name in self.witnesses or name in self.groups:
            raise Bad("名称重复")

    def evaluate(self, note):
        """(witnesses that cosigned and the times they state, whether the quorum is met); raises if not a known log's checkpoint."""
        keys = verified(note, self.logs + list(self.witnesses.values()))
        origin = note[0].split("\n", 1)[0]
        if not any(k.name == origin and k in keys for k in self.logs):
            raise Bad(f"策略中没有账本签过 {origin} 的检查点")
        seen = {name: key.stated(note) for name, key in self.witnesses.items() if key in keys}
        return seen, self.quorum == "none" or self.met(self.quorum, seen)

    def met(self, name, seen):
        if name in self.groups:
            needed, members = self.groups[name]
            return sum(self.met(member, seen) for member in members) >= needed
        return name in seen


def read_checkpoint(text):
    """(origin, size, root)"""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not is_name(lines[0]) or "" in lines[3:-1]:
        raise Bad("检查点不合格式")
    origin, size, root = lines[0], decimal(lines[1]), hash32(lines[2])
    if size == 0 and root != sha256(b""):
        raise Bad("空账本的根不对")
    return origin, size, root


# --- the tree ---------------------------------------------------------------------------------------------------------

def node(left, right):
    return sha256(b"\x01" + left + right)


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def tree_root(hashes):
    if not hashes:
        return sha256(b"")
    while len(hashes) > 1:  # Pairing level by level splits at the largest power of two, as RFC 9162 §2.1.1 does.
        odd = hashes[-1:] if len(hashes) % 2 else []
        hashes = [node(hashes[i], hashes[i + 1]) for i in range(0, len(hashes) - 1, 2)] + odd
    return hashes[0]


def includes(index, size, leaf, path, root):
    """RFC 9162 §2.1.3.2"""
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistent(old, new, old_root, new_root, path):
    """RFC 9162 §2.1.4.2; from size 0 nothing is shown, so only empty against empty holds."""
    if old == 0:
        return new == 0 and not path and old_root == new_root == sha256(b"")
    if old == new:
        return not path and old_root == new_root
    if old > new or not path:
        return False
    path = path if old & (old - 1) else [old_root] + path
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == old_root and sr == new_root


# --- entries ----------------------------------------------------------------------------------------------------------

KEYS = {"act", "asr", "c", "c3", "cap", "case", "ct", "d", "dev", "id", "k", "op", "prev", "rule", "sub", "tc", "tr", "v"}


def read_entry(data):
    value = read_json(data, ENTRY_MAX)
    if not KEYS.issuperset(value) or value.get("v") != 1:
        raise Bad("未知的键或版本")
    for key in ("act", "id", "tr"):
        if key not in value:
            raise Bad(f"缺 {key}")
    for key in ("act", "asr", "c", "c3", "cap", "case", "dev", "id", "k", "op", "rule", "sub", "tc", "tr"):
        if key in value and not (isinstance(value[key], str) and value[key]):
            raise Bad(f"{key} 不是文本或为空")
    if not re.fullmatch(r"[a-z0-9.-]+", value["act"]) or value.get("asr", "A") not in ("A", "B", "C", "D"):
        raise Bad("act 或 asr 不对")
    for key in ("tr", "tc"):
        if key in value:
            check_time(value[key])
    if ("prev" in value) != ("case" in value) or not isinstance(value.get("prev", ""), str) or ("c" in value) != ("c3" in value):
        raise Bad("prev 与 case、c 与 c3 须同在")
    for key in ("c", "c3", "cap", "prev"):
        if value.get(key):
            hash32(value[key])
    if "ct" in value:
        ct = value["ct"]
        if not isinstance(ct, dict) or set(ct) != {"h", "n", "t"} or not isinstance(ct["n"], int) or ct["n"] < 0 \
                or not isinstance(ct["t"], str) or not ct["t"] or not isinstance(ct["h"], str):
            raise Bad("ct 不对")
        hash32(ct["h"])
    if "d" in value:
        d = value["d"]
        if not isinstance(d, dict) or not 1 <= len(d) <= 64 or any(isinstance(v, dict) for v in d.values()):
            raise Bad("d 不对")
    return value


def check_time(text):
    shaped = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{0,5}[1-9]))?Z", text, re.ASCII)
    days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if shaped:
        year, month, day, hour, minute, second = (int(g) for g in shaped.groups()[:6])
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if year >= 1 and 1 <= month <= 12 and 1 <= day <= days[month - 1] - (month == 2 and not leap) and hour < 24 and minute < 60 and second < 60:
            return
    raise Bad("时刻不合格式")


# --- the container ----------------------------------------------------------------------------------------------------

def read_zip(data, report):
    """The files by name, or None if the container can not be read to its end. Every byte is compared with what it must be."""
    problems, files, order, at = [], {}, [], 0

    def expect(expected, what):
        nonlocal at
        actual = data[at:at + len(expected)]
        if actual != expected:
            same = next((i for i, (a, b) in enumerate(zip(actual, expected)) if a != b), len(actual))
            problems.append((TAMPERED, f"{what}不符（偏移 {at + same}）"))
        at = min(len(data), at + len(expected))

    def shared(name, content):
        return struct.pack("<HHHHHIIIHH", 20, 0x0800, 0, 0, 0x21, zlib.crc32(content), len(content), len(content), len(name), 0)

    def broken(text):
        problems.append((TAMPERED, f"{text}（偏移 {at}）"))
        report.conclude("zip-structure", problems, "")

    if len(data) < 22 or data[:4] != b"PK\x03\x04":
        report.failed("zip-structure", MALFORMED, "不是 zip 文件，或开头已损坏（偏移 0）")
        return None
    while data[at:at + 4] == b"PK\x03\x04":
        if len(data) - at < 30:
            return broken("文件头被截断")
        if len(files) == 65_534:
            return broken("文件过多")
        size, length = struct.unpack_from("<I", data, at + 22)[0], struct.unpack_from("<H", data, at + 26)[0]
        if not 0 < length <= 200 or 30 + length + size > len(data) - at:
            return broken("文件头中的长度不对")
        name = data[at + 30:at + 30 + length].decode("latin-1")
        if not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*", name):
            return broken("文件名不合规")
        if data[at + 8:at + 10] != b"\0\0":
            return broken(f"{name} 被压缩")
        if order and order[-1][0] >= name:
            return broken(f"{name} 重复或未按序")
        content = data[at + 30 + length:at + 30 + length + size]
        files[name] = content
        order.append((name, at))
        expect(b"PK\x03\x04" + shared(name, content) + name.encode(), f"{name} 的文件头或内容")
        at += size
    start = at
    for name, offset in order:
        expect(b"PK\x01\x02\x14\0" + shared(name, files[name]) + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name.encode(), f"目录项 {name}")
    expect(struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(order), len(order), at - start, start, 0), "目录结尾")
    if at < len(data):
        problems.append((TAMPERED, f"结尾之后多出字节（偏移 {at}）"))
    report.conclude("zip-structure", problems, f"容器完好：{len(files)} 个文件，每一字节都有归属")
    return files


# --- the checks -------------------------------------------------------------------------------------------------------

def is_one_value(answer):
    """An ASN.1 value that ends where its file ends: openssl lets pass what stands behind it."""
    if len(answer) < 2:
        return False
    if answer[1] == 0x80:  # Of a length that only its end tells.
        return answer.endswith(b"\0\0")
    more = answer[1] & 0x7F if answer[1] & 0x80 else 0
    length = int.from_bytes(answer[2:2 + more], "big") if more else answer[1]
    return 2 + more + length == len(answer)


class Verification:
    """One verification of a bundle's files, check by check in the order of spec/bundle.md."""

    def __init__(self, files, own_policy, report, identity=None, roots=None):
        self.files, self.own_policy, self.report, self.identity, self.roots = files, own_policy, report, identity, roots
        self.proven, self.opened, self.stamps = {}, 0, []

    def run(self):
        policy = self.policy()
        self.manifest_signature(policy)
        manifest = self.manifest()
        checkpoint = self.checkpoint(policy, manifest)
        if checkpoint is not None:
            self.entries(checkpoint)
            self.payloads(manifest)
            self.case(manifest)
            self.consistency(policy, checkpoint)
            self.histories(manifest)
            self.time_stamps(policy, checkpoint)
        self.time()
        for check, text in NOT_PROVEN:
            self.report.not_checked(check, text)

    def policy(self):
        source = self.own_policy if self.own_policy is not None else self.files.get("policy.txt")
        if source is None:
            return self.report.failed("policy", MALFORMED, "缺少 policy.txt，也未提供策略")
        try:
            policy = Policy(source)
        except Bad as bad:
            return self.report.failed("policy", MALFORMED, f"policy.txt 不能读取：{bad}")
        if self.own_policy is not None:
            self.report.passed("policy", "使用您提供的策略：公钥由您认定")
        else:
            self.report.not_checked("policy", "使用包内自带的策略：只能说明本包自身前后一致，公钥属于谁须另行核对")
        return policy

    def manifest_signature(self, policy):
        check, manifest, signature = "manifest-signature", self.files.get("manifest.json"), self.files.get("manifest.json.sig")
        if manifest is None or signature is None:
            return self.report.failed(check, MALFORMED, "缺少 manifest.json 或其签名")
        if policy is None:
            return self.report.not_checked(check, "没有可用的策略，清单签名未核验")
        if "checkpoint" not in self.files:
            return self.report.not_checked(check, "没有检查点，不知道应由哪个账本签名，清单签名未核验")
        try:
            note = read_note(signature)
            origin = utf8(self.files["checkpoint"].split(b"\n", 1)[0])
            signed = len(note[1]) == 1 and note[1][0][0] == origin and verified(note, policy.logs)
        except Bad as bad:
            return self.report.failed(check, TAMPERED, f"清单的签名不成立：{bad}")
        expected = f"daylight-bundle-manifest/v1\nsha256 {sha256(manifest).hex()}\nsm3 {sm3(manifest).hex()}\n"
        if signed and note[0] == expected:
            return self.report.passed(check, "清单由账本密钥签名，SHA-256 与 SM3 均符")
        return self.report.failed(check, TAMPERED, "清单或其签名被改动")

    def manifest(self):
        if "manifest.json" not in self.files:
            return None
        try:
            value = read_json(self.files["manifest.json"], MANIFEST_MAX)
            if value.get("format") != "daylight-bundle/1" or not isinstance(value.get("case"), str) \
                    or not isinstance(value.get("files"), dict) or not isinstance(value.get("checkpoint"), dict):
                raise Bad("缺少格式、案件、文件或检查点")
        except Bad as bad:
            return self.report.failed("file-hashes", MALFORMED, f"manifest.json 不能读取：{bad}")
        listed, present = value["files"], set(self.files) - {"manifest.json", "manifest.json.sig"}
        problems = [(TAMPERED, f"清单之外的文件 {n}") for n in sorted(present - set(listed))]
        problems += [(INCOMPLETE, f"缺少文件 {n}") for n in sorted(set(listed) - present)]
        self.report.conclude("file-list", problems, f"清单与文件一一对应（{len(present)} 个）")
        changed = [n for n in sorted(present & set(listed)) if not self.matches(listed[n], self.files[n])]
        self.report.conclude("file-hashes", [(TAMPERED, f"{n} 与清单中的大小或哈希不符") for n in changed], "每个文件的 SHA-256 与 SM3 均与清单相符")
        return value

    @staticmethod
    def matches(listed, content):
        return isinstance(listed, dict) and listed.get("size") == len(content) \
            and listed.get("sha256") == sha256(content).hex() and listed.get("sm3") == sm3(content).hex()

    def checkpoint(self, policy, manifest):
        if policy is None or "checkpoint" not in self.files:
            return self.report.failed("checkpoint", MALFORMED, "缺少检查点或策略，检查点未核验")
        try:
            note = read_note(self.files["checkpoint"])
            seen, met = policy.evaluate(note)
            checkpoint = read_checkpoint(note[0])
        except Bad as bad:
            return self.report.failed("checkpoint", TAMPERED, f"检查点不被认可：{bad}")
        origin, size, root = checkpoint
        named = manifest and manifest["checkpoint"]
        if named and (named.get("origin"), named.get("size"), named.get("root")) != (origin, size, base64.b64encode(root).decode()):
            return self.report.failed("checkpoint", TAMPERED, "检查点与清单所述不符")
        self.report.passed("checkpoint", f"检查点签名有效：{origin}，{size} 条，根 {base64.b64encode(root).decode()}")
        if policy.quorum == "none":
            self.report.not_checked("witnesses", "策略不要求见证人：没有第三方证明账本未曾分叉")
        elif met:
            stated = ", ".join(f"{name} ({at})" for name, at in seen.items())
            self.report.passed("witnesses", f"见证人已签名，以下时间账目已存在，且此前账本只有增加：{stated}")
        else:
            missing = ", ".join(name for name in policy.witnesses if name not in seen)
            self.report.failed("witnesses", INCOMPLETE, f"见证人签名不足，没有足够的第三方证明账本未曾分叉，缺：{missing}")
        return checkpoint

    def numbered(self, folder, ending, malformed):
        for name in sorted(n for n in self.files if n.startswith(folder)):
            try:
                if not name.endswith(ending):
                    raise Bad("")
                yield decimal(name[len(folder):-len(ending)]), name
            except Bad:
                malformed.append((MALFORMED, f"{name} 的文件名没有序号"))

    def entries(self, checkpoint):
        malformed, unproven = [], []
        for index, name in self.numbered("entries/", ".json", malformed):
            try:
                entry = read_entry(self.files[name])
            except Bad as bad:
                malformed.append((MALFORMED, f"{name} 不能读取：{bad}"))
                continue
            proof = self.files.get(f"proofs/{index}.tlog-proof")
            if proof is None:
                unproven.append((INCOMPLETE, f"{name} 没有证明"))
            elif self.proves(proof, index, self.files[name], checkpoint):
                self.proven[index] = entry, leaf_hash(self.files[name])
            else:
                unproven.append((TAMPERED, f"proofs/{index}.tlog-proof 不能把 {name} 证明到检查点"))
        for index, name in self.numbered("proofs/", ".tlog-proof", malformed):
            if f"entries/{index}.json" not in self.files:
                malformed.append((MALFORMED, f"{name} 没有对应的账目"))
        self.report.conclude("entries", malformed, f"{len(self.proven)} 条账目格式正确")
        self.report.conclude("proofs", unproven, f"{len(self.proven)} 条账目均证明在检查点之内")

    def proves(self, data, index, entry, checkpoint):
        """C2SP tlog-proof v1 without extra, its note byte for byte the bundle's checkpoint."""
        try:
            if len(data) > NOTE_MAX:
                return False
            head, split, note = utf8(data).partition("\n\n")
            lines = head.split("\n")
            if not split or lines[0] != "c2sp.org/tlog-proof@v1" or len(lines) < 2 or not lines[1].startswith("index "):
                return False
            path = [hash32(line) for line in lines[2:]]
            return decimal(lines[1][6:]) == index and len(path) <= 63 and note.encode() == self.files["checkpoint"] \
                and includes(index, checkpoint[1], leaf_hash(entry), path, checkpoint[2])
        except Bad:
            return False

    def payloads(self, manifest):
        problems, withheld, closed = [], 0, 0
        for index, (entry, _) in sorted(self.proven.items()):
            folder = f"payload/{index}"
            content, salt, age = (self.files.get(f"{folder}/{name}") for name in ("content", "salt.bin", "sealed.age"))
            if age is not None and (content is not None or salt is not None):
                problems.append((MALFORMED, f"{folder} 既有明文又有密文"))
            elif age is not None:
                problem = self.sealed(manifest, entry, f"{folder}/sealed.age", age)
                closed += problem == (OK, "")
                problems += [problem] if problem and problem[0] != OK else []
            elif content is None and salt is None:
                withheld += "c" in entry
            elif content is None or salt is None:
                problems.append((INCOMPLETE, f"{folder} 缺原文或盐值"))
            elif not self.committed(entry, salt, content):
                problems.append((TAMPERED, f"{folder}/content 不是账目所承诺的原文"))
        for name in self.files:
            if name.startswith("payload/"):
                shaped = re.fullmatch(r"payload/(0|[1-9][0-9]{0,18})/(content|salt\.bin|sealed\.age)", name)
                if not shaped or int(shaped[1]) >= 2**63 or f"entries/{shaped[1]}.json" not in self.files:
                    problems.append((MALFORMED, f"{name} 不属于任何账目"))
        self.report.conclude("payloads", problems, f"{self.opened} 份原文与账目中的承诺相符")
        if closed:
            self.report.not_checked("payloads-sealed", f"{closed} 份原文已加密，只有收件人能打开，内容未核验")
        if withheld:
            self.report.not_checked("payloads-withheld", f"{withheld} 条账目的原文未交付，未核验")

    def committed(self, entry, salt, content):
        good = "c" in entry and len(salt) == 32 and hash32(entry["c"]) == sha256(salt + content) and hash32(entry["c3"]) == sm3(salt + content)
        self.opened += good
        return good

    def sealed(self, manifest, entry, name, age):
        """A problem, or (OK, "") if it stays closed, or None if it was opened. Opening takes the age command."""
        if not age.startswith(b"age-encryption.org/v1\n"):
            return MALFORMED, f"{name} 不是 age 文件"
        if manifest is not None:
            listed = manifest["files"].get(name)
            plain = listed.get("plain") if isinstance(listed, dict) else None
            if "c" not in entry or not isinstance(plain, dict) or (plain.get("c"), plain.get("c3")) != (entry["c"], entry["c3"]):
                return TAMPERED, f"清单对 {name} 原文的承诺与账目不同"
        if self.identity is None:
            return OK, ""
        opened = subprocess.run(["age", "--decrypt", "--identity", self.identity], input=age, capture_output=True, check=False)
        if opened.returncode or not self.committed(entry, opened.stdout[:32], opened.stdout[32:]):
            return TAMPERED, f"{name} 不能用所给密钥打开，或不是账目所承诺的原文"
        return None

    def case(self, manifest):
        if manifest is None:
            return self.report.not_checked("case-chain", "清单不能读取，未核验案件")
        of_case = [(i, e, h) for i, (e, h) in sorted(self.proven.items()) if e.get("case") == manifest["case"]]
        problems, before = [], ""
        for index, entry, digest in of_case:
            if entry["prev"] != before:
                problems.append((INCOMPLETE, f"entries/{index}.json 之前缺本案账目"))
            before = base64.b64encode(digest).decode()
        self.report.conclude("case-chain", problems, f"本案 {len(of_case)} 条账目首尾相连")
        self.completeness(manifest["case"], of_case)
        return self.closed_case(of_case)

    def closed_case(self, of_case):
        """What a closing entry counts is here; what was recorded while the case was closed is said."""
        problems, behind, closed, counted = [], [], False, None
        for place, (index, entry, _) in enumerate(of_case):
            if entry["act"] == "case.close":
                closed, counted, name = True, place, f"entries/{index}.json"
                stated, earlier = entry.get("d", {}), [h for _, _, h in of_case[:place]]
                count, root = stated.get("count"), stated.get("root")
                if not isinstance(count, int) or not isinstance(root, str):
                    problems.append((INCOMPLETE, f"{name} 结案而未记条数"))
                elif count > place:
                    problems.append((INCOMPLETE, f"{name} 记有 {count} 条，包内只有 {place} 条"))
                elif count != place or root != base64.b64encode(tree_root(earlier)).decode():
                    problems.append((TAMPERED, f"包内账目与 {name} 的条数或根哈希不符"))
            elif entry["act"] == "case.reopen":
                closed = False
            elif closed and entry["act"] not in ("case.snapshot", "bundle.exported"):
                behind.append(entry["act"])
        if counted is None:
            return None
        self.report.conclude("case-closed", problems, f"结案之前已记录的 {counted} 条账目全部在此")
        if behind:
            self.report.not_checked("case-after-close", f"结案之后另有 {len(behind)} 条本案账目：{'、'.join(dict.fromkeys(behind))}")
        return None

    def completeness(self, case_id, of_case):
        check, name = "case-complete", "case/completeness.json"
        if name not in self.files:
            return self.report.failed(check, INCOMPLETE, "没有案件快照，不能说明已记录的都在这里")
        try:
            claim = read_json(self.files[name], ENTRY_MAX)
        except Bad as bad:
            return self.report.failed(check, MALFORMED, f"{name} 不能读取：{bad}")
        at, count, root = claim.get("snapshot"), claim.get("count"), claim.get("root")
        stated = next((e.get("d", {}) for i, e, _ in of_case if i == at and e["act"] in ("case.snapshot", "case.close")), None)
        if stated is None or claim.get("case") != case_id:
            return self.report.failed(check, INCOMPLETE, f"{name} 所指的快照账目不在包内")
        earlier = [h for i, _, h in of_case if i < at]
        if not isinstance(count, int) or (stated.get("count"), stated.get("root")) != (count, root):
            self.report.failed(check, TAMPERED, f"{name} 与快照账目不符")
        elif count > len(earlier):
            self.report.failed(check, INCOMPLETE, f"快照记有 {count} 条，包内只有 {len(earlier)} 条")
        elif count != len(earlier) or root != base64.b64encode(tree_root(earlier)).decode():
            self.report.failed(check, TAMPERED, "包内账目与快照的条数或根哈希不符")
        else:
            self.report.passed(check, f"快照之前已记录的 {count} 条账目全部在此")
        later = sum(i > at for i, _, _ in of_case)
        if later:
            self.report.not_checked("case-later", f"快照之后另有 {later} 条本案账目，不在计数之内")
        return None

    def consistency(self, policy, checkpoint):
        names = sorted(n for n in self.files if n.startswith("consistency/"))
        if not names:
            return self.report.not_checked("consistency", "包内没有较早的检查点")
        problems = [(TAMPERED, f"{n} 不能证明账本只增未改") for n in names if not self.is_prefix(n, policy, checkpoint)]
        return self.report.conclude("consistency", problems, f"{len(names)} 个较早检查点与本检查点一致")

    def histories(self, manifest):
        """The lines about evidence and keys say what proven entries say, all of it and nothing else."""
        if manifest is None:
            self.report.not_checked("custody", "清单不能读取，未核验查阅记录")
        else:
            self.history("custody", "custody/readings.jsonl", "查阅与处置记录", lambda e: e["act"].startswith("subject.") or e.get("case") == manifest["case"] and bool(
                re.match(r"(exhibit|hold|erasure|access)\.|(person\.unmask|bundle\.exported)\Z", e["act"])))
        self.history("key-history", "keys/history.jsonl", "密钥记录", lambda e: e["act"].startswith("key."))

    def history(self, check, name, what, belongs):
        expected = [write_json({"act": e["act"], "at": e["tr"], "entry": e["id"], "index": i, "operator": e.get("op", "")}).encode()
                    for i, (e, _) in sorted(self.proven.items()) if belongs(e)]
        if name not in self.files and not expected:
            return self.report.not_checked(check, f"包内没有{what}")
        text = self.files.get(name, b"")
        lines = text.split(b"\n")[:-1]
        problems = [(INCOMPLETE, f"{name} 缺一条账目所载的记录") for line in expected if line not in set(lines)]
        problems += [(TAMPERED, f"{name} 有一行不见于账目") for _ in set(lines) - set(expected)]
        if not problems and text != b"".join(line + b"\n" for line in expected):
            problems.append((TAMPERED, f"{name} 的各行重复、未按序或不完整"))
        return self.report.conclude(check, problems, f"{what} {len(expected)} 条，均有账目为证，无一缺漏")

    def time_stamps(self, policy, checkpoint):
        """Each stamp was given for a checkpoint of this log of which the bundle's is a continuation."""
        names = sorted(n for n in self.files if n.startswith("tsa/"))
        if not names:
            return self.report.not_checked("time-stamps", "包内没有可信时间戳")
        problems, stems = [], []
        for name in names:
            shaped = re.fullmatch(r"(tsa/(0|[1-9][0-9]{0,18})/)(checkpoint|[a-z0-9-]{1,40}\.(sha256|sm3)(\.tsq|\.tsr|\.chain\.pem))", name)
            if not shaped or int(shaped[2]) >= 2**63:
                problems.append((MALFORMED, f"{name} 不是时间戳的文件"))
            elif shaped[5]:
                stem = name[:-len(shaped[5])], int(shaped[2]), shaped[4]
                stems += [stem] if stem not in stems else []
        for stem, size, digest in stems:
            note = self.files.get(f"tsa/{size}/checkpoint")
            parts = [self.files.get(stem + ending) for ending in (".tsq", ".tsr", ".chain.pem")]
            if note is None or None in parts:
                problems.append((INCOMPLETE, f"{stem} 的文件不齐"))
                continue
            imprint = b"\x04\x20" + (sha256(note) if digest == "sha256" else sm3(note))
            if not self.is_stamped(size, note, policy, checkpoint):
                problems.append((TAMPERED, f"tsa/{size}/checkpoint 不是本账本的较早检查点"))
            elif not self.is_query(parts[0]) or b"\x05\x00" + imprint not in parts[0] or imprint not in parts[1]:
                problems.append((TAMPERED, f"{stem} 不是为这一检查点出具的"))
            else:
                self.stamps.append((stem, size, note, parts))
        return self.report.conclude("time-stamps", problems, f"{len(self.stamps)} 枚时间戳所盖的都是本账本签名的检查点，本检查点由其增长而来")

    @staticmethod
    def is_query(query):
        """A DER sequence in the short form, of version 1, that asks for certificates."""
        return 8 < len(query) < 130 and query[:5] == bytes((0x30, len(query) - 2, 2, 1, 1)) and query[-3:] == b"\x01\x01\xff"

    def is_stamped(self, size, data, policy, checkpoint):
        try:
            note = read_note(data)
            policy.evaluate(note)
            origin, stamped, root = read_checkpoint(note[0])
        except Bad:
            return False
        if origin != checkpoint[0] or stamped != size:
            return False
        if size == checkpoint[1]:
            return root == checkpoint[2]
        name = f"consistency/{size}-{checkpoint[1]}.txt"
        shown = self.files.get(name, b"")
        return name in self.files and self.is_prefix(name, policy, checkpoint) and (shown[1:] if shown[:1] == b"\n" else shown.partition(b"\n\n")[2]) == data

    def time(self):
        """Whether the authorities gave the stamps: openssl verifies signature and certificates as of the stated time."""
        if not self.stamps:
            return self.report.not_checked("time", "没有可信时间戳：账目中的时间来自服务器自己的时钟")
        problems, valid = [], []
        for stem, size, note, parts in self.stamps:
            at = self.stated(note, parts)
            if at is None:
                problems.append((TAMPERED, f"{stem}.tsr 的签名、证书或内容不成立"))
            else:
                valid.append(f"序号小于 {size} 的账目在 {at} 已经存在（{stem.split('/')[2].split('.')[0]}）")
        self.report.conclude("time", problems, "；".join(valid[:5]))
        if self.roots is None:
            self.report.not_checked("time-roots", "时间戳机构的根证书取自包内，属于谁须另行核对")
        return None

    def stated(self, note, parts):
        """The time that a valid stamp states, or None."""
        if not is_one_value(parts[1]):
            return None
        with tempfile.TemporaryDirectory() as folder:
            def put(name, data):
                with open(f"{folder}/{name}", "wb") as file:
                    file.write(data)

            def openssl(*words):
                return subprocess.run(["openssl", "ts", *words], cwd=folder, capture_output=True, text=True, check=False)

            last = parts[2].rfind(b"-----BEGIN CERTIFICATE-----")
            for name, data in (("note", note), ("tsq", parts[0]), ("tsr", parts[1]), ("chain", parts[2]), ("root", parts[2][max(last, 0):])):
                put(name, data)
            said = re.search(r"^Time stamp: (\w{3}) +(\d+) (\d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT$", openssl("-reply", "-in", "tsr", "-text").stdout, re.M)
            if not said:
                return None
            at = datetime.datetime.strptime(f"{said[4]} {said[1]} {said[2]} {said[3]} +0000", "%Y %b %d %H:%M:%S %z")
            trust = ["-CAfile", os.path.abspath(self.roots) if self.roots else "root", "-untrusted", "chain", "-attime", str(int(at.timestamp()))]
            good = all(openssl("-verify", *over, "-in", "tsr", *trust).returncode == 0 for over in (("-data", "note"), ("-queryfile", "tsq")))
            return at.strftime("%Y-%m-%dT%H:%M:%SZ") if good else None

    def is_prefix(self, name, policy, checkpoint):
        try:
            text = utf8(self.files[name])
            split = 0 if text.startswith("\n") else text.find("\n\n") + 1
            path = [hash32(line) for line in text[:split].split("\n") if line]
            note = read_note(text[split + 1:].encode())
            policy.evaluate(note)
            origin, size, root = read_checkpoint(note[0])
            return origin == checkpoint[0] and name == f"consistency/{size}-{checkpoint[1]}.txt" \
                and consistent(size, checkpoint[1], root, checkpoint[2], path)
        except Bad:
            return False


NOT_PROVEN = [
    ("omission", "不能证明应记之事都已记录，须与外部记录核对"),
    ("truth", "不能证明内容在写入之前属实"),
    ("person", "不能证明代号对应的自然人"),
    ("place-and-camera", "不能证明拍摄地点与拍摄设备"),
]


def verify(data, own_policy=None, identity=None, roots=None):
    """The report on a bundle's bytes. identity, roots: files for the commands age and openssl."""
    report = Report()
    files = read_zip(data, report)
    if files is None:
        report.failed("rest", MALFORMED, "容器不能读完，其余未核验")
    else:
        Verification(files, own_policy, report, identity, roots).run()
    return report


def main(arguments):
    as_json = "--json" in arguments
    arguments = [a for a in arguments if a != "--json"]
    given = {}
    for option in ("--policy", "--identity", "--tsa-roots"):
        if option in arguments[:-1]:
            at = arguments.index(option)
            given[option] = arguments[at + 1]
            del arguments[at:at + 2]
    own_policy = None
    if "--policy" in given:
        with open(given["--policy"], "rb") as file:
            own_policy = file.read()
    if len(arguments) != 1:
        print(__doc__)
        return MALFORMED
    with open(arguments[0], "rb") as file:
        report = verify(file.read(), own_policy, given.get("--identity"), given.get("--tsa-roots"))
    verdict = report.verdict()
    if as_json:
        checks = [{"id": c, "status": s, "text": t, "places": n} for c, s, t, _, n in report.checks]
        print(json.dumps({"verdict": VERDICTS[verdict][0], "checks": checks}, ensure_ascii=False))
        return verdict
    labels = {"passed": "通过", "failed": "不符", "not-checked": "未核验"}
    for check, status, text, _, _ in report.checks:
        print(f"[{labels[status]}] {check}: {text}")
    print(f"结论 verdict: {VERDICTS[verdict][1]} ({VERDICTS[verdict][0]})")
    return verdict


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except OSError as failure:
        print(f"{failure.filename}: {failure.strerror}", file=sys.stderr)
        sys.exit(MALFORMED)
