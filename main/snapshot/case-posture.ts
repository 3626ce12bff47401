/** The posture of a case: its snapshot files and the calls of its log, through all checks. */
import { parseJson, textField } from "../../shared/cloudtrail-event.ts";
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { readEvent } from "../../shared/import/read-record.ts";
import { postureEvents } from "../../shared/posture/log-facts.ts";
import type { Posture } from "../../shared/posture/posture.ts";
import { createPostureFold } from "../../shared/posture/posture.ts";
import { casePlaces } from "../db/case-places.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { PostureRow } from "../db/posture-events.ts";
import { postureRows } from "../db/posture-events.ts";
import type { Steps } from "../turns.ts";
import { atOnce } from "../turns.ts";
import { snapshotFiles, snapshotItems } from "./case-snapshots.ts";

/** Reads the posture of a case at once. */
export function casePosture(db: CaseDb): Posture {
  return atOnce(postureSteps(db));
}

/** Items or events between two turns for others. */
const turnItems = 500;

/** The same in pieces. The case must not change between them. */
export function* postureSteps(db: CaseDb): Steps<Posture> {
  const fold = createPostureFold();
  let n = 0;
  for (const { input, path, kind, modifiedAt, stated } of snapshotFiles(db)) {
    const file = fold.open({
      input,
      path,
      kind,
      modifiedAt,
      statedAt: stated?.at ?? null,
      statedBy: stated?.by ?? null,
    });
    for (const item of snapshotItems(db, input)) {
      file.item(item);
      if (++n % turnItems === 0) yield;
    }
    file.close();
  }
  for (const row of postureRows(db, postureEvents)) {
    fold.event(eventOf(row));
    if (++n % turnItems === 0) yield;
  }
  return fold.finish(casePlaces(db, false).accounts);
}

const decoder = new TextDecoder();

function eventOf({ raw, id, input, record }: PostureRow): CloudTrailEvent {
  const json = parseJson(decoder.decode(raw));
  const own = textField(json, "eventID") ?? id;
  const mark = /#\d+$/.exec(id)?.[0] ?? "";
  const source = { input, record, offset: 0, length: 0 };
  return readEvent(json, own.endsWith(mark) ? own : `${own}${mark}`, [source]);
}
