import { Empty } from "../../parts/controls.tsx";
import { frameWords } from "../../strings/frame.ts";

/** The screen "start". */
export function StartScreen() {
  return <Empty title={frameWords.screens.start} />;
}
