import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type CommandName, commands, type Input, type Output } from '../../shared/contract.ts';
import { ClauseQuote } from './clause.tsx';
import { DayInput } from './day-input.tsx';
import { FailureAlert } from './failure-alert.tsx';
import { fieldError, type FieldErrors, FormCard, LineInput, ParagraphInput, zodErrors } from './form.tsx';
import { useCommand } from './use-command.ts';
import { WallClockInput } from './wall-clock-input.tsx';

interface Common {
  readonly name: string;
  readonly label: string;
  readonly description?: ReactNode;
  /** What stands there when the form opens. */
  readonly value?: string | boolean;
}

/** One question of a form. A question left empty is left out, so that the contract says whether it is needed. */
export type FormField =
  | (Common & { readonly kind: 'line' | 'paragraph' | 'day' | 'clock' | 'tick' })
  | (Common & { readonly kind: 'choice'; readonly options: readonly (readonly [value: string, label: string])[] });

export interface CommandFormProps<N extends CommandName> {
  readonly command: N;
  readonly title: string;
  readonly clause?: string;
  /** What the form does not ask because it is known already. */
  readonly fixed: Partial<Input<N>>;
  readonly fields: readonly FormField[];
  readonly submitLabel: string;
  readonly onDone: (answer: Output<N>) => void;
  readonly onCancel: () => void;
}

type Values = Readonly<Record<string, string | boolean>>;

const startOf = (fields: readonly FormField[]): Values =>
  Object.fromEntries(fields.map(({ name, kind, value }) => [name, value ?? (kind === 'tick' ? false : '')]));

/** A command asked for with a few plain questions; what is wrong is said before anything is sent. */
export function CommandForm<N extends CommandName>(props: CommandFormProps<N>): ReactNode {
  const { command, title, clause, fixed, fields, submitLabel, onDone, onCancel } = props;
  const [values, setValues] = useState(() => startOf(fields));
  const [errors, setErrors] = useState<FieldErrors>({});
  const asked = useCommand(command);
  const submit = async (): Promise<FieldErrors> => {
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
    const input = { ...fixed, ...given } as Input<N>; // the schema looks at it before it is sent
    const wrong = zodErrors(commands[command].input, input);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await asked.run(input);
    if (answer !== null) onDone(answer);
    return {};
  };
  return (
    <FormCard
      title={title}
      {...(clause === undefined ? {} : { description: <ClauseQuote clause={clause} /> })}
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={asked.busy}>
            {submitLabel}
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      {fields.map((field) => (
        <Question
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
          errors={errors}
        />
      ))}
      <FailureAlert failure={asked.failure} />
    </FormCard>
  );
}

interface QuestionProps {
  readonly field: FormField;
  readonly value: string | boolean;
  readonly onChange: (value: string | boolean) => void;
  readonly errors: FieldErrors;
}

function Question({ field, value, onChange, errors }: QuestionProps): ReactNode {
  const common = {
    label: field.label,
    ...(field.description === undefined ? {} : { description: field.description }),
    ...fieldError(errors, field.name),
  };
  const text = typeof value === 'string' ? value : '';
  const typed = (event: { currentTarget: { value: string } }): void => onChange(event.currentTarget.value);
  switch (field.kind) {
    case 'line':
      return <LineInput {...common} maw={560} value={text} onChange={typed} />;
    case 'paragraph':
      return <ParagraphInput {...common} value={text} onChange={typed} />;
    case 'day':
      return <DayInput {...common} value={text} onChange={onChange} />;
    case 'clock':
      return <WallClockInput {...common} value={text} onChange={onChange} />;
    case 'tick':
      return (
        <Checkbox {...common} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      );
    case 'choice':
      return (
        <NativeSelect
          {...common}
          maw={560}
          value={text}
          onChange={typed}
          data={[
            { value: '', label: 'Please choose' },
            ...field.options.map(([option, label]) => ({ value: option, label })),
          ]}
        />
      );
  }
}
