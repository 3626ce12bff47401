/**
 * Members of outer objects whose lists hold records or wrapped records, and are read element by element.
 * `Records`: S3 log files. `Events`: lookup-events. `events`: filter-log-events and get-log-events. `logEvents`: CloudWatch
 * Logs subscriptions. `QueryResultRows`: CloudTrail Lake. `hits`: Elasticsearch, whose list stands in an object of that name.
 */
export const wrapperKeys = [
  { name: "Records", mayBeObject: false },
  { name: "Events", mayBeObject: false },
  { name: "events", mayBeObject: false },
  { name: "logEvents", mayBeObject: false },
  { name: "QueryResultRows", mayBeObject: false },
  { name: "hits", mayBeObject: true },
] as const;
