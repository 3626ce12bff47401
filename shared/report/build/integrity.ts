/** The part of the evidence statement on digests: what was validated, and what was not. */
import { counted, log, num, say, text } from "../../span.ts";
import type { Span, Spans } from "../../span.ts";
import type { Block } from "../document.ts";
import type { ValidationFact } from "../case-facts.ts";
import type { ReportFacts } from "./report-facts.ts";
import { bullets, coded, listed, para, ref, strong } from "./words.ts";

/** The name that the importer gives to digest files. */
const digestFormat = "CloudTrail digest file";

/** What the digest files are worth here, and said so plainly. */
export function integrity(report: ReportFacts): readonly Block[] {
  const { validation } = report.facts;
  return validation === undefined ? notValidated(report) : validated(report, validation);
}

function notValidated({ facts }: ReportFacts): readonly Block[] {
  const digests = facts.inputs.filter((input) => input.format === digestFormat).length;
  const found =
    digests === 0
      ? noDigest
      : say`${counted(digests, "digest file")} ${text(digests === 1 ? "was" : "were")} found, hashed and listed in ${ref("files")}, and ${text(digests === 1 ? "was" : "were")} ${strong("not validated")} before this report was written.`;
  const meaning =
    facts.conflicts === 0 && facts.totals.events > 0
      ? say`The records were read as they were delivered and do not contradict each other, but this report does not prove that nobody altered or removed log files before they were handed over.`
      : say`The records were read as they were delivered. This report does not prove that nobody altered or removed log files before they were handed over.`;
  return [
    para(found),
    para(meaning),
    {
      b: "note",
      look: "info",
      title: "To close this.",
      spans: say`${coded("trailproof verify")} with the public keys of CloudTrail (${coded("--keys")}) checks signatures and hashes without a connection; so does ${coded("aws cloudtrail validate-logs")}, run against the bucket in which the logs were delivered. A valid chain proves that delivered files are unaltered; it does not prove that everything was recorded.`,
    },
  ];
}

const noDigest = say`No digest file is among the files. CloudTrail writes digests when log file validation is on; they are signed lists by which altered or missing log files are noticed.`;

/** At most this many altered files are named here. */
const fewFiles = 20;

function validated({ facts }: ReportFacts, validation: ValidationFact): readonly Block[] {
  const { digests, logs, altered } = validation;
  const paths = new Map(facts.inputs.map((input) => [input.id, input.path]));
  const wrong =
    (digests["altered"] ?? 0) +
    (digests["missing"] ?? 0) +
    (logs["altered"] ?? 0) +
    (logs["missing"] ?? 0);
  const at: Span = { t: "time", at: validation.at };
  return [
    para(
      Object.keys(digests).length === 0
        ? noDigest
        : say`The digest files were validated at ${at}. Digest files: ${statuses(digests)}. Log files: ${statuses(logs)}. ${signatures(validation)}`,
    ),
    ...(wrong > 0
      ? [
          {
            b: "note",
            look: "gap",
            title: "The evidence is not whole.",
            spans: say`Digest or log files were altered or are missing. Events of altered files stand in this report as they were found: they are not proved.`,
          } as const,
        ]
      : []),
    ...bullets(
      altered
        .slice(0, fewFiles)
        .map(({ input }) => say`${strong("Altered:")} ${log(paths.get(input) ?? "", "path")}`),
    ),
    ...(altered.length > fewFiles
      ? [para(say`${num(altered.length - fewFiles)} more altered files.`)]
      : []),
    ...(validation.evidenceKeys.length > 0 ? [ownKeys(validation)] : []),
    para(
      say`Valid files are as CloudTrail delivered them${text(validation.evidenceKeys.length > 0 ? ", as far as the public keys are CloudTrail’s" : "")}; that does not prove that everything was recorded. Of files that are not covered or unsigned this report does not prove that nobody altered them before they were handed over.`,
    ),
  ];
}

function signatures({ keys, evidenceKeys }: ValidationFact): Spans {
  if (keys.length === 0) return say`No public key was given, so that no signature was checked.`;
  const used = say`Signatures were checked with ${counted(keys.length, "public key")}`;
  const prints = say`(fingerprints: ${listed(keys.map((key) => say`${log(key)}`))})`;
  return evidenceKeys.length === keys.length
    ? say`${used} that came from the evidence itself ${prints}.`
    : say`${used}, which the examiner chose ${prints}. That they are keys of CloudTrail is the examiner’s word.`;
}

/** Said wherever keys out of the evidence were used. */
function ownKeys({ keys, evidenceKeys }: ValidationFact): Block {
  const which =
    evidenceKeys.length === keys.length
      ? say`All public keys lay among the files that they are to prove.`
      : say`${counted(evidenceKeys.length, "public key")} lay among the files that ${text(evidenceKeys.length === 1 ? "it is" : "they are")} to prove (${listed(evidenceKeys.map((key) => say`${log(key)}`))}).`;
  return {
    b: "note",
    look: "gap",
    title: "Keys came from the evidence.",
    spans: say`${which} Evidence can’t vouch for itself: whoever could alter it could also make keys that fit. Get the keys from AWS (${coded("aws cloudtrail list-public-keys")}) and validate again with ${coded("--keys")}.`,
  };
}

const statusWords: Readonly<Record<string, string>> = {
  valid: "valid",
  altered: "altered",
  missing: "missing",
  unsigned: "without a checked signature",
  "not-covered": "listed by no digest",
  unverifiable: "not verifiable",
};

function statuses(counts: Readonly<Record<string, number>>): Spans {
  const parts = Object.entries(counts).map(
    ([status, n]) => say`${num(n)} ${text(statusWords[status] ?? status)}`,
  );
  return parts.length === 0 ? say`none` : listed(parts);
}
