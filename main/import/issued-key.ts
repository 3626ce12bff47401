/** The access key id that an STS call handed out: responseElements.credentials.accessKeyId. */
import { field, parseJson, textField } from "../../shared/cloudtrail-event.ts";

const credentials = Buffer.from('"credentials"');
const accessKeyId = Buffer.from('"accessKeyId"');

/**
 * Finds it in the bytes of a record, without parsing where the record is written plainly. Null when the call handed
 * out none. Who asks for a session by its key parses the record and checks.
 */
export function issuedKey(record: Uint8Array): string | null {
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.byteLength);
  const from = bytes.indexOf(credentials);
  if (from < 0) return null;
  const key = bytes.indexOf(accessKeyId, from);
  if (key < 0) return null;
  let at = skipSpace(bytes, key + accessKeyId.length);
  if (bytes[at] === 58) {
    at = skipSpace(bytes, at + 1);
    const end = bytes[at] === 34 ? bytes.indexOf(34, at + 1) : -1;
    const text = end < 0 ? "" : bytes.toString("latin1", at + 1, end);
    if (/^[A-Z0-9]{16,128}$/.test(text)) return text;
  }
  return parsedKey(bytes.toString("utf8"));
}

function parsedKey(text: string): string | null {
  const response = field(parseJson(text), "responseElements");
  return textField(field(response, "credentials"), "accessKeyId");
}

function skipSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 32 || bytes[at] === 10 || bytes[at] === 13 || bytes[at] === 9) at++;
  return at;
}
