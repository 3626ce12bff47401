/** Public keys of CloudTrail and signatures of digests, out of files that the user supplies. */
import { createHash, createPublicKey, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { field, parseJson, textField } from "../../shared/cloudtrail-event.ts";
import type { Keys } from "../../shared/digest/check-digests.ts";
import { Failure } from "../../shared/errors.ts";
import { reasonOf } from "../import/discover.ts";

/** A key file is some kilobytes; more is another file. */
const maxBytes = 64 * 1024 * 1024;

/** Keys by fingerprint, and what is to be said about single ones. */
export interface KeyRing extends Keys {
  readonly fingerprints: () => readonly string[];
  /** Adds the answer of `aws cloudtrail list-public-keys`. Returns how many keys could be used. */
  readonly add: (value: Json) => number;
}

/** Makes an empty ring. */
export function createKeyRing(): KeyRing {
  const keys = new Map<string, KeyObject>();
  const given = new Set<string>();
  return {
    has: (fingerprint) => keys.has(fingerprint),
    verify: (fingerprint, text, signature) => {
      const key = keys.get(fingerprint);
      if (key === undefined || !/^(?:[0-9a-f]{2})+$/i.test(signature)) return false;
      return verify("RSA-SHA256", Buffer.from(text), key, Buffer.from(signature, "hex"));
    },
    fingerprints: () => [...given].toSorted(),
    add: (value) => {
      const list = field(value, "PublicKeyList");
      let used = 0;
      for (const one of Array.isArray(list) ? list : []) {
        const text = textField(one, "Value");
        const key = text === null ? null : readKey(Buffer.from(text, "base64"));
        if (key === null) continue;
        used++;
        // The first stays: what the evidence holds takes no place of a key that was given.
        for (const print of key.fingerprints) if (!keys.has(print)) keys.set(print, key.key);
        given.add(key.fingerprints[0] ?? "");
      }
      return used;
    },
  };
}

/**
 * A key and its fingerprints. CloudTrail's is the MD5 of the DER bytes as it lists them, normally PKCS#1; the user
 * guide shows SubjectPublicKeyInfo too. It is recomputed: the Fingerprint member of a list is only somebody's word.
 */
function readKey(
  der: Buffer,
): { readonly key: KeyObject; readonly fingerprints: readonly string[] } | null {
  for (const type of ["pkcs1", "spki"] as const)
    try {
      const key = createPublicKey({ key: der, format: "der", type });
      if (key.asymmetricKeyType !== "rsa") continue;
      const forms = [der, exported(key, "pkcs1"), exported(key, "spki")].filter(
        (form) => form !== null,
      );
      return { key, fingerprints: [...new Set(forms.map(md5))] };
    } catch {
      // Not this form; the caller counts the keys that could be used.
    }
  return null;
}

/** The key in another form; its fingerprint may have been taken of that one. */
function exported(key: KeyObject, type: "pkcs1" | "spki"): Buffer | null {
  try {
    return key.export({ type, format: "der" });
  } catch {
    // OpenSSL 3 can't write a key that was read as PKCS#1 in that form again; the bytes that were read stand for it.
    return null;
  }
}

function md5(bytes: Buffer): string {
  return createHash("md5").update(bytes).digest("hex");
}

/** Reads a file of keys into a ring. @throws Failure when it can't be read or holds no usable key. */
export function addKeyFile(ring: KeyRing, path: string): void {
  if (ring.add(readJsonFile(path)) === 0)
    throw new Failure({
      code: "path-unreadable",
      path,
      reason:
        "it holds no RSA public key; it must be the output of aws cloudtrail list-public-keys",
    });
}

/** The signature in the output of `aws s3api head-object`, or null. Hex. */
export function signatureOf(value: Json): string | null {
  return textField(field(value, "Metadata"), "signature");
}

/** The signature in a file. @throws Failure when it can't be read or holds none. */
export function readHeadFile(path: string): string {
  const signature = signatureOf(readJsonFile(path));
  if (signature === null)
    throw new Failure({
      code: "path-unreadable",
      path,
      reason:
        "it holds no Metadata.signature; it must be the output of aws s3api head-object for a digest file",
    });
  return signature;
}

function readJsonFile(path: string): Json {
  let bytes: Buffer;
  try {
    if (statSync(path).size > maxBytes) throw new Error("it is too large");
    bytes = readFileSync(path);
  } catch (error) {
    throw new Failure({ code: "path-unreadable", path, reason: reasonOf(error) }, { cause: error });
  }
  try {
    return parseJson(textOf(bytes));
  } catch (error) {
    throw new Failure({ code: "path-unreadable", path, reason: "it is no JSON" }, { cause: error });
  }
}

/** PowerShell redirects into UTF-16. */
function textOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}
