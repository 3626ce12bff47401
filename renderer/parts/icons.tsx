/** Line drawings of 16 px, after one pencil. */
const paths = {
  mark: "M2 12.5c2-.2 2.6-2.2 3.6-4.3C6.7 5.9 7.8 3.5 10.2 3.5h3.3M8 12.5h5.5M9.3 8h4.2",
  down: "M4 6l4 4 4-4",
  up: "M4 10l4-4 4 4",
  right: "M6 4l4 4-4 4",
  left: "M10 4 6 8l4 4",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.6 10.6 14 14",
  take: "M8 2v7.5M5 6.7 8 9.7l3-3M2.5 10.5v3h11v-3",
  settings: "M2 5h6M12 5h2M2 11h2M8 11h6M10 3.2v3.6M6 9.2v3.6",
  help: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.3M8 11.2h.01",
  overview: "M2 12.5h12M3.5 10V7M6.5 10V3.5M9.5 10V5.5M12.5 10V8",
  findings: "M3.5 14V2.5h8L9.5 6l2 3.5h-8",
  events: "M2 3.5h2M6 3.5h8M2 8h2M6 8h8M2 12.5h2M6 12.5h8",
  entities: "M8 2.5 13.5 5.5v5L8 13.5 2.5 10.5v-5zM2.5 5.5 8 8.5l5.5-3M8 8.5v5",
  checklist: "M2 4l1.2 1.2L5.5 3M2 9l1.2 1.2L5.5 8M8 4.2h6M8 9.2h6M8 13.2h6M2.5 13.2h2.5",
  undo: "M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5 6 3.5M3 6.5l3 3",
  redo: "M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M13 6.5l-3-3M13 6.5l-3 3",
  report: "M4 1.5h5.5l3 3v10H4zM9.5 1.5v3h3M6 8h4.5M6 11h4.5",
  evidence: "M8 1.5 13 3.5v4c0 3.2-2 5.6-5 7-3-1.4-5-3.8-5-7v-4zM5.7 7.8l1.7 1.7 3-3.2",
  check: "M3 8.5 6.3 12 13 4.5",
  clip: "M12.8 7.4 8 12.2a3 3 0 0 1-4.2-4.2l5.4-5.4a2 2 0 0 1 2.8 2.8L6.8 10.6a.9.9 0 0 1-1.3-1.3l4.4-4.4",
  minus: "M3 8h10",
  plus: "M8 3v10M3 8h10",
  close: "M4 4l8 8M12 4l-8 8",
  offline:
    "M4.6 12.5a3 3 0 0 1-.4-6 4 4 0 0 1 1-2M7 3.2a4 4 0 0 1 4.8 3.3 3 3 0 0 1 1.6 5M2 2l12 12",
  live: "M8 9.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4zM5.2 10.8a4 4 0 0 1 0-5.6M10.8 5.2a4 4 0 0 1 0 5.6M3 13a7 7 0 0 1 0-10M13 3a7 7 0 0 1 0 10",
  case: "M2.5 4.5h11v8h-11zM2.5 7.5h11",
  filter: "M2 3.5h12M4.5 8h7M6.5 12.5h3",
  columns: "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
  policy: "M4 1.5h8.5v13H4zM6.5 5h3.5M6.5 8h3.5M6.5 11h2",
  role: "M8 1.8 9.8 3l2.1-.1.6 2 1.7 1.2-.8 2 .8 2-1.7 1.2-.6 2-2.1-.1L8 14.4l-1.8-1.2-2.1.1-.6-2-1.7-1.2.8-2-.8-2 1.7-1.2.6-2L6.2 3zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  group:
    "M6 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.8 13c.2-2.4 1.8-3.6 4.2-3.6s4 1.2 4.2 3.6M10.6 3.2a2.2 2.2 0 0 1 0 4.2M12 9.8c1.3.5 2.1 1.6 2.2 3.2",
  user: "M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8zM2.8 14c.3-2.8 2.4-4.2 5.2-4.2s4.9 1.4 5.2 4.2",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  play: "M5 3l7.5 5L5 13z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  info: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.4v3.6M8 5h.01",
  refused: "M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
  denied: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM3.8 12.2l8.4-8.4",
  failed: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8v4M8 11.2h.01",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.6",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  warning: "M8 2 14.5 13.5h-13zM8 6.2v3.4M8 11.6h.01",
  folder: "M1.8 12.8V3.2h4.4l1.6 2h6.4v7.6z",
  table: "M2 3h12v10H2zM2 6.5h12M6.5 6.5V13",
  note: "M3 2.5h10v8l-3 3H3zM10 13.5v-3h3",
  key: "M10.2 9a3.2 3.2 0 1 0-3.1-2.4L2 11.7V14h2.3l.9-.9v-1.4h1.4l1.5-1.5c.6.5 1.3.8 2.1.8zM11 5h.01",
  service: "M3 3h10v4H3zM3 9h10v4H3zM5.5 5h.01M5.5 11h.01",
} as const;

export type IconName = keyof typeof paths;

/** One of the drawings. Without `label` it stands beside a word and has no name of its own. */
export function Icon({
  name,
  label,
  small = false,
}: {
  readonly name: IconName;
  readonly label?: string;
  readonly small?: boolean;
}) {
  return (
    <svg
      className={small ? "i i12" : "i"}
      viewBox="0 0 16 16"
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      <path d={paths[name]} />
    </svg>
  );
}
