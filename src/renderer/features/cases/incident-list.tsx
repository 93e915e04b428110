import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { type Incident, overwriteClause, overwriteInWords, systemWords } from './case-words.ts';

interface IncidentListProps {
  readonly incidents: readonly Incident[];
  readonly mayGet: boolean;
}

/** The incidents of a case, each with how long its recorder still holds it. */
export function IncidentList({ incidents, mayGet }: IncidentListProps): ReactNode {
  if (incidents.length === 0)
    return (
      <Text c="dimmed">No incident has been reported for this case yet. Footage is retrieved for an incident.</Text>
    );
  return (
    <Stack component="ul" className="plain-list" gap="md">
      {incidents.map((incident) => (
        <li key={incident.id} className="list-item">
          <OneIncident incident={incident} mayGet={mayGet} />
        </li>
      ))}
    </Stack>
  );
}

function OneIncident({ incident, mayGet }: { readonly incident: Incident; readonly mayGet: boolean }): ReactNode {
  const { tone, words } = overwriteInWords(incident);
  const clause = overwriteClause[incident.system];
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <Stack gap={4} miw={0}>
        <Group gap="xs">
          <Text fw={600} component="span">
            {formatWallClock(incident.occurredAt)}
          </Text>
          <StatusBadge tone={tone}>{words}</StatusBadge>
        </Group>
        <Text>
          {incident.place}, {systemWords[incident.system]}
        </Text>
        <Text className="paragraph">{incident.description}</Text>
        <Text size="sm" c="dimmed">
          Reported <InstantText value={incident.reportedAt} />
          {incident.retrieved ? null : (
            <>
              ; may be overwritten from <DayText value={incident.overwriteOn} />
            </>
          )}
        </Text>
        {incident.retrieved || clause === null ? null : <ClauseQuote clause={clause} />}
      </Stack>
      {mayGet && !incident.retrieved ? (
        <LinkButton
          to="/get-footage"
          search={{ caseId: incident.caseId, incidentId: incident.id }}
          variant="default"
          className="no-shrink"
        >
          Get footage
          <span className="hidden-words"> of {incident.place}</span>
        </LinkButton>
      ) : null}
    </Group>
  );
}
