import { join } from "node:path";

/** The entry of the engine process. The bundle has it beside the built command line (electron.vite.config.ts). */
export const engineFile: string = join(import.meta.dirname, "../engine/engine.ts");
