import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';

/** What was done to accounts since this person last looked. Nothing while there is nothing. */
export function NoticeList(): ReactNode {
  const { data, failure } = useQuery('people.notices', {}, ['settings', 'session']);
  const acknowledge = useCommand('people.acknowledgeNotice');
  if (data === null) return <FailureAlert failure={failure} />;
  if (data.length === 0) return null;
  return (
    <Section title="What you have not yet read">
      <Stack component="ul" gap="sm" className="plain-list">
        {data.map(({ id, at, title, detail }) => (
          <li key={id}>
            <Group justify="space-between" align="flex-start" wrap="nowrap">
              <div>
                <Text fw={600}>{title}</Text>
                <Text>{detail}</Text>
                <Text size="sm" c="dimmed">
                  <InstantText value={at} />
                </Text>
              </div>
              <Button
                variant="default"
                className="no-shrink"
                loading={acknowledge.busy}
                onClick={() => void acknowledge.run({ noticeId: id })}
              >
                I know of this
                <span className="hidden-words">: {title}</span>
              </Button>
            </Group>
          </li>
        ))}
      </Stack>
      <FailureAlert failure={acknowledge.failure} />
    </Section>
  );
}
