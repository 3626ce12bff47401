import { expect, test } from "vitest";
import type { Impact } from "../finding.ts";
import { cite, log, plain, say } from "../span.ts";
import { joinImpacts, startImpacts, takeImpacts } from "./joined-impact.ts";

const impact = (state: Impact["state"], name: string, id: string): Impact => ({
  risk: "Loss",
  state,
  text: say`The role ${log(name)} is gone ${cite(id)}.`,
});

test.each<[string, readonly (readonly Impact[])[], readonly string[]]>([
  [
    "said by all alike",
    [[impact("shown", "a", "1")], [impact("shown", "a", "2")]],
    ["shown: The role a is gone [1] [2]."],
  ],
  [
    "said of different things",
    [[impact("shown", "a", "1")], [impact("shown", "b", "2")]],
    ["shown: For one of the 2: the role a is gone [1]."],
  ],
  [
    "graver later",
    [[impact("excluded", "a", "1")], [impact("possible", "a", "2")]],
    ["possible: For one of the 2: the role a is gone [2]."],
  ],
  [
    "graver first",
    [[impact("shown", "a", "1")], [impact("possible", "a", "2")]],
    ["shown: For one of the 2: the role a is gone [1]."],
  ],
  [
    "said by the first only",
    [[impact("shown", "a", "1")], []],
    ["shown: For one of the 2: the role a is gone [1]."],
  ],
  [
    "said by a later one only",
    [[], [impact("shown", "a", "2")]],
    ["shown: For one of the 2: the role a is gone [2]."],
  ],
  [
    "many",
    Array.from({ length: 8 }, (_, i) => [impact("shown", "a", `${i}`)]),
    ["shown: The role a is gone [0] [1] [2] [3] [4] [5] and 2 more."],
  ],
])("%s", (_, members, expected) => {
  const [first = [], ...rest] = members;
  const open = startImpacts(first);
  for (const one of rest) takeImpacts(open, one);
  const joined = joinImpacts(open, members.length);
  expect(joined.map((i) => `${i.state}: ${plain(i.text)}`)).toEqual(expected);
});
