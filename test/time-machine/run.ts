/**
 * Many histories: `npm run time-machine -- --histories 1000 --seed 1`. Ends with status 1 where a property does not hold; Ctrl+C
 * ends it after the history that is being run, with the counts so far.
 */
import { parseArgs } from "node:util";
import { missingMoto, startMoto } from "./moto.ts";
import { startScripts } from "./scripts.ts";
import { fullSize, runHistory } from "./run-history.ts";
import { emptyTally, tallyText } from "./tally.ts";

const { values } = parseArgs({
  options: {
    histories: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
  },
});
const missing = missingMoto();
if (missing !== null) throw new Error(missing);

const tally = emptyTally();
const moto = await startMoto();
const scripts = await startScripts(moto.url);
const first = Number(values.seed);
const told = new Set<string>();
const started = performance.now();
const end = new AbortController();
process.once("SIGINT", () => end.abort());
for (let seed = first; seed < first + Number(values.histories); seed++) {
  if (end.signal.aborted) break;
  await runHistory(moto, seed, tally, fullSize, scripts);
  for (const [kind, { first: failure }] of tally.failures)
    if (!told.has(kind)) process.stderr.write(`${failure.slice(0, 2000)}\n`);
  for (const kind of tally.failures.keys()) told.add(kind);
  if (tally.histories % 50 === 0)
    process.stderr.write(
      `${tally.histories} histories, ${tally.failures.size} kinds of failures, ${Math.round((performance.now() - started) / 1000)} s\n`,
    );
}
await scripts.stop();
await moto.stop();
process.stdout.write(tallyText(tally));
process.stdout.write(`${Math.round((performance.now() - started) / 1000)} s\n`);
process.exitCode = tally.failures.size === 0 ? 0 : 1;
