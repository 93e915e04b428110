import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'good' | 'warning' | 'bad';

const colours: Readonly<Record<Tone, string>> = { neutral: 'gray', good: 'green', warning: 'orange', bad: 'red' };

/** A state in words. The colour only repeats what the words say. */
export function StatusBadge({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }): ReactNode {
  return (
    <Badge variant="light" color={colours[tone]} radius="sm" tt="none" fw={600} className="status" data-tone={tone}>
      {children}
    </Badge>
  );
}
