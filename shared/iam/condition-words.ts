/** What conditions ask for, in plain words. */
import { log, say, text } from "../span.ts";
import type { Span, Spans } from "../span.ts";
import { conditionKey } from "./policy-compare.ts";
import type { Condition } from "./policy-statement.ts";
import { serviceName } from "./service-names.ts";
import { coded, some } from "./words.ts";

/** A condition on a permission, and its absence. */
export interface ConditionWords {
  /** Stands behind a permission: "from 10.0.0.0/8", "with a second factor". */
  readonly when: Spans;
  /** What holds when nothing of the kind is asked for: "from any network". */
  readonly free: Spans;
}

interface Known {
  readonly operators: RegExp;
  readonly when: (values: Spans) => Spans;
  readonly free: string;
}

const equal = /^(string(equals|like)(ignorecase)?|arn(equals|like))$/;

const known: Readonly<Record<string, Known>> = {
  "aws:multifactorauthage": {
    operators: /^numericlessthan(equals)?$/,
    when: (v) => say`with a second factor given in the last ${v} seconds`,
    free: "without a second factor",
  },
  "aws:sourceip": {
    operators: /^ipaddress$/,
    when: (v) => say`from ${v}`,
    free: "from any network",
  },
  "aws:sourcevpc": { operators: equal, when: (v) => say`from VPC ${v}`, free: "from any network" },
  "aws:sourcevpce": {
    operators: equal,
    when: (v) => say`through VPC endpoint ${v}`,
    free: "from any network",
  },
  "aws:principalorgid": {
    operators: equal,
    when: (v) => say`for members of organization ${v}`,
    free: "whatever the organization",
  },
  "aws:principalaccount": {
    operators: equal,
    when: (v) => say`for account ${v}`,
    free: "whatever the account",
  },
  "aws:principalarn": {
    operators: equal,
    when: (v) => say`for ${v}`,
    free: "whoever asks",
  },
  "aws:sourceaccount": {
    operators: equal,
    when: (v) => say`on behalf of account ${v}`,
    free: "on behalf of any account",
  },
  "aws:sourcearn": {
    operators: equal,
    when: (v) => say`on behalf of ${v}`,
    free: "on behalf of any resource",
  },
  "aws:requestedregion": {
    operators: equal,
    when: (v) => say`in ${v}`,
    free: "in any Region",
  },
  "sts:externalid": {
    operators: equal,
    when: (v) => say`with external id ${v}`,
    free: "without an external id",
  },
  "iam:passedtoservice": { operators: equal, when: (v) => say`to ${v}`, free: "to any service" },
  "iam:permissionsboundary": {
    operators: equal,
    when: (v) => say`with boundary ${v}`,
    free: "without a boundary",
  },
  "iam:policyarn": { operators: equal, when: (v) => say`of policy ${v}`, free: "of any policy" },
};

/** Words for one condition. What has none of its own is shown as written. */
export function conditionWords(condition: Condition): ConditionWords {
  const operator = condition.operator.toLowerCase().replace(/^foranyvalue:/, "");
  const key = condition.key.toLowerCase();
  const only = condition.values.length === 1 ? condition.values[0]?.toLowerCase() : undefined;
  if (key === "aws:multifactorauthpresent" && operator.startsWith("bool")) {
    if (only === "true" && operator === "bool")
      return words("with a second factor", "without a second factor");
    if (only === "false" && operator === "boolifexists")
      return words("without a second factor", "with or without a second factor");
  }
  if (key === "aws:securetransport" && operator === "bool") {
    if (only === "true") return words("over TLS", "with or without TLS");
    if (only === "false") return words("without TLS", "with or without TLS");
  }
  const entry = Object.hasOwn(known, key) ? known[key] : undefined;
  if (entry !== undefined && entry.operators.test(operator) && condition.values.length > 0) {
    const values = some(
      condition.values.map((v) => valueWord(key, v)),
      4,
    );
    return { when: entry.when(values), free: [text(entry.free)] };
  }
  const values = some(
    condition.values.map((v) => coded(v)),
    3,
  );
  return {
    when: say`if ${coded(`${condition.operator} ${condition.key}`)} ${values}`,
    free: say`without the condition on ${coded(condition.key)}`,
  };
}

/** Conditions behind a permission, each once: " to EC2, from 10.0.0.0/8"; empty when there are none. */
export function whenAll(conditions: readonly Condition[]): Spans {
  const unique = [...new Map(conditions.map((c) => [conditionKey(c), c])).values()];
  if (unique.length === 0) return [];
  return say` ${some(
    unique.map((c) => conditionWords(c).when),
    4,
  )}`;
}

function words(when: string, free: string): ConditionWords {
  return { when: [text(when)], free: [text(free)] };
}

function valueWord(key: string, value: string): Span {
  const service = /^([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/i.exec(value)?.[1];
  const name = key === "iam:passedtoservice" && service !== undefined ? serviceName(service) : null;
  return name === null ? { t: "code", of: [log(value)] } : text(name);
}
