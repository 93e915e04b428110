import { Button, Checkbox, NativeSelect, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type CommandName, commands, type Input, type Output } from '../../shared/contract.ts';
import { DayInput } from './day-input.tsx';
import { FailureAlert } from './failure-alert.tsx';
import { fieldError, type FieldErrors, FormCard, LineInput, ParagraphInput, SecretInput, zodErrors } from './form.tsx';
import { useCommand } from './use-command.ts';
import { WallClockInput } from './wall-clock-input.tsx';

/** One question of a form. A name with dots is a part of a part: `police.rank`. */
export interface QuickField {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly kind: 'line' | 'paragraph' | 'day' | 'clock' | 'password' | 'check' | 'choice';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

type Values = Readonly<Record<string, string | boolean>>;

interface QuickFormProps<N extends CommandName> {
  readonly command: N;
  readonly title: string;
  readonly description?: ReactNode;
  readonly fields: readonly QuickField[];
  /** What goes with it and is not asked. */
  readonly fixed: Readonly<Record<string, unknown>>;
  readonly initial?: Values;
  readonly submit: string;
  readonly onDone: (answer: Output<N>) => void;
  readonly onCancel: () => void;
  /** Further questions of the caller's own; its answers come in `fixed`, and what is wrong with them is handed to it. */
  readonly children?: ReactNode | ((errors: FieldErrors) => ReactNode);
  readonly headingOrder?: 2 | 3;
}

/** A form that sends one command: checked by the contract's schema, its wrong fields named, nothing lost on a failure. */
export function QuickForm<N extends CommandName>(props: QuickFormProps<N>): ReactNode {
  const { command, fields, fixed, onDone } = props;
  const [values, setValues] = useState<Values>(props.initial ?? {});
  const [sent, setSent] = useState(false);
  const run = useCommand(command);
  const input = { ...inputOf(fields, values), ...fixed };
  const wrong = zodErrors(commands[command].input, input);
  const told = sent && run.failure === null ? wrong : {};
  const submit = async (): Promise<FieldErrors | undefined> => {
    setSent(true);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await run.run(input as Input<N>);
    if (answer !== null) onDone(answer);
    // A password is not kept for the next try.
    else setValues((before) => ({ ...before, password: '' }));
    return undefined;
  };
  const set = (name: string) => (value: string | boolean) => setValues((before) => ({ ...before, [name]: value }));
  return (
    <FormCard
      title={props.title}
      description={props.description}
      headingOrder={props.headingOrder ?? 2}
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={run.busy}>
            {props.submit}
          </Button>
          <Button variant="default" onClick={props.onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      <Stack gap="md">
        {fields.map((field) => (
          <Question
            key={field.name}
            field={field}
            value={values[field.name]}
            errors={told}
            onChange={set(field.name)}
          />
        ))}
        {typeof props.children === 'function' ? props.children(told) : props.children}
      </Stack>
      <FailureAlert failure={run.failure} />
    </FormCard>
  );
}

/** What was left empty is not sent: the schema then says whether it is wanted. A check is always an answer. */
function inputOf(fields: readonly QuickField[], values: Values): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const { name, kind } of fields) {
    const value = kind === 'check' ? values[name] === true : values[name];
    if (value === undefined || value === '') continue;
    const path = name.split('.');
    const last = path.pop() ?? name;
    let at = input;
    for (const part of path) at = (at[part] ??= {}) as Record<string, unknown>;
    at[last] = value;
  }
  return input;
}

interface QuestionProps {
  readonly field: QuickField;
  readonly value: string | boolean | undefined;
  readonly errors: FieldErrors;
  readonly onChange: (value: string | boolean) => void;
}

function Question({ field, value, errors, onChange }: QuestionProps): ReactNode {
  const { kind, label, name, description } = field;
  const text = typeof value === 'string' ? value : '';
  const common = {
    label,
    ...(description === undefined ? {} : { description }),
    ...fieldError(errors, name),
  };
  const typed = {
    ...common,
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  switch (kind) {
    case 'line':
      return <LineInput {...typed} />;
    case 'paragraph':
      return <ParagraphInput {...typed} />;
    case 'password':
      return <SecretInput {...typed} maw={360} />;
    case 'day':
      return <DayInput {...common} value={text} onChange={onChange} />;
    case 'clock':
      return <WallClockInput {...common} value={text} onChange={onChange} />;
    case 'check':
      return (
        <Checkbox {...common} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      );
    case 'choice':
      return <NativeSelect {...typed} maw={440} data={[{ value: '', label: 'Choose' }, ...(field.options ?? [])]} />;
  }
}

/** Words for each value of a closed list, as a choice. */
export const optionsOf = (words: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
