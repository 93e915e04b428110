import { Box, Group, Loader, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

interface PageProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** One screen: its heading takes the focus when the screen opens, so that a screen reader and the keyboard start there. */
export function Page({ title, description, actions, children }: PageProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    document.title = `${title} – Lend-A-Cam Evidence`;
  }, [title]);
  return (
    <Box className="page">
      <Group justify="space-between" align="flex-start" wrap="wrap" gap="sm" mb="md">
        <Box className="page-head">
          <Title order={1} ref={heading} tabIndex={-1} className="page-title">
            {title}
          </Title>
          {description === undefined ? null : (
            <Text c="dimmed" component="div" mt={4} maw="80ch">
              {description}
            </Text>
          )}
        </Box>
        {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}

/** Shown while a screen has nothing yet; says so, so that it is never taken for "there is nothing". */
export function Reading({ what = 'Reading' }: { readonly what?: string }): ReactNode {
  return (
    <Group gap="sm" role="status" py="md">
      <Loader size="sm" aria-hidden />
      <Text c="dimmed">{what}…</Text>
    </Group>
  );
}
