import { Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { InstantText } from './time-text.tsx';

/** What the laptop's clock shows, second by second, and what it is worth. */
export function LaptopClock({ children }: { readonly children: ReactNode }): ReactNode {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Text c="dimmed" size="sm">
      This laptop’s clock shows <InstantText value={now} />. {children}
    </Text>
  );
}
