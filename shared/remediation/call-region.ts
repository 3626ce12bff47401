import { needsRegion } from "./member-kinds.ts";
import type { Operation } from "./plan.ts";

/** The shape of every Region's name so far: eu-central-1, us-gov-west-1, us-iso-east-1, mx-central-1. */
const shape = /^[a-z]{2,8}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;

/** Text of the log as the Region of an operation; nothing where it does not look like a Region's name. */
export function regionMember(region: string | null): Pick<Operation, "region"> {
  return region !== null && shape.test(region) ? { region } : {};
}

/** The service of an operation as it is named in APIs: iam, ec2, cloudtrail. */
export function serviceOf(operation: Operation): string {
  return operation.api.split(":")[0] ?? "";
}

/** Whether a person must say in which Region a call is to be made: the service needs one and the log names none. */
export function asksRegion(operation: Operation): boolean {
  return operation.region === undefined && needsRegion(serviceOf(operation));
}

/** Name of the variable that holds the Region for a service's calls of which the log does not tell it. */
export function regionVariable(service: string): string {
  return `${service.toUpperCase()}_REGION`;
}

/** The question for that variable. */
export function regionQuestion(service: string): string {
  return `In which Region are the ${service} calls to be made?`;
}

/** The services of which a person must name the Region, each once. */
export function servicesToAsk(operations: readonly Operation[]): readonly string[] {
  return [...new Set(operations.filter(asksRegion).map(serviceOf))];
}
