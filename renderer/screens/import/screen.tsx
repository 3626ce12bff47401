/** Import: under way, stopped, or done with the evidence at a glance. */
import { useCase, useWork } from "../../work.tsx";
import { EvidenceView, NothingYet } from "../evidence/screen.tsx";
import { Failed } from "./failed.tsx";
import { Running } from "./running.tsx";

/** The screen "import". */
export function ImportScreen() {
  const info = useCase();
  const { importing } = useWork();
  const { isRunning, result, error } = importing;
  if (isRunning) return <Running />;
  if (error !== null) return <Failed sentence={error} />;
  if (info.imports === 0) return <NothingYet />;
  return <EvidenceView result={result} />;
}
