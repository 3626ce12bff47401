/** Many histories: `npm run time-machine -- --histories 1000 --seed 1`. Ends with status 1 where a property does not hold. */
import { parseArgs } from "node:util";
import { missingMoto, startMoto } from "./moto.ts";
import { runHistory } from "./run-history.ts";
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
const first = Number(values.seed);
const started = performance.now();
for (let seed = first; seed < first + Number(values.histories); seed++) {
  await runHistory(moto, seed, tally);
  if (tally.histories % 50 === 0)
    process.stderr.write(
      `${tally.histories} histories, ${tally.failures.size} kinds of failures, ${Math.round((performance.now() - started) / 1000)} s\n`,
    );
}
await moto.stop();
process.stdout.write(tallyText(tally));
process.stdout.write(`${Math.round((performance.now() - started) / 1000)} s\n`);
process.exitCode = tally.failures.size === 0 ? 0 : 1;
