/** What is said of a file in which no events are looked for. */
import type { Sniffed } from "../../shared/import/sniff.ts";
import { binaryFile, cliError, yamlText } from "../../shared/import/sniff.ts";
import { problemRow, sampleOf } from "./input-rows.ts";
import type { InputProblem } from "./protocol.ts";

/** Largest Parquet file that is read; its bytes are held in memory. */
export const maxParquetBytes = 256 * 1024 * 1024;

/** The file's name, and the problem that it is; null for a file that rightly holds no events. */
export function unreadFile(
  kind: Extract<Sniffed, { readonly kind: "other" | "parquet" }>,
  head: Uint8Array,
): { readonly name: string; readonly problem: InputProblem | null } {
  const name = kind.kind === "parquet" ? "Parquet file" : kind.name;
  const advice = adviceFor(name);
  if (advice === null) return { name, problem: null };
  const sample =
    kind.kind === "parquet" || name === binaryFile ? hexOf(head) : sampleOf(head.subarray(0, 120));
  return { name, problem: problemRow(0, null, `${name}: ${advice}`, sample) };
}

function adviceFor(name: string): string | null {
  if (name === "Parquet file")
    return "of more than 256 MiB, or inside a file that is read piece by piece: not opened. Split it, or export its rows as JSON";
  if (name.startsWith("S3 error answer")) return "fetch the log again";
  if (name === cliError)
    return "it was saved instead of an answer; fetch it again, with permission for the call";
  if (name === yamlText) return "YAML is not read; export with --output json";
  if (name === binaryFile) return "no known kind of file; its first bytes are shown";
  return null;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 32))
    .toString("hex")
    .replaceAll(/(..)(?=.)/g, "$1 ");
}
