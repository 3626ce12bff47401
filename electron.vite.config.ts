/** How the desktop program is built: out/main, out/preload and out/renderer. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

/** Packages of the main process that electron-builder.yml leaves out, with what they need. */
const bundled = [
  "@aws-sdk/client-iam",
  "@aws-sdk/client-sts",
  "@aws-sdk/credential-providers",
  "csv-parse",
  "hyparquet",
  "hyparquet-compressors",
  "hyparquet-writer",
  "tar-stream",
  "yaml",
  "yauzl",
  "zod",
];

/** Threads by the file below main/ that starts them; both lie in one folder. Each is an entry of its own. */
const threads: Readonly<Record<string, string>> = {
  "import/import-files": "import-worker",
  "import/analyze-case": "analysis-thread",
  "import/start-parquet": "parquet-thread",
  "report/print-beside": "report-thread",
};

/** In the bundle threads and the engine start from built files, which lie beside the code that starts them. */
const builtThreads = {
  name: "built-threads",
  transform(code: string, id: string): string | null {
    if (id.endsWith("/main/host/engine-file.ts"))
      return replaced(id, code, '"../engine/engine.ts"', '"./engine.cjs"');
    const thread = threads[/\/main\/([a-z-]+\/[a-z-]+)\.ts$/.exec(id)?.[1] ?? ""];
    if (thread === undefined) {
      if (/new URL\("\.\/[a-z-]+\.ts"/.test(code))
        throw new Error(`${id} starts an unknown thread`);
      return null;
    }
    return replaced(id, code, `new URL("./${thread}.ts"`, `new URL("./${thread}.cjs"`);
  },
};

function replaced(id: string, code: string, inSource: string, inBundle: string): string {
  if (!code.includes(inSource)) throw new Error(`${id} no longer says ${inSource}`);
  return code.replace(inSource, inBundle);
}

export default defineConfig({
  main: {
    plugins: [builtThreads],
    build: {
      outDir: "out/main",
      // All but better-sqlite3, which finds its binary beside itself, is bundled.
      externalizeDeps: { exclude: bundled },
      rollupOptions: {
        input: {
          main: "main/desktop/main.ts",
          engine: "main/engine/engine.ts",
          cli: "main/cli/trailproof.ts",
          ...Object.fromEntries(
            Object.entries(threads).map(([starter, thread]) => [
              thread,
              `main/${starter.replace(/[^/]+$/, thread)}.ts`,
            ]),
          ),
        },
        // Electron waits with "ready" for a CommonJS entry however it is started; for a module only when packed.
        output: { format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs" },
      },
    },
  },
  preload: {
    build: {
      outDir: "out/preload",
      rollupOptions: {
        input: "main/desktop/preload/preload.ts",
        // A sandboxed preload script can't be a module.
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "renderer",
    base: "./",
    build: {
      outDir: "out/renderer",
      minify: true,
      // One file from the own disk; `npm run bench` keeps watch over its size.
      chunkSizeWarningLimit: 700,
      modulePreload: false,
      rollupOptions: { input: "renderer/index.html" },
    },
    plugins: [react()],
  },
});
