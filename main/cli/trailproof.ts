/** Entry of the command line. */
import { engineFile } from "../host/engine-file.ts";
import { startEngineChild } from "../host/engine-child.ts";
import { runCommand } from "./run-command.ts";

// As a promise: the built command line is CommonJS, which knows no await at its top.
void runCommand(process.argv.slice(2), (program) => startEngineChild(engineFile, program)).then(
  (status) => {
    process.exitCode = status;
  },
);
