import type { ReactNode } from 'react';

/** A fingerprint in groups of eight, so that two people can compare it aloud. Copied text is the value without spaces. */
export function HashText({ value }: { readonly value: string | null }): ReactNode {
  if (value === null) return <span className="dim">not yet known</span>;
  const groups = value.match(/.{1,8}/gu) ?? [];
  return (
    <span className="code hash">
      {groups.map((group, index) => (
        // A fingerprint never changes its order, so the place is the key.
        <span key={`${String(index)}${group}`}>
          {group}
          <wbr />
        </span>
      ))}
    </span>
  );
}
