/** Words about live fixes that the frame and other screens need at once. */

export const liveFrameWords = {
  fix: "Fix live…",
  keyFix: "Fix live",
  journal: "Journal of live fixes",
  off: "Switch live fixes off",
  isOff: "Live fixes are off. No connection is open.",
  aws: "AWS",
  asking: "Asking whether connected…",
  unknown: "Not known whether connected",
  unknownLong: (why: string): string =>
    `The program did not tell whether a connection is open: ${why} Switching live fixes off or closing the case ends one.`,
  offButRunning: "Live fixes are switched off; the step under way is being ended.",
  on: "Live fixes on, not connected",
  onLong: "Live fixes are switched on for this case. No connection is open.",
  connected: (account: string, name: string): string =>
    `Connected to ${account} as ${name}, reads only until you apply`,
  connectedLong: (arn: string, where: string): string => `${arn}. Calls go to ${where}.`,
  running: (account: string, n: number, of: number): string =>
    `Applying to ${account}: step ${String(n)} of ${String(of)}`,
  instead: (url: string): string => `at ${url}`,
} as const;
