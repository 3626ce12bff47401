/** What axe finds wrong with the page of a window, by WCAG 2.2 A and AA. */
import axe from "axe-core";
import type { Window } from "../../build/app-window.ts";

/** A violation in one line: rule, what it is about, where. */
export async function violations({ page }: Pick<Window, "page">): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    interface Axe {
      run(
        context: Document,
        options: object,
      ): Promise<{
        violations: {
          id: string;
          help: string;
          nodes: { html: string; any: { message: string }[] }[];
        }[];
      }>;
    }
    const { axe: inPage } = globalThis as unknown as { axe: Axe };
    const { violations: found } = await inPage.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      // The report's page is tested on its own.
      iframes: false,
    });
    return found.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 5)
        .map(({ html, any }) => `${id}: ${any[0]?.message ?? ""} ${html.slice(0, 200)}`),
    );
  });
}
