import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { Notice } from '../footage/notice.tsx';

type Block = Output<'kits.list'>[number]['blocks'][number];

/** What stands in the way, each with its clause and who can put it right. */
export const Blocks = ({ title, blocks }: { readonly title: string; readonly blocks: readonly Block[] }): ReactNode =>
  blocks.length === 0 ? null : (
    <Notice title={title}>
      <Stack component="ul" gap={4} className="plain-list">
        {blocks.map(({ clause, message }) => (
          <li key={message}>
            <Text>
              {message} <Text span inherit c="dimmed">{`CoP ${clause}`}</Text>
            </Text>
          </li>
        ))}
      </Stack>
    </Notice>
  );
