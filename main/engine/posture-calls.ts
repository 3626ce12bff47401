/** The posture of the open case. */
import type { PostureAnswer } from "../../shared/ipc/posture.ts";
import { mostShown } from "../../shared/ipc/posture.ts";
import { topics } from "../../shared/remediation/topics.ts";
import { postureSteps } from "../snapshot/case-posture.ts";
import { inTurns } from "../turns.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";
import { untilImport } from "./work.ts";
import type { Work } from "./work.ts";

/** Makes the call; while an import runs it fails as busy, since files and log would not be of one state. */
export function createPostureCalls(session: Session, work: Work): Pick<EngineHandlers, "posture"> {
  let kept: { readonly key: string; readonly answer: PostureAnswer } | null = null;

  async function posture(): Promise<PostureAnswer> {
    work.refuseDuringImport();
    const { db, path, imports } = session.current();
    const before = imports();
    const key = `${path} ${String(before)}`;
    if (kept?.key === key) return kept.answer;
    const found = await inTurns(untilImport(postureSteps(db), work));
    if (imports() !== before) return posture();
    const answer: PostureAnswer = {
      posture: {
        ...found,
        results: found.results.map((one) => ({
          ...one,
          affected: one.affected.slice(0, mostShown),
        })),
      },
      topics: topics.map(({ id, title, why, console, cli, python, verify }) => ({
        id,
        title,
        why,
        console,
        cli,
        python,
        verify,
      })),
    };
    kept = { key, answer };
    return answer;
  }

  return { posture };
}
