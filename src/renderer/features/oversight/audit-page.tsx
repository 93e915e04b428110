import { Alert, Card, Stack, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Audit } from '../../../shared/contract/audits.ts';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { Papers } from '../disclosures/papers.tsx';
import { PrintButton } from '../footage/print-button.tsx';
import { CloseAudit, DrawChecks } from './audit-forms.tsx';
import { areaWords } from './oversight-words.ts';
import { Recommendations } from './recommendations.tsx';
import { SpotChecks } from './spot-checks.tsx';

/** One audit, from its terms to its conclusion. */
export function AuditPage(): ReactNode {
  const { auditId = '' } = useParams({ strict: false });
  const audit = useQuery('audits.read', { auditId }, ['audits']);
  return (
    <Page
      title={audit.data === null ? 'Audit' : `Audit ${audit.data.number}`}
      actions={<LinkButton to="/oversight">All audits</LinkButton>}
    >
      <FailureAlert failure={audit.failure} />
      {audit.loading ? <Reading /> : null}
      {audit.data === null ? null : <AuditBody audit={audit.data} />}
    </Page>
  );
}

function AuditBody({ audit }: { readonly audit: Audit }): ReactNode {
  const { person } = useSession();
  const isOpen = audit.closedAt === null;
  const isManager = person.role === 'manager';
  return (
    <Stack>
      <Card component="section" aria-label="Terms">
        <Stack>
          <Facts
            items={[
              { label: 'Terms of reference', value: audit.reference },
              { label: 'What was agreed', value: audit.terms },
              { label: 'Auditor', value: `${audit.auditor}${audit.auditorId === null ? '' : ' (has an account)'}` },
              {
                label: 'Authorised by',
                value: (
                  <>
                    {audit.authority}, <DayText value={audit.authorisedOn} />
                  </>
                ),
              },
              {
                label: 'Period looked at',
                value: (
                  <>
                    <DayText value={audit.from} /> to <DayText value={audit.until} />
                  </>
                ),
              },
              { label: 'Areas', value: audit.areas.map((area) => areaWords[area]).join(', ') },
              ...(audit.conclusion === null ? [] : [{ label: 'Conclusion', value: audit.conclusion }]),
            ]}
          />
          {audit.sheetId === null ? null : <PrintButton documentId={audit.sheetId}>Print the audit sheet</PrintButton>}
        </Stack>
      </Card>
      <Papers about="audit" aboutId={audit.id} mayAdd={isOpen && isManager} />
      {audit.draw === null ? (
        isManager ? (
          <DrawChecks auditId={audit.id} />
        ) : (
          <Alert role="note" color="gray" variant="outline">
            The spot checks have not been drawn yet. The Safer Neighbourhoods Manager draws them.
          </Alert>
        )
      ) : (
        <Card component="section" aria-label="Spot checks">
          <Title order={2} mb="xs">
            Spot checks drawn at random
          </Title>
          <Facts
            items={[
              {
                label: 'Drawn',
                value: (
                  <>
                    <InstantText value={audit.draw.at} /> by {audit.draw.by}, up to {audit.draw.perArea} of each area
                  </>
                ),
              },
              { label: 'Seed, entered in the ledger before the draw', value: <HashText value={audit.draw.seed} /> },
              {
                label: 'Picked from',
                value: audit.draw.population.map(({ area, count }) => `${areaWords[area]}: ${count}`).join('; '),
              },
            ]}
          />
          <SpotChecks audit={audit} />
        </Card>
      )}
      <Recommendations audit={audit} />
      {isOpen && isManager ? <CloseAudit audit={audit} /> : null}
    </Stack>
  );
}
