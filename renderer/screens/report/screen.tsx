import { Empty } from "../../parts/controls.tsx";
import { frameWords } from "../../strings/frame.ts";

/** The screen "report". */
export function ReportScreen() {
  return <Empty title={frameWords.screens.report} />;
}
