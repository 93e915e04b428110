import { Button, NativeSelect, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors, ParagraphInput } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { type Chosen, describe, shift, toggle } from './choice.ts';
import { ChoiceList } from './choice-list.tsx';
import { ClipMaker } from './clip-maker.tsx';
import { type Bundle, clipWords, type Proceedings } from './court-words.ts';
import { formatWallClock } from '../../ui/time.ts';

interface BundleBuilderProps {
  readonly proceedings: readonly Proceedings[];
  readonly onPrepared: (bundle: Bundle) => void;
  readonly onCancel: () => void;
}

/** Chooses what goes to court, in order, with a description clear enough to identify each exhibit. */
export function BundleBuilder({ proceedings, onPrepared, onCancel }: BundleBuilderProps) {
  const [proceedingsId, setProceedingsId] = useState(proceedings.length === 1 ? (proceedings[0]?.id ?? '') : '');
  const [recordings, setRecordings] = useState<readonly Chosen[]>([]);
  const [stills, setStills] = useState<readonly Chosen[]>([]);
  const [clips, setClips] = useState<readonly Chosen[]>([]);
  const [masks, setMasks] = useState<readonly Chosen[]>([]);
  const [note, setNote] = useState('');
  const [sent, setSent] = useState(false);
  const prepare = useCommand('bundles.prepare');
  const caseId = proceedings.find(({ id }) => id === proceedingsId)?.caseId ?? null;
  const all = { recordings, stills, masks, clips };
  const errors = sent ? builderErrors(proceedingsId, all) : {};

  const submit = async (): Promise<FieldErrors | undefined> => {
    setSent(true);
    const wrong = builderErrors(proceedingsId, all);
    if (Object.keys(wrong).length > 0) return wrong;
    const bundle = await prepare.run({
      proceedingsId,
      recordings: recordings.map(({ id, description }) => ({ recordingId: id, description })),
      stillIds: stills.map(({ id }) => id),
      ...(masks.length > 0 && { maskIds: masks.map(({ id }) => id) }),
      ...(clips.length > 0 && { clips: clips.map(({ id, description }) => ({ clipId: id, description })) }),
      ...(note.trim() !== '' && { note }),
    });
    if (bundle !== null) onPrepared(bundle);
    return undefined;
  };
  const choose = (id: string): void => {
    setProceedingsId(id);
    setRecordings([]); // they belong to the case of the other proceedings
    setStills([]);
    setMasks([]);
    setClips([]);
  };

  return (
    <FormCard
      title="Prepare a bundle"
      description={<ClauseQuote clause="3.10" />}
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={prepare.busy}>
            Prepare and send for approval
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      <FailureAlert failure={prepare.failure} />
      <NativeSelect
        label="For these proceedings"
        value={proceedingsId}
        error={errors['proceedingsId']}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: 'Choose the proceedings' },
          ...proceedings.map(({ id, caseNumber, parties, court }) => ({
            value: id,
            label: `${caseNumber}, ${parties}, ${court}`,
          })),
        ]}
      />
      {caseId !== null && (
        <CaseChoices
          caseId={caseId}
          {...all}
          onRecordings={setRecordings}
          onStills={setStills}
          onMasks={setMasks}
          onClips={setClips}
          errors={errors}
        />
      )}
      <ParagraphInput label="Note (optional)" value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <Text size="sm" c="dimmed">
        Nothing is burned now. The manager approves the bundle first, and never the officer who prepared it.
      </Text>
    </FormCard>
  );
}

interface AllChosen {
  readonly recordings: readonly Chosen[];
  readonly stills: readonly Chosen[];
  readonly masks: readonly Chosen[];
  readonly clips: readonly Chosen[];
}

function builderErrors(proceedingsId: string, { recordings, stills, masks, clips }: AllChosen): FieldErrors {
  const undescribed = [...recordings, ...clips].filter(({ description }) => description.trim() === '');
  return {
    ...(proceedingsId === '' && { proceedingsId: 'Choose the proceedings this bundle is for.' }),
    ...(recordings.length + stills.length + masks.length + clips.length === 0 && {
      chosen: 'Choose at least one recording, still or clip.',
    }),
    ...Object.fromEntries(undescribed.map(({ id }) => [id, 'Describe it so that nobody can mistake it.'])),
  };
}

interface CaseChoicesProps extends AllChosen {
  readonly caseId: string;
  readonly onRecordings: (chosen: readonly Chosen[]) => void;
  readonly onStills: (chosen: readonly Chosen[]) => void;
  readonly onMasks: (chosen: readonly Chosen[]) => void;
  readonly onClips: (chosen: readonly Chosen[]) => void;
  readonly errors: FieldErrors;
}

function CaseChoices({ caseId, errors, ...chosen }: CaseChoicesProps) {
  const { recordings, onRecordings, stills, onStills, masks, onMasks, clips, onClips } = chosen;
  const footage = useQuery('recordings.list', { caseId, held: true }, ['recordings']);
  const index = useQuery('stills.list', { caseId }, ['stills']);
  const copies = useQuery('masks.list', {}, ['stills']);
  const cut = useQuery('clips.list', { caseId }, ['court', 'recordings']);
  const linked = useQuery('recordings.linked', { caseId }, ['recordings']);
  const kept = [...(footage.data ?? []), ...(linked.data ?? [])].filter(({ state }) => state === 'kept');
  const items = kept.map(({ id, number, fileName, recordedFrom, ...held }) => ({
    id,
    label: `${number}, ${fileName}${recordedFrom === null ? '' : `, from ${formatWallClock(recordedFrom)}`}${held.caseId === caseId ? '' : `; held under ${held.reactRef}, retrieved for this case as well`}`,
  }));
  const issued = new Set((index.data ?? []).filter(({ state }) => state === 'countersigned').map(({ id }) => id));
  const masked = (copies.data ?? []).filter(({ state, stillId }) => state === 'approved' && issued.has(stillId));
  const signed = (index.data ?? []).filter(({ state }) => state === 'countersigned');
  return (
    <>
      <FailureAlert failure={footage.failure ?? linked.failure ?? index.failure ?? copies.failure ?? cut.failure} />
      {errors['chosen'] !== undefined && (
        <Text c="var(--mantine-color-error)" role="alert">
          {errors['chosen']}
        </Text>
      )}
      <Title order={3}>Recordings</Title>
      <ChoiceList
        items={items}
        chosen={recordings}
        emptyText="This case has no footage that is kept."
        errors={errors}
        onToggle={(id) => onRecordings(toggle(recordings, id))}
        onShift={(id, by) => onRecordings(shift(recordings, id, by))}
        onDescribe={(id, description) => onRecordings(describe(recordings, id, description))}
      />
      <Title order={3}>Clips</Title>
      <ChoiceList
        items={(cut.data ?? [])
          .filter(({ state, mask }) => state === 'kept' && (mask === null || mask.state === 'approved'))
          .map((clip) => ({ id: clip.id, label: clipWords(clip) }))}
        chosen={clips}
        emptyText="No clip has been cut in this case. A clip goes to court beside the recording or in its place; the recording stays as it is."
        errors={errors}
        onToggle={(id) => onClips(toggle(clips, id))}
        onShift={(id, by) => onClips(shift(clips, id, by))}
        onDescribe={(id, description) => onClips(describe(clips, id, description))}
      />
      <ClipMaker
        caseId={caseId}
        recordings={items.filter(({ id }) => kept.some((one) => one.id === id && one.playable !== 'no'))}
      />
      <Title order={3}>Stills</Title>
      <ChoiceList
        items={signed.map(({ id, number, particulars }) => ({ id, label: `${number}, ${particulars}` }))}
        chosen={stills}
        emptyText="This case has no countersigned still. Others cannot go to court (CoP 5.15)."
        errors={errors}
        onToggle={(id) => onStills(toggle(stills, id))}
        onShift={(id, by) => onStills(shift(stills, id, by))}
      />
      {masked.length > 0 && (
        <>
          <Title order={3}>Masked copies of stills</Title>
          <ChoiceList
            items={masked.map(({ id, number, reason }) => ({ id, label: `${number}, masked: ${reason}` }))}
            chosen={masks}
            emptyText=""
            errors={errors}
            onToggle={(id) => onMasks(toggle(masks, id))}
            onShift={(id, by) => onMasks(shift(masks, id, by))}
          />
        </>
      )}
    </>
  );
}
