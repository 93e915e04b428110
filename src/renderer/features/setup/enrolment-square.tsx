import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { fieldError, type FieldErrors, LineInput } from '../../ui/form.tsx';
import { QrCode } from './qr-code.tsx';

interface EnrolmentSquareProps {
  readonly enrolment: Output<'people.prepareAccount'>['enrolment'];
  readonly heading?: ReactNode;
  readonly field: string;
  readonly errors: FieldErrors;
  readonly code: string;
  readonly onCode: (code: string) => void;
}

/** What one person's authenticator app is given, and the first code it shows. */
export function EnrolmentSquare({ enrolment, heading, field, errors, code, onCode }: EnrolmentSquareProps): ReactNode {
  const { username, secret, qr } = enrolment;
  return (
    <Stack gap="xs">
      {heading}
      <Text c="dimmed">{username}</Text>
      <QrCode matrix={qr} label={`QR code for ${username}; the same as the letters below`} />
      <Text size="sm">Cannot scan? Type this into the app:</Text>
      <Text className="code">{secret.match(/.{1,4}/gu)?.join(' ') ?? secret}</Text>
      <LineInput
        label={`Code now shown for ${username}`}
        required
        inputMode="numeric"
        maxLength={6}
        w={240}
        value={code}
        onChange={(event) => onCode(event.currentTarget.value)}
        {...fieldError(errors, field)}
      />
    </Stack>
  );
}
