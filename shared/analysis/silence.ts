/** A time without any event of an account, right after a call that can stop its recording. */
export interface Silence {
  /** UTC ISO times of the last event before it and of the first one after it. */
  readonly from: string;
  readonly to: string;
  /** Whole hours. */
  readonly hours: number;
  /** Of the quarters of an hour in the days before, how many had events: 0 to 1. */
  readonly usual: number;
}
