import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { CredentialsFields, type CredentialsValues } from '../../ui/credentials-fields.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { LineInput, ParagraphInput } from '../../ui/form.tsx';
import type { Authority } from './room-check.ts';

const Wrong = ({ words }: { readonly words: string | undefined }): ReactNode =>
  words === undefined ? null : (
    <Text size="sm" c="var(--mantine-color-error)" role="alert">
      {words}
    </Text>
  );

interface OfficerBesideProps {
  readonly officer: CredentialsValues;
  readonly error: string | undefined;
  /** How long the officer stays: "until …". */
  readonly until: string;
  readonly onChange: (officer: CredentialsValues) => void;
}

/** The officer proves to be in the room; the manager sees no footage and no still without (CoP 6.4). */
export const OfficerBeside = ({ officer, error, until, onChange }: OfficerBesideProps): ReactNode => (
  <Stack gap="xs" component="section" aria-label="The officer beside me" maw={420}>
    <Title order={2} size="h3">
      The officer beside me
    </Title>
    <Text>The Case Support Officer types these, and stays {until}. Both of you are named in its log.</Text>
    <CredentialsFields values={officer} onChange={onChange} errors={{}} whose="The officer’s" />
    <Wrong words={error} />
  </Stack>
);

interface HeadsAuthorityProps {
  readonly authority: Authority;
  readonly error: string | undefined;
  readonly onChange: (authority: Authority) => void;
}

/** Before the public, or as a demonstration: who allowed it, when and what (CoP 6.4). */
export function HeadsAuthority({ authority, error, onChange }: HeadsAuthorityProps): ReactNode {
  const typed = (name: 'head' | 'reference' | 'authorised') => ({
    required: true,
    value: authority[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ ...authority, [name]: currentTarget.value }),
  });
  return (
    <Stack gap="xs" component="section" aria-label="Authority of the Head">
      <Title order={2} size="h3">
        Authority of the Head of Safer Neighbourhoods
      </Title>
      <Text>
        Members of the public, or a demonstration: without this authority the viewing does not open (CoP 6.4).
      </Text>
      <LineInput label="Name of the Head" w={340} maw="100%" {...typed('head')} />
      <DayInput label="Authorised on" required value={authority.on} onChange={(on) => onChange({ ...authority, on })} />
      <LineInput
        label="Reference"
        description="Of the e-mail or letter it was given in."
        w={340}
        maw="100%"
        {...typed('reference')}
      />
      <ParagraphInput
        label="What was authorised"
        description="Before whom, and what of the footage."
        {...typed('authorised')}
      />
      <Wrong words={error} />
    </Stack>
  );
}
