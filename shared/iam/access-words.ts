/** What a statement is about, in plain words. */
import { say } from "../span.ts";
import type { Spans } from "../span.ts";
import { doingWords, named, on } from "./action-words.ts";
import { whenAll } from "./condition-words.ts";
import type { Statement } from "./policy-statement.ts";
import { patterns } from "./words.ts";

/** Completes "May …" or "Denied to …": some actions of a statement, or with null all, with its resources and conditions. */
export function accessWords(statement: Statement, actions: readonly string[] | null): Spans {
  const { notResources, resources } = statement;
  const which = actions ?? statement.actions;
  const doing =
    which === null
      ? say`do anything except ${patterns(statement.notActions ?? [], 6)}${on(resources)}`
      : doingWords(which, resources);
  const except =
    notResources === null || notResources.length === 0
      ? []
      : say` on everything except ${named(notResources)}`;
  return say`${doing}${except}${whenAll(statement.conditions)}`;
}
