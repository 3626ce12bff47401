/** How the desktop program is built: out/main, out/preload and out/renderer. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

const workerInSource = '"./import-worker.ts"';
const workerInBundle = '"./import-worker.cjs"';

/** In the bundle the import's threads start from the built worker, which lies beside the code that starts them. */
const builtWorker = {
  name: "built-import-worker",
  transform(code: string, id: string): string | null {
    if (!id.endsWith("/main/import/import-files.ts")) return null;
    if (!code.includes(workerInSource))
      throw new Error(`import-files.ts no longer names ${workerInSource}`);
    return code.replace(workerInSource, workerInBundle);
  },
};

export default defineConfig({
  main: {
    plugins: [builtWorker],
    build: {
      outDir: "out/main",
      // zod is bundled; better-sqlite3 stays a package, since it finds its binary beside itself.
      externalizeDeps: { exclude: ["zod"] },
      rollupOptions: {
        input: {
          main: "main/desktop/main.ts",
          engine: "main/desktop/engine.ts",
          "import-worker": "main/import/import-worker.ts",
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
      modulePreload: false,
      rollupOptions: { input: "renderer/index.html" },
    },
    plugins: [react()],
  },
});
