import { expect, test } from "vitest";
import { sizeWords } from "./size.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 kB"],
  [1_499_136, "1.5 MB"],
  [412_000_000, "412 MB"],
  [4_800_000_000, "4.8 GB"],
  [999_960, "1.0 MB"],
])("%i bytes", (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});
