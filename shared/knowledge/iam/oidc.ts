import type { ActionEntry } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, reversible } from "./define-inverse.ts";

/** OpenID Connect identity providers. */
export const oidcActions: readonly ActionEntry[] = [
  writeAction({
    name: "CreateOpenIDConnectProvider",
    target: "oidc",
    targetFields: ["response.openIDConnectProviderArn", "request.url"],
    done: "created",
    severity: "high",
    severityReason:
      "The account now accepts identities of another issuer wherever a role trusts it.",
    mitre: ["T1484.002"],
    inverse: reversible(
      [
        call("DeleteOpenIDConnectProvider", {
          OpenIDConnectProviderArn: "$re.openIDConnectProviderArn",
        }),
      ],
      { lost: ["sessions that were obtained in the meantime"] },
    ),
  }),
  writeAction({
    name: "AddClientIDToOpenIDConnectProvider",
    target: "oidc",
    targetFields: ["request.openIDConnectProviderArn"],
    done: "was given a further audience",
    severity: "high",
    severityReason:
      "Tokens made for a further application are accepted from now on by roles that trust the provider.",
    mitre: ["T1484.002"],
    inverse: reversible([
      call(
        "RemoveClientIDFromOpenIDConnectProvider",
        {
          OpenIDConnectProviderArn: "$rp.openIDConnectProviderArn",
          ClientID: "$rp.clientID",
        },
        "it was not in place before",
      ),
    ]),
  }),
  writeAction({
    name: "RemoveClientIDFromOpenIDConnectProvider",
    target: "oidc",
    targetFields: ["request.openIDConnectProviderArn"],
    done: "lost an audience",
    severity: "medium",
    severityReason:
      "Tokens made for the removed application are refused from now on, so its workloads lose access.",
    mitre: ["T1531"],
    inverse: reversible([
      call("AddClientIDToOpenIDConnectProvider", {
        OpenIDConnectProviderArn: "$rp.openIDConnectProviderArn",
        ClientID: "$rp.clientID",
      }),
    ]),
  }),
  writeAction({
    name: "UpdateOpenIDConnectProviderThumbprint",
    target: "oidc",
    targetFields: ["request.openIDConnectProviderArn"],
    done: "got new certificate thumbprints",
    severity: "high",
    severityReason:
      "The thumbprints decide which server may speak for the issuer, so foreign ones can let somebody else issue identities.",
    mitre: ["T1484.002"],
    inverse: reversible(
      [
        call("UpdateOpenIDConnectProviderThumbprint", {
          OpenIDConnectProviderArn: "$rp.openIDConnectProviderArn",
          ThumbprintList: "$prior.oidc.thumbprintList",
        }),
      ],
      { note: "The call always replaces the whole list." },
    ),
  }),
  writeAction({
    name: "DeleteOpenIDConnectProvider",
    target: "oidc",
    targetFields: ["request.openIDConnectProviderArn"],
    done: "deleted",
    severity: "high",
    severityReason:
      "Build pipelines and clusters that sign in through the provider lose access to the account.",
    mitre: ["T1531"],
    inverse: reversible(
      [
        call("CreateOpenIDConnectProvider", {
          Url: "$prior.oidc.url",
          ClientIDList: "$prior.oidc.clientIDList",
          ThumbprintList: "$prior.oidc.thumbprintList",
          Tags: "$prior.oidc.tags",
        }),
      ],
      {
        note: "The URL can be read from the ARN, the audiences cannot. Deleting a provider that does not exist raises no error: make sure that it existed.",
      },
    ),
  }),
  readAction({
    name: "GetOpenIDConnectProvider",
    target: "oidc",
    targetFields: ["request.openIDConnectProviderArn"],
    done: "was read",
    severityReason:
      "Reads the audiences and thumbprints of an OpenID Connect provider and changes nothing.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "ListOpenIDConnectProviders",
    target: "account",
    targetFields: [],
    done: "had its OpenID Connect providers listed",
    severityReason:
      "Lists the OpenID Connect providers of the account and so from where workloads may sign in.",
    mitre: ["T1087.004"],
  }),
];
