import { sha256 } from '../../../base/digest.ts';
import { sessionIsLive } from '../../sessions/liveness.ts';
import type { Work } from '../../work.ts';
import type { WorkforceUserState } from '../state.ts';
import { GRANT_TYPES, type SsoClient } from './clients.ts';
import { type DeviceCode, deviceOfCode } from './device-codes.ts';
import { grantOfCode, grantOfId, type SsoGrant } from './grants.ts';
import type { SsoParts } from './sso-parts.ts';
import { type RefreshPlace, readRefreshToken } from './tokens.ts';

/** CreateToken's input. Its member `scope` has no effect (aws-facts E1). */
export interface TokenRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly grantType: string;
  readonly deviceCode?: string | undefined;
  readonly code?: string | undefined;
  readonly refreshToken?: string | undefined;
  readonly redirectUri?: string | undefined;
  readonly codeVerifier?: string | undefined;
}

/**
 * How long the refresh token before the present one is answered with the present one again, in
 * milliseconds: programs that share a cache refresh at the same moment, and an answer may be lost.
 */
export const REPEAT_WINDOW = 10_000;

/** What is exchanged, with everything that is known of it. */
export interface TokenSubject {
  readonly asked: TokenRequest;
  readonly client: SsoClient;
  /** Of a device code. */
  readonly device: DeviceCode | undefined;
  /** The interval in seconds that the device did not keep. */
  readonly tooSoon: number | undefined;
  /** Of a refresh token. */
  readonly place: RefreshPlace | undefined;
  /** Ended or not. */
  readonly grant: SsoGrant | undefined;
  readonly sessionGoesOn: boolean;
  readonly user: WorkforceUserState | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Gathers what an exchange is judged by; the client has proved itself. */
export async function examineExchange(
  parts: SsoParts,
  work: Work,
  asked: TokenRequest,
  client: SsoClient,
): Promise<TokenSubject> {
  const { now } = work;
  const { deviceCode, code, refreshToken, grantType } = asked;
  const given = { device: undefined, place: undefined, grant: undefined, tooSoon: undefined };
  if (grantType === GRANT_TYPES.device && deviceCode !== undefined) {
    const device = await deviceOfCode(work, deviceCode);
    const grant = device?.grantId === undefined ? undefined : await grantOfId(work, device.grantId);
    const waits = device?.state === 'waiting' && device.clientKey === client.key;
    const tooSoon = waits ? parts.polls.tooSoon(device.deviceHash, now) : undefined;
    return {
      ...given,
      asked,
      client,
      device,
      tooSoon,
      grant,
      now,
      ...(await holderOf(parts, grant, now)),
    };
  }
  if (grantType === GRANT_TYPES.code && code !== undefined) {
    const grant = await grantOfCode(work, code);
    return { ...given, asked, client, grant, now, ...(await holderOf(parts, grant, now)) };
  }
  const place =
    refreshToken === undefined ? undefined : readRefreshToken(refreshToken, parts.ring());
  const grant = place && (await grantOfId(work, place.grantId));
  return { ...given, asked, client, place, grant, now, ...(await holderOf(parts, grant, now)) };
}

/** A grant that was not redeemed depends on the session of whoever consented, then on its own. */
async function holderOf(
  { state, workforce }: SsoParts,
  grant: SsoGrant | undefined,
  now: number,
): Promise<Pick<TokenSubject, 'sessionGoesOn' | 'user'>> {
  if (!grant) return { sessionGoesOn: false, user: undefined };
  const { account, grantId, originSessionId, generation, userId } = grant;
  await workforce.fresh([account]);
  const isLive = await sessionIsLive(state, generation === 0 ? originSessionId : grantId);
  return {
    sessionGoesOn: isLive && !grant.ended && now < grant.sessionExpiresAt,
    user: await workforce.user(account, userId),
  };
}

/** Whether the request carries the secret that the authorization named the hash of (RFC 7636). */
export function verifierFits({ asked, grant }: TokenSubject): boolean {
  return sha256(asked.codeVerifier ?? '', 'base64url') === grant?.codeChallenge;
}

/** Whether the refresh token before the present one came again in time. */
export function isRepeated({ place, grant, now }: TokenSubject): boolean {
  if (!place || !grant) return false;
  return place.generation === grant.generation - 1 && now < grant.rotatedAt + REPEAT_WINDOW;
}
