import * as z from "zod";
import type { Call, Calls } from "../../../shared/ipc.ts";

/** A guard per call for the arguments that come from the window; a missing one does not compile. */
export type Checks = { readonly [C in Call]: z.ZodType<Parameters<Calls[C]>> };

/** Ids are UUIDs that the program gave out. */
const id = z.uuid();

/** The longest client name that a report carries. */
const client = z.string().min(1).max(200).nullable();

/** The guards of all calls. */
export const checks: Checks = {
  programInfo: z.tuple([]),
  chooseLogs: z.tuple([z.enum(["folder", "files", "case"])]),
  startAudit: z.tuple([id, client]),
  cancelAudit: z.tuple([]),
  openReport: z.tuple([id]),
  saveReport: z.tuple([id]),
};
