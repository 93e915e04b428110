import { NativeSelect, SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { LineInput, ParagraphInput, SecretInput } from '../../ui/form.tsx';
import { isByKey, type SiteValues } from './site-values.ts';

export type TextField = Exclude<keyof SiteValues, 'secure'>;

/** What a field of the form needs to show and change one value. */
export interface SiteField {
  readonly value: string;
  readonly name: string;
  readonly error?: string;
  onChange(event: { readonly currentTarget: { readonly value: string } }): void;
}

interface SiteLoginProps {
  readonly values: SiteValues;
  readonly isNew: boolean;
  readonly field: (name: TextField) => SiteField;
}

/** Who the recorder lets in, and with what. */
export function SiteLogin({ values, isNew, field }: SiteLoginProps): ReactNode {
  const byKey = isByKey(values);
  return (
    <>
      <LineInput
        label="User name on the recorder"
        description="As it was set up there"
        required
        {...field('username')}
      />
      {values.protocol === 'sftp' && (
        <NativeSelect
          label="It lets in with"
          description="A key is harder to guess"
          {...field('login')}
          data={[
            { value: 'password', label: 'A password' },
            { value: 'key', label: 'A private key' },
          ]}
        />
      )}
      <SecretInput
        label={byKey ? 'Words the key is kept under' : 'Password on the recorder'}
        description={
          byKey ? 'Empty if it has none' : isNew ? 'Kept sealed in the vault' : 'Leave empty to keep the one there'
        }
        required={isNew && !byKey}
        {...field('devicePassword')}
      />
    </>
  );
}

/** The key itself, as wide as its lines are long. */
export const SiteKeyFile = ({ isNew, field }: Pick<SiteLoginProps, 'isNew' | 'field'>): ReactNode => (
  <ParagraphInput
    label="Private key"
    description={
      isNew ? 'The whole file. Kept sealed in the vault' : 'Leave empty to keep the one there, or paste the whole file'
    }
    required={isNew}
    classNames={{ input: 'code' }}
    spellCheck={false}
    {...field('deviceKey')}
  />
);

/** Where on a file server the recordings lie. */
export const SiteFiles = ({ field }: Pick<SiteLoginProps, 'field'>): ReactNode => (
  <SimpleGrid cols={{ base: 1, sm: 2 }}>
    <LineInput
      label="Folder with the recordings"
      description="Empty for the folder the login leads to"
      {...field('folder')}
    />
    <LineInput
      label="Names of the recordings"
      description="For example *.mp4 *.dav; empty for every file"
      {...field('pattern')}
    />
  </SimpleGrid>
);
