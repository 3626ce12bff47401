/** A pattern of slanted lines, for a fill: `url(#id)`. `size`: pixels from line to line, `line`: their width. */
export function Hatch({
  id,
  size,
  line,
  className,
}: {
  readonly id: string;
  readonly size: number;
  readonly line: number;
  readonly className: string;
}) {
  return (
    <pattern
      id={id}
      width={size}
      height={size}
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width={line} height={size} className={className} />
    </pattern>
  );
}
