/** `trailproof posture`: what files and log say about how accounts are set up. */
import { formatCount } from "../../shared/report/format.ts";
import { postureJson } from "../../shared/report/print-posture-json.ts";
import type { Evidence } from "../../shared/posture/answer.ts";
import type { Posture, PostureResult } from "../../shared/posture/posture.ts";
import { countStatuses } from "../../shared/posture/posture.ts";
import {
  commandsFor,
  missingKinds,
  momentSpans,
  ownerSpans,
  placeWords,
  postureStatuses,
} from "../../shared/posture/words.ts";
import { snapshotKinds } from "../../shared/snapshot/kinds.ts";
import { plain } from "../../shared/span.ts";
import { casePosture } from "../snapshot/case-posture.ts";
import type { Options } from "./options.ts";
import { visible } from "./visible.ts";
import { withCase } from "./with-case.ts";
import type { World } from "./world.ts";
import { required } from "./world.ts";

/** Prints the checks account by account, or one JSON document. */
export async function posture(options: Options, world: World): Promise<void> {
  await withCase(required(options.case), false, (db) => {
    const found = casePosture(db);
    if (options.json) {
      const paths = new Map(found.files.map(({ input, path }) => [input, path]));
      const json = postureJson(found, (id) => paths.get(id) ?? "");
      world.out(`${JSON.stringify(json, null, 2)}\n`);
    } else print(found, world);
  });
}

/** One line for a whole case. */
export function postureLine({ counts }: Pick<Posture, "counts">): string {
  return `Posture: ${formatCount(counts.pass)} pass, ${formatCount(counts.fail)} fail, ${formatCount(counts.unknown)} unknown`;
}

/** Affected things that are printed one by one. */
const mostPrinted = 20;

function print(found: Posture, world: World): void {
  const paths = new Map(found.files.map(({ input, path }) => [input, path]));
  const place = (one: Evidence): string =>
    one.kind === "event"
      ? one.id
      : `${paths.get(one.input) ?? ""}${one.pointer === "" ? "" : `, ${placeWords(one)}`}`;
  const out = (indent: number, words: string): void =>
    world.out(`${" ".repeat(indent)}${visible(words)}\n`);

  out(
    0,
    found.files.length === 0 ? "No file about the set-up of an account is in the case." : "Files",
  );
  for (const file of found.files) {
    out(2, `${file.path}: ${snapshotKinds[file.kind].format}`);
    out(4, `account: ${plain(ownerSpans(file))}`);
    out(4, `as of: ${plain(momentSpans(file.moment, file.statedBy))}`);
  }
  const checks = new Map(found.checks.map((check) => [check.id, check]));
  for (const account of found.accounts) {
    const own = found.results.filter((one) => one.account === account);
    const counts = countStatuses(own);
    world.out("\n");
    out(
      0,
      `Account ${account}: ${formatCount(counts.pass)} pass, ${formatCount(counts.fail)} fail, ${formatCount(counts.unknown)} unknown`,
    );
    for (const status of postureStatuses)
      for (const result of own.filter((one) => one.status === status)) printResult(result);
  }
  if (found.accounts.length === 0) out(0, "The case names no account.");

  function printResult(result: PostureResult): void {
    const check = checks.get(result.check);
    out(2, `${result.status.toUpperCase().padEnd(7)}  ${result.check}: ${check?.title ?? ""}`);
    out(11, plain(result.why));
    if (result.status === "fail" && check !== undefined) out(11, `What must hold: ${check.about}`);
    for (const one of result.affected.slice(0, mostPrinted))
      out(
        11,
        `- ${one.type} ${one.name}: ${plain(one.why)}${one.evidence.length === 0 ? "" : ` (${one.evidence.slice(0, 2).map(place).join("; ")})`}`,
      );
    if (result.affectedCount > mostPrinted)
      out(11, `… and ${formatCount(result.affectedCount - mostPrinted)} more`);
    for (const note of result.notes) out(11, `Note: ${plain(note)}`);
    if (result.affected.length === 0 && result.evidence.length > 0)
      out(11, `Evidence: ${result.evidence.slice(0, 3).map(place).join("; ")}`);
    if (result.status === "unknown" && check !== undefined)
      for (const command of commandsFor(missingKinds(check, found.files, result.account)))
        out(11, `$ ${command}`);
  }
}
