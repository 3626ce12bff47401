/** Compiles the byte scanner to WebAssembly. `npm run make-scanner` after a change of scan.as.ts; a test compares. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const source = join(root, "shared/import/scanner/scan.as.ts");
const target = join(root, "shared/import/scanner/scan-wasm.ts");
// Run as a program: its types would change those of arrays and strings for the whole project.
const compiler = join(root, "node_modules/assemblyscript/bin/asc.js");

/** The module that the program loads, as text. The same source gives the same bytes. @throws when it does not compile. */
export function compileScanner(): string {
  const folder = mkdtempSync(join(tmpdir(), "trailproof-scanner-"));
  try {
    const out = join(folder, "scan.wasm");
    // No runtime and no abort: nothing is imported, so the module can do nothing but compute.
    const options = [
      "--runtime",
      "stub",
      "--enable",
      "simd",
      "--use",
      "abort=",
      "-O3",
      "--noAssert",
    ];
    const { status, stderr } = spawnSync(
      process.execPath,
      [compiler, source, ...options, "--outFile", out],
      { encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`the scanner does not compile: ${stderr}`);
    const text = readFileSync(out).toString("base64");
    return `/** Made by build/make-scanner.ts from scan.as.ts; not to be edited. WebAssembly in base64. */\nexport const scannerWasm =\n  "${text}";\n`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) {
  const text = compileScanner();
  writeFileSync(target, text);
  process.stdout.write(`${target}: ${text.length} characters\n`);
}
