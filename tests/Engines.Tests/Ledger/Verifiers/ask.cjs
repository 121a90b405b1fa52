// Asks the script of verify.html about bundles, one line each. ask.cjs VERIFIERS; each question is policy and zip, either with its length before.
const fs = require("node:fs");
const path = require("node:path");
const page = fs.readFileSync(path.join(process.argv[2], "verify.html"), "utf8");
(0, eval)(/<script id="verifier">([\s\S]*?)<\/script>/.exec(page)[1]);
let held = [], length = 0;
const take = count => {
  const all = held.length === 1 ? held[0] : Buffer.concat(held);
  held = [all.subarray(count)];
  length -= count;
  return all.subarray(0, count);
};
const answer = async () => {
  let sizes = [];
  const parts = [];
  for await (const chunk of process.stdin) {
    held.push(chunk);
    length += chunk.length;
    for (;;) {
      if (!sizes.length) {
        if (length < 4) break;
        sizes = [take(4).readUInt32LE()];
      }
      if (length < sizes[0]) break;
      parts.push(Uint8Array.from(take(sizes[0])));
      sizes = [];
      if (parts.length < 2) continue;
      const [policy, bundle] = parts.splice(0);
      const report = await globalThis.daylight.verify(bundle, policy.length ? policy : null);
      process.stdout.write([report.exitCode, ...report.checks.map(c => `${c.id}=${c.status}:${c.places}`)].join(" ") + "\n");
    }
  }
};
answer();
