import { z } from 'zod';

/* Forms that settings take: how a variable's text is read and what is allowed. */

/** A setting: its variable, its form, its default and what it does. */
export interface Setting<Schema extends z.ZodType> {
  readonly env: string;
  readonly schema: Schema;
  /** What values are allowed, in words, for messages and documentation. */
  readonly allowed: string;
  readonly fallback: string;
  readonly about: string;
}

export function setting<Schema extends z.ZodType>(
  env: string,
  schema: Schema,
  allowed: string,
  fallback: string,
  about: string,
): Setting<Schema> {
  return { env, schema, allowed, fallback, about };
}

export const text = z.string();
export const whole = (low: number, high: number) => z.coerce.number().int().min(low).max(high);
export const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
export const PROVIDER_ENDPOINT =
  /^(?:accounts\.google\.com|cognito-identity\.amazonaws\.com|www\.amazon\.com|graph\.facebook\.com)=https:\/\/[^\s=]+$/;
export const CIDR = /^[0-9a-fA-F:.]+(\/\d{1,3})?$/;
export const httpUrl = z
  .string()
  .refine((value) => value === '' || isOrigin(value))
  .transform((value) => value.replace(/\/$/, ''));

export function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const plain = url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  return plain && url.pathname === '/' && (url.protocol === 'http:' || url.protocol === 'https:');
}

export function isMailServer(value: string): boolean {
  const url = URL.parse(value);
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return false;
  return /^\/?$/.test(url.pathname) && url.search === '' && url.hash === '';
}
