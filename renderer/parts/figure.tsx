/** A number with what it counts. */
export function Figure({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <div className="fig">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
