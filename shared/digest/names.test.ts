import { expect, test } from "vitest";
import { isMoved, readDigestName, readLogName } from "./names.ts";

const folder = "AWSLogs/123456789012/CloudTrail/us-east-1/2026/10/01";
const name = "123456789012_CloudTrail_us-east-1_20261001T0814Z_abcdefghijklmnop.json.gz";

test.each([
  [`/evidence/${folder}/${name}`, false],
  [`${folder}/${name}`, false],
  [`prefix/AWSLogs/o-abc/x/${name}`, true],
  [name, false],
  [`downloads/${name}`, false],
  [`downloads/${name.slice(0, -3)}`, false],
  [`us-east-1/2026/10/01/${name}`, false],
  [`us-east-1/2026/10/02/${name}`, true],
  [`archive.zip/AWSLogs/123456789012/CloudTrail/us-east-1/2026/10/01/${name}`, false],
  ["downloads/other.json.gz", true],
])("%s moved: %j", (path, moved) => {
  expect(isMoved(path, `prefix/${folder}/${name}`)).toBe(moved);
});

test.each([
  [
    "AWSLogs/1/CloudTrail-Digest/us-east-1/2026/10/01/123456789012_CloudTrail-Digest_us-east-1_my_trail-1.x_eu-west-1_20261001T090404Z.json.gz",
    {
      account: "123456789012",
      region: "us-east-1",
      trail: "my_trail-1.x",
      homeRegion: "eu-west-1",
      kind: "standard",
    },
  ],
  [
    "123456789012_CloudTrail-Digest_us-east-1_t_eu-west-1_20261001T090404Z_backfill.json.gz",
    {
      account: "123456789012",
      region: "us-east-1",
      trail: "t",
      homeRegion: "eu-west-1",
      kind: "backfill",
    },
  ],
  [name, null],
  ["digest.json", null],
])("digest name %s", (object, expected) => {
  expect(readDigestName(object)).toEqual(expected);
});

test.each([
  [name, "us-east-1 1790842440"],
  [
    "123456789012_CloudTrail-Insight_us-east-1_20261001T0814Z_abcdefghijklmnop.json.gz",
    "us-east-1 1790842440",
  ],
  ["123456789012_CloudTrail-Digest_us-east-1_t_us-east-1_20261001T090404Z.json.gz", null],
  ["events.json", null],
])("log name %s", (path, expected) => {
  const found = readLogName(path);
  expect(found === null ? null : `${found.region} ${found.delivered}`).toBe(expected);
});
