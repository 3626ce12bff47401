import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { log, say, text } from "../span.ts";
import { commentLines } from "./comment-text.ts";

const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.constantFrom(
        "\n",
        "\r",
        "\u2028",
        "\u2029",
        "\0",
        "\u0085",
        "\u202e",
        "$(echo X)",
        "`echo X`",
        ";echo X",
        "'",
        '"',
      ),
    ),
  )
  .map((parts) => parts.join(""));

describe("commentLines", () => {
  it("keeps any log text inside the comment, also in a shell that runs comments", () => {
    fc.assert(
      fc.property(nasty, (name) => {
        const lines = commentLines(say`Attaches ${log(name)} again.`);
        expect(lines.every((line) => line.startsWith("# "))).toBe(true);
        expect(lines.join("")).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029$`;&|<>(){}'"\\!*?]/u);
        expect(lines.join("").isWellFormed()).toBe(true);
      }),
    );
  });

  it("is nothing to a real shell", () => {
    const lines = commentLines([log("x\necho out\r\necho out $(echo out >&2)"), text(" end")]);
    expect(execFileSync("sh", ["-c", `${lines.join("\n")}\necho ok`], { encoding: "utf8" })).toBe(
      "ok\n",
    );
  });

  it("keeps our own text inside, too, whatever a longer note holds", () => {
    expect(commentLines([text("one\ntwo\u2028three\rfour")])).toEqual(["# one two three four"]);
  });

  it("breaks between words and shortens what never ends", () => {
    const lines = commentLines([text("word ".repeat(60)), log("x".repeat(5000))]);
    expect(lines.slice(0, -3).every((line) => line.length <= 86)).toBe(true);
    expect(lines.join(" ").length).toBeLessThan(1000);
    expect(lines.at(-1)).toContain("and so on");
  });
});
