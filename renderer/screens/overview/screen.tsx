import { Empty } from "../../parts/controls.tsx";
import { frameWords } from "../../strings/frame.ts";

/** The screen "overview". */
export function OverviewScreen() {
  return <Empty title={frameWords.screens.overview} />;
}
