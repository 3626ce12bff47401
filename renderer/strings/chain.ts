/** Words of the picture of who became whom. */
export const chainWords = {
  label: (links: number): string =>
    `Who became whom, ${links === 1 ? "1 link" : `${String(links)} links`}, the earliest first`,
  kind: {
    user: "User",
    root: "Root user",
    session: "Session",
    provider: "Identity provider",
    service: "AWS service",
    workload: "Workload",
    account: "Another account",
    unknown: "Not in the log",
  },
  confidence: { high: "in the log", medium: "likely", low: "not known" },
  confidenceTitle: "How sure it is that this link belongs here",
  key: "signed with",
  from: "from",
  noTime: "time not on record",
  noAddress: "address not on record",
  noCall: "How it went on from here is not in this log",
  event: (id: string): string => `Open event ${id}`,
  isThis: "this event",
  target: "Acted on",
} as const;
