import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';

/** A trial in a browser must never be taken for the locked-down application. */
export const HostLabel = ({ label }: { readonly label: string }): ReactNode => (
  <Badge variant="light" color="orange" size="lg" className="status">
    {label}
  </Badge>
);
