import {
  Card,
  Group,
  PasswordInput,
  type PasswordInputProps,
  Stack,
  Text,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
  Title,
} from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { z } from 'zod';
import { wrongInWords } from './wrong-in-words.ts';

/** What is wrong, by field: `manager.username` → "small letters, digits, dot or hyphen". */
export type FieldErrors = Readonly<Record<string, string>>;

/** Checks a form against the contract's own input schema before anything is sent. Empty when all is well. */
export function zodErrors(schema: z.ZodType, values: unknown): FieldErrors {
  const result = schema.safeParse(values);
  if (result.success) return {};
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const field = issue.path.map(String).join('.');
    errors[field] ??= wrongInWords(issue, values);
  }
  return errors;
}

/** The entry of a field as props: `{...fieldError(errors, 'title')}`. Also says it to assistive technology. */
export const fieldError = (errors: FieldErrors, field: string): { error?: string; name: string } => {
  const error = errors[field];
  return error === undefined ? { name: field } : { name: field, error };
};

interface TextField {
  readonly value: string;
  readonly onChange: (event: { currentTarget: { value: string } }) => void;
  readonly name: string;
  readonly error?: string;
}

/** Fields of plain text by their names: what stands in them, and the props of each with what is wrong with it. */
export function useTextFields<T extends Readonly<Record<string, string>>>(blank: T) {
  const [values, setValues] = useState(blank);
  const field = (name: keyof T & string, errors: FieldErrors): TextField => ({
    value: values[name] ?? '',
    onChange: ({ currentTarget: { value } }) => setValues((before) => ({ ...before, [name]: value })),
    ...fieldError(errors, name),
  });
  return { values, setValues, field };
}

interface FormCardProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Called when the person sends the form. Give the errors back: the first wrong field then takes the focus. */
  readonly onSubmit: () => FieldErrors | undefined | Promise<FieldErrors | undefined>;
  /** The buttons at the foot. One of them must be of type submit. */
  readonly actions: ReactNode;
  readonly children: ReactNode;
  readonly headingOrder?: 2 | 3;
}

/** A form on a card. Native checking is off: the contract's schema says what is wrong, in our words. */
export function FormCard({ title, description, onSubmit, actions, children, headingOrder = 2 }: FormCardProps) {
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const errors = await onSubmit();
    if (errors !== undefined && Object.keys(errors).length > 0) focusFirstWrong(form.current);
  };
  return (
    <Card withBorder component="section" maw={880} padding="md">
      <form ref={form} noValidate onSubmit={(event) => void submit(event)} autoComplete="off">
        <Stack gap="md">
          <div>
            <Title order={headingOrder}>{title}</Title>
            {description === undefined ? null : (
              <Text c="dimmed" mt={4} component="div" maw="75ch">
                {description}
              </Text>
            )}
          </div>
          {children}
          <Group gap="sm">{actions}</Group>
        </Stack>
      </form>
    </Card>
  );
}

/** Once React has drawn the errors: the first field that is marked wrong. */
export function focusFirstWrong(within: HTMLElement | null): void {
  requestAnimationFrame(() => within?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

/** One line of text with a label. */
export const LineInput = (props: TextInputProps): ReactNode => <TextInput autoComplete="off" {...props} />;

/** A paragraph with a label; grows with its text. */
export const ParagraphInput = (props: TextareaProps): ReactNode => (
  <Textarea autosize minRows={3} maxRows={12} autoComplete="off" {...props} />
);

/** A password that can be shown while typing. Nothing offers to remember it. */
export const SecretInput = (props: PasswordInputProps): ReactNode => (
  <PasswordInput
    autoComplete="off"
    visibilityToggleButtonProps={{ 'aria-label': 'Show what I type', tabIndex: 0 }}
    {...props}
  />
);
