/** What is expected of labelled logs. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { isJsonObject, parseJson } from "../../shared/cloudtrail-event.ts";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { Failure, messageOf } from "../../shared/errors.ts";
import { expectedByName } from "./expected-by-name.ts";

/** A log, and what a careful reader finds in it. */
export interface Label {
  /** Path of the file or folder, below the folder of labelled logs. */
  readonly log: string;
  /** Numbers of the detections that must fire. */
  readonly rules: readonly string[];
  /** Detections that may fire or not. */
  readonly maybe: readonly string[];
  /** MITRE ATT&CK techniques that some finding must name, itself, its parent or a part of it. */
  readonly techniques: readonly string[];
  /** Every further detection that fires is a false alarm. */
  readonly isComplete: boolean;
  /** Nothing in it deserves severity high or above. */
  readonly isBenign: boolean;
}

const technique = /^T\d{4}(?:\.\d{3})?$/;

/**
 * The labels of a folder: those of its `labels.json`, where there is one, and for other files what their names say. In
 * `labels.json` a path leads to a list of rule ids and techniques, or to an object of `rules`, `techniques`, `maybe`
 * (detections that may fire or not), `complete` and `benign`. @throws Failure when it can't be read.
 */
export function readLabels(folder: string): readonly Label[] {
  if (!existsSync(folder)) throw new Failure({ code: "path-missing", path: folder });
  const path = join(folder, "labels.json");
  const given = existsSync(path) ? labelsOf(path, parsed(path)) : [];
  const named = new Set(given.map(({ log }) => log));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "labels.json")
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => ![...named].some((log) => file === log || file.startsWith(`${log}/`)))
    .toSorted();
  return [
    ...given.filter(({ log }) => existsSync(join(folder, log))),
    ...files.filter((file) => statSync(join(folder, file)).size > 0).map(byName),
  ];
}

function parsed(path: string): Json {
  try {
    return parseJson(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Failure(
      { code: "usage", detail: `${path} is no JSON: ${messageOf(cause)}` },
      { cause },
    );
  }
}

function labelsOf(path: string, json: Json): readonly Label[] {
  if (!isJsonObject(json))
    throw new Failure({
      code: "usage",
      detail: `${path} must hold an object: paths and their labels`,
    });
  return Object.entries(json).map(([key, value]) => {
    const log = key.replace(/\/$/, "");
    const ids = Array.isArray(value) ? texts(value) : [];
    const more = isJsonObject(value) ? value : {};
    return {
      log,
      rules: [...ids.filter((id) => !technique.test(id)), ...texts(more["rules"])],
      maybe: texts(more["maybe"]),
      techniques: [...ids.filter((id) => technique.test(id)), ...texts(more["techniques"])],
      isComplete: more["complete"] === true,
      isBenign: more["benign"] === true,
    };
  });
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function byName(log: string): Label {
  return {
    log,
    ...expectedByName(basename(log)),
    maybe: [],
    isComplete: false,
    isBenign: false,
  };
}
