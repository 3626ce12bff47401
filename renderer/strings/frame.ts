/** Words of the frame: bars, navigation, palette, dialogs. */
import type { ImportProgress } from "../../shared/ipc/case.ts";
import type { Screen } from "../location.ts";
import { sizeWords } from "../parts/size.ts";

const screens: Readonly<Record<Screen, string>> = {
  overview: "Overview",
  findings: "Findings",
  events: "Events",
  report: "Report",
  evidence: "Evidence",
  import: "Import",
  start: "Start",
  settings: "Settings",
};

const stages: Readonly<Record<ImportProgress["stage"], string>> = {
  finding: "Looking for files",
  reading: "Importing",
  comparing: "Comparing repeated events",
  analyzing: "Analysing",
};

export const frameWords = {
  screens,
  stages,
  product: "Trailproof",
  caseNav: "Case",
  jump: "Go to, search, run…",
  addEvidence: "Add evidence",
  settings: "Settings",
  keys: "Keys",
  offline: "Offline",
  offlineLong: "No connection is open. Trailproof opens none.",
  noCase: "No case open",
  saved: (bytes: number): string => `${sizeWords(bytes)}, saved`,
  paused: "paused",
  percent: (share: number): string => `${String(Math.floor(share * 100))} %`,
  noClient: "Client not named",
  skip: "Skip to the screen",
  narrowNav: "Show icons only",
  wideNav: "Show names",
  loading: "Opening",
  // Palette
  palette: "Go to, search, run",
  paletteHint: "Type a screen, a finding, an actor, a time or a command",
  paletteMove: "move",
  paletteOpen: "open",
  paletteCommands: "commands only",
  paletteTime: "go to a time",
  paletteNothing: (text: string): string => `Nothing is called “${text}”.`,
  goTo: "Go to",
  run: "Run",
  findings: "Findings",
  recent: "Recent cases",
  eventsSection: "Events",
  eventsWith: (text: string): string => `Events with “${text}”`,
  findingsWith: (text: string): string => `Findings with “${text}”`,
  eventsAt: (time: string): string => `Events around ${time} UTC`,
  // Commands
  commands: {
    newCase: "New case…",
    openCase: "Open case…",
    closeCase: "Close the case",
    addFiles: "Add evidence: files…",
    addFolder: "Add evidence: folder…",
    undo: "Undo the last change",
    redo: "Redo",
    back: "Back",
    forward: "Forward",
    keys: "Keys of this screen",
    about: "About Trailproof",
    engagement: "Engagement of this case…",
    themeSystem: "Theme: as the system",
    themeLight: "Theme: light",
    themeDark: "Theme: dark",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    zoomReset: "Usual size",
    nextPane: "Next pane",
    palette: "Go to, search, run…",
  },
  undone: (label: string): string => `Taken back: ${label}`,
  redone: (label: string): string => `Done again: ${label}`,
  nothingToUndo: "There is nothing to take back.",
  nothingToRedo: "There is nothing to do again.",
  engineRestarted: "The engine stopped and was started again. Nothing is lost.",
  engineDetails: (ref: string, log: string): string =>
    `What it said last is in ${log} under ${ref}.`,
  dismiss: "Dismiss",
  caseOffered: (name: string): string => `Open ${name}?`,
  open: "Open",
  // About
  about: "About Trailproof",
  aboutText:
    "Audits AWS CloudTrail for IAM changes, on this machine alone. No connection, no telemetry, no updates by itself.",
  licence: "Apache License 2.0",
  // Keys
  keysOf: "Keys",
  noKeys: "No key acts here.",
  // File chooser of the browser host
  chooserTitles: {
    folder: "Choose a folder with CloudTrail logs",
    files: "Choose CloudTrail logs",
    case: "Open a case",
    "new-case": "Where to keep the new case",
    keys: "Choose files with CloudTrail public keys",
  },
  chooserHere: "Choose this folder",
  chooserChoose: "Choose",
  chooserOpen: "Open",
  chooserCreate: "Create",
  chooserUp: "The folder above",
  chooserName: "File name",
  chooserPath: "Folder",
  chooserEmpty: "Nothing to choose is in this folder.",
  chooserMore: (n: number): string => `${String(n)} more are not listed. Choose the folder itself.`,
  failed: "This screen failed",
  failedText:
    "The case is safe: screens only show it. Go to another screen and come back, or restart the program.",
  dropHere: "Drop logs, a folder or a case",
  dropInBrowser:
    "A browser does not tell where a dropped file lies. Choose it in the dialog instead.",
} as const;
