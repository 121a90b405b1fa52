// Asks the script of verify.html about a bundle with one mutation at a time; one line each. ask.cjs VERIFIERS FOLDER
const fs = require("node:fs");
const path = require("node:path");
const [verifiers, folder] = process.argv.slice(2);
const page = fs.readFileSync(path.join(verifiers, "verify.html"), "utf8");
(0, eval)(/<script id="verifier">([\s\S]*?)<\/script>/.exec(page)[1]);
const read = name => new Uint8Array(fs.readFileSync(path.join(folder, name)));
const bundle = read("bundle.zip"), policy = read("policy.txt");
const lines = [];
for (const line of fs.readFileSync(path.join(folder, "mutations.txt"), "utf8").split("\n")) {
  if (!line) continue;
  const [offset, flip, length] = line.split(" ").map(Number);
  const changed = length < 0 ? bundle.slice() : bundle.slice(0, length);
  if (flip) changed[offset] ^= flip;
  const report = globalThis.daylight.verify(changed, policy.length ? policy : null);
  lines.push([report.exitCode, ...report.checks.map(c => `${c.id}=${c.status}`)].join(" "));
}
process.stdout.write(lines.join("\n") + "\n");
