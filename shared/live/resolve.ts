/** A plan with a person's answers → single calls. */
import type { Json } from "../cloudtrail-event.ts";
import type { LiveQuestion } from "../ipc/live.ts";
import { memberKind } from "../remediation/member-kinds.ts";
import { asksOf, repeatedAsk } from "../remediation/ask-list.ts";
import type { Ask, Operation, Plan, PlanValue } from "../remediation/plan.ts";
import { isAsk } from "../remediation/plan.ts";
import type { Input } from "./input.ts";

/** One call of a plan. */
export interface LiveCall {
  /** From 1. */
  readonly n: number;
  readonly operation: Operation;
  /** The request with secrets; null while questions are open. */
  readonly input: Input | null;
  /** The request as it may be kept and shown: secrets are still questions. */
  readonly shown: Readonly<Record<string, PlanValue>>;
  /** Questions without an answer, and answers that are of the wrong kind. */
  readonly open: readonly string[];
}

/** Members that are never shown nor kept. */
const secretMembers: ReadonlySet<string> = new Set([
  "Password",
  "AuthenticationCode1",
  "AuthenticationCode2",
]);

/** Whether a member of a request is never shown nor kept. */
export function isSecretMember(member: string): boolean {
  return secretMembers.has(member);
}

type Answers = Readonly<Record<string, string>>;

/** All calls of a plan, numbered; one whose question names several things becomes several. */
export function liveCalls(plan: Plan, answers: Answers): readonly LiveCall[] {
  const calls = plan.operations.flatMap((operation) => expanded(operation, answers));
  return calls.map((call, i) => ({ ...call, n: i + 1 }));
}

function expanded(operation: Operation, answers: Answers): readonly Omit<LiveCall, "n">[] {
  const each = repeatedAsk(operation);
  const answer = each === null ? undefined : answers[each.ask];
  if (each === null || answer === undefined) return [resolved(operation, answers)];
  const names = answer.split(/\s+/).filter((name) => name !== "");
  return names.map((name) =>
    resolved(
      {
        ...operation,
        input: Object.fromEntries(
          Object.entries(operation.input).map(([member, value]) => [
            member,
            isAsk(value) && value.ask === each.ask ? name : value,
          ]),
        ),
      },
      answers,
    ),
  );
}

function resolved(operation: Operation, answers: Answers): Omit<LiveCall, "n"> {
  const open: string[] = [];
  const entries = Object.entries(operation.input).map(([member, value]) => {
    const isSecret = isAsk(value) && isSecretMember(member);
    const known = answered(value, member, answers, open);
    return { member, known, shown: isSecret ? value : (known ?? value) };
  });
  return {
    operation,
    open,
    input:
      open.length > 0
        ? null
        : Object.fromEntries(
            entries.flatMap(({ member, known }) => (known === undefined ? [] : [[member, known]])),
          ),
    shown: Object.fromEntries(
      entries.map(({ member, shown }) => [member, plainValue(shown)] as const),
    ),
  };
}

/** A value of the JSON kind is a plan's value, too, unless it is null. */
function plainValue(value: Json | PlanValue): PlanValue {
  // An answer of null is refused when it is read.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as PlanValue;
}

/** A value with its questions answered; undefined and a note in `open` where one is not. */
function answered(
  value: PlanValue,
  member: string,
  answers: Answers,
  open: string[],
): Json | undefined {
  if (isAsk(value)) return answerTo(value, member, answers, open);
  if (typeof value !== "object") return value;
  if (Array.isArray(value))
    return value.flatMap((one: PlanValue) => answered(one, "", answers, open) ?? []);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]: [string, PlanValue]) => {
      const known = answered(one, "", answers, open);
      return known === undefined ? [] : [[name, known] as const];
    }),
  );
}

function answerTo(
  { ask, question }: Ask,
  member: string,
  answers: Answers,
  open: string[],
): Json | undefined {
  const given = Object.hasOwn(answers, ask) ? answers[ask] : undefined;
  const value = given === undefined || given === "" ? undefined : typed(given, member);
  if (value === undefined) {
    open.push(
      given === undefined || given === ""
        ? question
        : `The answer is no ${memberKind(member)}: ${question}`,
    );
  }
  return value;
}

/** A text as the kind of value that a member takes; undefined: it is none. */
function typed(text: string, member: string): Json | undefined {
  switch (memberKind(member)) {
    case "json":
      try {
        const json: Json = JSON.parse(text);
        return json === null ? undefined : json;
      } catch {
        return undefined;
      }
    case "integer":
      return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
    case "flag":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "text":
    case "document":
    case "secret":
      return text;
  }
}

/** The questions of a plan, each once, with the steps that need them. */
export function questionsOf(
  plan: Plan,
  answers: Answers,
  calls: readonly LiveCall[],
): readonly LiveQuestion[] {
  return asksOf(plan.operations).map(({ ask }) => {
    const users = plan.operations.filter((one) =>
      asksOf([one]).some((other) => other.ask.ask === ask.ask),
    );
    const isSecret = users.some(({ input }) =>
      Object.entries(input).some(
        ([member, value]) => isAsk(value) && value.ask === ask.ask && isSecretMember(member),
      ),
    );
    return {
      ask: ask.ask,
      question: ask.question,
      each: ask.each === true,
      isSecret,
      isAnswered: Object.hasOwn(answers, ask.ask) && (ask.each === true || answers[ask.ask] !== ""),
      steps: calls
        .filter(({ operation }) => users.some((user) => user.why === operation.why))
        .map(({ n }) => n),
    };
  });
}
