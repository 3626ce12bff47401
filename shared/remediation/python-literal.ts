import type { Json } from "../cloudtrail-event.ts";
import type { PlanValue } from "./plan.ts";

const shown = /[\p{L}\p{N} !"#$%&()*+,\-./:;<=>?@[\]^_`{|}~]/u;

/** A string as a Python literal: letters as they are, everything that could deceive a reader as an escape. */
export function pythonString(value: string): string {
  let out = "";
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    if (character === "'" || character === "\\") out += `\\${character}`;
    else if (shown.test(character)) out += character;
    else if (character === "\n") out += String.raw`\n`;
    else if (code <= 0xff) out += `\\x${hex(code, 2)}`;
    else if (code <= 0xffff) out += `\\u${hex(code, 4)}`;
    else out += `\\U${hex(code, 8)}`;
  }
  return `'${out}'`;
}

/**
 * A JSON-like value as a Python literal over as many lines as it needs, `indent` spaces in. The result parses to an
 * equal value in Python 3. Asks inside are not expected here.
 */
export function pythonLiteral(value: Json | PlanValue, indent = 0): string {
  if (value === null) return "None";
  if (typeof value === "string") return pythonString(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return JSON.stringify(value);
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((one: Json | PlanValue) => pythonLiteral(one, indent + 4))
    : Object.entries(value).map(
        ([key, one]: [string, Json | PlanValue]) =>
          `${pythonString(key)}: ${pythonLiteral(one, indent + 4)}`,
      );
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  const line = `${open}${parts.join(", ")}${close}`;
  if (!line.includes("\n") && indent + line.length <= 88) return line;
  const inner = " ".repeat(indent + 4);
  return `${open}\n${parts.map((part) => inner + part).join(",\n")},\n${" ".repeat(indent)}${close}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
