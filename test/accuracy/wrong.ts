/** A wrong answer, as it is printed. */
export interface Wrong {
  /** Number of a detection, or a technique. */
  readonly id: string;
  readonly where: string;
  readonly what: string;
}
