/** What the people of a journey share: who they are, what they do on every page. */
import type { Page } from 'playwright-core';
import type { StartedInstallation } from '../installation.ts';
import type { Words } from '../words.ts';

/** The accounts that people come into, and what they may do there. */
export const ACCOUNTS = ['Development', 'Production'] as const;
export const PERMISSIONS = 'ReadOnlyAccess';
export const OWNER = 'owner@example.test';

/** Somebody of the directory. */
export interface Person {
  readonly userName: string;
  readonly email: string;
  readonly given: string;
  readonly family: string;
}

/** Is invited by mail. */
export const INVITED: Person = {
  userName: 'nora',
  email: 'nora@example.test',
  given: 'Nora',
  family: 'Kim',
};
/** Is handed a one-time password. */
export const HANDED: Person = {
  userName: 'omar',
  email: 'omar@example.test',
  given: 'Omar',
  family: 'Lee',
};

/** Somebody in front of a browser of their own. */
export interface Walk {
  readonly page: Page;
  readonly t: Words;
  readonly server: StartedInstallation;
  /** Looks at the page as it is now: that it fits, that everybody can use it, what it looks like. */
  readonly see: (what: string) => Promise<void>;
  /** Does a part of the walk; a failure names it. */
  readonly step: <Result>(name: string, body: () => Promise<Result>) => Promise<Result>;
}

/** What the administrator gives out. */
export interface Given {
  readonly startUrl: string;
  readonly oneTimePassword: string;
  /** Ids of the member accounts, by their names. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Waits for the page of that heading. */
export const heading = async ({ page }: Walk, name: string) =>
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

export const press = async ({ page }: Walk, name: string) =>
  await page.getByRole('button', { name, exact: true }).click();

/** Fills in the field of that label. */
export const type = async ({ page }: Walk, label: string, text: string) =>
  await page.getByLabel(label, { exact: true }).fill(text);
