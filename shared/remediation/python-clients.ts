import { asksRegion, serviceOf } from "./call-region.ts";
import { freeName } from "./distinct-asks.ts";
import type { Operation } from "./plan.ts";

/** A boto3 client of a script. */
export interface PythonClient {
  /** Its variable, e.g. `iam` or `ec2_eu_central_1`. */
  readonly name: string;
  readonly service: string;
  /** `asked`: a person names the Region. Null: the service has one endpoint. */
  readonly region: { readonly name: string } | "asked" | null;
}

/** The clients that operations need: one for each service and Region, in the order of first use. */
export interface PythonClients {
  readonly all: readonly PythonClient[];
  readonly nameFor: (operation: Operation) => string;
}

/** A service with one client is named by itself; of several each carries its Region. */
export function pythonClients(operations: readonly Operation[]): PythonClients {
  const first = new Map(operations.map((one) => [keyOf(one), one]));
  const counts = new Map<string, number>();
  for (const one of first.values())
    counts.set(serviceOf(one), (counts.get(serviceOf(one)) ?? 0) + 1);
  const clients = new Map<string, PythonClient>();
  const names = new Set<string>();
  for (const [key, one] of first) {
    const service = serviceOf(one);
    const isOnly = counts.get(service) === 1;
    const name = fresh(
      isOnly || one.region === undefined ? service : `${service}_${word(one.region)}`,
      names,
    );
    names.add(name);
    const region =
      one.region === undefined ? (asksRegion(one) ? "asked" : null) : { name: one.region };
    clients.set(key, { name, service, region });
  }
  return {
    all: [...clients.values()],
    nameFor: (operation) => clients.get(keyOf(operation))?.name ?? serviceOf(operation),
  };
}

function keyOf(operation: Operation): string {
  return JSON.stringify([serviceOf(operation), operation.region ?? null]);
}

/** A Region as part of a Python name. */
function word(region: string): string {
  return region.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
}

function fresh(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(name, taken) : name;
}
