/** What only a person can answer: one field a question. Answers stay in this window until they are sent to the engine. */
import type { LiveQuestion } from "../../../shared/ipc/live.ts";
import { Field } from "../../parts/controls.tsx";
import { liveWords as words } from "../../strings/live.ts";

type Question = Pick<LiveQuestion, "ask" | "question" | "each" | "isSecret">;

/** Questions are worded for scripts, which read documents and passwords from files: here they are pasted. */
const asksFile = /^Which file/;

function isDocument({ question, isSecret }: Question): boolean {
  return asksFile.test(question) && !isSecret;
}

function hintOf({ question, isSecret, each }: Question): { readonly hint?: string } {
  if (isSecret) return { hint: words.secretHint };
  if (asksFile.test(question)) return { hint: words.pasteHint };
  return each ? { hint: words.asksEach } : {};
}

export function Questions({
  questions,
  answers,
  onAnswer,
}: {
  readonly questions: readonly Question[];
  readonly answers: Readonly<Record<string, string>>;
  readonly onAnswer: (answers: Readonly<Record<string, string>>) => void;
}) {
  return (
    <div className="vstack">
      {questions.map((one) => (
        <Field key={one.ask} label={one.question} {...hintOf(one)}>
          {(id, describedBy) => {
            const shared = {
              id,
              autoComplete: "off",
              spellCheck: false,
              "aria-describedby": describedBy,
              value: answers[one.ask] ?? "",
            };
            const take = (value: string): void => onAnswer({ ...answers, [one.ask]: value });
            return isDocument(one) ? (
              <textarea
                {...shared}
                className="input mono"
                rows={4}
                onChange={(event) => take(event.target.value)}
              />
            ) : (
              <input
                {...shared}
                className="input mono"
                type={one.isSecret ? "password" : "text"}
                onChange={(event) => take(event.target.value)}
              />
            );
          }}
        </Field>
      ))}
    </div>
  );
}
