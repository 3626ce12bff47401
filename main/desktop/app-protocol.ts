/** The program's own scheme, app://. It knows the built window's files and the reports that are open, nothing else. */
import { htmlType, readBuiltFiles } from "../host/built-files.ts";
import { pageHeaders, reportPolicy, windowPolicy } from "../host/page-policy.ts";

/** Where the window's page lives; its origin is shared with nothing. */
export const windowUrl = "app://trailproof/index.html";

/** The origin of reports. */
const reportOrigin = "app://report";

/** The policies of the two kinds of page. */
export const policies = {
  window: windowPolicy(reportOrigin),
  report: reportPolicy("app://trailproof"),
} as const;

export interface AppProtocol {
  /** Answers a request for a URL of the scheme; anything unknown is 404. */
  readonly answer: (request: { readonly url: string; readonly method: string }) => Response;
  /** Makes a report readable under the URL that it answers. */
  readonly addReport: (html: string, id: string) => string;
  readonly removeReport: (url: string) => void;
}

/** Whether an address is that of a report. */
export function isReportUrl(url: string): boolean {
  return url.startsWith(`${reportOrigin}/`);
}

/** Makes the protocol's answers. The built window in `folder` is read once; no path is ever made from a URL. */
export function createAppProtocol(folder: string): AppProtocol {
  const files = new Map(
    [...readBuiltFiles(folder)].map(([name, file]) => [new URL(name, windowUrl).href, file]),
  );
  const reports = new Map<string, string>();
  return {
    answer: ({ url, method }) => {
      // A fragment names a place in a page, not another page.
      const [address = ""] = url.split("#");
      if (method !== "GET") return reply(null, 405, "text/plain", policies.window);
      const report = reports.get(address);
      if (report !== undefined) return reply(report, 200, htmlType, policies.report);
      const file = files.get(address);
      if (file === undefined) return reply(null, 404, "text/plain", policies.window);
      return reply(file.body, 200, file.type, policies.window);
    },
    addReport: (html, id) => {
      const url = `${reportOrigin}/${id}`;
      reports.set(url, html);
      return url;
    },
    removeReport: (url) => {
      reports.delete(url);
    },
  };
}

function reply(
  body: string | Uint8Array<ArrayBuffer> | null,
  status: number,
  type: string,
  policy: string,
): Response {
  return new Response(body, { status, headers: pageHeaders(type, policy) });
}
