import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface NoticeProps {
  readonly title: string;
  /** 'bad' is for what failed or may not go on; 'neutral' for what a person should know. */
  readonly tone?: 'neutral' | 'bad' | 'good';
  readonly children: ReactNode;
}

const looks = {
  neutral: { color: 'gray', Icon: IconInfoCircle, className: 'notice' },
  bad: { color: 'red', Icon: IconAlertTriangle, className: 'notice notice-bad' },
  good: { color: 'green', Icon: IconInfoCircle, className: 'notice' },
} as const;

/** Something to know before going on. Failures of a command have their own: FailureAlert. */
export function Notice({ title, tone = 'neutral', children }: NoticeProps) {
  const { color, Icon, className } = looks[tone];
  return (
    <Alert
      role="status"
      variant="outline"
      color={color}
      className={className}
      maw={880}
      icon={<Icon aria-hidden />}
      title={title}
      {...(tone === 'good' && { styles: { title: { color: 'var(--mantine-color-green-light-color)' } } })}
    >
      {children}
    </Alert>
  );
}
