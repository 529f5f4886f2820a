import type { ComponentType } from 'react';
import { createBrowserRouter, redirect, type RouteObject } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { whenSignedOut, whenSignInIsUnfinished } from '@/api/client';
import { meQuery } from '@/api/me';
import { Frame } from './Frame';
import { PageError } from './PageError';
import { queries } from './queries';
import { Root } from './Root';
import { Starting } from './Starting';

const page = (path: string, load: () => Promise<ComponentType>): RouteObject => ({
  path,
  lazy: async () => ({ Component: await load() }),
  ErrorBoundary: PageError,
});

/** Every address of the browser's part. */
const pages: RouteObject[] = [
  page('/', async () => (await import('@/features/home/HomePage')).HomePage),
  page('/templates', async () => (await import('@/features/home/TemplatesPage')).TemplatesPage),
  page('/notices', async () => (await import('@/features/home/NoticesPage')).NoticesPage),
  page('/requests', async () => (await import('@/features/requests/RequestsPage')).RequestsPage),
  page('/forms', async () => (await import('@/features/forms/FormsPage')).FormsPage),
  page('/forms/:form', async () => (await import('@/features/records/RecordsPage')).RecordsPage),
  page('/forms/:form/new', async () => (await import('@/features/fill/FillPage')).FillPage),
  page('/forms/:form/records/:id', async () => (await import('@/features/records/RecordPage')).RecordPage),
  page('/forms/:form/records/:id/edit', async () => (await import('@/features/fill/EditPage')).EditPage),
  page(
    '/forms/:form/access',
    async () => (await import('@/features/permissions/form/AccessPage')).AccessPage,
  ),
  page('/recycle-bin', async () => (await import('@/features/recovery/RecycleBinPage')).RecycleBinPage),
  page('/changes/:id?', async () => (await import('@/features/recovery/ChangesPage')).ChangesPage),
  page('/people', async () => (await import('@/features/people/PeoplePage')).PeoplePage),
  page('/people/:id', async () => (await import('@/features/permissions/rights/PersonPage')).PersonPage),
  page('/departments', async () => (await import('@/features/people/DepartmentsPage')).DepartmentsPage),
  page('/roles', async () => (await import('@/features/people/RolesPage')).RolesPage),
  page('/roles/:role', async () => (await import('@/features/permissions/role/RolePage')).RolePage),
  page('/rules', async () => (await import('@/features/permissions/versions/VersionsPage')).VersionsPage),
  page('/rules/tests', async () => (await import('@/features/permissions/tests/TestsPage')).TestsPage),
  page(
    '/rules/:version',
    async () => (await import('@/features/permissions/versions/VersionPage')).VersionPage,
  ),
  page('/tokens', async () => (await import('@/features/people/TokensPage')).TokensPage),
  page('/graphql', async () => (await import('@/features/graphql/GraphQLPage')).GraphQLPage),
  page('/security', async () => (await import('@/features/people/SecurityPage')).SecurityPage),
  page(
    '/settings/sign-in',
    async () => (await import('@/features/people/SignInSettingsPage')).SignInSettingsPage,
  ),
  page(
    '/personal-data',
    async () => (await import('@/features/personal-data/PersonalDataPage')).PersonalDataPage,
  ),
  page('/audit', async () => (await import('@/features/audit/AuditPage')).AuditPage),
  page('*', async () => (await import('./NotFound')).NotFound),
];

async function signedIn({ request }: { request: Request }) {
  try {
    const me = await queries.ensureQueryData(meQuery);
    const isUnfinished = me.secondFactorMissing || me.passwordChangeNeeded;
    if (isUnfinished && new URL(request.url).pathname !== '/security') throw redirect('/security');
    return me;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) throw redirect(signInFrom(new URL(request.url)));
    throw error;
  }
}

function signInFrom({ pathname, search }: { pathname: string; search: string }) {
  return pathname === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(pathname + search)}`;
}

/** Made once the language is known: it starts asking the server at once. */
export function startRouter() {
  const router = createBrowserRouter([
    {
      HydrateFallback: Starting,
      Component: Root,
      children: [
        page('/sign-in', async () => (await import('@/features/sign-in/SignInPage')).SignInPage),
        page('/s/:token', async () => (await import('@/features/link/LinkPage')).LinkPage),
        // The designer fills the window; everything else stands in the frame.
        {
          loader: signedIn,
          ErrorBoundary: PageError,
          children: [
            page(
              '/forms/:form/preview',
              async () => (await import('@/features/designer/preview/PreviewPage')).PreviewPage,
            ),
            page(
              '/forms/:form/design',
              async () => (await import('@/features/designer/DesignerPage')).DesignerPage,
            ),
          ],
        },
        {
          loader: signedIn,
          ErrorBoundary: PageError,
          shouldRevalidate: () => false,
          Component: Frame,
          children: pages,
        },
      ],
    },
  ]);

  whenSignedOut(() => {
    if (window.location.pathname === '/sign-in') return;
    queries.clear();
    void router.navigate(signInFrom(window.location), { state: { sessionEnded: true } });
  });
  whenSignInIsUnfinished(() => {
    if (window.location.pathname === '/security') return;
    void queries.invalidateQueries({ queryKey: meQuery.queryKey });
    void router.navigate('/security');
  });
  return router;
}
