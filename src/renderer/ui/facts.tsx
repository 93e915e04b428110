import type { ReactNode } from 'react';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Labels with values, as a description list. An empty value says "not recorded" rather than nothing. */
export function Facts({ items }: { readonly items: readonly Fact[] }): ReactNode {
  return (
    <dl className="facts">
      {items.map(({ label, value }) => (
        <div key={label} className="fact">
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? 'not recorded' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
