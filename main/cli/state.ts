/** `trailproof state`: what is known of accounts, or of one entity, at a moment. */
import { Failure } from "../../shared/errors.ts";
import { parseEventTime } from "../../shared/import/event-time.ts";
import { formatCounted } from "../../shared/report/format.ts";
import { conflictsOf } from "../../shared/state/drift.ts";
import type { WholeKind } from "../../shared/state/shown.ts";
import { accountState, entityState } from "../../shared/state/state.ts";
import type { AccountState, EntityState } from "../../shared/state/state.ts";
import { byOf } from "../../shared/state/view-parts.ts";
import { createInputFinder } from "../db/custody.ts";
import type { CaseDb } from "../db/open-case.ts";
import { findEvents } from "../db/read-events.ts";
import { shownPath } from "../import/file-names.ts";
import { caseBaselines } from "../snapshot/case-baselines.ts";
import { foldCase } from "../state/fold-case.ts";
import type { FoldedAccount } from "../state/fold-case.ts";
import type { Options } from "./options.ts";
import { createNotes, entityLines, lifeWords, settingsLines } from "./state-words.ts";
import type { Place } from "./state-words.ts";
import { visible } from "./visible.ts";
import { withCase } from "./with-case.ts";
import type { World } from "./world.ts";
import { required } from "./world.ts";

/** Prints accounts or one entity, or one JSON document. */
export async function state(options: Options, world: World): Promise<void> {
  const path = required(options.case);
  await withCase(path, false, (db) => {
    const { at, entity } = options;
    const wanted = options.filter.accounts ?? [];
    const accounts = foldCase(db, at === null ? null : parseEventTime(at)).filter(
      ({ id }) => wanted.length === 0 || wanted.includes(id),
    );
    const head = at === null ? "after the last event" : `at ${at}`;
    const notes = createNotes(placeFinder(db, path));
    if (entity === null) {
      const states = accounts.map(({ now, later }) => accountState(now, later, at));
      if (options.json) world.out(`${JSON.stringify({ at, accounts: states }, null, 2)}\n`);
      else for (const one of states) printAccount(one, head, notes, world);
      if (states.length === 0)
        world.err.write("No event about IAM and no snapshot is in the case.\n");
    } else {
      const found = accounts.flatMap((account) => foundIn(account, entity, at));
      if (found.length === 0)
        throw new Failure({
          code: "usage",
          detail: `No event or snapshot names ${entity}. Name it as user/NAME, group/NAME, role/NAME, policy/ARN, instance-profile/NAME; trailproof state without --entity lists all.`,
        });
      if (options.json) {
        const entities = found.map(({ account, told }) => ({ account: account.id, state: told }));
        world.out(`${JSON.stringify({ at, entities }, null, 2)}\n`);
      } else
        for (const { account, told } of found) {
          world.out(`${visible(told.key)} in account ${visible(account.id)}, ${head}\n`);
          for (const line of entityLines(told, notes)) world.out(`${line}\n`);
          for (const { thing, what, by } of conflictsOf(account.now))
            if (thing.toLowerCase() === told.key.toLowerCase())
              world.out(
                `  ! ${visible(what)} ${by.map((mark) => notes.cite(byOf(mark))).join("")}\n`,
              );
        }
    }
    if (!options.json) world.out(notes.print());
    for (const { path: file, why } of caseBaselines(db).left)
      world.err.write(`Not used: ${visible(file)}: ${why}.\n`);
  });
}

const wholeWords: Readonly<Record<WholeKind, string>> = {
  user: "no other users",
  group: "no other groups",
  role: "no other roles",
  policy: "no other policies of the account",
};

function foundIn(
  account: FoldedAccount,
  key: string,
  at: string | null,
): readonly { readonly account: FoldedAccount; readonly told: EntityState }[] {
  const told = entityState(account.now, key, account.later, at);
  return told === null ? [] : [{ account, told }];
}

function placeFinder(db: CaseDb, path: string): (id: string) => Place | null {
  const find = findEvents(db, path);
  const inputOf = createInputFinder(db);
  return (id) => {
    const [eid = id, variant = "0"] = id.split("#");
    const [source] = find(eid).find((one) => one.variant === Number(variant))?.sources ?? [];
    const file = source === undefined ? null : inputOf(source.input);
    return source === undefined || file === null
      ? null
      : { file: shownPath(file), record: source.record };
  };
}

function printAccount(
  account: AccountState,
  head: string,
  notes: ReturnType<typeof createNotes>,
  world: World,
): void {
  world.out(
    `Account ${account.account === "" ? "(none named)" : visible(account.account)}, ${head}; ${account.firstAt === null ? "no event with a time" : `first event ${account.firstAt}`}\n`,
  );
  for (const line of settingsLines(account, notes)) world.out(`${line}\n`);
  const entities: readonly EntityState[] = [
    ...account.users,
    ...account.groups,
    ...account.roles,
    ...account.policies,
    ...account.instanceProfiles,
    ...account.others,
  ];
  world.out(`  ${formatCounted(entities.length, "entity", "entities")}\n`);
  for (const { kind, by } of account.complete)
    world.out(`  ${wholeWords[kind]} than these ${notes.cite(by)}\n`);
  for (const one of entities) world.out(`  ${visible(one.key)}: ${lifeWords(one.life, notes)}\n`);
  for (const { thing, what, events } of account.contradictions)
    world.out(
      `  ! ${visible(thing)}: ${visible(what)} ${events.map((by) => notes.cite(by)).join("")}\n`,
    );
  for (const { name, by } of account.blind)
    world.out(
      `  ! The record of ${visible(name)} does not say what it changed ${notes.cite(by)}\n`,
    );
  world.out("\n");
}
