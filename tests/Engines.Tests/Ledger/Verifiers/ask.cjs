// Asks the script of verify.html about bundles, one line each. ask.cjs VERIFIERS; the questions are those of ask.py.
const fs = require("node:fs");
const path = require("node:path");
const page = fs.readFileSync(path.join(process.argv[2], "verify.html"), "utf8");
// What depends on nothing but some bytes is computed once for the same bytes: a signature in integers of the language takes milliseconds.
globalThis.once = compute => {
  const known = new Map();
  return (...bytes) => {
    const asked = bytes.map(one => Buffer.from(one).toString("latin1")).join("|");
    if (known.size > 4096) known.clear();
    if (!known.has(asked)) known.set(asked, compute(...bytes));
    return known.get(asked);
  };
};
const script = /<script id="verifier">([\s\S]*?)<\/script>/.exec(page)[1].replace(
  /^ {2}const (ed25519|mayBeRegistered) = /gm, "  const $1 = once((...bytes) => $1Anew(...bytes)), $1Anew = ");
(0, eval)(script);
let held = [], length = 0, kept = new Uint8Array();
const take = count => {
  const all = held.length === 1 ? held[0] : Buffer.concat(held);
  held = [all.subarray(count)];
  length -= count;
  return all.subarray(0, count);
};
// Gives up its turn until so many bytes are here.
function* need(count) {
  while (length < count) yield;
  return take(count);
}
function* number() {
  return (yield* need(4)).readUInt32LE();
}
function* read() {
  return new Uint8Array(yield* need(yield* number()));
}
function* questions() {
  for (;;) {
    const kind = String.fromCharCode((yield* need(1))[0]);
    if (kind === "K") {
      kept = yield* read();
      continue;
    }
    const policy = yield* read();
    let bundle;
    if (kind === "W") bundle = yield* read();
    else {
      bundle = kept.slice(0, yield* number());
      for (let left = yield* number(); left > 0; left--) {
        const at = yield* number();
        bundle[at] ^= (yield* need(1))[0];
      }
    }
    yield { policy, bundle };
  }
}
const answer = async () => {
  const asked = questions();
  for await (const chunk of process.stdin) {
    held.push(chunk);
    length += chunk.length;
    for (let next = asked.next().value; next; next = asked.next().value) {
      const report = await globalThis.daylight.verify(next.bundle, next.policy.length ? next.policy : null);
      process.stdout.write([report.exitCode, ...report.checks.map(c => `${c.id}=${c.status}:${c.places}`)].join(" ") + "\n");
    }
  }
};
answer();
