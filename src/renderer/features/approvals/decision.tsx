import { Button, Card, Group, Stack, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { StepUpDialog } from '../../ui/step-up.tsx';

export interface DecisionProps {
  readonly id: string;
  readonly mayDecide: boolean;
  /** Called with what was decided, in words, once the core has it. */
  readonly onDecided: (outcome: string) => void;
}

/** One of the two ways a manager can decide. */
export interface Way<D extends string> {
  readonly decision: D;
  readonly label: string;
  /** What the dialog says will come of it. */
  readonly consequence: string;
}

interface DecisionCardProps<D extends string> {
  readonly title: string;
  readonly yes: Way<D>;
  readonly no: Way<D>;
  /** A way between the two: sent back to be completed. */
  readonly back?: Way<D>;
  readonly mayDecide: boolean;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** False keeps the dialog shut: something on the card must be filled in first. */
  readonly isReady?: (decision: D) => boolean;
  readonly onDecide: (decision: D, password: string, reasons: string) => void;
  readonly onOpen: () => void;
  /** The dialog is shut again, nothing decided. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/** What is to be judged, the two buttons under it, and the dialog for reasons and password. */
export function DecisionCard<D extends string>(props: DecisionCardProps<D>): ReactNode {
  const { title, yes, no, back, mayDecide, isReady, onDecide, onOpen, onClose } = props;
  const [way, setWay] = useState<Way<D> | null>(null);
  const choose = (chosen: Way<D>): void => {
    if (isReady?.(chosen.decision) === false) return;
    onOpen();
    setWay(chosen);
  };
  return (
    <Card component="section" aria-label={title}>
      <Stack>
        <Title order={2}>{title}</Title>
        {props.children}
        {mayDecide ? (
          <Group>
            <Button onClick={() => choose(yes)}>{yes.label}</Button>
            <Button variant="default" onClick={() => choose(no)}>
              {no.label}
            </Button>
            {back === undefined ? null : (
              <Button variant="default" onClick={() => choose(back)}>
                {back.label}
              </Button>
            )}
          </Group>
        ) : null}
      </Stack>
      <StepUpDialog
        opened={way !== null}
        title={way === null ? title : `${way.label}: ${title}`}
        description={way?.consequence}
        onClose={() => {
          setWay(null);
          onClose?.();
        }}
        onConfirm={(password, reasons) => (way === null ? undefined : onDecide(way.decision, password, reasons))}
        withReasons
        confirmLabel={way?.label ?? ''}
        busy={props.busy}
        failure={props.failure}
      />
    </Card>
  );
}
