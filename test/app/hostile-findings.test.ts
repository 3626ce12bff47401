/** Names out of a log that try to hide, to turn writing round, to be markup, or to be endless: shown as what they are. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildWindow, hasChromium, openWindow, sayIfMissing } from "../../build/app-window.ts";
import type { Window } from "../../build/app-window.ts";
import { settled, visit } from "./screens.ts";

sayIfMissing("hostile names in the window");

const names = [
  "ana\u202Egnp.exe",
  "be\u0007ll\u001B[31m",
  "zero\u200Bwidth\uFEFF",
  "<img src=x onerror=alert(1)>",
  "'; rm -rf ~; echo '",
  "x".repeat(3000),
  "",
] as const;

function record(userName: string, i: number): object {
  const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  return {
    eventVersion: "1.08",
    eventID: id(i),
    eventTime: `2026-10-01T00:00:${String(i).padStart(2, "0")}Z`,
    eventSource: "iam.amazonaws.com",
    eventName: "PutUserPolicy",
    awsRegion: "us-east-1",
    recipientAccountId: "123456789012",
    sourceIPAddress: "203.0.113.7\u202E",
    userAgent: userName,
    userIdentity: {
      type: "IAMUser",
      userName,
      arn: `arn:aws:iam::123456789012:user/${userName}`,
      accountId: "123456789012",
      principalId: "AIDAEXAMPLE",
    },
    requestParameters: {
      userName,
      policyName: `p-${userName}`,
      policyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Sid: userName, Effect: "Allow", Action: "*", Resource: "*" }],
      }),
    },
    responseElements: null,
  };
}

describe.skipIf(!hasChromium)("hostile names", () => {
  let folder = "";
  let window: Window;
  beforeAll(async () => {
    buildWindow();
    folder = mkdtempSync(join(tmpdir(), "trailproof-hostile-app-"));
    const logs = join(folder, "logs");
    mkdirSync(logs);
    writeFileSync(join(logs, "log.json"), JSON.stringify({ Records: names.map(record) }));
    const casePath = join(folder, "hostile.trailproof");
    const made = spawnSync(
      process.execPath,
      [resolve("main/cli/trailproof.ts"), "import", logs, "--case", casePath],
      { encoding: "utf8" },
    );
    if (made.status !== 0) throw new Error(made.stderr);
    window = await openWindow({ casePath });
    await window.page.getByRole("navigation", { name: "Case" }).waitFor();
  }, 120_000);
  afterAll(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Hidden characters that the page holds anywhere, and whether anything is wider than the window. */
  const inspect = (): Promise<{ readonly hidden: readonly string[]; readonly isWide: boolean }> =>
    window.page.evaluate(() => {
      const hidden =
        // oxlint-disable-next-line no-control-regex -- these are looked for
        /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;
      const found: string[] = [];
      for (const element of document.querySelectorAll("body, body *")) {
        for (const node of element.childNodes)
          if (node.nodeType === Node.TEXT_NODE && hidden.test(node.textContent ?? ""))
            found.push(`text of ${element.className}: ${JSON.stringify(node.textContent)}`);
        for (const { name, value } of element.attributes)
          if (hidden.test(value)) found.push(`${name} of ${element.className}`);
      }
      const { scrollWidth, clientWidth } = document.documentElement;
      return { hidden: found.slice(0, 5), isWide: scrollWidth > clientWidth };
    });

  test.each([
    "findings?group=actor",
    "findings?group=none",
    "findings?group=target",
    "overview",
    ...names.map((_, i) => `findings?group=none&finding=F-0${String(i + 1)}`),
  ])("are visible on %s", async (place) => {
    await visit(window.page, place);
    expect(await inspect()).toEqual({ hidden: [], isWide: false });
    for (const print of ["Console", "AWS CLI", "PowerShell", "Python"]) {
      const tab = window.page.getByRole("tab", { name: print });
      if ((await tab.count()) === 0) continue;
      await tab.click();
      await settled(window.page);
      expect(await inspect()).toEqual({ hidden: [], isWide: false });
    }
    expect(window.complaints).toEqual([]);
  });

  test("are found and filtered by", async () => {
    await visit(window.page, "findings?group=none");
    await window.page.getByRole("button", { name: "Show facets" }).click();
    await settled(window.page);
    await window.page
      .getByRole("region", { name: "Facets" })
      .getByLabel(/ana⟨U\+202E⟩gnp/)
      .first()
      .check();
    await settled(window.page);
    expect(await window.page.locator(".tblfoot").innerText()).toContain("1 of 7 findings");
    expect(await inspect()).toEqual({ hidden: [], isWide: false });
  });
});
