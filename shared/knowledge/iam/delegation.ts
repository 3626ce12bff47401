import type { ActionEntry } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, irreversible, partlyReversible, reversible } from "./define-inverse.ts";

/** Requests of partners for temporary delegated access. */
export const delegationActions: readonly ActionEntry[] = [
  writeAction({
    name: "CreateDelegationRequest",
    target: "delegation",
    targetFields: ["response.delegationRequestId"],
    done: "created",
    severity: "medium",
    severityReason:
      "A product provider asks for temporary access, which takes effect only when somebody in the account accepts and sends the token.",
    mitre: ["T1548.005", "T1199"],
    inverse: reversible(
      [call("RejectDelegationRequest", { DelegationRequestId: "$re.delegationRequestId" })],
      { note: "Only partners that AWS has admitted can make this call." },
    ),
  }),
  writeAction({
    name: "AssociateDelegationRequest",
    target: "delegation",
    targetFields: ["request.delegationRequestId"],
    done: "bound to an identity",
    severity: "low",
    severityReason:
      "The request of a partner now belongs to the caller, who may accept or reject it; no access is given yet.",
    mitre: ["T1548.005"],
    inverse: reversible([
      call("RejectDelegationRequest", { DelegationRequestId: "$rp.delegationRequestId" }),
    ]),
  }),
  writeAction({
    name: "AcceptDelegationRequest",
    target: "delegation",
    targetFields: ["request.delegationRequestId"],
    done: "accepted",
    severity: "high",
    severityReason:
      "The partner will receive temporary access with the rights of the accepting identity as soon as the token is sent.",
    mitre: ["T1548.005", "T1199"],
    inverse: partlyReversible(
      [
        call(
          "RejectDelegationRequest",
          { DelegationRequestId: "$rp.delegationRequestId" },
          "only before SendDelegationToken",
        ),
      ],
      { lost: ["the way back once the token was sent: the request is then final"] },
    ),
  }),
  writeAction({
    name: "SendDelegationToken",
    target: "delegation",
    targetFields: ["request.delegationRequestId"],
    done: "completed by sending its token",
    severity: "high",
    severityReason:
      "The partner receives the token for temporary access, and AWS offers no call that takes it back.",
    mitre: ["T1548.005", "T1199"],
    inverse: irreversible([], {
      lost: ["the token itself"],
      note: "Contain it by denying the accepting identity, with a deny policy or by ending its sessions, until the granted duration has passed.",
    }),
  }),
  writeAction({
    name: "RejectDelegationRequest",
    target: "delegation",
    targetFields: ["request.delegationRequestId"],
    done: "rejected",
    severity: "info",
    severityReason: "A request for access is refused, which gives nobody any permission.",
    mitre: [],
    inverse: irreversible([], {
      lost: ["the request: the partner must make a new one"],
      note: "A rejected request cannot be accepted later.",
    }),
  }),
  writeAction({
    name: "UpdateDelegationRequest",
    target: "delegation",
    targetFields: ["request.delegationRequestId"],
    done: "got further information",
    severity: "info",
    severityReason:
      "The request gets additional notes and waits for approval again; no access is given.",
    mitre: [],
    inverse: reversible([
      call("UpdateDelegationRequest", {
        DelegationRequestId: "$rp.delegationRequestId",
        Notes: "$prior.notes",
      }),
    ]),
  }),
  readAction({
    name: "GetDelegationRequest",
    target: "delegation",
    targetFields: ["request.delegationRequestId"],
    done: "was read",
    severityReason: "Reads a partner’s request for access and changes nothing.",
  }),
  readAction({
    name: "GetHumanReadableSummary",
    target: "delegation",
    targetFields: ["request.entityArn"],
    done: "had a summary in plain words read",
    severityReason: "Reads a generated summary of a request for access and changes nothing.",
  }),
  readAction({
    name: "ListDelegationRequests",
    target: "account",
    targetFields: [],
    done: "had its delegation requests listed",
    severityReason: "Lists the requests of partners for access and changes nothing.",
  }),
];
