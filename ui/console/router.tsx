import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { z } from 'zod';
import { caseSearch, casesSearch } from '@/features/cases/search';
import { conversationSearch, conversationsSearch } from '@/features/conversations/search';
import { evidenceSearch } from '@/features/evidence/search';
import { gateSearch } from '@/features/gate/search';
import { historySearch } from '@/features/history/search';
import { importsSearch } from '@/features/imports/search';
import { wallSearch } from '@/features/live/search';
import { modelsSearch } from '@/features/models/search';
import { peopleSearch } from '@/features/people/search';
import { planSearch } from '@/features/plan/search';
import { retentionSearch } from '@/features/retention/search';
import { reviewsSearch } from '@/features/reviews/search';
import { rulebooksSearch } from '@/features/rulebooks/search';
import { transcriptionsSearch } from '@/features/transcriptions/search';
import { NotFound } from './NotFound';
import { SignedIn } from './SignedIn';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Only paths of ours: an address must not be able to send people elsewhere after signing in.
  validateSearch: z.object({
    next: z
      .string()
      .regex(/^\/(?![/\\])/)
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(() => import('@/features/session'), 'SignInPage'),
});

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: SignedIn });
const inShell = () => shell;

const pages = [
  createRoute({
    getParentRoute: inShell,
    path: '/',
    component: lazyRouteComponent(() => import('@/features/overview'), 'OverviewPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/wall',
    validateSearch: wallSearch,
    component: lazyRouteComponent(() => import('@/features/live'), 'WallPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/reviews',
    validateSearch: reviewsSearch,
    component: lazyRouteComponent(() => import('@/features/reviews'), 'ReviewsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/conversations',
    validateSearch: conversationsSearch,
    component: lazyRouteComponent(() => import('@/features/conversations'), 'ConversationsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/conversations/$id',
    validateSearch: conversationSearch,
    component: lazyRouteComponent(() => import('@/features/conversations'), 'ConversationPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/search',
    component: lazyRouteComponent(() => import('@/features/search'), 'SearchPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/cases',
    validateSearch: casesSearch,
    component: lazyRouteComponent(() => import('@/features/cases'), 'CasesPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/cases/$id',
    validateSearch: caseSearch,
    component: lazyRouteComponent(() => import('@/features/cases'), 'CasePage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/plan',
    validateSearch: planSearch,
    component: lazyRouteComponent(() => import('@/features/plan'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/gate',
    validateSearch: gateSearch,
    component: lazyRouteComponent(() => import('@/features/gate'), 'GatePage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/rulebooks',
    validateSearch: rulebooksSearch,
    component: lazyRouteComponent(() => import('@/features/rulebooks'), 'RulebooksPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/models',
    validateSearch: modelsSearch,
    component: lazyRouteComponent(() => import('@/features/models'), 'ModelsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/history',
    validateSearch: historySearch,
    component: lazyRouteComponent(() => import('@/features/history'), 'HistoryPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/evidence',
    validateSearch: evidenceSearch,
    component: lazyRouteComponent(() => import('@/features/evidence'), 'EvidencePage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/retention',
    validateSearch: retentionSearch,
    component: lazyRouteComponent(() => import('@/features/retention'), 'RetentionPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/imports',
    validateSearch: importsSearch,
    component: lazyRouteComponent(() => import('@/features/imports'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/transcriptions',
    validateSearch: transcriptionsSearch,
    component: lazyRouteComponent(() => import('@/features/transcriptions'), 'TranscriptionsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/people',
    validateSearch: peopleSearch,
    component: lazyRouteComponent(() => import('@/features/people'), 'PeoplePage'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([signIn, shell.addChildren(pages)]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
