/**
 * web/console/iam: the rooms of IAM, one folder a noun. Owns: users, groups, roles, policies with
 * their editor, identity providers and the settings of the account, each page loaded when somebody
 * goes there. Does not own: frame, calls and tables (../frame, ../api, ../shared).
 */
import Spinner from '@cloudscape-design/components/spinner';
import { type ComponentType, lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Lost } from '../frame/lost.tsx';

type Room = () => Promise<{ readonly Component: ComponentType }>;

const page = (load: Room) => lazy(async () => ({ default: (await load()).Component }));

/** Every page by its path below `/console/iam`. */
const PAGES = {
  users: page(() => import('./users/users.tsx')),
  'users/create': page(() => import('./users/create-user.tsx')),
  'users/:name': page(() => import('./users/user.tsx')),
  groups: page(() => import('./groups/groups.tsx')),
  'groups/create': page(() => import('./groups/create-group.tsx')),
  'groups/:name': page(() => import('./groups/group.tsx')),
  roles: page(() => import('./roles/roles.tsx')),
  'roles/create': page(() => import('./roles/create-role.tsx')),
  'roles/:name': page(() => import('./roles/role.tsx')),
  policies: page(() => import('./policies/policies.tsx')),
  'policies/create': page(() => import('./policies/create-policy.tsx')),
  'policies/details': page(() => import('./policies/policy.tsx')),
  'inline-policy/:kind/:name': page(() => import('./policies/inline-policy.tsx')),
  'identity-providers': page(() => import('./providers/providers.tsx')),
  'identity-providers/create-saml': page(() => import('./providers/create-saml.tsx')),
  'identity-providers/create-oidc': page(() => import('./providers/create-oidc.tsx')),
  'identity-providers/details': page(() => import('./providers/provider.tsx')),
  'account-settings': page(() => import('./settings/settings.tsx')),
};

export function Component() {
  return (
    <Suspense fallback={<Spinner size="large" />}>
      <Routes>
        {Object.entries(PAGES).map(([path, Page]) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
        <Route path="*" element={<Lost />} />
      </Routes>
    </Suspense>
  );
}
