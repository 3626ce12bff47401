/** The trails of an account at the end of the evidence: what files say, and what later calls made of it. */
import { nameOf } from "../../iam/arn.ts";
import type { SelectorsFact } from "../../snapshot/facts.ts";
import type { Spans } from "../../span.ts";
import { counted, joined, log, say, text } from "../../span.ts";
import type { AccountFacts, TrailWithMore } from "../account-facts.ts";
import type { Affected, Answer, Evidence } from "../answer.ts";
import { fail, pass, unknown } from "../answer.ts";
import type { TrailSeen } from "../log-trails.ts";
import { isLater } from "./with-report.ts";

/** A trail; null where the evidence does not say. */
export interface TrailNow {
  readonly name: string;
  readonly arn: string | null;
  readonly isLogging: boolean | null;
  readonly multiRegion: boolean | null;
  readonly validation: boolean | null;
  /** Reading and writing management events are both recorded. */
  readonly management: boolean | null;
  readonly isEncrypted: boolean | null;
  readonly toLogs: boolean | null;
  readonly evidence: readonly Evidence[];
}

/** All trails; null when neither files nor log name one. `isWhole`: the list is that of describe-trails. */
export function trailsNow({
  trails,
  log: seen,
}: AccountFacts): { readonly all: readonly TrailNow[]; readonly isWhole: boolean } | null {
  if (trails === null) {
    const named = [...seen.trails.values()].filter(({ isDeleted }) => !isDeleted);
    return seen.trails.size === 0 ? null : { all: named.map((one) => ofLog(one)), isWhole: false };
  }
  const known = new Set(trails.map(({ trail }) => nameOf(trail.fact.name)));
  const at = trails[0]?.trail.from.at ?? null;
  const newer = [...seen.trails.values()].filter(
    ({ name, isDeleted, last }) => !known.has(name) && !isDeleted && isLater(last, at),
  );
  return {
    all: [
      ...trails.flatMap((one) => ofFiles(one, seen.trails.get(nameOf(one.trail.fact.name)))),
      ...newer.map((one) => ofLog(one)),
    ],
    isWhole: true,
  };
}

function ofFiles(
  { trail, status, selectors }: TrailWithMore,
  later: TrailSeen | undefined,
): readonly TrailNow[] {
  const { fact, from } = trail;
  const isNewer = isLater(later?.last, from.at);
  if (later !== undefined && later.isDeleted && isNewer) return [];
  const call = later?.isLogging ?? null;
  const isTurned = call !== null && (status === null || isLater(call.event, status.from.at));
  const since = isNewer ? later : undefined;
  const custom = fact.hasCustomSelectors;
  return [
    {
      name: fact.name,
      arn: fact.arn,
      isLogging: isTurned ? call.is : (status?.fact.isLogging ?? null),
      multiRegion: since?.multiRegion ?? fact.isMultiRegion,
      validation: since?.validation ?? fact.validation,
      // A trail without selectors of its own records all management events (CloudTrail user guide).
      management:
        selectors === null ? (custom === false ? true : null) : recordsManagement(selectors.fact),
      isEncrypted: (since?.kmsKey ?? fact.kmsKey) !== null,
      toLogs: (since?.logGroup ?? fact.logGroup) !== null,
      evidence: [
        from,
        ...(status === null ? [] : [status.from]),
        ...(selectors === null ? [] : [selectors.from]),
        ...(isTurned ? [call.event] : isNewer && later !== undefined ? [later.last] : []),
      ],
    },
  ];
}

function ofLog(trail: TrailSeen): TrailNow {
  return {
    name: trail.name,
    arn: null,
    isLogging: trail.isLogging?.is ?? null,
    multiRegion: trail.multiRegion,
    validation: trail.validation,
    management: null,
    isEncrypted: trail.kmsKey === null ? null : true,
    toLogs: trail.logGroup === null ? null : true,
    evidence: [trail.last],
  };
}

/** Whether selectors take in all management events but those of sources that they leave out by name. */
function recordsManagement({ basic, advanced }: SelectorsFact): boolean {
  return (
    basic.some(({ readWrite, management }) => management === true && readWrite === "All") ||
    advanced.some(({ fields }) => {
      const category = fields.find((one) => one.field === "eventCategory");
      const isManagement = category?.tests.some(
        ({ operator, values }) => operator === "Equals" && values.includes("Management"),
      );
      return isManagement === true && !fields.some((one) => one.field === "readOnly");
    })
  );
}

/** Something that a trail should have. */
export interface TrailWant {
  readonly has: (trail: TrailNow) => boolean | null;
  /** Completes "It …" of a trail that does not have it. */
  readonly lacks: string;
  /** Completes "The evidence does not tell …". */
  readonly asks: string;
}

/** A trail that is switched on. */
export const switchedOn: TrailWant = {
  has: ({ isLogging }) => isLogging,
  lacks: "is switched off",
  asks: "whether it is switched on",
};

/**
 * Answers whether at least one trail has all of `wants`. A trail that lacks one is told with it; one of which the evidence
 * does not tell makes the answer unknown.
 */
export function overTrails(
  account: AccountFacts,
  wants: readonly TrailWant[],
  met: (trail: TrailNow) => Spans,
  notes: readonly Spans[] = [],
): Answer {
  const found = trailsNow(account);
  if (found === null)
    return unknown(
      say`Neither the list of trails nor a call that made or changed one is in the case.`,
      { notes },
    );
  const { all, isWhole } = found;
  if (all.length === 0)
    return isWhole
      ? fail(say`The account has no trail.`, {
          notes,
          evidence: account.trailList === null ? [] : [account.trailList],
        })
      : unknown(
          say`The trails that the log names were deleted; whether others exist it does not say.`,
          { notes },
        );
  const good = all.find((trail) => wants.every(({ has }) => has(trail) === true));
  if (good !== undefined) return pass(met(good), { evidence: good.evidence, notes });
  const affected = all.flatMap((trail): Affected[] => {
    const lacks = wants.filter(({ has }) => has(trail) === false).map((want) => text(want.lacks));
    return lacks.length === 0
      ? []
      : [
          {
            type: "trail",
            name: trail.name,
            arn: trail.arn,
            why: say`It ${joined(lacks, ", ", " and ")}.`,
            evidence: trail.evidence,
          },
        ];
  });
  const parts = { evidence: all.flatMap(({ evidence }) => evidence).slice(0, 4), affected, notes };
  if (affected.length < all.length) {
    const open = all.find(({ name }) => !affected.some((one) => one.name === name));
    const asks = wants.filter(({ has }) => open !== undefined && has(open) === null);
    return unknown(
      say`Of the trail ${log(open?.name ?? "")} the evidence does not tell ${joined(
        asks.map((want) => text(want.asks)),
        ", ",
        " and ",
      )}.`,
      parts,
    );
  }
  if (!isWhole)
    return unknown(
      say`No trail that the log names is so; whether others exist it does not say.`,
      parts,
    );
  const [only] = affected;
  return fail(
    affected.length === 1 && only !== undefined
      ? say`The only trail is ${log(only.name)}. ${only.why}`
      : say`None of ${counted(all.length, "trail")} has what is asked.`,
    parts,
  );
}
