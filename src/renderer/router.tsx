import { createMemoryHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { z } from 'zod';
import { ApprovalsPage } from './features/approvals/approvals-page.tsx';
import { CasePage } from './features/cases/case-page.tsx';
import { CasesPage } from './features/cases/cases-page.tsx';
import { PresentPage } from './features/presentation/present-page.tsx';
import { BundlePage } from './features/court/bundle-page.tsx';
import { CourtPage } from './features/court/court-page.tsx';
import { StatementPage } from './features/court/statement-page.tsx';
import { DisclosurePage } from './features/disclosures/disclosure-page.tsx';
import { DisclosuresPage } from './features/disclosures/disclosures-page.tsx';
import { FootagePage } from './features/footage/footage-page.tsx';
import { RecordingPage } from './features/footage/recording-page.tsx';
import { GetFootagePage } from './features/get-footage/get-footage-page.tsx';
import { LedgerPage } from './features/ledger/ledger-page.tsx';
import { AuditPage } from './features/oversight/audit-page.tsx';
import { OversightPage } from './features/oversight/oversight-page.tsx';
import { DeploymentPage } from './features/scheme/deployment-page.tsx';
import { KitPage } from './features/scheme/kit-page.tsx';
import { PiaPage } from './features/scheme/pia-page.tsx';
import { SchemePage } from './features/scheme/scheme-page.tsx';
import { SettingsPage } from './features/settings/settings-page.tsx';
import { StillPage } from './features/stills/still-page.tsx';
import { StillsPage } from './features/stills/stills-page.tsx';
import { TodayPage } from './features/today/today-page.tsx';
import { ViewingRoomPage } from './features/viewing-room/viewing-room-page.tsx';
import { Frame } from './ui/frame.tsx';
import { ErrorPage, NotFoundPage } from './ui/lost-page.tsx';

/** Get footage may be opened for one incident: from Today or from its case. */
const getFootageSearch = z.object({ caseId: z.string().optional(), incidentId: z.string().optional() });

/** Settings may be opened at one part: from Today. */
const settingsSearch = z.object({ part: z.string().optional() });
/** The part of the scheme or of oversight that is open, so that coming back from a kit leads to the kits. */
const schemeSearch = z.object({ tab: z.string().optional() });

/** The ledger may be opened at one entry: from a search. */
const ledgerSearch = z.object({ entry: z.number().int().optional() });

const root = createRootRoute({ component: Frame });
const getParentRoute = () => root;

const routes = root.addChildren([
  createRoute({ getParentRoute, path: '/today', component: TodayPage }),
  createRoute({ getParentRoute, path: '/cases', component: CasesPage }),
  createRoute({ getParentRoute, path: '/cases/$caseId', component: CasePage }),
  createRoute({ getParentRoute, path: '/get-footage', component: GetFootagePage, validateSearch: getFootageSearch }),
  createRoute({ getParentRoute, path: '/footage', component: FootagePage }),
  createRoute({ getParentRoute, path: '/footage/$recordingId', component: RecordingPage }),
  createRoute({ getParentRoute, path: '/viewing/$recordingId', component: ViewingRoomPage }),
  createRoute({ getParentRoute, path: '/stills', component: StillsPage }),
  createRoute({ getParentRoute, path: '/stills/$stillId', component: StillPage }),
  createRoute({ getParentRoute, path: '/court', component: CourtPage }),
  createRoute({ getParentRoute, path: '/court/$bundleId', component: BundlePage }),
  createRoute({ getParentRoute, path: '/court/$bundleId/statement', component: StatementPage }),
  createRoute({ getParentRoute, path: '/court/$bundleId/present', component: PresentPage }),
  createRoute({ getParentRoute, path: '/disclosures', component: DisclosuresPage }),
  createRoute({ getParentRoute, path: '/disclosures/$disclosureId', component: DisclosurePage }),
  createRoute({ getParentRoute, path: '/approvals', component: ApprovalsPage }),
  createRoute({ getParentRoute, path: '/scheme', component: SchemePage, validateSearch: schemeSearch }),
  createRoute({ getParentRoute, path: '/scheme/deployments/$deploymentId', component: DeploymentPage }),
  createRoute({ getParentRoute, path: '/scheme/pias/$piaId', component: PiaPage }),
  createRoute({ getParentRoute, path: '/scheme/kits/$kitId', component: KitPage }),
  createRoute({ getParentRoute, path: '/oversight', component: OversightPage, validateSearch: schemeSearch }),
  createRoute({ getParentRoute, path: '/oversight/audits/$auditId', component: AuditPage }),
  createRoute({ getParentRoute, path: '/ledger', component: LedgerPage, validateSearch: ledgerSearch }),
  createRoute({ getParentRoute, path: '/settings', component: SettingsPage, validateSearch: settingsSearch }),
]);

/** One router for one session: whoever signs in next starts at Today and finds no trace of the last person's way. */
export const createAppRouter = () =>
  createRouter({
    routeTree: routes,
    history: createMemoryHistory({ initialEntries: ['/today'] }),
    // Another case is another screen, not the same one with other words.
    defaultRemountDeps: ({ params }) => params,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: ErrorPage,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
