import type { ReactNode } from "react";

/** A part of the detail with a heading. */
export function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="section" aria-label={title}>
      <div className="head">
        <h2>{title}</h2>
      </div>
      {children}
    </section>
  );
}
