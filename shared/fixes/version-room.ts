/** Room for one more version of a managed policy. */
import type { Operation } from "../remediation/plan.ts";
import { cite, log, say } from "../span.ts";
import type { Spans } from "../span.ts";
import type { PolicyState } from "../state/state-types.ts";
import { isSure, itemEvents } from "./known.ts";
import { askEach, call } from "./make.ts";
import { sureItems } from "./remove-parts.ts";

/** Versions that AWS keeps of a policy. */
const mostVersions = 5;

/** Calls that free a place, and what takes them back. */
interface Room {
  readonly operations: readonly Operation[];
  readonly undo: readonly Operation[];
  readonly lost: readonly { readonly what: Spans; readonly why: Spans }[];
  readonly unknown: readonly Spans[];
}

/** AWS keeps five versions: where they are taken, the oldest that is not the default goes. */
export function makeRoom({ arn, versions }: PolicyState, former: string | null): Room {
  const none: Room = { operations: [], undo: [], lost: [], unknown: [] };
  if (!versions.complete)
    return {
      ...none,
      operations: [
        call(
          "DeletePolicyVersion",
          {
            PolicyArn: arn,
            VersionId: askEach(
              "VERSION_TO_DELETE",
              "If there are five versions now, which one that is not the default may go?",
            ),
          },
          say`AWS keeps five versions: one has to go where all places are taken.`,
        ),
      ],
      unknown: [say`The log does not show all versions of ${log(arn, "arn")}.`],
    };
  const standing = sureItems(versions);
  if (standing.length < mostVersions) return none;
  const oldest = standing
    .filter(({ value }) => value.id !== former)
    .toSorted((a, b) => numberOf(a.value.id) - numberOf(b.value.id))[0];
  if (oldest === undefined) return none;
  const { id, document } = oldest.value;
  const evidence = itemEvents(oldest);
  return {
    operations: [
      call(
        "DeletePolicyVersion",
        { PolicyArn: arn, VersionId: id },
        say`AWS keeps five versions, and all places are taken: ${log(id)} is the oldest that is not in force.`,
        evidence,
      ),
    ],
    undo: isSure(document)
      ? [
          call(
            "CreatePolicyVersion",
            { PolicyArn: arn, PolicyDocument: document.value, SetAsDefault: false },
            say`The document of ${log(id)} is kept again, under the next number.`,
            evidence,
          ),
        ]
      : [],
    lost: [
      {
        what: isSure(document) ? say`The number of version ${log(id)}` : say`Version ${log(id)}`,
        why: isSure(document)
          ? say`A version that is made again gets the next number.`
          : say`Its document is not in the log: save it first (aws iam get-policy-version) ${cite(oldest.by.eventId)}.`,
      },
    ],
    unknown: [],
  };
}

function numberOf(id: string): number {
  return Number(id.slice(1));
}
