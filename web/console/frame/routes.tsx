import { createBrowserRouter } from 'react-router';
import { Frame } from './frame.tsx';
import { Lost, RouteFault } from './lost.tsx';
import { BASE } from './paths.ts';

/** Shown while the first room loads. */
const Nothing = () => null;

/**
 * Every room with the file that shows it, loaded when somebody goes there. A room's file exports
 * `Component`.
 */
export function createRouter() {
  return createBrowserRouter(
    [
      {
        path: '/',
        Component: Frame,
        HydrateFallback: Nothing,
        children: [
          {
            ErrorBoundary: RouteFault,
            children: [
              { index: true, lazy: () => import('../home/home.tsx') },
              { path: 'home', lazy: () => import('../home/home.tsx') },
              {
                path: 'security-credentials',
                lazy: () => import('../credentials/credentials.tsx'),
              },
              { path: 'events', lazy: () => import('../events/events.tsx') },
              { path: 'events/:eventId', lazy: () => import('../events/event.tsx') },
              {
                path: 'sign-in-attempts',
                lazy: () => import('../troubleshooting/attempts.tsx'),
              },
              {
                path: 'sign-in-attempts/diagnose',
                lazy: () => import('../troubleshooting/diagnose.tsx'),
              },
              {
                path: 'sign-in-attempts/:attemptId',
                lazy: () => import('../troubleshooting/attempt.tsx'),
              },
              { path: 'iam/*', lazy: () => import('../iam/iam.tsx') },
              {
                path: 'organizations/*',
                lazy: () => import('../organizations/organizations.tsx'),
              },
              {
                path: 'identity-center/*',
                lazy: () => import('../identity-center/identity-center.tsx'),
              },
              { path: '*', Component: Lost },
            ],
          },
        ],
      },
    ],
    { basename: BASE },
  );
}
