/** The printed report in a real browser: policy, keyboard, widths and paper. Skipped, with a word, where Chromium is missing. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plain } from "../shared/span.ts";
import type { Block, FindingDoc } from "../shared/report/document.ts";
import { printHtml } from "../shared/report/print-html.ts";
import { walkBlocks } from "../shared/report/walk-blocks.ts";
import { hostileDocument, reportDocument } from "./fixtures/report-document.ts";

const executablePath = "/usr/bin/chromium";
const hasChromium = existsSync(executablePath);
const hasPdfTools = ["/usr/bin/pdftotext", "/usr/bin/pdfinfo"].every((path) => existsSync(path));
if (!hasChromium) process.stderr.write(`report in a browser: skipped, no ${executablePath}\n`);
if (hasChromium && !hasPdfTools) process.stderr.write("report on paper: skipped, no pdftotext\n");

const evil =
  '"><script>window.hit=1</script><img src=x onerror="window.hit=1"></style><svg onload=window.hit=1>\u202e\ud800 \'x\' onfocus=window.hit=1 autofocus ';
const folder = mkdtempSync(join(tmpdir(), "report-"));
const files = { report: join(folder, "report.html"), hostile: join(folder, "hostile.html") };
let browser: Browser;

interface Opened {
  readonly page: Page;
  /** Console messages, page errors and requests for anything but the file itself. */
  readonly trouble: string[];
}

async function open(
  file: keyof typeof files,
  width = 1440,
  scheme: "light" | "dark" = "light",
): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const trouble: string[] = [];
  const address = pathToFileURL(files[file]).href;
  page.on("console", (message) => trouble.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== address) trouble.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return { page, trouble };
}

async function paperColour(scheme: "light" | "dark"): Promise<string> {
  const { page } = await open("report", 1440, scheme);
  const found = await page.evaluate(
    () => getComputedStyle(document.documentElement).backgroundColor,
  );
  await page.close();
  return found;
}

/** Text without any white space, since lines break where the page ends. */
function tight(words: string): string {
  return words.replace(/\s+/g, "");
}

function run(tool: string, args: readonly string[]): string {
  return execFileSync(tool, [...args], { encoding: "utf8", maxBuffer: 2 ** 26 });
}

describe.runIf(hasChromium)("report in a browser", () => {
  beforeAll(async () => {
    writeFileSync(files.report, printHtml(reportDocument));
    writeFileSync(files.hostile, printHtml(hostileDocument(evil)));
    browser = await chromium.launch({
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  test.each(["report", "hostile"] as const)(
    "%s: the policy holds, nothing is loaded, nothing runs",
    async (file) => {
      const { page, trouble } = await open(file);
      const styled = await page.evaluate(
        () => getComputedStyle(document.querySelector(".cover")!).backgroundColor,
      );
      const hit = await page.evaluate(() => "hit" in window);
      const active = await page.evaluate(
        () =>
          document.querySelectorAll("script, img, [onload], [onerror], [onfocus], [style]").length,
      );
      await page.close();
      expect({ trouble, styled, hit, active }).toEqual({
        trouble: [],
        styled: "rgb(18, 71, 92)",
        hit: false,
        active: 0,
      });
    },
  );

  test("hostile text is shown, not hidden: the page holds it word for word", async () => {
    const { page } = await open("hostile");
    const h1 = await page.locator("h1").textContent();
    const raw = await page.locator("details.raw pre").textContent();
    await page.close();
    const shown = evil.replace("\u202e", "U+202E").replace("\ud800", "U+D800");
    expect([h1, raw]).toEqual([shown, shown]);
  });

  test("tabs switch by keyboard, and only one way is shown", async () => {
    const { page } = await open("report");
    const ways = page.locator(".ways").first();
    const shown = () =>
      ways.locator(".way").evaluateAll((all) => all.map((way) => getComputedStyle(way).display));
    expect(await shown()).toEqual(["block", "none", "none"]);
    await ways.locator("input").first().focus();
    await page.keyboard.press("ArrowRight");
    expect(await shown()).toEqual(["none", "block", "none"]);
    await page.keyboard.press("ArrowRight");
    expect(await shown()).toEqual(["none", "none", "block"]);
    expect(await page.locator(".ways").nth(1).locator(".way").first().isVisible()).toBe(true);
    await page.close();
  });

  test("the skip link comes first and leads to the report; what has the focus is outlined", async () => {
    const { page } = await open("report");
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const { outlineStyle } = getComputedStyle(document.activeElement!);
      return [document.activeElement!.getAttribute("href"), outlineStyle];
    });
    await page.close();
    expect(focused).toEqual(["#main", "solid"]);
  });

  test("a link into a fold opens it", async () => {
    const { page } = await open("report");
    const pre = page.locator("#raw-E-03");
    expect(await pre.isVisible()).toBe(false);
    await page.locator('a[href="#raw-E-03"]').click();
    expect(await pre.isVisible()).toBe(true);
    expect(await page.locator("#F-06").isVisible()).toBe(false);
    await page.locator('.toc a[href="#F-06"]').click();
    expect(await page.locator("#F-06").isVisible()).toBe(true);
    await page.close();
  });

  test.each([
    ["report", 360],
    ["report", 800],
    ["report", 1440],
    ["hostile", 360],
    ["hostile", 1440],
  ] as const)("%s at %i pixels: the page does not scroll sideways", async (file, width) => {
    const { page } = await open(file, width);
    await page
      .locator("details")
      .evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    const out = await page.evaluate(() =>
      Array.from(document.querySelectorAll("body *"))
        .filter((node) => node.closest(".tw, .plot, .skip, .ways > input") === null)
        .filter(
          (node) => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1,
        )
        .map((node) => `${node.tagName}.${node.className}`),
    );
    await page.close();
    expect({ wide, out: [...new Set(out)] }).toEqual({ wide: 0, out: [] });
  });

  test("both schemes: paper and ink change sides", async () => {
    expect([await paperColour("light"), await paperColour("dark")]).toEqual([
      "rgb(255, 255, 255)",
      "rgb(18, 24, 30)",
    ]);
  });

  test("paper is light even when the screen is dark", async () => {
    const { page } = await open("report", 1440, "dark");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const paper = await page.evaluate(
      () => getComputedStyle(document.documentElement).backgroundColor,
    );
    await page.close();
    expect(paper).toBe("rgb(255, 255, 255)");
  });

  describe.runIf(hasPdfTools)("on paper", () => {
    let words = "";
    let structure = "";
    let outline = "";
    let boxes = "";

    beforeAll(async () => {
      const { page } = await open("report", 1440, "dark");
      const path = join(folder, "report.pdf");
      await page.pdf({
        path,
        preferCSSPageSize: true,
        outline: true,
        tagged: true,
        printBackground: true,
      });
      await page.close();
      words = run("pdftotext", ["-layout", path, "-"]);
      structure = run("pdfinfo", ["-struct", path]);
      boxes = run("pdfinfo", ["-box", "-l", "99", path]);
      outline = readFileSync(path, "latin1");
    }, 60_000);

    test("every finding, each of its three ways and its folded records are printed", () => {
      const printed = tight(words);
      const findings: FindingDoc[] = [];
      const texts: string[] = [];
      const visit = (block: Block): void => {
        if (block.b === "finding") findings.push(block.finding);
        if (block.b === "code") texts.push(...block.text.split("\n"));
        if (block.b === "evidence" && block.raw)
          texts.push(...block.rows.map((row) => row.raw.slice(0, 60)));
        if (block.b === "diff") texts.push(...block.lines.map((line) => line.s));
      };
      walkBlocks(reportDocument, visit);
      expect(findings).toHaveLength(6);
      for (const finding of findings)
        expect(printed).toContain(tight(finding.id + plain(finding.title)));
      for (const text of texts) expect(printed).toContain(tight(text));
      expect(printed.match(/AWSCLI/g)!.length).toBeGreaterThanOrEqual(4);
    });

    test("the running heads name the section, the foot counts the pages", () => {
      for (const title of [
        "1 Executive summary",
        "4 Findings",
        "Appendices A – C",
        "CONFIDENTIAL",
      ]) {
        expect(words).toContain(title);
      }
      const pages = words.split("\f").slice(0, -1);
      expect(words).toContain(`Page ${pages.length} of ${pages.length}`);
      expect(pages[0]).not.toContain("Page 1 of");
      expect(pages[0]).toContain("IAM change audit");
    });

    test("the checklist lies across, everything else stands upright", () => {
      const sizes = [...boxes.matchAll(/Page\s+(\d+) size:\s+([\d.]+) x ([\d.]+)/g)];
      const across = sizes.filter(([, , width, height]) => Number(width) > Number(height));
      expect(across).toHaveLength(1);
      const page = words.split("\f")[Number(across[0]![1]) - 1]!;
      expect(page).toContain("C-05");
      expect(page).toContain("Signature");
    });

    test("there is an outline, and the tags name headings, tables, figures and their titles", () => {
      expect(outline).toContain("/Outlines");
      const entries = reportDocument.sections.flatMap((section) => [
        ...(section.number === "" ? [section.title] : [`${section.number} ${section.title}`]),
        ...section.contents.map(({ to, label }) => `${to} ${plain(label)}`),
      ]);
      for (const entry of entries) expect(outline).toContain(`/Title (${entry})`);
      for (const tag of ["H1", "H2", "H3", "H4", "Table", "TH", "Caption", "Figure", "L", "Code"]) {
        expect(structure).toMatch(new RegExp(`^\\s*${tag}\\b`, "m"));
      }
    });
  });
});
