/**
 * The members of a CloudTrail record that every event keeps as columns. Where each one stands is fixed here, for the
 * byte scanner and for the JSON.parse path alike.
 */
export const slot = {
  eventTime: 0,
  eventSource: 1,
  eventName: 2,
  awsRegion: 3,
  sourceIPAddress: 4,
  userAgent: 5,
  errorCode: 6,
  errorMessage: 7,
  eventID: 8,
  recipientAccountId: 9,
  readOnly: 10,
  eventVersion: 11,
  identityType: 12,
  principalId: 13,
  arn: 14,
  accountId: 15,
  accessKeyId: 16,
  userName: 17,
  invokedBy: 18,
  issuerArn: 19,
  mfaAuthenticated: 20,
  /** The access key id that an STS call handed out. */
  issuedKey: 21,
} as const;

/** Number of slots. */
export const slotCount = 22;

type Slots = readonly (readonly [name: string, slot: number])[];

/** Which object of the record a key belongs to. */
export const place = {
  none: 0,
  record: 1,
  identity: 2,
  session: 3,
  issuer: 4,
  attributes: 5,
  response: 6,
  credentials: 7,
} as const;

/** Keys read in each object. */
export const slotsAt: Readonly<Record<number, Slots>> = {
  [place.record]: [
    ["eventTime", slot.eventTime],
    ["eventSource", slot.eventSource],
    ["eventName", slot.eventName],
    ["awsRegion", slot.awsRegion],
    ["sourceIPAddress", slot.sourceIPAddress],
    ["userAgent", slot.userAgent],
    ["errorCode", slot.errorCode],
    ["errorMessage", slot.errorMessage],
    ["eventID", slot.eventID],
    ["recipientAccountId", slot.recipientAccountId],
    ["readOnly", slot.readOnly],
    ["eventVersion", slot.eventVersion],
  ],
  [place.identity]: [
    ["type", slot.identityType],
    ["principalId", slot.principalId],
    ["arn", slot.arn],
    ["accountId", slot.accountId],
    ["accessKeyId", slot.accessKeyId],
    ["userName", slot.userName],
    ["invokedBy", slot.invokedBy],
  ],
  [place.issuer]: [["arn", slot.issuerArn]],
  [place.attributes]: [["mfaAuthenticated", slot.mfaAuthenticated]],
  [place.credentials]: [["accessKeyId", slot.issuedKey]],
};

/** Keys that lead into an object with slots of its own. */
export const doorsAt: Readonly<Record<number, Slots>> = {
  [place.record]: [
    ["userIdentity", place.identity],
    ["responseElements", place.response],
  ],
  [place.response]: [["credentials", place.credentials]],
  [place.identity]: [["sessionContext", place.session]],
  [place.session]: [
    ["sessionIssuer", place.issuer],
    ["attributes", place.attributes],
  ],
};
