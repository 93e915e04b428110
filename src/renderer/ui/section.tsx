import { Card, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of a screen on a card, under its own heading. */
export const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode => (
  <Card component="section" aria-label={title}>
    <Title order={2} mb="xs">
      {title}
    </Title>
    {children}
  </Card>
);
