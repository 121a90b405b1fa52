"""Asks verify.py about bundles, one line each. ask.py VERIFIERS [anew].

A question is W, policy and bundle, each with its length before; or K and a bundle, which is kept and not answered; or M, a
policy, a length and a number of bytes to change: the kept bundle, cut to the length and with those bytes changed, each given as
its place and what is laid over it (exclusive or).

What depends on nothing but its arguments is computed once for the same arguments, by verify.py's own code: of 300 entries that
are as before nothing is computed anew. What is different of a mutant is always computed.
"""
import functools
import os
import struct
import sys

sys.path.insert(0, sys.argv[1])
import verify  # noqa: E402


def once(compute, kept, shortest=0):
    """The same results; those of data shorter than the shortest are not worth remembering."""
    known = functools.lru_cache(kept)(compute)
    return lambda data, *more: known(data, *more) if len(data) >= shortest else compute(data, *more)


stated, proves = verify.Verification.stated, verify.Verification.proves


class Asked:
    """What the two methods read of a verification, and nothing else."""

    def __init__(self, roots, checkpoint):
        self.roots, self.files = roots, {"checkpoint": checkpoint}


@functools.lru_cache(1000)
def stated_of(roots, note, *parts):
    return stated(Asked(roots, None), note, parts)


@functools.lru_cache(4096)
def proves_of(note, *asked):
    return proves(Asked(None, note), *asked)


if "anew" not in sys.argv:
    verify.ed25519 = once(verify.ed25519, 4096)
    verify.may_be_registered = once(verify.may_be_registered, 4096)
    verify.sha256, verify.sm3 = once(verify.sha256, 256, 1000), once(verify.sm3, 256, 1000)
    verify.read_json, verify.read_entry = once(verify.read_json, 64, 1000), once(verify.read_entry, 4096)
    verify.Verification.stated = lambda self, note, parts: stated_of(self.roots, note, *parts)
    verify.Verification.proves = lambda self, *asked: proves_of(self.files["checkpoint"], *asked)

questions, held = os.fdopen(0, "rb", buffering=1 << 20), b""


def number():
    return struct.unpack("<I", questions.read(4))[0]


def read():
    return questions.read(number())


while kind := questions.read(1):
    if kind == b"K":
        held = read()
        continue
    policy = read()
    if kind == b"W":
        bundle = read()
    else:
        bundle = bytearray(held[:number()])
        for _ in range(number()):
            at, over = number(), questions.read(1)[0]
            bundle[at] ^= over
        bundle = bytes(bundle)
    try:
        report = verify.verify(bundle, policy or None)
        print(report.verdict(), *(f"{check}={status}:{places}" for check, status, _, _, places in report.checks), flush=True)
    except Exception as failure:  # An answer that nobody expects: to fail over a bundle is a fault of the verifier.
        print("-", repr(failure).replace("\n", " "), flush=True)
