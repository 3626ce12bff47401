import { expect, test } from "vitest";
import { momentOf } from "./moment.ts";

const day = 86_400;
const none = { stated: null, generated: null, fileTime: null, notBefore: null };

test.each([
  ["nothing is known", {}, null, "unknown", null],
  ["only dates inside", { notBefore: 5 * day }, 5 * day, "dates-inside", null],
  ["the file's time", { fileTime: 9 * day, notBefore: 5 * day }, 9 * day, "file-time", null],
  [
    "the file's own word beats its time",
    { fileTime: 9 * day, generated: 8 * day },
    8 * day,
    "generated",
    null,
  ],
  [
    "a person's word beats both",
    { stated: 7 * day, fileTime: 9 * day, generated: 8 * day },
    7 * day,
    "stated",
    null,
  ],
  [
    "a file's time before a date in it",
    { fileTime: 2 * day, notBefore: 5 * day },
    5 * day,
    "dates-inside",
    { at: 2 * day, basis: "file-time" },
  ],
  [
    "a person's word before a date in it",
    { stated: 2 * day, fileTime: 9 * day, notBefore: 5 * day },
    9 * day,
    "file-time",
    { at: 2 * day, basis: "stated" },
  ],
  [
    "a time zone is no contradiction",
    { stated: 5 * day - 3600, notBefore: 5 * day },
    5 * day - 3600,
    "stated",
    null,
  ],
] as const)("%s", (_, grounds, at, basis, refuted) => {
  expect(momentOf({ ...none, ...grounds })).toMatchObject({ at, basis, refuted });
});
