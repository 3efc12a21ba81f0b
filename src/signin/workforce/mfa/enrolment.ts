import { workforceUserArn } from '../../../domain/directory/index.ts';
import {
  beginAuthenticator,
  passkeySite,
  type SecretSealing,
  startPasskeyRegistration,
  type WorkforceOwner,
} from '../../../domain/mfa/index.ts';
import { deviceLabel } from '../../../domain/sessions/device.ts';
import type { FoundPerson } from '../../../domain/sign-in/index.ts';
import { type Work, workFor } from '../../../domain/work.ts';
import type { FlowParts } from '../../flow/parts.ts';
import type { StepVisit } from '../../flow/step.ts';

/** What a flow keeps of a registration between its pages; JSON in `FlowState.enrolment`. */
export type Enrolment =
  | { readonly kind: 'authenticator'; readonly token: string }
  /** `options`: what the browser is asked, as JSON. */
  | { readonly kind: 'passkey'; readonly options: string }
  /** A type that cannot be registered here, and why. */
  | {
      readonly kind: 'unavailable';
      readonly reason: 'full' | 'address';
      readonly detail: string;
    };

/** A type of device, as an instance's settings name it. */
export type DeviceType = 'passkey' | 'authenticator';

/** The enrolment that a flow keeps. */
export function readEnrolment(text: string | undefined): Enrolment | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Enrolment);
}

/** The workforce user as the owner of devices. */
export function ownerOf({ workforce }: FoundPerson): WorkforceOwner {
  if (!workforce) throw new Error('only workforce users enrol devices while they sign in');
  return { kind: 'workforce', id: workforce.user_id, userName: workforce.user_name };
}

/** The work in the account that owns the person's instance. */
export function instanceWork(work: Work, { account }: FoundPerson): Work {
  return workFor(work, account?.account_id ?? '');
}

/** What seals the seeds of authenticator apps. */
export function secretsOf({ sealSecret, openSecret }: FlowParts): SecretSealing {
  return { seal: sealSecret, open: openSecret };
}

/** Begins the registration of a device of that type. Commit the work with the answer. */
export async function beginEnrolment(
  parts: FlowParts,
  work: Work,
  person: FoundPerson,
  type: DeviceType,
): Promise<Enrolment> {
  const owner = ownerOf(person);
  const inAccount = instanceWork(work, person);
  if (type === 'authenticator') {
    const { token } = beginAuthenticator(inAccount, owner, secretsOf(parts));
    return { kind: 'authenticator', token };
  }
  const site = passkeySite(parts.publicUrl());
  if ('unavailable' in site) {
    return { kind: 'unavailable', reason: 'address', detail: site.unavailable };
  }
  const registering = { owner, arn: workforceUserArn(owner.id), site };
  const options = await startPasskeyRegistration(inAccount, registering);
  if ('code' in options) return { kind: 'unavailable', reason: 'full', detail: options.message };
  return { kind: 'passkey', options: JSON.stringify(options) };
}

/** What a device is called that its owner has not named yet, in the language of its page. */
export function firstLabel({ frame, told }: StepVisit, type: DeviceType): string {
  const name = frame.texts(`signin.enrol.label.${type}`);
  return type === 'passkey' ? `${name} (${deviceLabel(told.userAgent)})` : name;
}
