import type { ReactNode } from 'react';

const quietZone = 4;

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Neighbouring dark squares of one line as one bar. */
const barsOf = (matrix: readonly (readonly boolean[])[]): Bar[] =>
  matrix.flatMap((line, y) => {
    const bars: Bar[] = [];
    line.forEach((isDark, x) => {
      const last = bars.at(-1);
      if (!isDark) return;
      if (last !== undefined && last.x + last.width === x) bars[bars.length - 1] = { ...last, width: last.width + 1 };
      else bars.push({ x, y, width: 1 });
    });
    return bars;
  });

/** A QR code from its squares, always dark on white: a camera needs that also in dark colours. */
export function QrCode({
  matrix,
  label,
}: {
  readonly matrix: readonly (readonly boolean[])[];
  readonly label: string;
}): ReactNode {
  const size = matrix.length + 2 * quietZone;
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      width={208}
      height={208}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      {barsOf(matrix).map(({ x, y, width }) => (
        <rect key={`${x} ${y}`} x={x + quietZone} y={y + quietZone} width={width} height={1} fill="#000000" />
      ))}
    </svg>
  );
}
