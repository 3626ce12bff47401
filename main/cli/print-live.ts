/** Previews and runs of live fixes as text. */
import type { LivePreview, LiveRun, LiveStep } from "../../shared/ipc/live.ts";
import { plain } from "../../shared/span.ts";
import { visible } from "./visible.ts";
import type { World } from "./world.ts";

/** Prints what would be done, step by step. */
export function printPreview(preview: LivePreview, world: World): void {
  const { account, at, steps, sha256 } = preview;
  const line = (text: string): void => world.out(`${visible(text)}\n`);
  line(`Account ${account}, read at ${at}`);
  for (const step of steps) for (const text of stepLines(step)) line(text);
  for (const { ask, question, isAnswered } of preview.questions)
    if (!isAnswered) line(`? ${ask}: ${question} Answer with --answer ${ask}=…`);
  for (const one of preview.manual) line(`By hand: ${plain(one)}`);
  for (const { what, why } of preview.lost) line(`Lost: ${plain(what)} (${plain(why)})`);
  for (const one of preview.left) line(`Left: ${plain(one)}`);
  line(preview.permissionNote);
  line("The least policy to look:");
  world.out(`${preview.readPolicy}\n`);
  line("The least policy to look and to fix:");
  world.out(`${preview.fixPolicy}\n`);
  line(`Plan ${sha256}`);
  if (preview.blocked !== null) line(preview.blocked);
}

const stateWords: Readonly<Record<LiveStep["state"], string>> = {
  "to-do": "to do",
  "already-done": "so already",
  conflict: "CONFLICT",
  unreadable: "CAN’T BE READ",
  "needs-answer": "needs an answer",
  "left-out": "left out",
  "not-supported": "not made by this program",
};

function stepLines(step: LiveStep): readonly string[] {
  const { n, api, state, why, notes, changes, permission, isDestructive, undo } = step;
  const marks = [
    ...(isDestructive && state === "to-do" ? [`destructive: --confirm ${n}`] : []),
    ...(state === "to-do"
      ? [
          `permission ${permission}${permission === "denied" && !isDestructive ? `: --confirm ${n} tries it all the same` : ""}`,
        ]
      : []),
  ];
  return [
    `${n}. ${api} — ${[stateWords[state], ...marks].join(", ")}`,
    `   ${plain(why)}`,
    ...notes.map((note) => `   ! ${note}`),
    ...changes.map(
      ({ what, before, after }) => `   ${what}: ${oneLine(before)} → ${oneLine(after)}`,
    ),
    ...(state === "to-do"
      ? [
          `   undo: ${undo.certainty}${undo.calls.length === 0 ? "" : ` (${undo.calls.join(", ")})`}${undo.lost.map((lost) => `; ${lost}`).join("")}`,
        ]
      : []),
  ];
}

/** A document on one line, in short. */
function oneLine(text: string | null): string {
  if (text === null) return "none";
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}

/** Prints how a run ended. */
export function printRun(run: LiveRun, world: World): void {
  const line = (text: string): void => world.out(`${visible(text)}\n`);
  line(`Run ${run.run} of ${run.at} by ${run.who} as ${run.arn}: ${run.summary}`);
  if (run.undoes !== null) line(`  It takes run ${run.undoes} back.`);
  if (run.lastHash !== undefined)
    line(`  Last line in the journal: ${run.lastHash} (note it: trailproof verify --journal-head)`);
  if (run.undoneBy !== null) line(`  It was taken back by run ${run.undoneBy}.`);
  for (const { n, api, outcome, answer, requestId, note } of run.steps) {
    line(`  ${n}. ${api}: ${outcome}${requestId === null ? "" : `, request ${requestId}`}`);
    if (outcome === "failed" || outcome === "unknown") line(`     ${answer ?? ""}`);
    if (note !== null) line(`     ${note}`);
  }
}
