import { expect, test } from "vitest";
import { scannerWasm } from "../shared/import/scanner/scan-wasm.ts";
import { compileScanner } from "./make-scanner.ts";

test("the scanner that is loaded is what its source compiles to, and imports nothing", () => {
  expect(compileScanner()).toContain(`"${scannerWasm}"`);
  const module = new WebAssembly.Module(Buffer.from(scannerWasm, "base64"));
  expect(WebAssembly.Module.imports(module)).toEqual([]);
}, 60_000);
