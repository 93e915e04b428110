import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { piaHeads } from '../../../shared/contract/pias.ts';
import { Facts } from '../../ui/facts.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { systemWords } from '../cases/case-words.ts';
import { type Consultation, consultationWords, type PiaVersion, reopenedWords } from './pia-words.ts';

/** One version of a PIA, every head with its clause; a blank head says that it is blank. */
export function PiaWritten({ version }: { readonly version: PiaVersion }): ReactNode {
  return (
    <Stack gap="md">
      <Facts items={versionFacts(version)} />
      {piaHeads.map(({ key, label, clause }) => (
        <div key={key}>
          <Title order={3} size="h5">
            {label}{' '}
            <Text span inherit c="dimmed" fw={400}>
              (CoP {clause})
            </Text>
          </Title>
          <Text style={{ whiteSpace: 'pre-wrap' }} {...(version.text[key] === '' ? { c: 'dimmed' } : {})}>
            {version.text[key] === '' ? 'Still blank.' : version.text[key]}
          </Text>
        </div>
      ))}
    </Stack>
  );
}

const versionFacts = (version: PiaVersion) => [
  { label: 'Place', value: version.place },
  { label: 'System', value: systemWords[version.system] },
  { label: 'Version', value: version.version },
  {
    label: 'Period',
    value:
      version.plannedFrom === null || version.plannedUntil === null ? (
        'not given yet'
      ) : (
        <>
          <DayText value={version.plannedFrom} /> to <DayText value={version.plannedUntil} />
        </>
      ),
  },
  { label: 'Written by (SNO)', value: version.author },
  { label: 'Entered by', value: version.enteredBy },
  { label: 'Submitted', value: version.submittedAt === null ? 'not yet' : <InstantText value={version.submittedAt} /> },
  ...(version.reopenedBecause === null
    ? []
    : [
        {
          label: 'Reopened',
          value: `${reopenedWords[version.reopenedBecause]}: ${version.reopenedReasons ?? 'no reasons recorded'}`,
        },
      ]),
];

/** Who was asked about the camera, and what they said. */
export function Consultations({ consultations }: { readonly consultations: readonly Consultation[] }): ReactNode {
  if (consultations.length === 0) return <Text c="dimmed">Nobody has been written to or spoken with yet.</Text>;
  return (
    <Stack component="ul" className="plain-list" gap="xs">
      {consultations.map((each) => (
        <li key={each.id}>
          <Text fw={600}>
            {each.who}, {each.address}
          </Text>
          <Text>
            {consultationWords[each.how]}, <InstantText value={each.at} />.{' '}
            {each.answer === null ? (
              <>
                No answer yet; asked for by <DayText value={each.answerBy} />.
              </>
            ) : (
              <>
                Answer of <DayText value={each.answeredOn} />: {each.answer}
                {each.changed === null ? null : ` What changed: ${each.changed}`}
              </>
            )}
          </Text>
        </li>
      ))}
    </Stack>
  );
}
