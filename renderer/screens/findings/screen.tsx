import { Empty } from "../../parts/controls.tsx";
import { frameWords } from "../../strings/frame.ts";

/** The screen "findings". */
export function FindingsScreen() {
  return <Empty title={frameWords.screens.findings} />;
}
