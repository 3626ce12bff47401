import type { LogKind, Span, Spans } from "../span.ts";
import { log, text } from "../span.ts";
import type { Operation, PlanValue } from "./plan.ts";
import { isAsk } from "./plan.ts";

/**
 * Console steps of one API. In a step, `[Label]` is a label of the console and `{Member}` the value of a request
 * member. A step that begins with `?Member ` is left out when the request has no such member, one that begins with
 * `!Member ` when it has, one with `?Path/ ` when the path is the default `/`.
 */
export type ConsoleSteps = Readonly<Record<string, readonly string[]>>;

const kinds: Readonly<Record<string, LogKind>> = {
  AccessKeyId: "key",
  GroupName: "group",
  NewGroupName: "group",
  NewUserName: "user",
  OpenIDConnectProviderArn: "arn",
  PermissionsBoundary: "arn",
  PolicyArn: "arn",
  PolicyName: "policy",
  RoleName: "role",
  SAMLProviderArn: "arn",
  SerialNumber: "arn",
  UserName: "user",
};

/** The steps as spans, filled with the values of an operation. */
export function fillSteps(steps: readonly string[], operation: Operation): readonly Spans[] {
  return steps.flatMap((step) => {
    const condition = /^([?!])(\w+)(\/?) /.exec(step);
    if (condition === null) return [fill(step, operation)];
    const [head, sign, member = "", path] = condition;
    const value = operation.input[member];
    const applies = value !== undefined && !(path === "/" && value === "/");
    return applies === (sign === "?") ? [fill(step.slice(head.length), operation)] : [];
  });
}

function fill(step: string, operation: Operation): Spans {
  return step
    .split(/(\[[^\]]+\]|\{\w+\})/)
    .filter((part) => part !== "")
    .flatMap((part): Spans => {
      if (part.startsWith("[")) return [{ t: "ui", s: part.slice(1, -1) }];
      if (!part.startsWith("{")) return [text(part)];
      const member = part.slice(1, -1);
      return valueSpans(operation.input[member], kinds[member] ?? "other");
    });
}

function valueSpans(value: PlanValue | undefined, kind: LogKind): Spans {
  if (value === undefined) return [{ t: "unknown", why: "not-in-log" }];
  if (isAsk(value)) return [{ t: "em", of: [text(`(to be supplied: ${value.question})`)] }];
  if (typeof value === "string") return [log(value, kind)];
  if (typeof value !== "object") return [text(String(value))];
  const parts: Span[] = [];
  const members: [string, PlanValue][] = Object.entries(value);
  members.forEach(([key, one], i) => {
    if (i > 0) parts.push(text(", "));
    parts.push(
      ...(Array.isArray(value)
        ? pairSpans(one, kind)
        : [log(key), text(" = "), ...valueSpans(one, kind)]),
    );
  });
  return parts;
}

/** A tag as `key = value`, any other list member as itself. */
function pairSpans(value: PlanValue, kind: LogKind): Spans {
  if (typeof value === "object" && "Key" in value && "Value" in value)
    return [
      ...valueSpans(value["Key"], "other"),
      text(" = "),
      ...valueSpans(value["Value"], "other"),
    ];
  return valueSpans(value, kind);
}
