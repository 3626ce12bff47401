/** Line drawings of 16 px. Each stands beside a word, so none has a name of its own. */
const paths = {
  mark: "M2 12.5c2-.2 2.6-2.2 3.6-4.3C6.7 5.9 7.8 3.5 10.2 3.5h3.3M8 12.5h5.5M9.3 8h4.2",
  offline:
    "M4.6 12.5a3 3 0 0 1-.4-6 4 4 0 0 1 1-2M7 3.2a4 4 0 0 1 4.8 3.3 3 3 0 0 1 1.6 5M2 2l12 12",
  take: "M8 2v7.5M5 6.7 8 9.7l3-3M2.5 10.5v3h11v-3",
  check: "M3 8.5 6.5 12 13 4.5",
  warning: "M8 2 14.5 13.5h-13zM8 6.2v3.4M8 11.6h.01",
} as const;

/** One of the drawings. */
export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
