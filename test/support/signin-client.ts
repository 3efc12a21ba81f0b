import { createRequire } from 'node:module';

/** What the JavaScript SDK's client of `signin` exports; it has no package of its own. */
export type SigninClientModule = Readonly<Record<string, unknown>>;

const here = createRequire(import.meta.url);

/** The client with which `fromLoginCredentials` refreshes, from where that package finds it. */
export function signinClientModule(): SigninClientModule {
  const provider = createRequire(here.resolve('@aws-sdk/credential-provider-login'));
  return provider('@aws-sdk/nested-clients/signin') as SigninClientModule;
}
