/** A section of the detail, with a name that the index leads to. */
import type { ReactNode } from "react";
import { findingsWords as words } from "../../strings/findings.ts";

export type SectionName = keyof typeof words.sections;

export function Section({
  name,
  title,
  note,
  right,
  children,
}: {
  readonly name: SectionName;
  /** Where it is not the section's usual title. */
  readonly title?: string;
  readonly note?: ReactNode;
  readonly right?: ReactNode;
  readonly children: ReactNode;
}) {
  const heading = title ?? words.sections[name];
  return (
    <section className="section" data-section={name} aria-label={heading} tabIndex={-1}>
      <div className="head">
        <h2>{heading}</h2>
        {note === undefined ? null : <span className="s12 ink3">{note}</span>}
        {right === undefined ? null : <span className="right hstack g1 s12">{right}</span>}
      </div>
      {children}
    </section>
  );
}

/** Brings a section to the top of the detail and puts the focus there. */
export function showSection(name: SectionName): void {
  const section = document.querySelector<HTMLElement>(`.f-detail [data-section=${name}]`);
  section?.scrollIntoView({ block: "start" });
  section?.focus({ preventScroll: true });
}
