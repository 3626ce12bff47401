import { expect, test } from "vitest";
import { createChoices } from "./choices.ts";

test("the window gets names and an id, never a folder", () => {
  const choices = createChoices(() => "id-1");
  const paths = Array.from({ length: 10 }, (_, i) => `/home/ann/secret/log-${i}.json`);
  const choice = choices.add("files", paths);
  expect(choice).toMatchObject({ id: "id-1", kind: "files", count: 10 });
  expect(choice.names).toHaveLength(8);
  expect(JSON.stringify(choice)).not.toContain("secret");
  expect(choices.find("id-1").paths).toEqual(paths);
});

test("control characters in names are shown", () => {
  const [name] = createChoices(() => "x").add("files", ["/logs/a\u202Egnp.json"]).names;
  expect(name).toBe("a<U+202E>gnp.json");
});

test("an id that was never given out is refused", () => {
  expect(() => createChoices(() => "x").find("y")).toThrow("nothing was chosen");
});
