/**
 * web/console/organizations: the rooms of AWS Organizations. Owns: the tree of units and accounts,
 * accounts, service control policies, trusted services and delegated administrators, the organization
 * itself. Does not own: frame, calls and tables (../frame, ../api, ../shared), writing a policy
 * (../iam/editor), who is assigned to accounts (../identity-center).
 */
import Spinner from '@cloudscape-design/components/spinner';
import { type ComponentType, lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { Lost } from '../frame/lost.tsx';
import { OrganizationProvider } from './shared/organization.tsx';

type Room = () => Promise<{ readonly Component: ComponentType }>;

const page = (load: Room) => lazy(async () => ({ default: (await load()).Component }));

/** Every page by its path below `/console/organizations`. */
const PAGES = {
  accounts: page(() => import('./accounts/accounts.tsx')),
  'accounts/create': page(() => import('./accounts/create-account.tsx')),
  'accounts/:id': page(() => import('./accounts/account.tsx')),
  'units/:id': page(() => import('./units/unit.tsx')),
  policies: page(() => import('./policies/policies.tsx')),
  'policies/create': page(() => import('./policies/create-policy.tsx')),
  'policies/:id': page(() => import('./policies/policy.tsx')),
  services: page(() => import('./services/services.tsx')),
  settings: page(() => import('./settings/settings.tsx')),
};

export function Component() {
  return (
    <OrganizationProvider>
      <Suspense fallback={<Spinner size="large" />}>
        <Routes>
          <Route index element={<Navigate replace to="accounts" />} />
          {Object.entries(PAGES).map(([path, Page]) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
          <Route path="*" element={<Lost />} />
        </Routes>
      </Suspense>
    </OrganizationProvider>
  );
}
