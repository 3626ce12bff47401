import { useEffect, useState } from "react";

/** A value once it has stayed the same for some milliseconds: what a held key passes by is not asked for. */
export function useSettled<T>(value: T, key: string, ms: number): T {
  const [settled, setSettled] = useState({ value, key });
  useEffect(() => {
    if (settled.key === key) return undefined;
    const timer = window.setTimeout(() => setSettled({ value, key }), ms);
    return () => window.clearTimeout(timer);
  }, [settled.key, key, value, ms]);
  return settled.value;
}
