/** Guards of the values that calls of live fixes are made of. */
import * as z from "zod";
import type { LiveApproval, LivePreviewRequest, LiveSource } from "../../shared/ipc/live.ts";
import { fixRequest, id, line, planRequest } from "./check-parts.ts";

/** Where credentials come from; of pasted ones, as long as AWS makes them and longer. */
export const liveSource: z.ZodType<LiveSource> = z.union([
  z.strictObject({ kind: z.literal("profile"), name: line.min(1) }),
  z.strictObject({ kind: z.literal("environment") }),
  z.strictObject({
    kind: z.literal("keys"),
    accessKeyId: z.string().min(16).max(128),
    secretAccessKey: z.string().min(1).max(200),
    sessionToken: z.string().max(20_000).nullable(),
  }),
]);

/** Number of a run of live fixes. */
export const liveRun = z.int().min(1).max(1_000_000);

const liveSteps = z.int().min(1).max(100_000);

/** Answers to the questions of a plan, by their names. */
export const liveAnswers = z
  .record(z.string().max(200), z.string().max(200_000))
  .refine((all) => Object.keys(all).length <= 1000);

export const livePreview: z.ZodType<LivePreviewRequest> = z.strictObject({
  subject: z.union([
    z.strictObject({ kind: z.literal("undo"), request: planRequest }),
    z.strictObject({ kind: z.literal("fix"), request: fixRequest }),
    z.strictObject({ kind: z.literal("run"), run: liveRun }),
  ]),
  answers: liveAnswers,
  decisions: z
    .array(z.strictObject({ n: liveSteps, as: z.enum(["leave-out", "overwrite"]) }))
    .max(10_000),
});

export const liveApproval: z.ZodType<LiveApproval> = z.strictObject({
  preview: id,
  account: line,
  confirmed: z.array(liveSteps).max(10_000),
});
