import { Empty } from "../../parts/controls.tsx";
import { frameWords } from "../../strings/frame.ts";

/** The screen "evidence". */
export function EvidenceScreen() {
  return <Empty title={frameWords.screens.evidence} />;
}
