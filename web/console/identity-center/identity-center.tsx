/**
 * web/console/identity-center: the rooms of IAM Identity Center. Owns: dashboard, users, groups, who
 * is assigned to which account, permission sets, settings, the finder of orphaned assignments. Does
 * not own: frame, calls and tables (../frame, ../api, ../shared), the tree of the organization
 * (../organizations/tree), writing a policy (../iam/editor), the people's own portal (web/portal).
 */
import Spinner from '@cloudscape-design/components/spinner';
import { type ComponentType, lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { Lost } from '../frame/lost.tsx';
import { InstanceProvider } from './shared/instance.tsx';

type Room = () => Promise<{ readonly Component: ComponentType }>;

const page = (load: Room) => lazy(async () => ({ default: (await load()).Component }));

/** Every page by its path below `/console/identity-center`. */
const PAGES = {
  dashboard: page(() => import('./dashboard/dashboard.tsx')),
  users: page(() => import('./users/users.tsx')),
  'users/create': page(() => import('./users/create-user.tsx')),
  'users/:id': page(() => import('./users/user.tsx')),
  groups: page(() => import('./groups/groups.tsx')),
  'groups/create': page(() => import('./groups/create-group.tsx')),
  'groups/:id': page(() => import('./groups/group.tsx')),
  accounts: page(() => import('./accounts/accounts.tsx')),
  'accounts/assign': page(() => import('./assign/assign.tsx')),
  'accounts/:id': page(() => import('./accounts/account.tsx')),
  'permission-sets': page(() => import('./permission-sets/permission-sets.tsx')),
  'permission-sets/create': page(() => import('./permission-sets/create.tsx')),
  'permission-sets/details': page(() => import('./permission-sets/permission-set.tsx')),
  settings: page(() => import('./settings/settings.tsx')),
  orphans: page(() => import('./orphans/orphans.tsx')),
};

export function Component() {
  return (
    <InstanceProvider>
      <Suspense fallback={<Spinner size="large" />}>
        <Routes>
          <Route index element={<Navigate replace to="dashboard" />} />
          {Object.entries(PAGES).map(([path, Page]) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
          <Route path="*" element={<Lost />} />
        </Routes>
      </Suspense>
    </InstanceProvider>
  );
}
