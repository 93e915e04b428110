import { Text, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { Section } from './section.tsx';

/** CoP 6.1: every access is evidenced on React. The laptop has no network, so the officer types it over. */
export const ReactSlip = ({ text }: { readonly text: string }): ReactNode => (
  <Section title="For React">
    <Text c="dimmed" mb="xs">
      Type this into React: “only accessed for legitimate reason which must be evidenced, and the evidence recorded on
      React” (CoP 6.1).
    </Text>
    <Textarea
      aria-label="Text for React"
      value={text}
      readOnly
      autosize
      minRows={4}
      onFocus={(event) => event.currentTarget.select()}
    />
  </Section>
);
